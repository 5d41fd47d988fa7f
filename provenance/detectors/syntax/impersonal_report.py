"""Impersonal passive report.

Looks for
    "It is planned that", "It was noted that", "it is reported that".
Why
    Russian планируется, отмечается, Turkish belirtildi, Latvian plānots and Chinese 据悉 report without a speaker;
    English names one.
Fires (ru, uk, tr, lv, lt, zh, sr)
    - ⟦It is planned that⟧ the road opens in May.
    - ⟦It was noted that⟧ the plan is late.
    - ⟦It is planned to⟧ close the port.
Quiet
    - He noted that the plan is late.
    - It is known for its port.
    - It is expected of him.
Confounders
    Official prose, minutes, agency English (2 %).
References
    Counted: native 0.3-0.6 %, translations 3 % (Turkish 15 %, Russian 9 %).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b[Ii]t (?:is|was) (?:also )?(?:planned|noted|reported|known|emphasi[sz]ed|assumed|specified|stated|"
    r"added|stressed|learned|understood|worth noting) (?:that|to)\b"
)


class ImpersonalReport(Detector):
    """Impersonal passive report."""

    code = "SY121"
    group = "attribution"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "t is ", "t was "))
        yield counted(self.code, found, seen.words, "who says so?")
