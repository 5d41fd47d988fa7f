"""Name of a place, people or person in lower case.

Looks for
    A name of the gazetteer that is no English word, written in lower case inside running text. Days and months (OR102),
    names of several words, names that are words ("turkey", "reading"), names of fewer than four letters, and names
    inside of terms ("gum arabic", "swiss chard", Acacia senegal) are left alone.
Why
    Languages that write peoples and languages small (Spanish, French, Italian, Russian, Swedish ...) and scripts
    without capitals (Arabic, Chinese, Hindi ...) leave small letters where an engine does not restore them; some
    engines lower what they do not know.
Fires (es, fr, it, pt, ru, ar, zh, hi)
    - Calls came from Washington and ⟦kyiv⟧ alike.
    - The ⟦ukrainian⟧ army withdrew from the town.
    - Critics of ⟦netanyahu⟧'s plan met in the square.
Quiet
    - They ate turkey in Reading.
    - Gum arabic is made from Acacia senegal trees and written down in arabic numerals.
    - The great dane ate swiss chard and brussels sprouts from bermuda grass by the persian rug.
    - The statue is of plaster of paris, and he fears a nuclear holocaust.
    - Whisk in the dijon mustard and a handful of brazil nuts, and serve with greek yoghurt, a puri or lima beans.
    - The german shepherd dug up the japanese knotweed.
    - She thanked the man na hindi sumuko.
    - The post opens on monday, in june.
    - Calls came from Washington and Kyiv alike.
    - Write to desk@moscow.example or see www.moscow.example for more.
    - The feed is tagged #moscow today.
    - {headline} the view from moscow
    - Ministers of Poland and Norway met in Moscow¶ministers of poland and norway met in moscow
Confounders
    Copies of headlines that a content system has lowered are left to OR104. Brand names and user names in lower
    case.
References
    Real Academia Española, Ortografía (2010), on gentilicios; counted: 0.3 % of native documents.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from provenance.contracts import Detector
from provenance.gazetteer import lowered
from provenance.lexicon import either
from provenance.records import Document, Evidence, Span
from provenance.text.repeats import mangled
from provenance.text.views import counted, find, view

_WORD = re.compile(r"(?<![\w@#/.&=-])[^\W\d_]{4,}(?![\w@/-]|\.\w)")
_BEFORE = re.compile(r"(?:\b(?:[Gg]um|[Pp]laster of|[Gg]reat)|(?<![.!?] )\b[A-Z][a-z]{2,}(?:ia|us|um|is|ea)) $")
"""What makes a term of a name: a word behind it, or one before it, such as the genus before its species."""


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf" {either('behind a name in a term')}\b")


class LowerCasedName(Detector):
    """Name of a place, people or person in lower case."""

    code = "OR101"
    group = "casing"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        suspects = seen.vocabulary & lowered()
        matches = find(_WORD, seen.prose, *sorted(suspects)) if suspects else ()
        found = [match.span() for match in matches if match[0] in suspects and not _term(seen.prose, *match.span())]
        yield counted(self.code, _outside(found, mangled(document.text)) if found else [], seen.words, "in lower case")


def _outside(found: list[tuple[int, int]], copies: tuple[Span, ...]) -> Iterator[tuple[int, int]]:
    """Spans that lie in none of ``copies``, which are in order."""
    starts = [copy.start for copy in copies]
    for start, end in found:
        at = bisect_right(starts, start) - 1
        if at < 0 or copies[at].end <= start:
            yield start, end


def _term(text: str, start: int, end: int) -> bool:
    """Whether the name is part of a term that is written in small letters."""
    return bool(_after().match(text, end) or _BEFORE.search(text[max(0, start - 25) : start]))
