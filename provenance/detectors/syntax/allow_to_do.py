""" "allow", "recommend", "suggest" with a bare infinitive.

Looks for
    "allows to see", "recommends to wait".
Why
    German erlaubt zu, French permet de, Spanish permite, Russian позволяет take an infinitive without a person;
    English needs one, or -ing.
Fires (de, fr, es, ru, pl, it)
    - The law ⟦allows to⟧ close the port.
    - The bank ⟦recommends to⟧ wait.
Quiet
    - The law allows them to close the port.
    - The bank recommends waiting.
    - He is allowed to go.
    - What it suggests to him is plain.
Confounders
    Technical English, agency English.
References
    Swan, Practical English Usage, allow, recommend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?<!not )(?<!to )\b(?:allows|permits|enables|recommends|suggests|proposes|forbids|allow|recommend|"
    r"suggest) to(?= (?!be\b|me\b|him|them|us|the|that|all|any|our|every|this|you|each|those|some|a\b|an\b|"
    r"his|her|their)[a-z]+)"
)
_NEEDLES = (
    "allows to",
    "permits to",
    "enables to",
    "recommends to",
    "suggests to",
    "proposes to",
    "forbids to",
    "allow to",
    "recommend to",
    "suggest to",
)


class AllowToDo(Detector):
    """ "allow", "recommend", "suggest" with a bare infinitive."""

    code = "SY120"
    group = "verbs"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "whom?")
