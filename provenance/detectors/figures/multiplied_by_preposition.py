"""Growth "by" or "in" so many times.

Looks for
    "grew by 90 times", "increased in 3 times".
Why
    Russian в три раза, Serbian за 90 пута, Romanian de trei ori; English says threefold, or tripled.
Fires (ru, uk, sr, ro, bg)
    - Output has grown ⟦by 90 times⟧.
    - Prices rose ⟦in 3 times⟧.
Quiet
    - Output has grown ninetyfold.
    - It was sold in 3 times of crisis.
    - In two times zones the sun had set.
Confounders
    Asian English; "increased by three times" is common in Indian papers.
References
    Counted: Serbian, Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?:(?<=grown )|(?<=grew )|(?<=rose )|(?<=risen )|(?<=increased )|(?<=fell )|(?<=decreased )|(?<=fallen )"
    r"|(?<=value )|(?<=reduced )|(?<=dropped ))(?:by|in) (?:\d+(?:\.\d+)?|two|three|four|five|ten|several)"
    r" times\b(?! of)"
)


class MultipliedByPreposition(Detector):
    """Growth "by" or "in" so many times."""

    code = "FG127"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " times"))
        yield counted(self.code, found, seen.words, "threefold, tripled")
