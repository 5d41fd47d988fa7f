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
    - Nine cases per 100 thousand residents were found.
    - Net income fell to $245 thousand in the quarter.
    - The figures are in thousands; a 20 thousand-seat arena opened.
    - He read Twenty Thousand Leagues Under the Sea and 20 Thousand Leagues.
Confounders
    English of the Gulf and of Africa; rates per 100 thousand and results of a quarter are left out.
References
    Associated Press Stylebook, numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?<!\bper )\b\d+(?:[.,]\d+)? thousand\b(?![-\u2010]| \d)")
_RESULTS = re.compile(r"\b(?:net (?:income|loss|sales)|per share|quarter(?:ly)?|fiscal year|shareholders)\b")
"""What stands in the results of a firm, which count money in thousands."""
_MONEY = ("$", "€", "£")


class ThousandAsWord(Detector):
    """Digits followed by the word thousand."""

    code = "FG104"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = list(spans(find(_SEEN, seen.prose, " thousand")))
        if found and _RESULTS.search(seen.low):
            found = [(start, end) for start, end in found if seen.prose[max(0, start - 1) : start] not in _MONEY]
        yield counted(self.code, found, seen.words, "newsrooms write the figure out")
