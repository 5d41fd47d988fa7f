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
    - The polls closed ⟦at 18 hours⟧ local time, and the concert began at ⟦21h⟧.
    - The road was shut from ⟦7:45 o'clock⟧ on.
Quiet
    - The meeting began at 3 o'clock.
    - The gates open at 20:00.
    - He worked 8:30 a.m. to 5 p.m.
    - A walk of 2:15 hours.
    - She won the race in 02:15 hours and he ran 3h30.
    - The stage took him 4h12 to ride.
    - Police were called at 14:30 hours and the shop was shut by 20:15 hours.
    - At 10 hours a week and at 14 hours' notice, the job pays little.
    - The life of the battery is put at 18 hours, and the record stands at 22 hours and 40 minutes.
Confounders
    Military and police English ("at 0400 hours"): where a text speaks of them, "hours" is left alone. Sports times.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view, within

_CLOCK = (
    r"(?:(?<=\b[Aa]t )|(?<=\b[Ff]rom )|(?<=\b[Uu]ntil )|(?<=\bto )|(?<=\b[Bb]y )|(?<=\b[Aa]round )|(?<=\b[Aa]bout ))"
)
"""Words before a time of day: without them such figures may be how long a race took."""
_OFFICIAL = frozenset(
    ("police", "Police", "Garda", "officers", "constable", "magistrate", "curfew", "army", "Army", "military", "navy")
)
_SEEN = re.compile(
    r"\b(?=\d)(?:(?:1[3-9]|2[0-4]) o'clock\b|\d{1,2}[:.]\d\d o'clock\b|"
    r"(?:1[3-9]|2[0-3])[:.]\d\d ?(?:[ap]\.?m|[AP]\.?M)\b\.?|(?:1[3-9]|2[0-3])h[0-5]\d\b|"
    r"(?:[01]\d|2[0-3])[:.][0-5]\d (?:h|Uhr)\b|(?<=\b[Aa]t )(?:[01]?\d|2[0-3])h\b(?!/)|"
    rf"{_CLOCK}(?:(?:[01]?\d|2[0-3])h[0-5]\d|(?:[01]\d|2[0-3])[:.][0-5]\d hours)\b)|"
    r"\b[Aa]t (?:1[3-9]|2[0-4]) hours\b(?= (?:on (?:the \d|[A-Z])|local|today|yesterday|tomorrow))"
)


class ClockOf24Hours(Detector):
    """A 24-hour time with a word after it."""

    code = "FG111"
    group = "clock"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = within(_SEEN, seen.prose, seen.figures)
        if seen.vocabulary & _OFFICIAL:
            matches = (match for match in matches if not match[0].endswith("hours"))
        found = spans(matches)
        yield counted(self.code, found, seen.words, "24-hour time as another language writes it")
