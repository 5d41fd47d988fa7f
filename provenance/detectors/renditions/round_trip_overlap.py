"""Text that keeps its words and their order on a round trip through a language.

Looks for
    an article whose sentences come back from English to L to English with more of the same word sequences (BLEU) than
    control English does.
Why
    An engine that already wrote a phrase out of L tends to write it again; words and order count here, not spelling.
Fires (any language with packages both ways)
    It needs renditions, so no sentence can show it alone; see `tests/detectors/renditions`.
Quiet
    Where no package pair is installed, where fewer than three sentences were sent, and where calibration gives the pair
    no weight.
Confounders
    Names, figures and plain short sentences survive any trip; calibration expects them by length and difficulty. Other
    translated English, above all out of a kin language, survives better than native English as well.
References
    Papineni et al. 2002, BLEU: a method for automatic evaluation of machine translation. ACL, 311-318.
    Post 2018, A call for clarity in reporting BLEU scores. WMT, 186-191.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.packages.observed import evidence
from provenance.records import Document, Evidence


class RoundTripOverlap(Detector):
    """Text that keeps its words and their order on a round trip through a language."""

    code = "RN102"
    channel = "renditions"
    group = "renditions"
    needs_rendition = True

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from evidence(self.code, "bleu", document)
