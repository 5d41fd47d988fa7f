"""Sentence that begins with But.

Looks for
    "But the port was closed."
Why
    Speaks against translation: English news opens with But where translations have However or keep the clause
    inside.
Fires
    - It was late. ⟦But⟧ the port was open.
Quiet
    - It was late, but the port was open.
    - However, the port was open.
Confounders
    Czech, Ukrainian, German and Spanish output has it as well.
References
    Counted: native 26-49 %, translations 11-17 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?:(?<=\n)|(?<=[.!?] )|(?<=[.!?]\" ))But\b(?!,)")


class SentenceBeginsWithBut(Detector):
    """Sentence that begins with But."""

    code = "DS212"
    group = "connectives"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "But "))
        yield counted(self.code, found, seen.words, "opens with But")
