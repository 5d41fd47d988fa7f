"""Growth "by" or "in" so many times.

Looks for
    "grew by 90 times", "increased in 3 times", "fell by 2.5 times".
Why
    Russian в три раза, Serbian за 90 пута, Romanian de trei ori; English says threefold, or tripled.
Fires (ru, uk, sr, ro, bg)
    - Output has grown ⟦by 90 times⟧.
    - Prices rose ⟦in 3 times⟧.
    - Exports decreased ⟦by two times⟧, and they will grow ⟦by 2.5 times⟧.
Quiet
    - Output has grown ninetyfold.
    - It was sold in 3 times of crisis.
    - In two times zones the sun had set.
    - Prices rose by 3 times the rate of inflation.
    - Sales increased by three times, and demand has increased by 10 times since 2015.
    - The tax fell in ten times out of twelve.
    - The fund grew by four times its size.
Confounders
    Asian English; "increased by three times" is common in Indian papers, so "increase" is asked for with "in" only.
References
    Counted: Serbian, Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_TIMES = (
    r" (?:\d+(?:\.\d+)?|two|three|four|five|ten|several) times\b"
    r"(?! (?:of|out|the|its|his|their|our|as|that|what|over|more|faster|earnings)\b)"
)
_SEEN = re.compile(
    rf"(?:(?<=grown )|(?<=grew )|(?<=grow )|(?<=rose )|(?<=risen )|(?<=rise )|(?<=fell )|(?<=fall )|(?<=decreased )|"
    rf"(?<=decrease )|(?<=fallen )|(?<=value )|(?<=reduced )|(?<=dropped )|(?<=declined ))(?:by|in){_TIMES}"
    rf"|(?:(?<=increased )|(?<=increase ))in{_TIMES}"
)


class MultipliedByPreposition(Detector):
    """Growth "by" or "in" so many times."""

    code = "FG127"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " times"))
        yield counted(self.code, found, seen.words, "threefold, tripled")
