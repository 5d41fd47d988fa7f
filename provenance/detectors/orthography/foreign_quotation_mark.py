"""Quotation mark of another language.

Looks for
    « » ‹ › „ 「 」 『 』 《 》 in running text.
Why
    Guillemets are French, Spanish, Italian, Russian, Ukrainian, Greek, Portuguese; low marks German, Czech, Polish,
    Romanian, Bulgarian, Baltic; corner marks Japanese and Chinese. A single one is often left where the rest was
    normalised.
Fires (fr, es, it, ru, uk, de, pl, cs, ja, zh)
    - The order ⟦«⟧stands⟦»⟧, he said.
    - "It stands," ⟦»⟧ he said.
    - They call it ⟦„⟧home“.
    - The ⟦「⟧plan⟦」⟧ failed.
Quiet
    - The order "stands", he said.
    - It stands, he said: <<wait>>.
    - {boilerplate} « previous next »
Confounders
    Navigation arrows (« »), kept out by region; titles quoted in the original language. The style of curly and
    straight marks is no evidence and is not looked at.
References
    Unicode CLDR, delimiters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import BLANK, counted, find, view

_MARK = re.compile("[«»‹›„「」『』《》]")


class ForeignQuotationMark(Detector):
    """Quotation mark of another language."""

    code = "OR113"
    group = "quotation marks"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = () if document.text.isascii() else find(_MARK, document.text)
        found = [match.span() for match in matches if seen.prose[match.start()] != BLANK]
        yield counted(self.code, found, seen.words, "no English quotation mark")
