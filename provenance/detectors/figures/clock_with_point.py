"""Hours and minutes of the 24-hour clock with a point between.

Looks for
    "at 17.00", hours above twelve or with a leading nought.
Why
    Turkish, Latvian, Finnish, Romanian, Italian, Danish and German write 17.00 or 09.30.
Fires (tr, lv, fi, ro, it, de)
    - The concert begins at ⟦17.00⟧.
    - The shop was raided at ⟦04.30⟧ this morning.
Quiet
    - The concert begins at 17:00.
    - The meeting ended at 5.30 pm.
    - The pound stood at 13.20 crowns.
    - Growth came in at 14.25 percent.
Confounders
    British newsrooms, mostly below twelve with pm.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"(?<=\bat )(?:1[3-9]|2[0-3]|0\d)\.[0-5]\d(?! ?[ap]\.?m\b|\d|\.\d)(?=[,.;)]| (?:on|in|at|and|today|"
    rf"yesterday|this|local|with|the|with|when|for|to|from|CET|GMT|{WEEKDAY})\b|$)"
)


class ClockWithPoint(Detector):
    """Hours and minutes of the 24-hour clock with a point between."""

    code = "FG112"
    group = "clock"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "at 1", "at 2", "at 0"))
        yield counted(self.code, found, seen.words, "point between hours and minutes")
