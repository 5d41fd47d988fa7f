""" "local time" in brackets after a day.

Looks for
    A weekday or day followed by "(local time)".
Why
    Japanese 現地時間, Korean 현지시간 and German (Ortszeit) add the note to any foreign date; English adds it to clock
    times only.
Fires (ja, ko, de)
    - The senator said on Wednesday ⟦(local time)⟧ that he would go.
Quiet
    - The match begins at 8 p.m. (local time).
    - The match begins at 8 p.m. local time.
Confounders
    Sports and space reports.
References
    Counted: Japanese and German translations 2-3 %, native English none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?:(?<=day )|(?<=night )|(?<=evening )|(?<=morning )|(?<=afternoon )|(?<=\dth )|(?<=\dst )|(?<=\dnd )|"
    r"(?<=\drd ))\(local time\)"
)


class LocalTimeNote(Detector):
    """ "local time" in brackets after a day."""

    code = "FG120"
    group = "clock"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.low, "(local time)"))
        yield counted(self.code, found, seen.words, "Ortszeit, 現地時間")
