"""Arabic, Devanagari or other foreign punctuation.

Looks for
    ، ؛ ؟ ۔ । ॥ in English text.
Why
    Punctuation of right-to-left and Indic scripts is passed through, or copied from the page.
Fires (ar, fa, ur, hi, bn)
    - The mayor⟦،⟧ who came late⟦،⟧ spoke.
    - The court ruled⟦।⟧ Nobody spoke.
Quiet
    - The mayor, who came late, spoke.
Confounders
    Quotations in the script itself.
References
    Unicode, Arabic and Devanagari blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"[،؛؟۔।॥]+")


class ForeignPunctuation(Detector):
    """Arabic, Devanagari or other foreign punctuation."""

    code = "OR118"
    group = "foreign signs"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "،", "؛", "؟", "۔", "।", "॥"))
        yield counted(self.code, found, seen.words, "foreign punctuation")
