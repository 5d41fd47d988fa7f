"""Name in the spelling of another language.

Looks for
    Well-known names as other languages spell or misread them, from the tables ``names``: "Selenskyj", "Poutine",
    "Lawrow", "Shoigú", "Merkelová", "Zhozep Borrel".
Why
    Cyrillic, Arabic and Chinese names are spelled by sound, so differently in each language; an engine copies through
    what it does not know. A name spelled back from Cyrillic or read in another language's characters gives itself away.
Fires (de, fr, ru, es, cs)
    - A call with ⟦Selenskyj⟧ lasted an hour.
    - Critics of ⟦Poutine⟧ met.
    - He met ⟦Zhozep Borrel⟧ at noon.
    - The minister ⟦Shoigú⟧ kept silent.
Quiet
    - A call with Zelensky lasted an hour.
    - Critics of Putin met.
    - She ordered poutine.
    - Poutine is fried potatoes with cheese. Russian tourists ordered poutine at the Poutine Fest.
    - Poutine was served at the Ukrainian fair.
Confounders
    Bearers of such names who spell themselves so (Wladimir Klitschko); quotations of foreign titles; a reporter's slip.
References
    Duden, Transkription; FundéuRAE on Zelenski; romanisation tables BGN/PCGN and KMU 55/2010.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class ForeignTransliteration(Detector):
    """Name in the spelling of another language."""

    code = "NM101"
    group = "spelling"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "names", document)
