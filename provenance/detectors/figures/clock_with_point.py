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
    - Shares closed at 15.30. The pound traded at 13.45. The stock ended at 18.20.
Confounders
    British newsrooms, mostly below twelve with pm; prices, which are left out where the sentence tells of money.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, view

_SEEN = re.compile(
    rf"(?<=\bat )(?:1[3-9]|2[0-3]|0\d)\.[0-5]\d(?! ?[ap]\.?m\b|\d|\.\d)(?=[,.;)]| (?:on|in|at|and|today|"
    rf"yesterday|this|local|with|the|with|when|for|to|from|CET|GMT|{WEEKDAY})\b|$)"
)
_MONEY = re.compile(
    r"\b(?:[Ss]hares?|[Ss]tocks?|[Pp]ound|[Ee]uro|[Dd]ollar|[Rr]and|[Pp]eso|[Ll]ira|[Rr]upee|[Ss]terling|[Ii]ndex|[Pp]rices?d?|"
    r"[Bb]onds?|[Yy]ields?|[Oo]il|[Gg]old|Brent|[Cc]rude|[Ff]utures|trad(?:ed|ing)|valued|quoted|settled|fixed|"
    r"(?:closed|ended|finished) at)\b[^.!?\n]{0,60}\Z"
)


class ClockWithPoint(Detector):
    """Hours and minutes of the 24-hour clock with a point between."""

    code = "FG112"
    group = "clock"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [
            match.span()
            for match in find(_SEEN, seen.prose, "at 1", "at 2", "at 0")
            if match[0][0] == "0" or not _MONEY.search(seen.prose[max(0, match.start() - 90) : match.start()])
        ]
        yield counted(self.code, found, seen.words, "point between hours and minutes")
