"""Quotation mark made of two commas.

Looks for
    Two commas before a word, in place of a low quotation mark.
Why
    German, Polish, Czech, Romanian and Hungarian writers type two commas for a low mark, and engines copy them.
Fires (de, pl, cs, hu, ro)
    - He called it a ⟦,,⟧turning point''.
Quiet
    - He called it a "turning point".
    - A disbursement can be a ''travel'' expense.
Confounders
    Typing errors.
References
    Unicode CLDR, delimiters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?<![\w,]),,(?=[A-Za-z])")


class ImprovisedQuotationMark(Detector):
    """Quotation mark made of two commas."""

    code = "OR122"
    group = "quotation marks"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, ",,"))
        yield counted(self.code, found, seen.words, "a low quotation mark, improvised")
