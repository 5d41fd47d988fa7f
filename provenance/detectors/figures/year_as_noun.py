"""The word year beside a year.

Looks for
    "in 2024 year", "in year 2024", "in the year 2014", "the 1990s years". Years to come, years that made history
    and spans of years are left alone: English, too, writes "in the year 2100" and "in the years 1992-2005".
Why
    Russian в 2024 году, Ukrainian у 2024 році, Polish w roku 1992 and Hindi, Icelandic and Latvian kin carry
    the noun; English does not.
Fires (ru, uk, pl, lv, hi, is)
    - The bridge was opened ⟦in 2024 year⟧.
    - ⟦Since 2014 year⟧ he has lived there, and ⟦in year 2020⟧ he married.
    - They married ⟦in the year 2014⟧.
Quiet
    - The bridge was opened in 2024.
    - It was the best year of the 1990s.
    - In 2024 years of work ended.
    - In the year 2000 bug panic many stayed home.
    - In the years 1992-2005 and in the years 2010 to 2014 rents doubled.
    - In the year 2100 the sea will be higher, and the film is set in the year 2077.
    - The company lost money in the year 2022-23 and made some in the year 2021/22.
    - During the 80s years of neglect took their toll.
    - For the 2019 year-end sale the class of 2024 year group came.
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
    r"\b(?:[Ii]n|of|[Ss]ince|[Ff]or|[Ff]rom|[Uu]ntil|[Bb]y) (?:19|20)\d\d year\b"
    r"(?!-| (?:on|to|groups?|olds?|end|books?)\b)|"
    r"\b[Ii]n (?:the )?year (?!2000)(?:19\d\d|20[012]\d)\b(?![-/]\d| (?:to|bug)\b)|\b(?:19|20)?\d0s years\b(?! of)"
)


class YearAsNoun(Detector):
    """The word year beside a year."""

    code = "FG110"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " year"))
        yield counted(self.code, found, seen.words, "the noun belongs to another language")
