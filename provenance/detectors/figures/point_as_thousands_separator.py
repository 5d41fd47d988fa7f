"""Point as thousands separator.

Looks for
    A point before three digits of a whole number, where English has a comma. Where only one point stands, the number
    must end in three noughts or count something: marks and rates have three decimals.
Why
    German, Spanish, Italian, Dutch, Portuguese, Turkish and Indonesian group digits with a point; copied, "1.500
    soldiers" says one and a half.
Fires (de, es, it, nl, pt, tr, id)
    - The army sent ⟦1.500⟧ soldiers to the border.
    - The debt is ⟦2.340.000⟧ euros.
Quiet
    - The index fell 1.125 percent.
    - A litre costs $1.299 now.
    - The coach praised the 0.500 average.
    - It is version 2.100.3 of the program.
    - The euro rose to 1.125 dollars.
    - She scored 14.500 on the beam, he 15.000 on the floor.
    - He left with a batting average of 3.250 and an ERA of 2.750.
    - The 5.303 hectare site was sold.
Confounders
    Gymnastics and archery scores, laboratory values with three decimals.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, view, within

_SEEN = re.compile(
    r"(?<![\w.,$£€-])[1-9]\d{0,2}(?:\.\d{3})+(?![\w.,:%-]|\.\d)(?! ?(?:percent|per cent|seconds|meters|metres|"
    r"m|km|kg|miles|million|billion|trillion|degrees|average|hectares?|acres?|tonnes|tons|lit(?:er|re)s?)\b)"
)
_COUNTS = re.compile(
    r" (?!(?:and|or|but|on|in|at|of|as|for|to|from|with|by|after|before|when|while|against|per|the)\b)[a-z]{3}"
)
_MARK = re.compile(
    r"\b(?:scor\w+|averag\w+|ERA|timed|clocked|rated?|odds|marks?|vault|beam|bars|floor|lap)\b[^.!?\n]{0,40}\Z"
)
_MONEY = re.compile(r" (?:dollars|euros|pounds|francs|yen|yuan|cents)\b")
_RATE = re.compile(
    r"\b(?:euro|pound|dollar|sterling|franc|currency|gallon|lit(?:er|re)|gas|petrol|diesel)\b[^.!?\n]{0,60}\Z"
)


class PointAsThousandsSeparator(Detector):
    """Point as thousands separator."""

    code = "FG102"
    group = "separators"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [m.span() for m in within(_SEEN, seen.prose, seen.figures) if _whole(seen.prose, *m.span())]
        yield counted(self.code, found, seen.words, "English groups digits with commas")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the number can be no mark or rate with three decimals."""
    number, before = text[start:end], text[max(0, start - 80) : start]
    if number.count(".") > 1:
        return True
    if _MARK.search(before) or not (number.endswith("000") or _COUNTS.match(text, end)):
        return False
    return not (number[0] in "12" and number[1] == "." and _MONEY.match(text, end) and _RATE.search(before))
