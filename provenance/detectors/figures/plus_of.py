"""Plus or minus as the noun of a change.

Looks for
    "a plus of 3 percent", "a turnover minus of 5".
Why
    German ein Plus von 3 Prozent and its Dutch and Italian kin; English has rise and fall.
Fires (de, nl, it)
    - The index closed with a ⟦plus of 3⟧ percent.
    - They report a sales ⟦minus of 5⟧ percent.
Quiet
    - The index rose 3 percent.
    - Being local is a plus of sorts.
    - A margin of plus or minus 3 points.
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

_SEEN = re.compile(r"\b(?:plus|minus) of (?:about |around |almost |nearly |more than )?\d+")


class PlusOf(Detector):
    """Plus or minus as the noun of a change."""

    code = "FG130"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "lus of", "inus of"))
        yield counted(self.code, found, seen.words, "ein Plus von")
