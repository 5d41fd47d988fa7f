"""Weekday introduced by "this".

Looks for
    "this Thursday" for a day of the week of publication.
Why
    Spanish este jueves, French ce jeudi, Portuguese nesta quinta-feira and Romanian joia aceasta are the normal way
    to date news; English says "on Thursday".
Fires (es, fr, pt, ro)
    - The court ruled ⟦this Thursday⟧ against the bank.
    - ⟦This past Tuesday⟧ the council met.
Quiet
    - The court ruled on Thursday.
    - This week the court ruled.
    - This Thursdays-only market opens early.
Confounders
    Announcements of what is to come ("this Saturday the band plays"), and the English of Mauritius.
References
    Fundéu, fechas; counted: Spanish and French well above native English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(rf"\b[Tt]his (?:past |last |coming )?{WEEKDAY}\b")


class ThisWeekday(Detector):
    """Weekday introduced by "this"."""

    code = "FG109"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "his "))
        yield counted(self.code, found, seen.words, "este jueves, ce jeudi")
