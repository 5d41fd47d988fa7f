"""Content word that stands twice.

Looks for
    A word of five letters or more directly repeated: "a bond bond".
Why
    Engines with little training on a language stutter on a noun; people double small words by mistake ("the the"),
    which is left alone.
Fires (cy, hy, id, az, mt)
    - Break the ⟦chains chains⟧ of the town.
    - He was moved to a ⟦hospital hospital⟧ nearby.
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

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?!(?:really|never|again|quite|pretty|super|right|pressure|cough|always|every|maybe|please|still|"
    r"little|there|where|which|people)\b)([a-z]{5,}) \1\b"
)


class WordDoubled(Detector):
    """Content word that stands twice."""

    code = "RS110"
    group = "engine"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose))
        yield counted(self.code, found, seen.words, "twice", "machine")
