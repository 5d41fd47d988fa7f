"""Pronoun subject after its own noun at an opening quotation mark.

Looks for
    A noun, an opening mark, and a pronoun with an auxiliary: the shipment "it would upset the balance".
Why
    Where a quotation begins inside a clause the segment is translated alone; languages that drop the pronoun get
    one added, though the subject stands before.
Fires (es, uk, ru, it, pt)
    - The shipment of grain to the ⟦islands "it would⟧ upset the balance," she said.
    - The ⟦pact "it is⟧ no threat," he said.
Quiet
    - She said "it would upset the balance".
    - He told the ambassador: "It is late."
    - They argued that "it would fail".
    - He told the Oslo Post "it is late".
    - He thinks "it would be good".
Confounders
    Verbs of saying that the list does not know.
References
    Measured too rarely to count; seen in re-translated articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, view

_SEEN = re.compile(
    r"\b(?!(?:said|says?|saying|that|and|but|told|tells|added|adds|as|so|or|if|when|while|because|though|thought|thinks?|"
    r"asked|wrote|writes|like|of|to|in|on|for|with|by|at|was|is|be|then|tweeted|replied|yes|no|well|me|him|her|us|them|"
    r"believes?|insists?|argues?|claims?|where|how|why|what|reads?|therefore|unlikely|likely|clear|sure|true|knows?|"
    r"hopes?|fears?|warned|stated|unless|until|since|which|it|not|only|just|means?|saw|see|called|declared|announced)\b)"
    r"[A-Za-z]{3,} [\x22](?:it|he|she|they) (?:would|will|is|was|has|had|could|can|should|may|might)\b"
)
_TELLS = re.compile(r"\b(?:tells?|told|telling|said|says|asked|warned|informed|reminded|thinks|wrote|quoted)\b")
_FAR = 90
"""Characters before the mark in which a verb of telling explains the quotation."""


class RestartedSubject(Detector):
    """Pronoun subject after its own noun at an opening quotation mark."""

    code = "SY105"
    group = "subjects"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = find(_SEEN, seen.prose, '"it ', '"he ', '"she ', '"they ')
        found = [m.span() for m in matches if not _TELLS.search(_sentence(seen.prose[: m.start()][-_FAR:]))]
        yield counted(self.code, found, seen.words, "the subject stands twice")


def _sentence(before: str) -> str:
    """What belongs to the sentence that goes on after ``before``."""
    return re.split(r"[.!?\n]", before)[-1]
