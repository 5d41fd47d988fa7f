"""Compound of a name and a participle.

Looks for
    "Oslo-based", "Saudi-led", "Russian-backed".
Why
    Speaks against translation: English packs a clause into one adjective; translations spell it out.
Fires
    - The ⟦Oslo-based⟧ bank closed.
    - A ⟦Norwegian-led⟧ force left.
    - A ⟦US-backed⟧ force, a ⟦U.K.-based⟧ firm and an ⟦EU-funded⟧ plan met.
Quiet
    - The bank, based in Oslo, closed.
    - The so-called Oslo plan failed.
Confounders
    Translators who rework a text; Japanese and German compounds.
References
    Counted: native 4-9 %, translations 1-2 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:[A-Z][a-z]+|(?:[A-Z]\.){2,3}|[A-Z]{2,6})-(?:based|born|backed|led|owned|run|made|controlled|occupied|held|"
    r"speaking|listed|educated|"
    r"trained|funded|sponsored)\b"
)
_NEEDLES = (
    "-based",
    "-born",
    "-backed",
    "-led",
    "-owned",
    "-run",
    "-made",
    "-controlled",
    "-occupied",
    "-held",
    "-speaking",
    "-listed",
    "-educated",
    "-trained",
    "-funded",
    "-sponsored",
)


class PlaceBasedCompound(Detector):
    """Compound of a name and a participle."""

    code = "DS206"
    group = "news style"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=30))
        yield counted(self.code, found, seen.words, "a clause in one word")
