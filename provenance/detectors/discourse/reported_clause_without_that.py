"""Reported clause without "that".

Looks for
    "said he would", "believes it is", "police say they have", "said it's", "said the man was".
Why
    Speaks against translation: the optional that is left out by writers of English and put in by translators and
    engines.
Fires
    - He ⟦said he would⟧ wait.
    - They ⟦believe it is⟧ late.
    - Police ⟦say they have⟧ no leads and ⟦said the man was⟧ armed.
    - He ⟦said it's⟧ late and ⟦thinks they're⟧ wrong.
Quiet
    - He said that he would wait.
    - They believe in it.
    - He said: it is late.
    - "No," said the man who was late.
Confounders
    Languages without the word (Hausa, Icelandic, Japanese) yield it more often; speech.
References
    Olohan and Baker 2000. Counted: native 15-30 %, human translations 5 %, machine output 8 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:said|says?|thinks?|thought|believes?|believed|knows?|knew|hopes?|claims?) (?:he|she|it|they|we|I)"
    r"(?: (?:would|will|had|was|were|is|are|has|have|did|does|could|can)|'(?:s|re|d|ll|ve|m))\b"
    r"|\b(?:said|says?) (?:the|an?) (?!who\b|which\b|that\b)[a-z]+(?: (?!who\b|which\b|that\b)[a-z]+)?"
    r" (?:would|will|had|was|were|is|are|has|have|did|does|could|can)\b"
)
_NEEDLES = (
    "said ",
    "says ",
    "say ",
    "think ",
    "thinks ",
    "thought ",
    "believe ",
    "believes ",
    "believed ",
    "know ",
    "knows ",
    "knew ",
    "hope ",
    "hopes ",
    "claim ",
    "claims ",
)


class ReportedClauseWithoutThat(Detector):
    """Reported clause without "that"."""

    code = "DS204"
    group = "that"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=30))
        yield counted(self.code, found, seen.words, "that is left out")
