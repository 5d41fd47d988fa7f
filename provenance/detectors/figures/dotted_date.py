"""Date in figures with stops.

Looks for
    "20.06.2024", "on 20.6."
Why
    German, Russian, Ukrainian, Polish, Czech, Finnish, Turkish and Romanian write dates so; English has slashes, or
    the month as a word.
Fires (de, ru, uk, pl, cs, fi, tr, ro)
    - The rule applies from ⟦20.06.2024⟧ on.
    - It was published on ⟦1.3.⟧ and sold out.
Quiet
    - The rule applies from 20/06/2024 on.
    - See figure 1.1. It shows the sun.
    - It is version 10.12.2 of the program.
    - His index rose from 18.5 to 24.9.
Confounders
    Indian and Baltic officials' English.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view, within

_SEEN = re.compile(
    r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?![\d.]\d)|(?<=\b[Oo]n )"
    r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?=\s|$)"
)


class DottedDate(Detector):
    """Date in figures with stops."""

    code = "FG116"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "date with stops")
