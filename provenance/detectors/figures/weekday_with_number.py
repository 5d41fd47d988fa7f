"""Weekday with a bare day of the month.

Looks for
    "Thursday (20)", "on Friday, the 27th", "last Thursday 20" with no month.
Why
    Portuguese nesta quinta-feira (20), Spanish el pasado jueves 20 and Japanese 27日（金） add the day to the weekday.
Fires (pt, es, ja)
    - The senate votes on ⟦Thursday (20)⟧ in Brasilia.
    - He died last ⟦Thursday 20⟧.
    - It was moved to ⟦Friday, the 27th⟧, by the host.
    - The strike began on ⟦Monday morning (14)⟧ at the port.
Quiet
    - The senate votes on Thursday, June 20.
    - Thursday 20 June will be dry.
    - On Sunday 47 million people vote.
    - On Friday, 13 people died.
    - He spoke by phone on Friday the 20th.
    - On Friday, the 13th, nobody flew.
    - Last Saturday, 14.5 million tuned in.
    - Highs: Monday (21), Tuesday (22), Wednesday (19).
    - He died on Monday (78), and she on Tuesday (91).
Confounders
    Listings; the English of Mauritius.
References
    Manual da Redação da Folha de S.Paulo, datas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH, WEEKDAY
from provenance.text.views import counted, find, spans, view

_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_SEEN = re.compile(
    rf"(?:(?<=\b[Oo]n )|(?<=\b[Tt]his )|(?<=\b[Ll]ast )|(?<=\b[Nn]ext )|(?<=\b[Uu]ntil )|(?<=\b[Ff]rom ))"
    rf"{WEEKDAY} (?:(?:morning|afternoon|evening|night) )?\({_DAY}(?:st|nd|rd|th)?\)|"
    rf"{WEEKDAY}, the (?!13th){_DAY}(?:st|nd|rd|th)(?! (?:of|{MONTH}))(?=[,.;)]|$)|"
    rf"(?<=[Ll]ast ){WEEKDAY},? {_DAY}(?=[,.;](?:\s|$)|$)"
)


class WeekdayWithNumber(Detector):
    """Weekday with a bare day of the month."""

    code = "FG119"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "day"))
        yield counted(self.code, found, seen.words, "weekday and day without the month")
