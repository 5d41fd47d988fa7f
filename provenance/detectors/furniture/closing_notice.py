"""Closing notice in foreign wording.

Looks for
    "Reproduction reserved", "Unauthorized reproduction and redistribution prohibited", notices that a law
    demands.
Why
    Laws and customs of a country put one sentence under every text.
Fires (it)
    - {boilerplate} ⟦Reproduction reserved⟧
Fires (ko)
    - {boilerplate} ⟦Unauthorized reproduction and redistribution⟧ prohibited
Fires (zh)
    - {boilerplate} When copying, ⟦please indicate the source⟧.
Quiet
    - {boilerplate} All rights reserved.
    - The reproduction of eels is a riddle.
Confounders
    The page was translated, not surely the text: site software speaks the language of the site. English
    editions of foreign outlets carry such labels too.
References
    Labels of news sites of each language, in the table ``page_furniture.tsv``; the frequency is counted, not
    assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.furniture import translated
from provenance.records import Document, Evidence


class ClosingNotice(Detector):
    """Closing notice in foreign wording."""

    code = "FU106"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("copyright",))
