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
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?!(?:said|says|say|saying|that|and|but|told|tells|added|adds|as|so|or|if|when|while|because|though|"
    r"thought|thinks?|asked|wrote|writes|like|of|to|in|on|for|with|by|at|was|is|be|then|tweeted|replied|yes|"
    r"no|well|me|him|her|us|them|believes?|insists?|argues?|claims?|where|how|why|what|reads?|ambassador|"
    r"reporters|nomination|therefore|unlikely|likely|clear|sure|true|know|knows|hopes?|fears?|warned|stated|"
    r"unless|until|since|which|it|not|only|just|mean|means)\b)[a-z]{3,} \"(?:it|he|she|they) (?:would|will|is|"
    r"was|has|had|could|can|should|may|might)\b"
)


class RestartedSubject(Detector):
    """Pronoun subject after its own noun at an opening quotation mark."""

    code = "SY105"
    group = "subjects"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, '"it ', '"he ', '"she ', '"they ', reach=40))
        yield counted(self.code, found, seen.words, "the subject stands twice")
