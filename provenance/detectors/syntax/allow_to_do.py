""" "allow", "recommend", "suggest" with a bare infinitive.

Looks for
    "allows to see", "recommends to wait", "suggested to leave".
Why
    German erlaubt zu, French permet de, Spanish permite, Russian позволяет take an infinitive without a person;
    English needs one, or -ing.
Fires (de, fr, es, ru, pl, it)
    - The law ⟦allows to⟧ close the port.
    - The bank ⟦recommends to⟧ wait.
    - He ⟦suggested to⟧ leave; experts ⟦recommended to⟧ wait.
Quiet
    - The law allows them to close the port.
    - The bank recommends waiting.
    - He is allowed to go.
    - What it suggests to him is plain.
    - She has permits to work; it was suggested to leave it; the dose recommended to adults is small.
    - The firm proposes to build a mill, which suggests to critics that it can.
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

_DO = (
    "leave|wait|use|make|take|go|do|start|begin|open|close|build|create|see|give|find|keep|stop|pay|buy|sell|"
    "introduce|reduce|"
    "increase|avoid|change|move|extend|limit|hold|set|put|ban|sign|send|include|consider|discuss|continue|return|"
    "stay|eat|drink|"
    "save|improve|visit|apply|ask|call|follow|add|establish|adopt|allow|transfer|replace|postpone|cancel|raise|lower|"
    "cut|end|"
    "join|meet|support|work"
)
_SEEN = re.compile(
    r"(?<!not )(?<!to )\b(?:allows|enables|forbids|allow) to(?= (?!be\b|me\b|him|them|us|the|that|all|any|"
    r"our|every|this|you|each|those|some|a\b|an\b|"
    r"his|her|their)[a-z]+)"
    rf"|(?<!not )(?<!to )(?<!that )\b(?:recommends?|suggests?) to(?= (?:{_DO})\b)"
    rf"|(?<=\b(?:he|He|we|We) )(?:recommended|suggested) to(?= (?:{_DO})\b)"
    rf"|(?<=\b(?:she|She) )(?:recommended|suggested) to(?= (?:{_DO})\b)"
    rf"|(?:(?<=hey )|(?<=erts )|(?<=tors )|(?<=als )|(?<=ters )|(?<=ties ))(?:recommended|suggested) to(?= (?:{_DO})\b)"
)
_NEEDLES = (
    "allows to",
    "enables to",
    "recommends to",
    "suggests to",
    "recommended to",
    "suggested to",
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
