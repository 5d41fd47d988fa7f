"""Sentence that begins with "According to".

Looks for
    The source named before what it says.
Why
    Finnish mukaan, Russian по словам, Chinese 据, Czech podle and German laut open the sentence; English news puts
    the source behind ("the port is closed, officials said").
Fires (fi, ru, zh, cs, de, hu, it, is)
    - ⟦According to⟧ the police, the road is closed.
    - It rained. ⟦According to⟧ Lund, it was not much.
Quiet
    - The road is closed, according to the police.
Confounders
    Summaries of studies; all original English at a lower rate (6-11 % of documents), so that one counts little.
References
    Counted: native 6-11 %, human translations 26 %, machine output 20 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?:^|(?<=\n)|(?<=[.!?] )|(?<=[.!?]\" ))According to\b")


class AccordingToFirst(Detector):
    """Sentence that begins with "According to"."""

    code = "SY123"
    group = "attribution"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "According to"))
        yield counted(self.code, found, seen.words, "the source stands first")
