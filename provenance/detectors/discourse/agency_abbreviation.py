"""Abbreviations of the American news style.

Looks for
    "Jan. 6", "Sen. Berg", "Gov. Lund", "D-Calif."
Why
    Speaks against translation: they belong to one style book; engines and translators write the words out.
Fires
    - The court met ⟦Jan. 6⟧ in the port.
    - ⟦Sen. Berg⟧, ⟦D-Calif.⟧, left.
Quiet
    - The court met on January 6 in the port.
    - The senator left on a D-Day morning.
    - In Jan. the port closed.
Confounders
    Translations made for American papers.
References
    Associated Press Stylebook. Counted: native 6-26 %, human translations 0.2 %, machine output 1 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\. \d{1,2}\b|\b(?:Sens?|Reps?|Govs?|Lt|Sgt)\. [A-Z]\w+|\b[DRI]-(?:Calif|"
    r"Tex|Mass|Fla|Conn|Wash|Mich|Minn|Wis|Pa|Va|Ill|Ind|Ky|Tenn|Ariz|Colo|Okla|Ore|Nev|Del|Ala|Miss|La|Ga|"
    r"S\.C|N\.C|N\.Y|N\.J|N\.H|N\.M|W\.Va|Md|Mo|Kan|Neb|Mont|Wyo|Vt|R\.I)\.|\b[DRI]-(?:Ohio|Texas|Iowa|Maine|"
    r"Utah|Idaho|Alaska|Hawaii)\b"
)
_NEEDLES = (
    "Jan. ",
    "Feb. ",
    "Aug. ",
    "Sept. ",
    "Oct. ",
    "Nov. ",
    "Dec. ",
    "Sen. ",
    "Sens. ",
    "Rep. ",
    "Reps. ",
    "Gov. ",
    "Govs. ",
    "Lt. ",
    "Sgt. ",
    "(D-",
    "(R-",
    " D-",
    " R-",
    " I-",
)


class AgencyAbbreviation(Detector):
    """Abbreviations of the American news style."""

    code = "DS202"
    group = "news style"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=20))
        yield counted(self.code, found, seen.words, "American news style")
