"""Comma as decimal sign.

Looks for
    A comma followed by one or two digits and no third, where English has a point.
Why
    Most languages of Europe, Indonesian and Turkish write the decimal sign as a comma; an engine that copies
    figures keeps it. English, Chinese, Japanese, Korean and Hebrew have the point.
Fires (de, fr, es, ru, cs, lv)
    - Prices rose by ⟦2,5⟧ percent in May.
    - The river is ⟦3,75⟧ metres above its mark.
Quiet
    - The town has 12,500 inhabitants.
    - The league voted on rules 3, 4 and 7.
    - Rows 1,2,3 are empty.
Confounders
    South African, Namibian and Mauritian English use the comma too; lists without blanks.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view, within

_SEEN = re.compile(r"(?<![\d.,:-])\d{1,3},\d{1,2}(?![\d,:-])(?!,? \d)")


class DecimalComma(Detector):
    """Comma as decimal sign."""

    code = "FG101"
    group = "separators"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "English has a decimal point here")
