"""Contraction in the reporter's own words.

Looks for
    it's, don't, they've outside of quotation marks.
Why
    Speaks against translation: relaxed prose is written, seldom translated; engines differ.
Fires
    - ⟦It's⟧ late and they ⟦don't⟧ know.
Quiet
    - It is late and they do not know.
    - The port's gates are closed.
Confounders
    Bergamot and Turkish systems contract often; interviews whose quotation marks were lost.
References
    Olohan 2003, How frequent are the contractions? Counted with quotations included: native 59-78 %, translations
    35-44 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, from_word, spans, view

_SEEN = re.compile(
    r"n't\b|'(?:re|ve|ll|d|m)\b|'s\b(?:(?<=\b[Ii]t's)|(?<=\b[Hh]e's)|(?<=\b[Ss]he's)|(?<=\b[Tt]hat's)|"
    r"(?<=\b[Tt]here's)|(?<=\b[Ww]hat's)|(?<=\b[Ww]ho's))"
)


class ContractionOutsideQuotation(Detector):
    """Contraction in the reporter's own words."""

    code = "DS208"
    group = "contractions"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = from_word(seen.own, spans(find(_SEEN, seen.own)))
        yield counted(self.code, found, seen.words, "relaxed prose")
