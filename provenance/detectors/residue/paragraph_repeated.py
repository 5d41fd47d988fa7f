"""Paragraph that stands twice.

Looks for
    A line of four words or more below the head that repeats an earlier one exactly.
Why
    Pull quotes, captions and teasers are scraped with the text, and engines that translate in pieces send some
    twice.
Fires
    - Lund is calm.¶The mayor went home early.¶Nobody saw the ship leave.¶⟦Nobody saw the ship leave.⟧
Quiet
    - Lund is calm.¶Nobody saw the ship leave.¶Nobody saw the mayor leave.
    - He agreed.¶He agreed.
Confounders
    Pull quotes in original English; refrains; "Read more" lines.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.repeats import repeats
from provenance.text.views import PROSE, counted


class ParagraphRepeated(Detector):
    """Paragraph that stands twice."""

    code = "RS102"
    group = "copies"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        prose = {region.span for region in document.regions if region.kind in PROSE}
        found = [
            one.span for one in repeats(document.text) if one.how == "exact" and one.first_row > 0 and one.span in prose
        ]
        yield counted(self.code, found, document.text.count("\n") + 1, "stands above already")
