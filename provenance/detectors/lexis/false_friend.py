"""False friend.

Looks for
    English words in the sense of their look-alikes elsewhere, from the tables ``false_friends`` of all languages.
Why
    "Aktuell", "eventuel", "competencia", "polémica" have English twins of another meaning, and a weak engine or a hasty
    hand takes the twin.
Fires (ro, pl, zh)
    - It burned down near ⟦the locality of Brod⟧.
    - This lies within the ⟦competences of⟧ the town.
    - All ⟦leading cadres⟧ must attend.
Quiet
    - It burned down near the town of Brod.
    - He won the eventual prize.
    - The actual cost was lower.
    - He met compatriots in Lund after a traffic accident.
    - Residents in the locality, among them a polemical writer, took concrete steps.
Confounders
    The English of European institutions, which native journalists quote; Chinese English for "cadres".
References
    Gardner (2016), Misused English words and expressions in EU publications; LanguageTool, false-friends.xml.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class FalseFriend(Detector):
    """False friend."""

    code = "LX102"
    group = "collocation"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "false_friends", document)
