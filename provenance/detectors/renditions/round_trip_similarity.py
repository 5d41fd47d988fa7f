"""Text that keeps its characters on a round trip through a language.

Looks for
    an article whose sentences come back from English to L to English more alike (chrF) than control English does.
Why
    Text that was translated out of L prefers words and orders that L and English share, so the way back finds
    them again.
Fires (any language with packages both ways)
    It needs renditions, so no sentence can show it alone; see `tests/detectors/renditions`.
Quiet
    Where no package pair is installed, where fewer than three sentences were sent, and where calibration gives the pair
    no weight.
Confounders
    Names, figures and plain short sentences survive any trip; calibration expects them by length and difficulty. Other
    translated English, above all out of a kin language, survives better than native English as well.
References
    Popović 2015, chrF: character n-gram F-score for automatic MT evaluation. Proc. WMT, 392-395.
    Nguyen-Son et al. 2021, Machine translated text detection through text similarity with round-trip
    translation. NAACL.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.packages.observed import evidence
from provenance.records import Document, Evidence


class RoundTripSimilarity(Detector):
    """Text that keeps its characters on a round trip through a language."""

    code = "RN101"
    channel = "renditions"
    group = "renditions"
    needs_rendition = True

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from evidence(self.code, "chrf", document)
