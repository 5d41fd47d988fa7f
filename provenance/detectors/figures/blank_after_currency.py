"""Blank between currency sign and amount.

Looks for
    "$ 5", "US$ 2 billion", "R$ 10".
Why
    Portuguese, Spanish, Russian and Dutch set a blank after the sign.
Fires (pt, es, ru, nl, lt)
    - His fortune is put at ⟦$ 2.3⟧ billion.
    - The line cost ⟦R$ 10⟧ million.
    - The bus cost ⟦$ 4,000⟧, the tram ⟦€ 5⟧.
Quiet
    - His fortune is put at $2.3 billion.
    - The line cost R$10 million.
Confounders
    Latin American papers in English.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?<![A-Z])(?:R\$|US\$|[$€£]) \d+(?:[.,]\d+)*")


class BlankAfterCurrency(Detector):
    """Blank between currency sign and amount."""

    code = "FG129"
    group = "money"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "$ ", "€ ", "£ "))
        yield counted(self.code, found, seen.words, "English closes up the sign")
