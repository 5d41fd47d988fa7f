"""Blank as thousands separator.

Looks for
    A blank, plain or unbreakable, between groups of three digits.
Why
    French, Russian, Ukrainian, Polish, Czech, Swedish, Finnish, Latvian and others group digits with a blank, which
    engines copy.
Fires (fr, ru, uk, pl, cs, sk, sv, fi, lv)
    - About ⟦50 000⟧ people came to the square.
    - He paid ⟦1 250 000⟧ crowns for the flat.
Quiet
    - In 2019 350 people came.
    - Call us on 116 123 at any hour.
    - The airline has 400 737 jets.
Confounders
    South African and Mauritian English, scientific writing (ISO 80000), telephone numbers.
References
    Unicode CLDR, number and date patterns by language. ISO 80000-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view, within

_SEEN = re.compile(r"(?<![\w.,:+/-])(?<!\d )(?:[1-9]\d?(?: \d{3})+|[1-9]\d\d(?: \d{3})* \d\d0)(?![\w,/-]*\d)(?! \d)")


class BlankAsThousandsSeparator(Detector):
    """Blank as thousands separator."""

    code = "FG103"
    group = "separators"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "English groups digits with commas")
