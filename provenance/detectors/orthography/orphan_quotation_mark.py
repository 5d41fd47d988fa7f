"""Quotation mark without its partner.

Looks for
    A double mark that opens and is never closed, or closes what was never opened, in its paragraph. A quotation
    that goes on in the next paragraph is none.
Why
    Marks are lost when the engine cuts a paragraph into sentences and a quotation spans two, and when nested marks
    of the source are flattened.
Fires
    - He said the plan was ⟦"⟧good and left the room early.
    - It was too late⟦”⟧ she said.
Quiet
    - He said the plan was "good" and left.
    - "The first paragraph goes on.¶"The second ends it," he said.
    - He is 6' 2" tall.
Confounders
    Typing errors and lines cut off: 6 to 10 % of native documents fire, hardly fewer than translations, so that it
    carries no weight; it is shown because quotations are judged apart and a lost mark moves their borders.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.quotations import quotations
from provenance.text.views import BLANK, counted, view

_DOUBLE = re.compile('[“”„‟"«»]')
FAR = 3000
"""Characters over which a quotation may run from line to line."""


class OrphanQuotationMark(Detector):
    """Quotation mark without its partner."""

    code = "OR114"
    group = "quotation marks"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        text = document.text
        found = [
            (at, at + 1)
            for at in (_left_over(text, quotations(text).orphans) if _uneven(text) else ())
            if _DOUBLE.match(text[at]) and seen.prose[at] != BLANK and not text[max(0, at - 1)].isdigit()
        ]
        yield counted(self.code, found, text.count('"') + len(found), "its partner is missing")


def _uneven(text: str) -> bool:
    """Whether marks can be missing at all; where their numbers fit, none is looked for."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("«") != text.count("»")


def _left_over(text: str, orphans: tuple[int, ...]) -> list[int]:
    """Orphans that do not pair over line ends, an opening mark with a closing one less than ``FAR`` away."""
    left: list[int] = []
    for at in orphans:
        opened = left and _opens(text, left[-1]) and not _opens(text, at) and at - left[-1] < FAR
        if opened:
            left.pop()
        else:
            left.append(at)
    return left


def _opens(text: str, at: int) -> bool:
    return text[at] in "“„«" or (text[at] == '"' and text[at + 1 : at + 2].isalnum())
