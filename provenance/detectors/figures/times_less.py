"""A multiple that makes less.

Looks for
    "two times less", "32 times lower", "3 times cheaper".
Why
    Russian в два раза меньше, Ukrainian, Turkish and Chinese count decrease in multiples; English says half, a
    third.
Fires (ru, uk, tr, zh)
    - The new road is ⟦two times shorter⟧ than the old.
    - Bread is ⟦3 times cheaper⟧ there.
Quiet
    - Bread costs a third as much there.
    - He was cheaper three times in a row.
    - It is three times more likely.
    - Women are four times less likely to snore.
    - He fell two times less than a mile from home.
    - She has won it three times fewer than her sister.
    - The cell is ten times smaller than a grain of salt.
    - He came three times; less was said of it.
Confounders
    Popular science, from which "less likely" and comparisons with a thing of one's own size are left out.
References
    Counted: Russian and Gulf English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|ten|several|many) times (?:less|lower|smaller|"
    r"fewer|cheaper|shorter|slower|weaker)\b(?! likely| often| than an? )(?<!fewer)|"
    r"\b(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|ten|several|many) times fewer\b(?! than)"
)


class TimesLess(Detector):
    """A multiple that makes less."""

    code = "FG117"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " times "))
        yield counted(self.code, found, seen.words, "English would say half, a third")
