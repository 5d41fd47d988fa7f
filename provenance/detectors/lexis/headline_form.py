"""Headline form of another press.

Looks for
    Tails and heads of headlines from the tables ``headlines``: "- media", "(video)", "Last minute:".
Why
    Russian and Ukrainian headlines end in their source after a dash; Turkish and Spanish open with "son dakika",
    "última hora"; tags for pictures stand in brackets.
Fires (ru, tr)
    - Lake freezes over ⟦- media⟧
    - ⟦Last minute:⟧ the lake froze over
Quiet
    - Lake freezes over, media report
    - He came at the last minute.
    - The media - all of it - came.
Confounders
    Indian and African sites tag pictures too.
References
    Press usage; counted over newstest 2008-2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class HeadlineForm(Detector):
    """Headline form of another press."""

    code = "LX105"
    group = "headline"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "headlines", document)
