"""Impersonal "It is possible, necessary, important to".

Looks for
    An empty subject, an adjective of possibility or need, and an infinitive; not denied, and in no condition.
Why
    Russian можно, необходимо, Japanese ～ことができる, Lithuanian galima, Spanish es necesario lead there; English says
    can, must, should, with a person.
Fires (ru, lt, ja, ko, es, zh, az, sl)
    - ⟦It is possible to⟧ cross the river in May.
    - ⟦It was necessary to⟧ close the road.
Quiet
    - You can cross the river in May.
    - It is possible.
    - It is important news.
    - It is important to rest, and it is difficult to stop.
    - It is possible that he left; it was worth it.
    - If it is possible to repair it, we will, where it is necessary to do so.
    - It was not possible to reach him, and it is not necessary to try.
Confounders
    Science, law, guides; agency English (4 %).
References
    Counted: native 0.5-2 %, machine output 5 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?<!\bif )(?<!\bIf )(?<!\bas )(?<!\bwhen )(?<!\bWhen )(?<!\bwhere )(?<!\bWhere )(?<!\bwhether )(?<!\bonce )"
    r"(?<!\bunless )(?<!\bthat )\b[Ii]t (?:is|was|will be) (?:also |even |still )?(?:possible|"
    r"necessary|advisable|desirable) to\b"
)
_NEEDLES = ("possible t", "necessary t", "advisable t", "desirable t")


class ItIsPossibleTo(Detector):
    """Impersonal "It is possible, necessary, important to"."""

    code = "SY124"
    group = "subjects"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "who can, who must?")
