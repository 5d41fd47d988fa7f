"""What a code means: the sections of a detector's or comparison's docstring, for every report and for the manual."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from provenance import manual, plugins
from provenance.contracts import Comparison, Detector
from provenance.errors import ModelError
from provenance.view import words

if TYPE_CHECKING:
    from provenance.scorers.calibration import Calibration, Counted


@dataclass(frozen=True, slots=True)
class About:
    """The documentation of one code; ``sections`` as (name, qualifier such as "de", text)."""

    code: str
    name: str
    channel: str
    summary: str
    sections: tuple[tuple[str, str, str], ...]

    def section(self, name: str) -> str:
        """Text of the first section called ``name``; empty where there is none."""
        return next((text for title, _, text in self.sections if title == name), "")

    @property
    def confounders(self) -> str:
        """What else could cause what it sees, on one line; empty where nothing is said of it."""
        return " ".join(self.section("Confounders").replace("`", "").split())


@cache
def catalogue() -> dict[str, About]:
    """Every detector and comparison by its code."""
    found = plugins.scan("provenance.detectors", Detector) + plugins.scan("provenance.comparisons", Comparison)
    return {kind.code: _about(kind) for kind in found}


def about(code: str) -> About:
    """Documentation of ``code``, with or without a language; one that no file claims keeps its code as its name."""
    plain = code.split(":")[0]
    return catalogue().get(plain) or About(plain, plain, "", "", ())


MEASURES = ("PF", "RN")
"""Families of rules that measure a text instead of finding places in it."""


def measured(code: str) -> tuple[str, ...]:
    """What a rule weighs in a verdict, and what was counted for it, as sentences; that it weighs nothing where nothing
    was counted, or where no calibration is there."""
    if code[:2] in MEASURES:
        return ("measured on the whole text and calibrated, not counted; its ratio differs from text to text.",)
    from provenance.scorers.calibration import calibration

    nothing = (
        "compares two articles, weighs nothing in a verdict." if code[:2] == "PR" else "not counted: weighs nothing."
    )
    try:
        table = calibration()
    except ModelError:
        return (nothing,)
    found = [(key, row) for key, row in sorted(table.rules.items()) if code in (key, key.split(":")[0])]
    return tuple(f"{key}: {_ratios(table, row)}" for key, row in found) or (nothing,)


def _ratios(table: Calibration, row: Counted) -> str:
    """``6.8 times likelier in originals; fires in 11 % of native English. As counted: 12 times likelier in
    originals.``"""
    weighing = words.speaks(*table.weighing(row))
    counted = words.speaks(row.translated, row.machine, row.sources)
    rate = () if row.native_rate is None else (words.firing(row.native_rate),)
    said = f"{'; '.join((*(weighing or ('no ratio either way',)), *rate))}."
    return f"{said} As counted: {'; '.join(counted)}." if counted else said


def _about(kind: type[Detector] | type[Comparison]) -> About:
    title, sections = manual.read(sys.modules[kind.__module__].__doc__ or kind.__doc__ or "")
    parts = tuple((*_heading(name), text) for name, text in sections)
    summary = " ".join(title.split()).removeprefix(f"{kind.code}: ")
    name = summary.split(". ")[0].rstrip(".")
    channel = getattr(kind, "channel", "comparisons")
    return About(kind.code, name if 0 < len(name) <= 70 else _spaced(kind.__name__), channel, summary, parts)


def _heading(heading: str) -> tuple[str, str]:
    name, _, qualifier = heading.partition(" (")
    return name, qualifier.rstrip(")")


def _spaced(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return spaced[:1].upper() + spaced[1:].lower()
