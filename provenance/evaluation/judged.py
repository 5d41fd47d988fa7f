"""A verdict beside the truth: the one record that every metric here reads, whoever gave the verdict."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from provenance.evaluation.labels import Label, language, parse
from provenance.records import TRANSLATED, Answer, Identification, Verdict

CALLED_MACHINE: frozenset[str] = frozenset({"machine_translated"})

_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of one labelled text. ``p_machine`` is joint, so ``p_machine <= p_translated``; ``sources``
    stand likeliest first; ``group`` names the story, the unit of resampling."""

    label: Label
    p_translated: float
    p_machine: float
    sources: tuple[tuple[str, float], ...]
    source_set: tuple[str, ...]
    answer: Answer
    words: int = 0
    engine: str = ""
    group: str = ""
    set: str = ""
    year: str = ""
    id: str = ""
    outlet: str = ""
    country: str = ""
    signature: str = ""
    prior_translated: float = 0.5
    prior_machine: float = 0.5
    language: str = ""
    """Language of the text where it is surely not English, so that nothing was said of it."""

    @property
    def named(self) -> str:
        """The source language named first; empty where none is."""
        return language(self.sources[0][0]) if self.sources else ""

    @property
    def p_machine_given_translated(self) -> float:
        """P(machine | translated); the prior where translation has probability 0."""
        return self.p_machine / self.p_translated if self.p_translated > 0 else self.prior_machine

    @property
    def called_translated(self) -> bool:
        """The answer speaks of translation."""
        return self.answer in TRANSLATED

    @property
    def called_machine(self) -> bool:
        """The answer speaks of a machine."""
        return self.answer in CALLED_MACHINE

    @property
    def llr_translated(self) -> float:
        """log10 likelihood ratio, translated against original: the posterior odds without the prior."""
        return logit10(self.p_translated) - logit10(self.prior_translated)

    @property
    def llr_machine(self) -> float:
        """log10 likelihood ratio, machine against human, given translated."""
        return logit10(self.p_machine_given_translated) - logit10(self.prior_machine)

    def rank(self) -> int:
        """Place of the true source language among those named, from 1; 0 where it is not named at all."""
        for place, (tag, _) in enumerate(self.sources, 1):
            if language(tag) == self.label.source:
                return place
        return 0

    def covered(self) -> bool:
        """The prediction set holds the true source language."""
        return any(language(tag) == self.label.source for tag in self.source_set)

    def to_row(self) -> dict[str, Any]:
        """Plain values for one JSON line; ``from_row`` reads them back."""
        return {**asdict(self), "label": str(self.label)}


def logit10(p: float) -> float:
    """log10 odds of ``p``, which is kept off 0 and 1 by 1e-12.

    >>> logit10(0.5), round(logit10(10 / 11), 9)
    (0.0, 1.0)
    """
    bounded = min(max(p, _LEAST), 1 - _LEAST)
    return math.log10(bounded / (1 - bounded))


def from_row(row: Mapping[str, Any]) -> Judged:
    """Read what ``to_row`` gave."""
    values = {key: row[key] for key in Judged.__slots__ if key in row}
    values["label"] = parse(values["label"])
    values["sources"] = tuple((str(tag), float(p)) for tag, p in values["sources"])
    values["source_set"] = tuple(values["source_set"])
    return Judged(**values)


def from_line(line: str) -> Judged:
    """Read one JSON line."""
    return from_row(json.loads(line))


def _other(found: Identification) -> str:
    return found.language or "" if found.certain and found.language != "en" else ""


def from_verdict(verdict: Verdict, label: Label, words: int, **facts: str) -> Judged:
    """Put a verdict beside the truth; ``facts`` are engine, group, set, year, id, outlet, country."""
    return Judged(
        label,
        verdict.p_translated,
        verdict.p_machine,
        verdict.sources,
        verdict.source_set,
        verdict.answer,
        words,
        signature=verdict.signature,
        prior_translated=verdict.prior.translated,
        prior_machine=verdict.prior.machine,
        language=_other(verdict.document.identified),
        **facts,
    )
