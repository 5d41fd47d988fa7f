"""The word year beside a year.

Looks for
    "in 2024 year", "in the year 2014", "the years 1992-2005", "the 1990s years".
Why
    Russian в 2024 году, Ukrainian у 2024 році, Polish w latach 1992-2005 and Hindi, Icelandic and Latvian kin carry
    the noun; English does not.
Fires (ru, uk, pl, lv, hi, is)
    - The bridge was opened ⟦in 2024 year⟧.
    - He worked there ⟦in the years 1992⟧-2005.
    - They married ⟦in the year 2014⟧.
Quiet
    - The bridge was opened in 2024.
    - It was the best year of the 1990s.
    - In 2024 years of work ended.
    - In the year 2000 bug panic many stayed home.
Confounders
    Old-fashioned and scriptural English ("in the year 1066").
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
    r"\b[Ii]n (?:19|20)\d\d year\b(?!-)|\b(?:of|since|for|from|until) (?:19|20)\d\d year\b(?!-)|"
    r"\b[Ii]n the years? (?:1[5-9]|20)\d\d\b(?! bug)|\b(?:19|20)?\d0s years\b"
)


class YearAsNoun(Detector):
    """The word year beside a year."""

    code = "FG110"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " year"))
        yield counted(self.code, found, seen.words, "the noun belongs to another language")
