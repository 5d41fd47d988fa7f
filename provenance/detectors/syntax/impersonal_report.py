"""Impersonal passive report.

Looks for
    "It is planned that", "It was noted that", "it is reported that", "it became known that", "it was decided to".
Why
    Russian планируется, отмечается, Turkish belirtildi, Latvian plānots and Chinese 据悉 report without a speaker;
    English names one.
Fires (ru, uk, tr, lv, lt, zh, sr)
    - ⟦It is planned that⟧ the road opens in May.
    - ⟦It was noted that⟧ the plan is late.
    - ⟦It is planned to⟧ close the port.
    - ⟦It became known that⟧ the mayor has left.
    - ⟦It was decided to⟧ move the school, and ⟦it is worth noting that⟧ nobody was asked.
    - ⟦It was pointed out that⟧ prices fall.
    - As ⟦it is reported by⟧ the ministry, nobody was hurt.
Quiet
    - He noted that the plan is late.
    - It is known for its port.
    - It is expected of him.
    - It was known to be a dangerous road, and it was added to the list.
    - It is understood that the club has made an offer.
    - In August it was reported that he had left.
    - "It was reported to police on Sunday," she said.
    - It should be noted that the road is closed, he said.
    - It became clear that nobody had been asked.
Confounders
    Official prose, minutes, agency English (2 %). "It is understood that", and "it was reported
    that" behind a day or month, are left alone: English papers write so.
References
    Counted: native 0.3-0.6 %, translations 3 % (Turkish 15 %, Russian 9 %).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_DATED = "".join(
    f"(?<!{end} )" for end in ("ary", "rch", "pril", "May", "June", "July", "ust", "ber", "day", "week", "ago")
)
"""What a month, a day and "last week" end with: "in August it was reported that" is English."""
_SEEN = re.compile(
    r"\b[Ii]t (?:is|was) (?:also |further |thus |therefore )?(?:(?:planned|noted|known|emphasi[sz]ed|"
    r"assumed|specified|stated|added|stressed|learned|underlined|pointed out|mentioned|supposed|recalled|clarified|"
    r"worth (?:noting|mentioning|recalling|remembering|emphasi[sz]ing)) that|"
    r"(?:planned|decided|envisaged|foreseen) to)\b|"
    rf"{_DATED}\b[Ii]t (?:is|was) (?:also )?reported that\b|\b[Ii]t is (?:reported|noted|specified|stated) by\b|"
    r"\b[Ii]t (?:became|has become) known (?:that|about)\b"
)


class ImpersonalReport(Detector):
    """Impersonal passive report."""

    code = "SY121"
    group = "attribution"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "t is ", "t was ", "t became ", "t has "))
        yield counted(self.code, found, seen.words, "who says so?")
