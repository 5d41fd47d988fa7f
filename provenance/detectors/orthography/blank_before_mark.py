"""Blank before colon, semicolon, question or exclamation mark.

Looks for
    "Why ?", "he said : no".
Why
    French sets a blank, often unbreakable, before these marks; engines copy it.
Fires (fr, ro, lv)
    - Who will ⟦pay ?⟧ Nobody knows.
    - The minister was ⟦clear :⟧ no.
Quiet
    - Who will pay? Nobody knows.
    - He wrote :) and left.
    - It ended 3 : 2 at home.
Confounders
    Extraction leaves a blank after a link (up to 1 % of native documents); chat.
References
    Imprimerie nationale, Lexique des règles typographiques.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"[^\W\d_]+ [;:!?](?=\s|$)")


class BlankBeforeMark(Detector):
    """Blank before colon, semicolon, question or exclamation mark."""

    code = "OR110"
    group = "spacing"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " ;", " :", " !", " ?"))
        yield counted(self.code, found, seen.words, "French spacing")
