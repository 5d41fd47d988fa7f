"""Comma before the clause of a verb of saying or thinking.

Looks for
    "He hopes, that the talks go on."
Why
    German, Russian, Ukrainian, Polish, Czech, Hungarian, Finnish and Baltic grammar demand the comma.
Fires (de, ru, uk, pl, cs, hu, fi, lv, lt)
    - He ⟦hopes, that⟧ the talks go on.
    - They ⟦announced, that⟧ the talks were over.
Quiet
    - He hopes that the talks go on.
    - It is this job, he said, that funds the rest.
    - It is his hope, that of the poor.
    - She knows, that is, she guesses.
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
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?<!, he )(?<!, she )(?<!, they )(?<!, it )\b(?:hopes?|hoped|believes?|believed|thinks?|means|announced|"
    r"emphasi[sz]ed|emphasi[sz]es|stressed|stresses|stated|convinced|assumes?|noted|reported|claims|claimed|"
    r"demands|demanded|fears?|feared|confirmed), that(?= (?:the|he|she|they|there|we|all|a|an|his|her|their|"
    r"our|many|some|no|[A-Z]\w+)\b)"
)


class CommaBeforeThat(Detector):
    """Comma before the clause of a verb of saying or thinking."""

    code = "OR123"
    group = "commas"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, ", that "))
        yield counted(self.code, found, seen.words, "no comma in English")
