"""Two stops with a blank between.

Looks for
    A sentence ends, and after a blank a second stop stands alone: "Next. ."
Why
    The stop of the source stood outside of a link or element that was translated by itself and closed with a stop
    of its own.
Fires
    - These are the topics we cover ⟦Next. .⟧ Join us.
Quiet
    - And then . . . nothing.
    - Wait... He left.
    - He left. .NET is a framework.
Confounders
    Spaced ellipses; typing errors.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"\b[^\W\d_]+[.!?] \.(?=\s|$)(?! \.)")


class DoubledStop(Detector):
    """Two stops with a blank between."""

    code = "OR108"
    group = "stops"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, ". .", "! .", "? ."))
        yield counted(self.code, found, seen.words, "two stops")
