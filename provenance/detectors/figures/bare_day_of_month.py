"""Day of the month without its month.

Looks for
    "on the 20th" with no month and no noun after it.
Why
    Japanese and Chinese news name only the day (20日) inside the current month; English names the weekday or the
    month.
Fires (ja, zh, ko)
    - The ministry announced the plan ⟦on the 20th⟧.
    - ⟦On the 3rd⟧, the two sides met again.
Quiet
    - They met on the 20th of June.
    - Their flat is on the 20th floor.
    - They met on the 5th anniversary of the accord.
    - He birdied on the 18th hole.
Confounders
    Golf reports ("on the 18th"), diaries, minutes.
References
    Counted on human and machine translations: Japanese a third of the documents, Chinese one in ten, native English
    almost none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"\b[Oo]n the \d{{1,2}}(?:st|nd|rd|th)\b(?! (?:of|and|to|[a-z]+ (?:of|in)\b)|-| {MONTH})(?=[,.;:)]|"
    rf" (?:that|in|at|after|before|for|with|local|by|it|he|she|they|the|a)\b|$)(?! (?:in|at|with) (?:one|two|"
    rf"three|\d|even|par|a birdie))"
)


class BareDayOfMonth(Detector):
    """Day of the month without its month."""

    code = "FG108"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "n the "))
        yield counted(self.code, found, seen.words, "a day without a month")
