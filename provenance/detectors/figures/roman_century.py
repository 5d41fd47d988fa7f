"""Century in Roman figures.

Looks for
    "the XIX century".
Why
    French, Spanish, Italian, Portuguese, Russian, Ukrainian, Polish and Romanian number centuries so.
Fires (fr, es, it, pt, ru, uk, pl, ro, lt)
    - The church is from the ⟦XIX century⟧.
    - It was built in the ⟦XIIth century⟧.
Quiet
    - The church is from the 19th century.
    - Louis XIV ruled for most of a century.
Confounders
    Museum labels; English papers of Romance countries.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"\b[XVI]{1,6}(?:th|st|nd|rd)?(?: ?[-/] ?[XVI]{1,6}(?:th|st|nd|rd)?)? [Cc]entur(?:y|ies)\b")


class RomanCentury(Detector):
    """Century in Roman figures."""

    code = "FG118"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "entur"))
        yield counted(self.code, found, seen.words, "Roman figures for a century")
