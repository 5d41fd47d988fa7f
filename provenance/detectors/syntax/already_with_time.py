""" "already" before a time.

Looks for
    "already in May", "Already on Monday", "already since 2010".
Why
    German bereits, schon, Finnish jo, Polish już, Czech už, Russian уже and Latvian jau stand before the time;
    English says "as early as", or nothing.
Fires (de, fi, pl, cs, ru, lv, lt, nl)
    - The plant closed ⟦already in May⟧.
    - ⟦Already on Monday⟧ the first guests came.
Quiet
    - The plant has already closed in the north.
    - It is already the third time.
    - He came three times already this year.
Confounders
    German and Finnish English.
References
    Counted: human translations 0.8 % (Finnish 4 %), native 0.1 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH, WEEKDAY
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"\b[Aa]lready (?:in|on|at|since|before|during|after|by) (?:the )?(?:{WEEKDAY}|{MONTH}|(?:19|20)\d\d|"
    rf"early|late|spring|summer|autumn|winter|(?:first|next|past|last|end of|beginning of)\b)"
)


class AlreadyWithTime(Detector):
    """ "already" before a time."""

    code = "SY114"
    group = "order"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "lready "))
        yield counted(self.code, found, seen.words, "bereits im, уже в")
