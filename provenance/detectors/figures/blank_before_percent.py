"""Blank before the per cent sign.

Looks for
    "15 %".
Why
    German, French, Spanish, Czech, Swedish, Finnish and Russian rules ask for the blank; English closes it up.
Fires (de, fr, es, cs, sv, fi, ru)
    - Turnout was ⟦15 %⟧ below that of May.
Quiet
    - Turnout was 15% below that of May.
    - Turnout was 15 percent.
Confounders
    Scientific writing (SI), the English of Mauritius.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"\d[\d.,]* %")


class BlankBeforePercent(Detector):
    """Blank before the per cent sign."""

    code = "FG125"
    group = "separators"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " %"))
        yield counted(self.code, found, seen.words, "English closes up the sign")
