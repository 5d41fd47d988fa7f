"""Foreign words and abbreviations for large numbers.

Looks for
    milliard, mln, mlrd, bln, mrd after a figure, and "thousand million".
Why
    Languages with the long scale (milliard; Spanish mil millones) and those that abbreviate (Italian mln, Russian
    млн, German Mrd.) leave their words behind.
Fires (it, ru, pl, de, fr, es, cs, tr)
    - The loan of ⟦250 mln⟧ euros was approved.
    - The budget is ⟦3 milliards⟧.
    - It will cost ⟦a thousand million⟧ euros.
Quiet
    - The loan of 250 million euros was approved.
    - A milliard was once an English word.
Confounders
    Financial tables, and bln in agency headlines.
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
    r"\b\d[\d.,]* ?(?:milliards?|mln|mlrd|bln|mrd|mld)\b|\b(?:\d[\d.,]*|an?|two|three|four|five|six|seven|"
    r"eight|nine|ten|several) thousand million\b"
)
_NEEDLES = (
    "milliard",
    "mln",
    "mlrd",
    "bln",
    "mrd",
    "mld",
    "thousand million",
)


class ForeignScaleWord(Detector):
    """Foreign words and abbreviations for large numbers."""

    code = "FG106"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.low, *_NEEDLES))
        yield counted(self.code, found, seen.words, "a foreign word for a large number")
