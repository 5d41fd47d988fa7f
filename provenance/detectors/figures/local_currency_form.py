"""Local form of a currency left behind.

Looks for
    Kč, zł, Ft, lei, leva, TL, hrn, rub, hryvnias after a figure, with no dollars, euros or pounds in brackets after it.
Why
    Abbreviations of home currencies are copied by engines that know no English form for them.
Fires (cs, pl, hu, ro, bg, tr, uk, ru, lv)
    - The fine is ⟦500 Kč⟧.
    - The fine is ⟦500 hryvnias⟧ or ⟦2 thousand UAH⟧.
    - Bread costs ⟦12 zł⟧ now.
    - Rent rose to ⟦9,000 TL⟧.
Quiet
    - The fine is 500 crowns.
    - Bread costs 12 zlotys now.
    - Each gets 500 hryvnias ($12), and a seat costs 90 UAH (about 2 dollars).
    - He walked 12 ft to the door.
    - He wore 3 lei of flowers and gave it 2 rub downs.
Confounders
    English papers of the country itself, and correspondents there ("500 hryvnias").
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
    r"\b\d[\d.,]{0,20} (?:(?:thousand|million|billion) )?(?:Kč|zł|Ft|lei(?! of)|leva|kuna|TL|hrn|"
    r"hryv(?:nias?|nas?|en|nyas?)|UAH|rub(?! (?:of|down))|грн|руб)\b"
    r"(?! ?\((?:[\w ]{0,20}(?:[$€£]|US\$)|[^()\n]{0,24}(?:dollars?|euros?|pounds?|USD|EUR|GBP)\b))"
)


class LocalCurrencyForm(Detector):
    """Local form of a currency left behind."""

    code = "FG114"
    group = "money"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "a home currency in its own form")
