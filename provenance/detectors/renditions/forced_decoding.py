"""Text that a model out of a language finds likely, given its own rendition into that language.

Looks for
    an article whose sentences, forced through the L to English model given their own L rendition, are likelier than
    control English of the same difficulty is; difficulty is how likely the model finds its own best output.
Why
    An engine out of L spreads its probability over the English that L leads to; native English lies further off.
Fires (any language with packages both ways)
    It needs renditions, so no sentence can show it alone; see `tests/detectors/renditions`.
Quiet
    Where no package pair is installed, where fewer than three sentences were sent, and where calibration gives the pair
    no weight.
Confounders
    Names, figures and plain short sentences survive any trip; calibration expects them by length and difficulty. Other
    translated English, above all out of a kin language, survives better than native English as well.
References
    Wastl, Vamvas and Sennrich 2025, Machine translation models are zero-shot detectors of translation direction.
    Findings of ACL.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.packages.observed import evidence
from provenance.records import Document, Evidence


class ForcedDecoding(Detector):
    """Text that a model out of a language finds likely, given its own rendition into that language."""

    code = "RN201"
    channel = "renditions"
    group = "renditions"
    needs_rendition = True

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from evidence(self.code, "forced", document)
