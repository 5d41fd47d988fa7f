"""Abbreviation with a blank inside.

Looks for
    "U. S.", "U. N.", "U. K." where English closes it up.
Why
    Sentence splitters and casers take the inner stop for an end; Romance typography (EE. UU., É.-U.) sets blanks
    too.
Fires
    - The ⟦U. S.⟧ army left.
    - A ⟦U. N.⟧ envoy came.
Quiet
    - The U.S. army left.
    - J. K. Rowling wrote it.
    - Harry U. Snow came.
    - {headline} U. S. army leaves
Confounders
    Old-fashioned English, court reporters ("U. S. Steel").
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"\bU\. ?[SNK]\.(?<=\. \w\.)|\bE\. U\.(?! \w\.)")


class SplitAbbreviation(Detector):
    """Abbreviation with a blank inside."""

    code = "OR112"
    group = "spacing"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "U. "))
        yield counted(self.code, found, seen.words, "the letters belong together")
