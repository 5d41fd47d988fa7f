"""Outlet with its kind before the title.

Looks for
    "the newspaper The Guardian", "the agency Nord", "the Picture newspaper", from the tables ``outlet_names``.
Why
    Slavic, Romance and Baltic prose puts газета, le quotidien, aģentūra before a title; English leaves it out for
    titles that readers know, and German Zeitung behind the title is carried over.
Fires (de, lv)
    - The ⟦Bild newspaper⟧ wrote so.
    - It stood in the ⟦newspaper The Guardian⟧ on Friday.
Quiet
    - The Guardian wrote so.
    - He bought a newspaper in Bilde.
    - The agency left town.
Confounders
    Writers who introduce a little-known title to foreign readers.
References
    Counted over newstest 2008-2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class TitleWithGenus(Detector):
    """Outlet with its kind before the title."""

    code = "NM106"
    group = "apposition"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "outlet_names", document)
