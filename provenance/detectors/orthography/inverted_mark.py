"""Inverted question or exclamation mark.

Looks for
    ¿ or ¡ in English text.
Why
    Only Spanish, Galician and Asturian open questions with these marks.
Fires (es, gl)
    - ⟦¿⟧Who will pay?
    - He cried: ⟦¡⟧Enough!
Quiet
    - Who will pay?
    - Iceland¿s minister resigned.
    - {boilerplate} ¡Hola!
Confounders
    Quotations in Spanish; an apostrophe damaged by a wrong encoding (inside a word, left alone).
References
    Real Academia Española, Ortografía (2010), 3.4.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"[¿¡](?=\w)(?<!\w.)")


class InvertedMark(Detector):
    """Inverted question or exclamation mark."""

    code = "OR115"
    group = "foreign signs"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "¿", "¡"))
        yield counted(self.code, found, seen.words, "only Spanish opens so")
