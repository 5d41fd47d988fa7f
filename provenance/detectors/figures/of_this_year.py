"""A date followed by "of this year".

Looks for
    Month and day and then "of this year", "of the current year", "of last year".
Why
    Russian, Ukrainian, Bulgarian, Romanian, Turkish and Chinese add the year in words to a full date (20 июня этого
    года, 今年6月20日); English leaves it out.
Fires (ru, uk, bg, ro, tr, zh, ja)
    - The law came into force on ⟦June 20 of this year⟧.
    - Sales stop on ⟦1 March of the current year⟧.
    - It has applied since ⟦January of the current year⟧.
Quiet
    - The law came into force on June 20.
    - It has sold well since May of this year.
    - In the course of this year prices rose.
Confounders
    Legal prose; obituaries that count days.
References
    Associated Press Stylebook, dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"\b(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}),? of (?:this|last|"
    rf"the current|the same|the present) year\b|\b{MONTH} of the (?:current|present) year\b"
)


class OfThisYear(Detector):
    """A date followed by "of this year"."""

    code = "FG107"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " year"))
        yield counted(self.code, found, seen.words, "the year in words after a date")
