"""Intervals of ratios: the delta method against draws, and what widens them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from provenance.estimates import Z95
from provenance.records import Article, Case, Document, Evidence, Hypothesis, Identification, Mark, Prior, Span, Weight
from provenance.scorers.bounds import reach
from provenance.scorers.calibration import Calibration, Counted, Line, calibration
from provenance.scorers.judge import Judge
from tests.scorers import made

SPREAD = {
    "translated": (
        (0.002, -0.001, 0.0, 0.0, 0.0, 0.0),
        (-0.001, 0.003, 0.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, 0.001, 0.0, 0.0, 0.0),
        (0.0, 0.0, 0.0, 0.002, 0.0, 0.0),
        (0.0, 0.0, 0.0, 0.0, 0.006, 0.0),
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.06),
    ),
    "machine": tuple(tuple(0.002 * (row == column) for column in range(5)) for row in range(5)),
}
TABLE = dataclasses.replace(
    made.TABLE,
    rules={"FG101": Counted(1.0, 0.5, (), 0.01, 0.9, 1.3, 0.1), "SY101": Counted(1.0, 0.5, (), 0.01, 0.2, 2.4, 0.6)},
    translated=Line(0.6, -0.3, 2.8),
    machine=Line(0.6, -0.1, 2.8),
    rule_weights=(0.7, 0.7, 0.4),
    spread=SPREAD,
)
TEXT = "The harbour board met again and the pilots went home. " * 30


def weights(table: Calibration, statistic: float, *codes: str) -> dict[str, Weight]:
    style = [
        Evidence(code, Hypothesis(question), statistic, 300)  # type: ignore[arg-type]
        for code, question in (("PF001", "translated"), ("PF002", "machine"))
    ]
    fired = [Evidence(code, Hypothesis("translated"), 1.0, 100.0, (Mark(Span(0, 3)),)) for code in codes]
    case = Case(Document(Article("a", TEXT, "a"), (), Identification("en", 0.99, True)), (*style, *fired))
    return {weight.hypothesis.question: weight for weight in Judge(table).judge(case, Prior()).weights}


def width(weight: Weight) -> float:
    assert weight.low <= weight.llr <= weight.high
    return weight.high - weight.low


def test_the_delta_method_agrees_with_draws() -> None:
    covariance = np.array(SPREAD["translated"])
    gradient, errors = (1.8, 1.0, 0.5, 0.3, 0.9, 0.2), (0.11, 0.05)
    rng = np.random.default_rng(3)
    drawn = rng.multivariate_normal(np.zeros(6), covariance, 40_000) @ np.array(gradient)
    drawn += rng.normal(0, errors, (40_000, 2)).sum(1)
    assert reach(gradient, SPREAD["translated"], errors) == pytest.approx(Z95 * drawn.std(), rel=0.02)


@pytest.mark.parametrize("question", ["translated", "machine"])
def test_what_was_counted_less_often_is_known_less_exactly(question: str) -> None:
    none, often, rarely = (width(weights(TABLE, 2.0, *codes)[question]) for codes in ((), ("FG101",), ("SY101",)))
    assert none < often < rarely


@pytest.mark.parametrize("question", ["translated", "machine"])
def test_a_stronger_style_is_known_less_exactly(question: str) -> None:
    assert width(weights(TABLE, 1.0)[question]) < width(weights(TABLE, 4.0)[question])


def test_without_a_measured_spread_the_interval_is_as_wide_as_the_bound() -> None:
    found = weights(dataclasses.replace(TABLE, spread={}), 1.0)
    assert width(found["translated"]) == pytest.approx(2 * TABLE.translated.bound)


def test_a_calibration_without_spread_is_read() -> None:
    import json

    from provenance.lexicon import data

    raw = json.loads((data() / "calibration.json").read_bytes())
    raw.pop("spread", None)
    assert Calibration.read(json.dumps(raw).encode()).spread == {}


def test_rules_know_the_error_of_their_counts() -> None:
    row = max(calibration().rules.values(), key=lambda row: row.high - row.low)
    assert row.translated_error > 0
    assert row.machine_error > 0
