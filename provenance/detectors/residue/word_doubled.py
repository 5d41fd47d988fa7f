"""Content word that stands twice.

Looks for
    A word of five letters or more directly repeated: "a bond bond".
Why
    Engines with little training on a language stutter on a noun; people double small words by mistake ("the the"),
    which is left alone.
Fires (cy, hy, id, az, mt)
    - Break the ⟦chains chains⟧ of the town.
    - He was moved to a ⟦harbour harbour⟧ nearby.
Quiet
    - He left the the port.
    - It is really really good.
    - Come on, children, children!
    - They never never land.
    - Baden Baden is a town.
Confounders
    Emphasis in speech; extraction that joins a caption to its text.
References
    Counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view

_SEEN = re.compile(r"\b([a-z]{5,}) \1\b")
_EMPHASIS = {"really", "never", "again", "quite", "pretty", "super", "right", "pressure", "cough", "always", "every"}


class WordDoubled(Detector):
    """Content word that stands twice."""

    code = "RS110"
    group = "engine"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = _SEEN.finditer(seen.prose) if any(map(eq, seen.tokens, seen.tokens[1:])) else ()
        found = spans(match for match in matches if match[1] not in _EMPHASIS)
        yield counted(self.code, found, seen.words, "twice", "machine")
