"""Words in another script.

Looks for
    Two or more letters of Cyrillic, Greek, Arabic, Hebrew, Indic, Thai, Georgian, Armenian, Ethiopic, Hangul, kana
    or Han in English prose. Scripts and letters that belong to few languages name them; the count over all is
    evidence of its own.
Why
    Engines leave words that they do not know; the script names the source, or a family of it.
Fires (ja)
    - The plan of ⟦うずまさ⟧ failed.
Fires (ko)
    - The ⟦정부⟧ said no.
Fires (uk)
    - The ⟦міські⟧ council met.
Fires (el)
    - The ⟦δήμος⟧ said no.
Quiet
    - The plan failed.
    - Fans of the Δ variant.
    - {boilerplate} Читать по-русски
Confounders
    Names glossed in their own script by writers of English; language lessons.
References
    Unicode, Scripts.txt; counted: Japanese 8 %, Chinese 4 % of machine output, native English 0.05 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import BLANK, counted, view

_RUN = re.compile("[\u0370-\u1dff\u3040-\u9fff\uac00-\ud7af]{2,}")
"""Every script from Greek to Mongolian, and those of East Asia."""
_SIGNS = (
    ("el", re.compile("[\u0370-\u03ff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[ыэъёЫЭЪЁ]")),
    ("sr", re.compile("[ђћљњџЂЋЉЊЏ]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("fa", re.compile("[پچژگ]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("ko", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
)
"""Letters that betray one language among those that news is translated from."""


class ForeignScript(Detector):
    """Words in another script."""

    code = "RS112"
    group = "script"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = () if document.text.isascii() else _RUN.finditer(document.text)
        found = [match for match in matches if seen.prose[match.start()] != BLANK]
        yield counted(self.code, [match.span() for match in found], seen.words, "another script")
        for tag, sign in _SIGNS:
            named = [match.span() for match in found if sign.search(match[0])]
            if named:
                yield counted(self.code, named, seen.words, f"letters of {tag}", "source", tag)
