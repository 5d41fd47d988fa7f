"""What was counted and fitted: reads ``data/calibration.json``, made by ``scripts/calibrate.py``, never by hand."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from provenance.errors import ModelError
from provenance.estimates import Z95
from provenance.lexicon import data
from provenance.profile import Reading
from provenance.records import Evidence
from provenance.scorers.bounds import Covariance

FORMAT = 3
Ratios = tuple[tuple[str, float], ...]
"""Languages with their base-10 ratios."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The measured ratios of one rule (base-10), 0 where nothing was counted, and its firing rate in native English."""

    translated: float = 0.0
    machine: float = 0.0
    sources: tuple[tuple[str, float], ...] = ()
    native_rate: float | None = None
    low: float = 0.0
    high: float = 0.0
    """95 % bounds of *translated* as counted, before it was drawn towards 0."""
    machine_error: float = 0.0
    """Standard error of *machine*, by the counts."""

    @property
    def translated_error(self) -> float:
        """Standard error of *translated*, by the counts."""
        return (self.high - self.low) / (2 * Z95)


LEAST, MOST, USUAL = 20.0, 1000.0, 300.0
"""Tokens of the shortest and the longest texts by which lengths were calibrated, and of a usual one."""


def length(tokens: float) -> float:
    """Decades by which a text is longer than a usual one, within the lengths that were calibrated.

    >>> length(300), round(length(30), 2), length(5) == length(20)
    (0.0, -1.0, True)
    """
    return math.log10(max(LEAST, min(MOST, tokens)) / USUAL)


def shrunk(tokens: float) -> float:
    """What is left of the evidence of a text that is shorter than any that were calibrated."""
    return min(1.0, tokens / LEAST)


@dataclass(frozen=True, slots=True)
class Beside:
    """What another statistic adds to a ratio: ``weight`` times what it is beyond the ``usual``, its mean over the
    texts that calibrated."""

    weight: float
    by_length: float
    usual: float


@dataclass(frozen=True, slots=True)
class Line:
    """A calibrated ratio: ``slope * statistic + intercept`` and what other statistics add (``beside``, by the names of
    ``Reading``), each moving with the length of the text (``…by_length`` times ``length(tokens)``), cut at ``bound``
    and shrunk on texts shorter than all that calibrated it."""

    slope: float
    intercept: float
    bound: float
    slope_by_length: float = 0.0
    intercept_by_length: float = 0.0
    beside: dict[str, Beside] = field(default_factory=dict)

    @classmethod
    def of(cls, numbers: Sequence[float], bound: float, usual: Mapping[str, float]) -> Line:
        """From the flat form of ``numbers()`` and the usual values of the statistics beside."""
        names, half = sorted(usual), len(usual) + 2
        own, moved = numbers[:half], numbers[half:]
        beside = {
            name: Beside(weight, by_length, usual[name])
            for name, weight, by_length in zip(names, own[2:], moved[2:], strict=True)
        }
        return cls(own[0], own[1], bound, moved[0], moved[1], beside)

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Line:
        """From the file."""
        return cls(**{**found, "beside": {name: Beside(**one) for name, one in found["beside"].items()}})

    def numbers(self) -> tuple[float, ...]:
        """Everything that was fitted: slope, intercept, what others weigh by their names, and the same by length."""
        rest = [self.beside[name] for name in sorted(self.beside)]
        own = (self.slope, self.intercept, *(one.weight for one in rest))
        return (*own, self.slope_by_length, self.intercept_by_length, *(one.by_length for one in rest))

    def llr(self, statistic: float, tokens: float, others: Mapping[str, float] | None = None) -> float:
        """Base-10 log-likelihood ratio; ``others`` are the statistics beside, those that are not known left out."""
        raw = math.fsum(number * x for number, x in zip(self.numbers(), self.slopes(statistic, tokens, others)))
        return max(-self.bound, min(self.bound, raw))

    def slopes(self, statistic: float, tokens: float, others: Mapping[str, float] | None = None) -> tuple[float, ...]:
        """Derivatives of the ratio by each of ``numbers()``, the bound left out of account."""
        left, known = shrunk(tokens), others or {}
        beyond = (known[name] - self.beside[name].usual if name in known else 0.0 for name in sorted(self.beside))
        own = (statistic * left, left, *(x * left for x in beyond))
        return (*own, *(x * length(tokens) for x in own))


@dataclass(frozen=True, slots=True)
class Sources:
    """What makes probabilities of the profile's answer about the language: ``temperature``, a ``bias`` a language,
    and by what share of itself the answer grows with each decade of ``length`` (``sharper``)."""

    temperature: float
    sharper: float
    bias: dict[str, float]

    def ratios(self, told: Iterable[tuple[str, float]], tokens: float) -> Ratios:
        """Base-10 ratio of each language against the mean of all, by what the profile told of it: the calibrated
        probabilities, times the number of languages."""
        scale = (1 + self.sharper * length(tokens)) * shrunk(tokens)
        logits = [(tag, (logit / self.temperature + self.bias.get(tag, 0.0)) * scale) for tag, logit in told]
        if not logits:
            return ()
        top = max(x for _, x in logits)
        mean = math.log(math.fsum(math.exp(x - top) for _, x in logits) / len(logits)) + top
        return tuple((tag, (x - mean) / math.log(10)) for tag, x in logits)


def tokens_read(evidence: Iterable[Evidence]) -> float:
    """How many tokens the profile read; 0 where it was left out."""
    return next((one.exposure for one in evidence if one.code == "PF001"), 0.0)


def limits(thresholds: Mapping[str, float], tokens: float) -> Mapping[str, float]:
    """The thresholds for a text of so many tokens. A short text needs more for an answer: those of its
    length, which end in ``_short``."""
    if tokens >= thresholds.get("short", 0.0):
        return thresholds
    own = {name.removesuffix("_short"): limit for name, limit in thresholds.items() if name.endswith("_short")}
    return {**thresholds, **own}


@dataclass(frozen=True, slots=True)
class Calibration:
    """Everything that turns evidence into a verdict."""

    digest: str
    rules: dict[str, Counted]
    translated: Line
    machine: Line
    sources: Sources
    rule_weights: tuple[float, float, float]
    """What the counted ratios of rules are multiplied with: translated, machine, source."""
    thresholds: dict[str, float]
    """Posteriors that answers need (``translated_short`` both accusations in texts of fewer tokens than ``short``), and
    ``agreement``: the weight of agreement between profile and rules."""
    set_levels: dict[str, float]
    """Least probability with which a language belongs to the prediction set; ``*`` for languages without their own."""
    short_levels: tuple[tuple[float, float], ...] = ()
    """The same for all languages in texts of fewer tokens than the first number, shortest texts first."""
    thin: frozenset[str] = frozenset()
    """Languages without real articles in calibration: an answer that names one is less well tested."""
    unknown: tuple[tuple[float, int, int], ...] = ()
    """How surely a wrong language is named where articles out of the right one were never seen: probability of the
    likeliest language, how many such articles reached it, of how many."""
    card: dict[str, Any] = field(default_factory=dict)
    spread: dict[str, Covariance] = field(default_factory=dict)
    """Covariance of what was fitted, for ``translated`` (``Line.numbers()``, weights of rules and of agreement)
    and ``machine`` (the same, weight of rules); empty where it was not measured."""

    def told(self, reading: Reading) -> float:
        """The ratio for *translated* of what the profile alone reads."""
        return self.translated.llr(reading.translated, reading.tokens, reading.beside())

    def weighing(self, row: Counted) -> tuple[float, float, Ratios]:
        """The ratios of a rule as they weigh in a verdict: what was counted, drawn in because rules overlap with each
        other and with the profile. For *translated*, *machine* and the source languages."""
        a, b, c = self.rule_weights
        return a * row.translated, b * row.machine, tuple((tag, c * llr) for tag, llr in row.sources if c)

    @classmethod
    def read(cls, raw: bytes) -> Calibration:
        """Build from the bytes of the file. Raises ModelError for another format and for a damaged file."""
        try:
            found = json.loads(raw)
            if found["format"] != FORMAT:
                raise ValueError(f"format {found['format']}, expected {FORMAT}")
            return cls._built(found, hashlib.sha256(raw).hexdigest()[:12])
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise ModelError(
                f"calibration.json is no calibration ({error}): run scripts/calibrate.py or install the package again"
            ) from None

    @classmethod
    def _built(cls, found: dict[str, Any], digest: str) -> Calibration:
        rules = {
            key: Counted(
                row["llr_translated"],
                row["llr_machine"],
                tuple(row["llr_sources"].items()),
                row["native_rate"],
                row["low"],
                row["high"],
                _error(row["counts"]["machine"][0], row["counts"]["human"][0]),
            )
            for key, row in found["rules"].items()
        }
        fusion = found["fusion"]
        return cls(
            digest,
            rules,
            Line.read(fusion["translated"]),
            Line.read(fusion["machine"]),
            Sources(**fusion["sources"]),
            (fusion["rules_translated"], fusion["rules_machine"], fusion["rules_source"]),
            found["thresholds"],
            found["set_levels"],
            tuple((float(tokens), float(level)) for tokens, level in found.get("short_levels", ())),
            frozenset(found["thin"]),
            tuple((float(p), int(hits), int(count)) for p, hits, count in found.get("unknown", ())),
            found["counted"],
            {name: tuple(map(tuple, rows)) for name, rows in found.get("spread", {}).items()},
        )


def _error(one: int, two: int) -> float:
    """Standard error of the log10 ratio of two rates that were counted so often."""
    return math.sqrt(1 / (one + 0.5) + 1 / (two + 0.5)) / math.log(10)


@cache
def calibration() -> Calibration:
    """The shipped calibration."""
    file = data() / "calibration.json"
    if not file.is_file():
        raise ModelError("data/calibration.json is missing: run scripts/calibrate.py or install the package again")
    return Calibration.read(file.read_bytes())
