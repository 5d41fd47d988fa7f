"""Age with the noun years where English has none.

Looks for
    "at the age of 17 years", "aged 54 years", "a man of 45 years".
Why
    German im Alter von 17 Jahren, Spanish de 45 años, French âgé de 54 ans, Chinese 岁 and Finnish carry the noun.
Fires (de, es, fr, fi, zh)
    - She died ⟦at the age of 84 years⟧.
    - The driver, ⟦aged 54 years⟧, was unhurt.
    - Police held a ⟦man of 45 years⟧.
Quiet
    - She died at the age of 84.
    - The driver, aged 54, was unhurt.
    - He is a man of many years.
    - Children aged 3 years and over pay.
Confounders
    Medical and legal prose.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:at|in) the age of \d+ years\b|\baged \d{1,3} years\b(?! (?:or|and|to))|\b(?:man|woman|boy|girl|"
    r"person|citizen|resident) of \d{1,2} years\b"
)


class AgeWithYears(Detector):
    """Age with the noun years where English has none."""

    code = "FG123"
    group = "age"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " years"))
        yield counted(self.code, found, seen.words, "English leaves out years")
