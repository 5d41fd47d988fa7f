"""Word of Latin and Cyrillic or Greek letters.

Looks for
    One word with letters of two alphabets.
Why
    Engines that spell unknown words letter by letter slip into the alphabet of the source; copies from Slavic pages
    carry look-alike letters.
Fires (ru, uk, bg, sr, el)
    - The town of ⟦Хarkiv⟧ was hit.
    - They sang ⟦Ukrаine⟧ again.
Quiet
    - The town of Kharkiv was hit.
    - Радио is a word.
    - A β-blocker and α helped.
Confounders
    Deliberate look-alikes against filters.
References
    Unicode Technical Report 36.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, view, words

_LATIN = re.compile("[A-Za-z]")
_OTHER = re.compile(r"[\u0400-\u04ff\u0370-\u03ff]")


class MixedScriptWord(Detector):
    """Word of Latin and Cyrillic or Greek letters."""

    code = "RS111"
    group = "script"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        mixed: frozenset[str] = frozenset()
        if not document.text.isascii():
            mixed = frozenset(word for word in seen.vocabulary if _OTHER.search(word) and _LATIN.search(word))
        yield counted(self.code, words(seen.prose, mixed) if mixed else [], seen.words, "two alphabets in one word")
