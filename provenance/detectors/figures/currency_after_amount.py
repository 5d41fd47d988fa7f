"""Currency sign or code after the amount.

Looks for
    "5 €", "20 $", "300 USD", "5 million USD".
Why
    German, French, Spanish, Italian, Polish, Czech, Turkish and Russian put the unit after the figure; English puts
    the sign before it.
Fires (de, fr, es, cs, tr, ru, zh)
    - A night costs ⟦45 €⟧ at most.
    - The firm paid ⟦3 million USD⟧ for it.
    - The house was sold for ⟦180 000 CZK⟧ and the bridge cost ⟦40 million €⟧.
Quiet
    - A night costs €45 at most.
    - The firm paid US$3 million.
    - He paid 45 euros.
    - Seats cost from $400 to $5,000 USD and the fund has $300 million USD.
    - The euro stood at 1.0850 USD and the pound bought 1.27 USD.
Confounders
    Tables, trade press, readers' letters. What is quoted is left alone, since posts and mails write "80$"; so are
    rates of exchange.
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
    r"(?<![\w$€£.,])(?<!\d )(?:\d{1,3}(?: \d{3})+\b|\d[\d.,]{0,20}) ?"
    r"(?:(?:thousand|million|billion|trillion) )?[€$£¥](?![\d\w])|"
    r"(?<![\w$€£.,])(?<!\d )(?!\d\.\d{2,4} )(?:\d{1,3}(?: \d{3})+\b|\d[\d.,]{0,20}) "
    r"(?:(?:thousand|million|billion|trillion) )?(?:USD|EUR|GBP|UAH|RUB|PLN|CZK|HUF|RON|TRY|BRL|CHF|SEK|NOK|DKK)\b"
)


class CurrencyAfterAmount(Detector):
    """Currency sign or code after the amount."""

    code = "FG113"
    group = "money"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.own, seen.figures))
        yield counted(self.code, found, seen.words, "English puts the currency first")
