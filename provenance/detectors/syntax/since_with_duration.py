""" "since" with a length of time.

Looks for
    "since two years", "since several months".
Why
    German seit, French depuis, Italian da, Spanish desde hace and Polish od take both a point and a length; English
    has for.
Fires (de, fr, it, es, pl, cs, tr)
    - He has lived in Oslo ⟦since two years⟧.
    - The road has been closed ⟦since several months⟧.
Quiet
    - He has lived in Oslo for two years.
    - It is the best since two years ago.
    - Since 2010 years of drought came.
    - Nothing since five days after the vote.
Confounders
    Speakers of English as a second language, India.
References
    Swan, Practical English Usage, since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b[Ss]ince (?:almost |more than |over |about |nearly |at least )?(?:two|three|four|five|six|seven|eight|"
    r"nine|ten|\d{1,2}|a few|several|many) (?:years|months|weeks|days|hours|decades)\b(?! (?:ago|before|"
    r"earlier|after|since|later|into|from))"
)


class SinceWithDuration(Detector):
    """ "since" with a length of time."""

    code = "SY112"
    group = "tenses"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "ince "))
        yield counted(self.code, found, seen.words, "for")
