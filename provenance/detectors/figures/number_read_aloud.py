"""Number put together from figures and words.

Looks for
    Two steps of one number with a word after each: "1 million 200 thousand".
Why
    Russian 1 млн 200 тыс., Turkish 2 bin 500, Korean 1조 2000억 and Japanese 35兆2000億 name every step; English writes
    one decimal figure.
Fires (ru, uk, tr, ko, ja, zh)
    - The region received ⟦1 million 200 thousand⟧ tons of grain.
    - He was fined ⟦2 thousand 500⟧ lira.
Quiet
    - Between 1 million and 5 million people came.
    - It sold for $2 million 15 months ago.
    - They spent 1.2 million.
Confounders
    Transcripts of speech.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b\d+ (?:trillion (?:and )?\d+ (?:billion|million)|billion (?:and )?\d+ (?:million|thousand)|"
    r"million (?:and )?\d+ thousand|thousand (?:and )?\d{1,3}(?! (?:years|months|weeks|days)))\b"
)


class NumberReadAloud(Detector):
    """Number put together from figures and words."""

    code = "FG105"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.low, "illion", "thousand "))
        yield counted(self.code, found, seen.words, "a number read step by step")
