"""Dateline of an English-language agency.

Looks for
    A place in capitals and an agency in brackets before a dash: "OSLO (AP) -", "LONDON, June 20 (Reuters) -".
Why
    Speaks against translation: the paragraph was written in English by the agency and taken over.
Fires
    - ⟦OSLO (AP) -⟧ The port was closed.
    - {dateline} ⟦LONDON, June 20 (Reuters) —⟧¶The port was closed.
Quiet
    - The port was closed (AP).
    - OSLO - The port was closed.
Confounders
    Translated agency copy that keeps its dateline; agencies that translate themselves.
References
    Agencies' style books.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?m)^[A-Z][A-Z .']{2,40}(?:, [A-Z][\w .]{2,30})? ?\((?:AP|Reuters|AFP|UPI|Bloomberg)\) ?-")
_NEEDLES = (
    "(AP)",
    "(Reuters)",
    "(REUTERS)",
    "(AFP)",
    "(UPI)",
    "(Bloomberg)",
)


class AgencyDateline(Detector):
    """Dateline of an English-language agency."""

    code = "DS207"
    group = "news style"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.whole, *_NEEDLES))
        yield counted(self.code, found, seen.words, "written in English by the agency")
