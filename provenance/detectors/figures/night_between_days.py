"""A night named by the two days that it joins.

Looks for
    "the night from Monday to Tuesday", "in the night to Friday", "on the night of June 20 to 21".
Why
    German in der Nacht zu Freitag, French dans la nuit de lundi à mardi, Russian в ночь на 21 июня, Polish and
    Czech name both days; English says overnight, or late on Monday.
Fires (de, fr, ru, uk, pl, cs, it)
    - The fire broke out in the ⟦night from Monday to Tuesday⟧.
    - Snow fell in the ⟦night to Friday⟧.
    - It began on the ⟦night of June 20 to 21⟧.
Quiet
    - The fire broke out late on Monday night.
    - The shop opens every night from Monday to Saturday.
    - He worked from morning to night on Friday.
    - On the night of June 20 to his surprise she came.
Confounders
    Opening hours (consecutive days are asked for, to leave them out).
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH, WEEKDAY, WEEKDAYS
from provenance.text.views import counted, find, spans, view

_TWO_DAYS = "|".join(f"{a} to {b}" for a, b in zip(WEEKDAYS, WEEKDAYS[1:] + WEEKDAYS[:1]))
_SEEN = re.compile(
    rf"\bnight (?:of|from) (?:{_TWO_DAYS})\b|(?<=\bthe )night to {WEEKDAY}\b|\bnight (?:of|from) (?:{MONTH} )?"
    rf"\d{{1,2}}(?:st|nd|rd|th)? to (?:{MONTH} )?\d{{1,2}}\b"
)


class NightBetweenDays(Detector):
    """A night named by the two days that it joins."""

    code = "FG121"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "night "))
        yield counted(self.code, found, seen.words, "the night named by two days")
