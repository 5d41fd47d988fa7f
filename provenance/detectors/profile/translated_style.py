"""Style of translated English.

Looks for
    Function words, word order, punctuation and lexical habits of the whole body, names and numbers masked.
Why
    Translations, by machine or human, differ in style from texts written in the language (translationese).
Fires (any)
    The whole text is measured; no words can be pointed at.
Quiet
    A text without words of English.
Confounders
    Second-language writers, agency English and edited translations lie between; a genre that training did not have.
References
    Baroni and Bernardini 2006; Koppel and Ordan 2011, Translationese and its dialects; Volansky et al. 2015.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.profile import reading
from provenance.records import Document, Evidence, Hypothesis


class TranslatedStyle(Detector):
    """Style of translated English."""

    code = "PF001"
    channel = "profile"
    group = "profile"

    def detect(self, document: Document) -> Iterator[Evidence]:
        found = reading(document)
        yield Evidence(self.code, Hypothesis("translated"), found.translated, found.tokens)
