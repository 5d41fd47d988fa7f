"""What was counted and fitted: reads ``data/calibration.json``, made by ``scripts/calibrate.py``, never by hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from provenance.errors import ModelError
from provenance.lexicon import data

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
    """Posteriors that answers need, and ``agreement``: the weight of agreement between profile and rules."""
    set_levels: dict[str, float]
    """Least probability with which a language belongs to the prediction set; ``*`` for languages without their own."""
    thin: frozenset[str] = frozenset()
    """Languages without real articles in calibration: an answer that names one is less well tested."""
    card: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, raw: bytes) -> Calibration:
        """Build from the bytes of the file. Raises ModelError for another format."""
        found = json.loads(raw)
        if found.get("format") != FORMAT:
            raise ModelError(
                f"calibration.json has format {found.get('format')}, expected {FORMAT}: run scripts/calibrate.py"
            )
        rules = {
            key: Counted(
                row["llr_translated"],
                row["llr_machine"],
                tuple(row["llr_sources"].items()),
                row["native_rate"],
                row["low"],
                row["high"],
            )
            for key, row in found["rules"].items()
        }
        fusion = found["fusion"]
        return cls(
            hashlib.sha256(raw).hexdigest()[:12],
            rules,
            Line(**fusion["translated"]),
            Line(**fusion["machine"]),
            fusion["temperature"],
            fusion["full"],
            fusion["bias"],
            (fusion["rules_translated"], fusion["rules_machine"], fusion["rules_source"]),
            found["thresholds"],
            found["set_levels"],
            frozenset(found["thin"]),
            found["counted"],
        )


@cache
def calibration() -> Calibration:
    """The shipped calibration."""
    file = data() / "calibration.json"
    if not file.is_file():
        raise ModelError("data/calibration.json is missing: run scripts/calibrate.py or install the package again")
    return Calibration.read(file.read_bytes())
