"""Outlet with its kind before the title.

Looks for
    "the newspaper Le Monde", "the portal Onet", "the Picture newspaper", from the tables ``outlet_names``.
Why
    Slavic, Romance and Baltic prose puts газета, le quotidien, aģentūra before a title; English leaves it out for
    titles that readers know, and German Zeitung behind the title is carried over.
Fires (de, fr, pl, lv)
    - ⟦The newspaper Bild⟧ wrote so.
    - ⟦The newspaper Le Monde⟧ wrote so.
    - ⟦The portal Onet⟧ wrote so.
Quiet
    - The Guardian wrote so.
    - He bought a newspaper in Bilde.
    - The agency left town.
    - The agency Workers union met, and the agency Monday said so.
    - Bild newspaper wrote so; the French newspaper Le Monde denied it.
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
