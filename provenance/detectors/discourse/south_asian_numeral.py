"""lakh and crore.

Looks for
    Indian, Pakistani and Bangladeshi numerals.
Why
    Speaks against translation: South Asian papers are written in English. World Englishes are not translations.
Fires
    - He paid Rs 3 ⟦lakh⟧ for it.
    - The plan costs 20 ⟦crore⟧ rupees.
Quiet
    - He paid 300,000 rupees for it.
Confounders
    Output from Hindi, Tamil and Gujarati has the words too (9 %), so that the weight must be small.
References
    Counted: native 0.1-0.5 %, output from Hindi 9 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"\b(?:lakhs?|crores?)\b")


class SouthAsianNumeral(Detector):
    """lakh and crore."""

    code = "DS210"
    group = "world english"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.low, "lakh", "crore"))
        yield counted(self.code, found, seen.words, "South Asian English")
