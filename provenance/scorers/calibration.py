"""What was counted and fitted: reads ``data/calibration.json``, made by ``scripts/calibrate.py``, never by hand."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from provenance.errors import ModelError
from provenance.estimates import Z95
from provenance.lexicon import data
from provenance.records import Evidence
from provenance.scorers.bounds import Covariance

FORMAT = 1


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


@dataclass(frozen=True, slots=True)
class Line:
    """A calibrated straight line: ``llr = clip(slope * statistic + intercept)``, shrunk on texts shorter than ``full``
    tokens, because the profile was calibrated on longer ones."""

    slope: float
    intercept: float
    bound: float
    full: float

    def llr(self, statistic: float, tokens: float) -> float:
        """Base-10 log-likelihood ratio."""
        raw = (self.slope * statistic + self.intercept) * min(1.0, tokens / self.full)
        return max(-self.bound, min(self.bound, raw))

    def slopes(self, statistic: float, tokens: float) -> tuple[float, float]:
        """Derivatives of the ratio by slope and intercept, the bound left out of account."""
        shrink = min(1.0, tokens / self.full)
        return statistic * shrink, shrink


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
    temperature: float
    full: float
    bias: dict[str, float]
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
    card: dict[str, Any] = field(default_factory=dict)
    spread: dict[str, Covariance] = field(default_factory=dict)
    """Covariance of what was fitted, for ``translated`` (slope, intercept, weights of rules and of agreement) and
    ``machine`` (slope, intercept, weight of rules); empty where it was not measured."""

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
            Line(**fusion["translated"]),
            Line(**fusion["machine"]),
            fusion["temperature"],
            fusion["full"],
            fusion["bias"],
            (fusion["rules_translated"], fusion["rules_machine"], fusion["rules_source"]),
            found["thresholds"],
            found["set_levels"],
            tuple((float(tokens), float(level)) for tokens, level in found.get("short_levels", ())),
            frozenset(found["thin"]),
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
