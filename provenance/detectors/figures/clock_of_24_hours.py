"""A 24-hour time with a word after it.

Looks for
    "at 15 o'clock", "14:30 o'clock", "20:00 hours", "14h30", "15:00 p.m.".
Why
    German 15 Uhr, French 14h30, Spanish 20:00 horas, Turkish saat and Chinese 时 put a word where English has a.m.
    or p.m. or nothing.
Fires (de, fr, es, pt, tr, zh, cs)
    - The meeting began at ⟦15 o'clock⟧.
    - The train leaves at ⟦14h30⟧.
    - The gates open at ⟦20:00 hours⟧.
    - It began at ⟦15:00 p.m.⟧ yesterday.
Quiet
    - The meeting began at 3 o'clock.
    - The gates open at 20:00.
    - He worked 8:30 a.m. to 5 p.m.
    - A walk of 2:15 hours.
Confounders
    Military and police English ("at 0400 hours"), sports times.
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
    r"\b(?:1[3-9]|2[0-4]) o'clock\b|\b\d{1,2}[:.]\d\d o'clock\b|\b(?:1[3-9]|2[0-3])[:.]\d\d ?[ap]\.?m\b\.?|"
    r"\b(?:[01]?\d|2[0-3])h[0-5]\d\b|\b(?:[01]\d|2[0-3])[:.][0-5]\d (?:hours|h|Uhr)\b|\bat \d{1,2} hours\b"
)


class ClockOf24Hours(Detector):
    """A 24-hour time with a word after it."""

    code = "FG111"
    group = "clock"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "24-hour time as another language writes it")
