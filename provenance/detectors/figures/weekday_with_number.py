"""Weekday with a bare day of the month.

Looks for
    "Thursday (20)", "on Friday, the 27th", "last Thursday 20" with no month.
Why
    Portuguese nesta quinta-feira (20), Spanish el pasado jueves 20 and Japanese 27日（金） add the day to the weekday.
Fires (pt, es, ja)
    - The senate votes on ⟦Thursday (20)⟧ in Brasilia.
    - He died last ⟦Thursday 20⟧.
    - It was moved to ⟦Friday, the 27th⟧, by the host.
Quiet
    - The senate votes on Thursday, June 20.
    - Thursday 20 June will be dry.
    - On Sunday 47 million people vote.
    - On Friday, 13 people died.
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

_SEEN = re.compile(
    rf"{WEEKDAY} \(\d{{1,2}}(?:st|nd|rd|th)?\)|{WEEKDAY},? (?:the )\d{{1,2}}(?:st|nd|rd|th)(?! (?:of|{MONTH}))"
    rf"(?=[,.;)]|$)|(?<=[Ll]ast ){WEEKDAY},? \d{{1,2}}(?=[,.;]|$)"
)


class WeekdayWithNumber(Detector):
    """Weekday with a bare day of the month."""

    code = "FG119"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "day"))
        yield counted(self.code, found, seen.words, "weekday and day without the month")
