"""Point as thousands separator.

Looks for
    A point before three digits of a whole number, where English has a comma.
Why
    German, Spanish, Italian, Dutch, Portuguese, Turkish and Indonesian group digits with a point; copied, "1.500
    soldiers" says one and a half.
Fires (de, es, it, nl, pt, tr, id)
    - The army sent ⟦1.500⟧ soldiers to the border.
    - The debt is ⟦2.340.000⟧ euros.
Quiet
    - The index fell 1.125 percent.
    - A litre costs $1.299 now.
    - The coach praised the 0.500 average.
    - It is version 2.100.3 of the program.
Confounders
    Gymnastics and archery scores, laboratory values with three decimals.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view, within

_SEEN = re.compile(
    r"(?<![\w.,$£€-])[1-9]\d{0,2}(?:\.\d{3})+(?![\w.,:%-]|\.\d)(?! ?(?:percent|per cent|seconds|meters|metres|"
    r"m|km|kg|miles|million|billion|trillion|degrees|average)\b)"
)


class PointAsThousandsSeparator(Detector):
    """Point as thousands separator."""

    code = "FG102"
    group = "separators"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "English groups digits with commas")
