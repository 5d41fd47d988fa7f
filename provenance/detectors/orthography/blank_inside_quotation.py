"""Blank inside of quotation marks.

Looks for
    " text " with blanks within both marks.
Why
    French « text » sets blanks inside; so do some engines that work on split words.
Fires (fr, ar, es)
    - He praised ⟦" the men of the port "⟧ and left.
Quiet
    - He praised "the men of the port" and left.
    - He said "no" and she said "yes" at once.
Confounders
    Magazines that set titles in italics with blanks around (0.2 %).
References
    Imprimerie nationale, Lexique des règles typographiques.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r'(?<=\s)" [A-Za-z][^"\n\x00]{2,200} "(?=[\s,.])')


class BlankInsideQuotation(Detector):
    """Blank inside of quotation marks."""

    code = "OR119"
    group = "spacing"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, ' " ', reach=230))
        yield counted(self.code, found, seen.words, "blanks inside the marks")
