"""Age with the noun years where English has none.

Looks for
    "at the age of 17 years", "the driver, aged 54 years", "a man of 45 years". Groups of people (patients,
    children), drinks and cheeses are left alone.
Why
    German im Alter von 17 Jahren, Spanish de 45 años, French âgé de 54 ans, Chinese 岁 and Finnish carry the noun.
Fires (de, es, fr, fi, zh)
    - She died ⟦at the age of 84 years⟧.
    - The ⟦driver, aged 54 years⟧, was unhurt.
    - Police held a ⟦man of 45 years⟧.
    - A ⟦boy aged 14 years⟧ drowned.
Quiet
    - She died at the age of 84.
    - The driver, aged 54, was unhurt.
    - He is a man of many years.
    - Children aged 3 years and over pay.
    - The rum, aged 23 years, won gold, and a whisky aged 12 years sells for more.
    - Patients aged 65 years had a higher risk.
    - He and his wife of 15 years moved, and so did his driver of 20 years.
    - Boys aged 12 years were taller than girls.
    - He was jailed at the age of 17 years and two months.
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

_ONE = (
    r"\b(?:man|woman|boy|girl|person|citizen|resident|driver|victim|suspect|son|daughter|child|student|pupil|passenger|"
    r"soldier|teenager|pensioner|mother|father|brother|sister|husband|wife|rider|cyclist|pedestrian)"
)
"""Nouns of one person: of groups, medicine and statistics write so."""
_SEEN = re.compile(
    rf"\b(?:at|in) the age of \d{{1,3}} years\b(?! and )|{_ONE},? aged \d{{1,3}} years\b"
    rf"(?! (?:or|and|to)\b)|"
    r"\b(?:man|woman|boy|girl|person|citizen|resident) of \d{1,2} years\b"
)


class AgeWithYears(Detector):
    """Age with the noun years where English has none."""

    code = "FG123"
    group = "age"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " years"))
        yield counted(self.code, found, seen.words, "English leaves out years")
