"""Ordinal number written with a stop.

Looks for
    "the 2. World War", "on the 3. place".
Why
    German, Czech, Slovak, Polish, Danish, Norwegian, Hungarian, Finnish, Turkish, Latvian and Serbian write 2. for
    2nd.
Fires (de, cs, da, hu, fi, tr, lv)
    - She came in on ⟦the 3.⟧ place.
    - He fought in ⟦the 2.⟧ World War.
    - It closed on ⟦the 1.⟧ October.
Quiet
    - She came third.
    - He named the 3. Then he left the room.
    - The score in the 2.5 minutes left was even.
Confounders
    Lists with numbers, chess notation.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH
from provenance.text.views import counted, spans, view, within

_SEEN = re.compile(
    rf"\b[Tt]he \d{{1,2}}\.(?= (?:[a-z]|(?:World|Century|Division|League|Round|Place|District|Army|Reich|"
    rf"{MONTH})\b))"
)


class OrdinalWithStop(Detector):
    """Ordinal number written with a stop."""

    code = "FG115"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "2. for 2nd")
