"""Headline form of another press.

Looks for
    Tails and heads of headlines from the tables ``headlines``: "- media", "Last minute:".
Why
    Russian and Ukrainian headlines end in their source after a dash; Turkish and Spanish open with "son dakika",
    "última hora".
Fires (ru, tr)
    - Lake freezes over ⟦- media⟧
    - ⟦Last minute:⟧ the lake froze over
Quiet
    - Lake freezes over, media report
    - He came at the last minute.
    - The media - all of it - came.
    - Girl, 5, rescued from well (VIDEO)
    - Bank of Lund to sell its mill - sources
    - What is known about the storm
    - Last minute: how to find a cheap holiday
Confounders
    Agencies end a headline in "- sources", which is left out; live pages.
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
