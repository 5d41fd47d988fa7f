"""Present perfect with a date of the past.

Looks for
    "has announced on Monday", "have met yesterday".
Why
    German hat angekündigt, French a annoncé and Italian ha annunciato are the normal past.
Fires (de, fr, it, nl, da, no)
    - The bank ⟦has announced on Monday⟧ that it closes.
    - They ⟦have met yesterday⟧ in Oslo.
Quiet
    - The bank announced on Monday that it closes.
    - The bank has announced that on Monday it closes.
    - Prices have risen since last year.
    - The shop has been open on Mondays.
Confounders
    Speech; Indian English.
References
    Quirk et al. 1985, 4.20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"\b(?:has|have) (?:also |already |now )?(?:said|announced|signed|told|visited|met|arrested|decided|"
    rf"reported|published|presented|confirmed|declared|won|lost|died|left|arrived|begun|started|ended|"
    rf"taken place|rejected|approved|accused|warned|called|been (?:arrested|killed|announced|published|signed|"
    rf"found|opened)) (?:on (?:last )?{WEEKDAY}(?!s)|yesterday|last (?:week|month|night|{WEEKDAY}))\b"
)


class PerfectWithPastDate(Detector):
    """Present perfect with a date of the past."""

    code = "SY111"
    group = "tenses"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "day", "last week", "last month", "last night"))
        yield counted(self.code, found, seen.words, "the past tense is asked for")
