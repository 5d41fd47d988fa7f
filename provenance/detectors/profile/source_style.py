"""Traces of one source language in style.

Looks for
    The same measures as PF001, one statistic a source language.
Why
    The source language shines through in word order, articles, prepositions and frequent words (interference).
Fires (any)
    The whole text is measured; no words can be pointed at.
Quiet
    A text without words of English.
Confounders
    Neighbouring languages; pivot translation; English-born text that was translated and came back.
References
    Rabinovich, Ordan and Wintner 2017, Found in translation; Teich 2003, shining through.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.profile import reading
from provenance.records import Document, Evidence, Hypothesis


class SourceStyle(Detector):
    """Traces of one source language in style."""

    code = "PF003"
    channel = "profile"
    group = "profile"

    def detect(self, document: Document) -> Iterator[Evidence]:
        found = reading(document)
        for tag, logit in found.sources:
            yield Evidence(self.code, Hypothesis("source", tag), logit, found.tokens)
