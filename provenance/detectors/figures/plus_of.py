"""Plus or minus as the noun of a change.

Looks for
    "a plus of 3 percent", "a turnover minus of 5 million", with the unit.
Why
    German ein Plus von 3 Prozent and its Dutch and Italian kin; English has rise and fall.
Fires (de, nl, it)
    - The index closed with a ⟦plus of 3 percent⟧.
    - They report a sales ⟦minus of 5 million⟧ crowns.
    - Exports booked a ⟦minus of about €3⟧ billion.
Quiet
    - The index rose 3 percent.
    - Being local is a plus of sorts.
    - A margin of plus or minus 3 points.
    - He had a plus-minus of 12 and ended the night with a plus of 3.
    - The survey had a margin of plus or minus of 3 percent.
    - One plus of 5G is speed.
Confounders
    Market notes of German banks in English.
References
    Duden, Plus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?<!or )(?<![-/])\b(?:plus|minus) of (?:about |around |almost |nearly |more than )?"
    r"(?:[€$£]\d[\d.,]*(?<![.,])|\d[\d.,]*(?:%| (?:per ?cent|percentage|million|billion|thousand|euros|crowns)\b))"
)


class PlusOf(Detector):
    """Plus or minus as the noun of a change."""

    code = "FG130"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "lus of", "inus of"))
        yield counted(self.code, found, seen.words, "ein Plus von")
