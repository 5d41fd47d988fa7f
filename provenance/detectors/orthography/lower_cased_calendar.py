"""Weekday or month in lower case.

Looks for
    monday, january ... in running text; may, march and august are words and left alone.
Why
    Most languages of Europe write the names of days and months small.
Fires (es, fr, it, pt, ru, uk, pl, cs, nl, sv)
    - The strike begins on ⟦monday⟧.
    - He was born in ⟦october⟧ of that year.
Quiet
    - The strike begins on Monday.
    - They may march in august company.
    - See monday.example for more.
Confounders
    Chat, poems, brand names in lower case ("monday.com").
References
    Unicode CLDR, date patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTHS, WEEKDAYS, lowered
from provenance.text.views import counted, find, view

_WORD = re.compile(r"(?<![\w@#/.&=-])[a-z]{4,}(?![\w@/-]|\.\w)")
_CALENDAR = lowered(WEEKDAYS + MONTHS) - {"march", "may", "august"}  # which are words, too


class LowerCasedCalendar(Detector):
    """Weekday or month in lower case."""

    code = "OR102"
    group = "casing"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        suspects = sorted(seen.vocabulary & _CALENDAR)
        matches = find(_WORD, seen.prose, *suspects) if suspects else ()
        yield counted(self.code, [m.span() for m in matches if m[0] in _CALENDAR], seen.words, "in lower case")
