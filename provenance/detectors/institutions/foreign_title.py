"""Office under the title of another country.

Looks for
    "Kremlin chief", "head of the White House", "head of French diplomacy", "People's Deputy", "the head of state" again
    and again, from the tables ``titles``.
Why
    German compounds (Kremlchef), Romance variation (le chef de la diplomatie), Russian глава and official titles are
    carried over, where English has the office itself.
Fires (ru, zh, de)
    - The ⟦head of the White House⟧ left.
    - ⟦State Duma deputy⟧ Orlov left.
    - Mayor Vogt ⟦(SPD)⟧ left.
    - ⟦The head of state⟧ left. ⟦The head of state⟧ had wept. Nobody saw ⟦the head of state⟧.
Quiet
    - The president left.
    - The head of the house left.
    - A deputy sheriff left.
    - White House chief of staff Ann Lee left.
    - The Kremlin chief of staff met the head of the White House press office.
    - The head of state left.
    - Candidate Lee Orlov met the head of the department.
Confounders
    Wire copy written in Berlin, Moscow or Beijing; titles that are right where they belong.
References
    Style books of the agencies; counted over newstest 2008-2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class ForeignTitle(Detector):
    """Office under the title of another country."""

    code = "IN103"
    group = "offices"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "titles", document)
