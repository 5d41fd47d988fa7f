"""Name translated as a noun.

Looks for
    Surnames that are words in their language and came out as that word, from the tables ``nouns``: "Bashar the Lion",
    "President Squid", "Pablo Married".
Why
    Arabic, Chinese and Hebrew write no capitals, and an engine takes a transparent surname for the word.
Fires (ar, pt, fr)
    - Then ⟦Bashar the Lion⟧ left.
    - Then ⟦President Squid⟧ left.
    - Then ⟦Bruno the Mayor⟧ left.
Quiet
    - The lion left.
    - Squid is on the menu.
    - The mayor, Bruno, left.
Confounders
    Jokes and nicknames.
References
    Linguistic knowledge; reports of machine translations in public use.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class NameAsNoun(Detector):
    """Name translated as a noun."""

    code = "NM105"
    group = "name meaning"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "nouns", document)
