"""Two determiners in a row.

Looks for
    "the both", "the most of the", "this his", "the our".
Why
    Arabic, Italian, Portuguese, Russian and Chinese combine article or demonstrative with possessive and quantity.
Fires (ar, it, pt, ru, zh, ja)
    - ⟦The both⟧ sides agreed.
    - They spent ⟦the most of the⟧ money.
    - ⟦The our⟧ party won.
    - ⟦This his⟧ decision was wrong, said ⟦the most of⟧ people.
Quiet
    - Both sides agreed.
    - They made the most of the day.
    - The most of all was his.
    - The "our town" plan.
    - The both of us left.
    - We trust that our government knows.
Confounders
    Typing errors.
References
    Linguistic knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b[Tt]he both\b(?! of (?:us|them|you)\b)|(?<!make )(?<!made )(?<!making )(?<!makes )(?<!get )(?<!getting )"
    r"\b[Tt]he most of(?:(?= (?:people|residents|citizens|countries|cases|voters|students)\b)|"
    r" (?:the|our|their|them)\b)(?! (?:day|time|opportunit|moment|weather|chance|situation))|"
    r"\b[Tt]he (?:our|my|these|those)\b(?! own)|\b[Tt]his (?:his|our|their)(?= (?:own )?(?:decision|"
    r"plan|work|idea|statement|visit|party|government|speech|trip|words|policy|action|book|letter)\b)"
)
_NEEDLES = (
    "he both",
    "he most of",
    "he our",
    "he my",
    "he these",
    "he those",
    "his his",
    "his our",
    "his their",
)


class DeterminerStack(Detector):
    """Two determiners in a row."""

    code = "SY119"
    group = "articles"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "one too many")
