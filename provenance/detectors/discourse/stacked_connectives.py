"""Two or more formal connectives at the heads of sentences.

Looks for
    In addition, Moreover, Furthermore, Therefore, Thus, At the same time, In turn, In this regard, Besides: two of
    them in one article.
Why
    Explicitation: translators and engines write out what joins sentences, and Romance, Slavic, Turkish and Chinese
    prose has such openers often; news in English has few.
Fires (pt, ru, pl, ar, zh, tr, es, lv)
    - ⟦In addition,⟧ the port was closed. ⟦At the same time,⟧ the road was blocked.
Quiet
    - In addition, the port was closed.
    - The port was closed at the same time, and in addition, so was the road.
Confounders
    Essays, science, legal analysis in original English (2 to 5 % of long texts).
References
    Blum-Kulka 1986; Volansky, Ordan and Wintner 2015.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, view

_SEEN = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?] ))(?:In addition|Moreover|Furthermore|Therefore|Thus|At the same time|In turn|Besides|"
    r"In this (?:regard|context|connection|respect|sense|case|way)|Additionally|In general|First of all),"
)
_NEEDLES = (
    "n addition,",
    "oreover,",
    "urthermore,",
    "herefore,",
    "hus,",
    "same time,",
    "n turn,",
    "esides,",
    "n this ",
)
_MORE = ("dditionally,", "n general,", "irst of all,")


class StackedConnectives(Detector):
    """Two or more formal connectives at the heads of sentences."""

    code = "DS102"
    group = "connectives"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [match.span() for match in find(_SEEN, seen.prose, *_NEEDLES, *_MORE)]
        yield counted(self.code, found if len(found) > 1 else [], seen.words, "joined expressly")
