"""Outlet with its kind before the title.

Looks for
    "the portal Onet", "the server Novinky", "the Picture newspaper", from the tables ``outlet_names``.
Why
    Slavic and Baltic prose puts портал, server, aģentūra before a title, where English has a website or leaves it out;
    engines translate German titles as nouns.
Fires (de, pl, cs)
    - ⟦The portal Onet⟧ wrote so.
    - ⟦The server Novinky⟧ wrote so.
    - The ⟦Picture newspaper⟧ wrote so.
Quiet
    - The Guardian wrote so.
    - He bought a newspaper in Bilde.
    - The agency left town.
    - The agency Workers union met, and the agency Monday said so.
    - Bild newspaper wrote so; the French newspaper Le Monde denied it.
    - He told the newspaper Bild so; the daily Kommersant and the magazine Der Spiegel reported it.
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
