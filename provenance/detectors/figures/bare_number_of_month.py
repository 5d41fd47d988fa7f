"""Day as a bare number before "of" and its month.

Looks for
    "the 15 of June", with an article and without the ending of an ordinal number.
Why
    Spanish el 15 de junio, Portuguese and Catalan count days with plain numbers; an engine keeps number, article and
    preposition, where English has June 15 or the 15th of June.
Fires (es, pt, ca, gl)
    - The law came into force on ⟦the 15 of June⟧.
    - ⟦The 3 of May⟧ was a holiday.
Quiet
    - The law came into force on the 15th of June, not on 15 June.
    - The 15 of June's guests who left were tired.
    - Of the 31 days, the 12 of May that were wet were cold.
    - On the 3 of clubs he laid the ace.
Confounders
    Speech written down; typing errors.
References
    Real Academia Española, Ortografía (2010), 8.6.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(rf"\b[Tt]he (?:[12]?\d|3[01]) of {MONTH}\b(?!'s)(?! (?:that|who|which)\b)")


class BareNumberOfMonth(Detector):
    """Day as a bare number before "of" and its month."""

    code = "FG132"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "he 1", "he 2", "he 3", *(f"he {day}" for day in range(4, 10))))
        yield counted(self.code, found, seen.words, "an ordinal number without its ending")
