"""Weekday without "on" after its verb.

Looks for
    "said Thursday", "met Monday": a verb and a weekday with no preposition.
Why
    Speaks against translation: American agencies and papers leave out the preposition; engines and translators
    write "on Thursday".
Fires
    - The mayor ⟦said Thursday⟧ that the port is closed.
    - The talks ⟦ended Monday⟧ in the port.
Quiet
    - The mayor said on Thursday that the port is closed.
    - It is a busy Thursday.
    - They have not closed Sunday markets.
Confounders
    Translators who follow American style; French and Romanian output keeps bare weekdays too.
References
    Associated Press Stylebook, days of the week. Counted: native 7-12 %, human translations 0.2 %, machine output
    1.6 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"\b(?:said|told (?:reporters|The \w+|[A-Z]\w+)|met|died|fell|rose|began|held|[a-z]{{3,}}ed) (?:late |"
    rf"early )?{WEEKDAY}(?= (?:that|to|by|in|at|after|the|for|with|he|she|it|they|morning|night|afternoon|"
    rf"evening|as|when|but|and|against|over)\b|[.,])"
)


class WeekdayWithoutOn(Detector):
    """Weekday without "on" after its verb."""

    code = "DS201"
    group = "news style"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "day", reach=40))
        yield counted(self.code, found, seen.words, "American news style")
