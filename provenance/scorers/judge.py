"""From evidence to a verdict (placeholder: the prior alone, until calibration is counted)."""

from __future__ import annotations

from typing import Self

from provenance.records import Case, Prior, Verdict, Weighed


class Judge:
    """Weighs a case under a prior."""

    def __init__(self, without: tuple[str, ...] = ()) -> None:
        self.without = without

    @classmethod
    def load(cls, without: tuple[str, ...] = ()) -> Self:
        """Load calibration and weights."""
        return cls(without)

    def signature(self, prior: Prior) -> str:
        """One line that names everything the verdict depends on."""
        return f"prov:0.1.0|prior:{prior.translated:g},{prior.machine:g}"

    def judge(self, case: Case, prior: Prior) -> Verdict:
        """The verdict on ``case``."""
        p = prior.translated
        weighed = tuple(Weighed(e, "rules", e.code[:2]) for e in case.evidence)
        return Verdict(
            case.document.article, case.document, "undetermined", p, p * prior.machine, p * (1 - prior.machine), 1 - p,
            (), (), (), weighed, prior, self.signature(prior), reason="no calibrated evidence",
        )
