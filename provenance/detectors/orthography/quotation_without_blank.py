"""Quotation mark glued to the words on both sides.

Looks for
    Letters, a quotation mark, letters, with no blank between.
Why
    Bold type, links and quotation elements of the source page are cut out together with the blank beside them;
    engines also lose blanks when they turn guillemets into quotation marks.
Fires
    - The plan "is a mistake⟦"Mayor⟧ Lund told reporters.
    - "It is a mistake.⟦"Lund⟧ said.
    - Prices are "up⟦"again⟧ this week.
Quiet
    - "It is a mistake," Lund said.
    - He sat 5"x7" prints on the table.
    - They call it "Lund's mistake".
    - He spreads "dis"information, say critics of "un"truths.
    - They"re late, and we"ve waited; the Qur"an lay open.
Confounders
    Extraction from HTML glues words too, also in original English (1 % of world English).
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\"(?:(?<=[A-Za-z]{2}\")|(?<=[A-Za-z]{2}[.,!?]\"))"
    r"(?<!\"dis\")(?<!\"un\")(?<!\"re\")(?<!\"mis\")(?<!\"anti\")(?<!\"non\")(?<!\"pre\")\.?(?!(?:re|ve|ll|an|ite|ites)\b)[A-Za-z]{2,}"
)


class QuotationWithoutBlank(Detector):
    """Quotation mark glued to the words on both sides."""

    code = "OR105"
    group = "glue"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose))
        yield counted(self.code, found, seen.words, "no blank beside the quotation mark")
