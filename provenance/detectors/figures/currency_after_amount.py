"""Currency sign or code after the amount.

Looks for
    "5 €", "20 $", "300 USD", "5 million USD".
Why
    German, French, Spanish, Italian, Polish, Czech, Turkish and Russian put the unit after the figure; English puts
    the sign before it.
Fires (de, fr, es, cs, tr, ru, zh)
    - A night costs ⟦45 €⟧ at most.
    - The firm paid ⟦3 million USD⟧ for it.
Quiet
    - A night costs €45 at most.
    - The firm paid US$3 million.
    - He paid 45 euros.
Confounders
    Tables, trade press, readers' letters.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view, within

_SEEN = re.compile(
    r"(?<![\w$€£])\d[\d.,]{0,20} ?[€$£¥](?![\d\w])|(?<![\w$€£.])\d[\d.,]{0,20} (?:(?:thousand|million|billion|trillion)"
    r" )?(?:USD|EUR|GBP|UAH|RUB|PLN|CZK|HUF|RON|TRY|BRL|CHF|SEK|NOK|DKK)\b"
)


class CurrencyAfterAmount(Detector):
    """Currency sign or code after the amount."""

    code = "FG113"
    group = "money"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "English puts the currency first")
