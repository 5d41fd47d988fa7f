"""Office of a country and name without a comma.

Looks for
    "President of Norway Karl Lund said".
Why
    Russian and Ukrainian президент Украины and kin, Arabic and Chinese put office, country and name in a row;
    English says "Norwegian President", or sets commas.
Fires (ru, uk, ar, zh, lv, bg)
    - ⟦President of Norway Karl Lund⟧ said no.
    - They heard ⟦Foreign Minister of Austria Eva Berg⟧ in May.
Quiet
    - The president of Norway, Karl Lund, said no.
    - Norwegian President Karl Lund said no.
    - President of Norway Karl said no.
    - The University of Norway Karl Lund built.
Confounders
    Ceremonial lists of guests; agency English of the Gulf and Central Asia.
References
    Linguistic knowledge; counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance import gazetteer
from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, view

_SEEN = re.compile(
    r"\b(?:President|(?:Prime |Foreign |Defen[cs]e |Interior |Finance |Health )?Minister|Chancellor|Ambassador|King|"
    r"Head|Speaker|Secretary) of (?:the )?(?P<country>[A-Z][a-z]+|[A-Z][a-z]+ [A-Z][a-z]+) "
    r"[A-Z][^\W\d_A-Z]+ [A-Z][^\W\d_A-Z]+"
)
_NEEDLES = (
    "resident of",
    "inister of",
    "hancellor of",
    "mbassador of",
    "King of",
    "Head of",
    "peaker of",
    "ecretary of",
)


class TitleOfCountryName(Detector):
    """Office of a country and name without a comma."""

    code = "SY109"
    group = "genitives"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = find(_SEEN, seen.prose, *_NEEDLES)
        found = [match.span() for match in matches if gazetteer.kind(match["country"]) == "country"]
        yield counted(self.code, found, seen.words, "office, country and name in a row")
