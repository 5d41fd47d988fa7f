"""Foreign sign for number.

Looks for
    № 5, n° 5, Nr. 5.
Why
    Russian №, French and Italian n°, German and Polish Nr. are copied.
Fires (ru, uk, fr, it, de, pl)
    - School ⟦№ 5⟧ was hit.
    - They live at ⟦n°61⟧ of that street.
    - Platform ⟦Nr. 4⟧ is closed.
Quiet
    - School No. 5 was hit.
    - It was 5° at noon.
Confounders
    Opus numbers and street addresses in travel writing.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"№ ?\d*|\b[Nn]° ?\d+|\bNr\.? ?\d+")


class ForeignNumberSign(Detector):
    """Foreign sign for number."""

    code = "FG126"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "№", "°", "Nr"))
        yield counted(self.code, found, seen.words, "English has No.")
