"""Digits followed by the word thousand.

Looks for
    Figures before the written word: "20 thousand people".
Why
    Russian тыс., Polish tys., Turkish bin, Romanian mii and Italian mila are written as words or abbreviations
    after a figure; newsrooms in English write 20,000.
Fires (ru, uk, pl, cs, tr, ro, is, zh)
    - More than ⟦20 thousand⟧ people signed.
    - A flat costs ⟦51 thousand⟧ dollars.
Quiet
    - More than 20,000 people signed.
    - A thousand people came.
    - Two thousand people came.
Confounders
    English of the Gulf and of Africa; a few financial sheets.
References
    Associated Press Stylebook, numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"\b\d+(?:[.,]\d+)? thousand\b(?! \d)")


class ThousandAsWord(Detector):
    """Digits followed by the word thousand."""

    code = "FG104"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " thousand"))
        yield counted(self.code, found, seen.words, "newsrooms write the figure out")
