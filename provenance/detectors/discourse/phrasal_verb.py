"""Phrasal verb of the news.

Looks for
    crack down, step down, roll out, ramp up, weigh in, double down, push back, kick off, wind up, play down.
Why
    Speaks against translation: Romance and Slavic verbs lead to Latinate ones (resign, introduce); the phrasal verb
    is chosen by writers.
Fires
    - The mayor ⟦stepped down⟧ in May.
    - The bank ⟦rolled out⟧ a card.
    - They ⟦cracked down⟧ on it.
Quiet
    - The mayor resigned in May.
    - They came down from the train.
    - The bank introduced a card.
Confounders
    Germanic sources lead to phrasal verbs too.
References
    Counted: native 12-28 %, translations 8 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:crack(?:s|ed|ing)? down|step(?:s|ped|ping)? (?:down|up)|roll(?:s|ed|ing)? out|ramp(?:s|ed|ing)? up|"
    r"weigh(?:s|ed|ing)? in|doubl(?:e|es|ed|ing) down|back(?:s|ed|ing)? off|push(?:es|ed|ing)? back|shrug(?:s|"
    r"ged|ging)? off|kick(?:s|ed|ing)? off|figure(?:s|d)? out|end(?:s|ed)? up|show(?:s|ed|ing)? up|wound up|"
    r"pull(?:s|ed|ing)? off|c[oa]me up with|got rid of|hold(?:s|ing)? off|play(?:s|ed|ing)? down|ruling out|"
    r"zero(?:ed|ing)? in|turn(?:s|ed)? around)\b"
)
_NEEDLES = (
    " down",
    " up",
    " out",
    "weigh",
    "zero",
    " off",
    " back",
    " rid",
    " around",
)


class PhrasalVerb(Detector):
    """Phrasal verb of the news."""

    code = "DS209"
    group = "phrasal verbs"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=24))
        yield counted(self.code, found, seen.words, "a writer's verb")
