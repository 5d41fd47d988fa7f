"""Possessive of a day or a period.

Looks for
    "Thursday's vote", "last week's talks".
Why
    Speaks against translation: the possessive of time has no parallel in most languages.
Fires
    - ⟦Thursday's⟧ vote was late.
    - They spoke of ⟦last week's⟧ talks.
Quiet
    - The vote of Thursday was late.
    - They spoke of the talks of last week.
Confounders
    Germanic, Finnic and Slavic adjectives of time lead here too.
References
    Counted: native 7-13 %, translations 4-6 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"\b(?:[Ll]ast|[Tt]his|[Nn]ext) (?:week|month|year|weekend)'s\b|\b{WEEKDAY}'s\b|\b(?:[Tt]oday|"
    rf"[Yy]esterday|[Tt]omorrow)'s\b"
)
_NEEDLES = (
    "day's",
    "week's",
    "month's",
    "year's",
    "weekend's",
    "tomorrow's",
)


class PossessiveOfTime(Detector):
    """Possessive of a day or a period."""

    code = "DS211"
    group = "news style"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "possessive of time")
