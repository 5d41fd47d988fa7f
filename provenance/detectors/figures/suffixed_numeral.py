"""Figure with a hyphen and an ending.

Looks for
    "17-th", "1990-ies", "the 90-s".
Why
    Russian 17-й, Ukrainian, Czech, Finnish and Turkish put endings on figures after a hyphen or colon.
Fires (ru, uk, cs, fi, tr)
    - A monastery of the ⟦17-th⟧ century was hit.
    - It was common in the ⟦1990-ies⟧.
    - That was in the ⟦90-s⟧.
Quiet
    - A monastery of the 17th century was hit.
    - It was common in the 1990s.
    - The F-16-s were sold.
    - A 5-ton truck passed.
Confounders
    Engineering part numbers.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?<![\w-])\d+-(?:th|st|nd|rd|ies|ties|s)\b(?! ?-)")


class SuffixedNumeral(Detector):
    """Figure with a hyphen and an ending."""

    code = "FG128"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "-th", "-st", "-nd", "-rd", "-ies", "-ties", "-s"))
        yield counted(self.code, found, seen.words, "ending hung on a figure")
