""" "it" missing before "is necessary" and kin.

Looks for
    "because is necessary to", "although is clear that".
Why
    Spanish, Italian, Portuguese, Polish, Czech and Arabic need no empty subject.
Fires (es, it, pt, pl, cs, ar)
    - He stays ⟦because is necessary⟧ to wait.
    - ⟦Although is clear⟧ that he left, they wait.
Quiet
    - He stays because it is necessary to wait.
    - As is clear from the file, he left.
    - Do what is necessary.
    - As long as is necessary, he stays.
Confounders
    Typing errors.
References
    Linguistic knowledge; engines repair most of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:[Bb]ecause|[Aa]lthough|[Tt]hough|[Ss]ince) (?:is|was) (?:also |not |very |now )?(?:necessary|"
    r"possible|impossible|important|clear|difficult|easy|true|essential|better|known)\b"
)
_NEEDLES = (
    "ause is",
    "ause was",
    "hough is",
    "hough was",
    "ince is",
    "ince was",
)


class DroppedIt(Detector):
    """ "it" missing before "is necessary" and kin."""

    code = "SY115"
    group = "subjects"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "it is missing")
