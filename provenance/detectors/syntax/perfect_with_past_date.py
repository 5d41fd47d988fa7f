"""Present perfect with a date of the past.

Looks for
    "has announced on Monday", "have met yesterday".
Why
    German hat angekündigt, French a annoncé and Italian ha annunciato are the normal past.
Fires (de, fr, it, nl, da, no)
    - The bank ⟦has announced on Monday⟧ that it closes.
    - They ⟦have met yesterday⟧ in Oslo.
    - He ⟦has resigned on Monday⟧. The bank ⟦has closed on Friday⟧. She ⟦has died on 5 May⟧.
Quiet
    - The bank announced on Monday that it closes.
    - The bank has announced that on Monday it closes.
    - Prices have risen since last year.
    - The shop has been open on Mondays.
    - He is said to have died on Monday. He may have left on Friday.
    - He has said on Monday he will go. The club has played on Sunday for years.
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
from provenance.text.calendar import MONTH, MONTHS, WEEKDAY
from provenance.text.views import counted, find, spans, view

_REAL = "".join(
    f"(?<!{word} )"
    for word in ("to", "will", "would", "may", "might", "could", "should", "must", "not", "can", "cannot")
)
_SEEN = re.compile(
    rf"{_REAL}\b(?:has|have) (?:also |already |now )?(?:(?!(?:played|worked|relied|focused|based|depended|"
    rf"happened)\b)[a-z]+ed|"
    rf"said|told|met|won|lost|left|begun|taken place|sold|bought|sent|held|made|given|found|"
    rf"been (?:arrested|killed|announced|published|signed|found|opened))"
    rf" (?:on (?:last )?{WEEKDAY}(?!s)|on \d{{1,2}}(?:st|nd|rd|th)? {MONTH}|on {MONTH} \d{{1,2}}|yesterday|"
    rf"last (?:week|month|night|{WEEKDAY}))\b(?! (?:he|she|it|they|we) )"
)


class PerfectWithPastDate(Detector):
    """Present perfect with a date of the past."""

    code = "SY111"
    group = "tenses"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "day", "last week", "last month", "last night", *MONTHS))
        yield counted(self.code, found, seen.words, "the past tense is asked for")
