"""Charts as plain values; ``svg`` and ``png`` draw them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from provenance.evaluation import likelihood
from provenance.evaluation.calibration import balance, reliability
from provenance.evaluation.judged import Judged

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Series:
    """Points joined by a line, by steps (each height holds until the next point) or not at all."""

    name: str
    points: tuple[Point, ...]
    kind: Literal["line", "steps", "dots"] = "line"
    reference: bool = False
    """A line to compare with, drawn faintly."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with linear axes; points outside the ranges are cut off."""

    name: str
    """File name without ending."""
    title: str
    x_label: str
    y_label: str
    x_range: Point
    y_range: Point
    series: tuple[Series, ...]


def charts(rows: Sequence[Judged]) -> tuple[Chart, ...]:
    """Reliability and Tippett diagrams of both questions, where ``rows`` hold both answers."""
    both = [row for row in rows if row.label.kind != "unknown"]
    translations = [row for row in rows if row.label.translated]
    found: list[Chart] = []
    if {row.label.translated for row in both} == {True, False}:
        truth = [row.label.translated for row in both]
        found.append(_reliability("translated", [row.p_translated for row in both], truth, both[0].prior_translated))
        found.append(_tippett("translated", "original", [row.llr_translated for row in both], truth))
    if {row.label.kind for row in translations} == {"machine", "human"}:
        truth = [row.label.kind == "machine" for row in translations]
        p = [row.p_machine_given_translated for row in translations]
        found.append(_reliability("machine", p, truth, translations[0].prior_machine))
        found.append(_tippett("machine", "human", [row.llr_machine for row in translations], truth))
    return tuple(found)


def _reliability(question: str, p: Sequence[float], truth: Sequence[bool], prior: float) -> Chart:
    bins = reliability(p, truth, balance(truth, prior))
    return Chart(
        f"reliability-{question}",
        f"Reliability: {question} (classes weighted to the prior {prior:g})",
        "probability given",
        "share that is true",
        (0.0, 1.0),
        (0.0, 1.0),
        (
            Series("perfect", ((0.0, 0.0), (1.0, 1.0)), reference=True),
            Series("measured", tuple((one.probability, one.share) for one in bins)),
            Series("rows in bins", tuple((one.probability, one.share) for one in bins), "dots"),
        ),
    )


def _tippett(yes: str, no: str, llr: Sequence[float], truth: Sequence[bool]) -> Chart:
    values, flags = np.array(llr), np.array(truth)
    edge = max(1.0, math.ceil(min(6.0, float(np.abs(values).max()))))
    return Chart(
        f"tippett-{yes}",
        f"Tippett diagram: {yes} or {no}",
        "log10 likelihood ratio greater than or equal to",
        "share of texts",
        (-edge, edge),
        (0.0, 1.0),
        (
            Series("no evidence", ((0.0, 0.0), (0.0, 1.0)), reference=True),
            Series(f"truly {yes}", _survival(values[flags], edge), "steps"),
            Series(f"truly {no}", _survival(values[~flags], edge), "steps"),
        ),
    )


def _survival(llr: np.typing.NDArray[np.float64], edge: float) -> tuple[Point, ...]:
    """The Tippett curve as left-continuous steps from -edge to edge."""
    curve = likelihood.tippett(np.clip(llr, -edge, edge))
    steps = [(-edge, 1.0)]
    for (x, _), (_, after) in zip(curve, (*curve[1:], (edge, 0.0))):
        steps.append((x, after))
    return tuple(steps)
