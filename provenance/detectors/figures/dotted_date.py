"""Date in figures with stops.

Looks for
    "20.06.2024", "on 20.6."
Why
    German, Russian, Ukrainian, Polish, Czech, Finnish, Turkish and Romanian write dates so; English has slashes, or
    the month as a word.
Fires (de, ru, uk, pl, cs, fi, tr, ro)
    - The rule applies from ⟦20.06.2024⟧ on.
    - It was published on ⟦1.3.⟧ and sold out.
    - The fair runs from ⟦3.5.⟧ to ⟦7.5.⟧ in Graz.
Quiet
    - The rule applies from 20/06/2024 on.
    - See figure 1.1. It shows the sun.
    - It is version 10.12.2 of the program.
    - His index rose from 18.5 to 24.9.
    - The scale was reset on 7.1. It was a record.
    - The maker rolled out version 11.4.2023 of its software.
    - As on 28.01.2022 the portal had 7 lakh names.
    - The court called him for 27.08.2022 over Rs 50 crore that were lost.
Confounders
    Baltic officials' English. Indian papers write dates so, too: a text with lakh or crore is left alone.
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
    r"(?<![\d.])(?<!\b[Aa]s on )(?<!version )(?<!Version )(?<!build )(?<!section )"
    r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?![\d.]\d)|"
    r"(?:(?<=\b[Oo]n )|(?<=\b[Ff]rom )|(?<=\b[Uu]ntil )|(?<=\bto )|(?<=\b[Bb]y )|(?<=\b[Ss]ince ))"
    r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?= [a-z])"
)
_INDIAN = frozenset(("lakh", "lakhs", "crore", "crores", "Rs"))


class DottedDate(Detector):
    """Date in figures with stops."""

    code = "FG116"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [] if seen.vocabulary & _INDIAN else spans(within(_SEEN, seen.prose, seen.figures))
        yield counted(self.code, found, seen.words, "date with stops")
