"""Comma before the clause of a verb of saying or thinking.

Looks for
    "He hopes, that the talks go on."
Why
    German, Russian, Ukrainian, Polish, Czech, Hungarian, Finnish and Baltic grammar demand the comma.
Fires (de, ru, uk, pl, cs, hu, fi, lv, lt)
    - He ⟦hopes, that⟧ the talks go on.
    - They ⟦announced, that⟧ the talks were over.
    - He ⟦said, that⟧ he would come. Experts ⟦say, that⟧ it holds. They ⟦think, that⟧ it is late.
Quiet
    - He hopes that the talks go on.
    - It is this job, he said, that funds the rest.
    - It is his hope, that of the poor.
    - She knows, that is, she guesses.
    - What he said, that night, was no. As she said, that the rain came was no wonder.
    - It was this law, the mayor said, that the town had asked for.
Confounders
    Old-fashioned English; insertions between commas.
References
    Duden, Komma bei Nebensätzen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, view

_SEEN = re.compile(
    r"\b(?:said|says?|hopes?|hoped|believes?|believed|thinks?|thought|means|announced|told reporters|"
    r"emphasi[sz]ed|emphasi[sz]es|stressed|stresses|stated|convinced|assumes?|noted|reported|claims|claimed|"
    r"demands|demanded|fears?|feared|confirmed), that(?= (?:the|he|she|it|they|there|we|I|you|all|a|an|his|"
    r"her|their|our|many|some|no|nobody|this|these|[A-Z]\w+)\b)"
)
_INSERTED = re.compile(r"(?:,|-|\b(?:[Ww]hat|[Aa]s|[Aa]ll|[Ww]hich|[Hh]ow|[Ww]ords?|[Tt]hing)) (?:[\w'-]+ ){0,4}\Z")
"""What stands before a verb that is itself thrown in, or whose object stands before it."""


class CommaBeforeThat(Detector):
    """Comma before the clause of a verb of saying or thinking."""

    code = "OR123"
    group = "commas"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [
            match.span()
            for match in find(_SEEN, seen.prose, ", that ")
            if not _INSERTED.search(seen.prose[max(0, match.start() - 60) : match.start()])
        ]
        yield counted(self.code, found, seen.words, "no comma in English")
