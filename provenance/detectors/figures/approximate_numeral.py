"""Round number made by a noun that English has not.

Looks for
    "tens of crowns", "dozens of thousands", "half a thousand", "one and a half million", "hundred thousands".
Why
    Russian десятки, полтора миллиона, Czech desítky, pět set, German anderthalb and French dizaine are nouns of
    quantity; English has dozens, 1.5 million, about ten.
Fires (ru, uk, cs, pl, de, fr, hu)
    - It will cost each of us ⟦tens of⟧ crowns.
    - About ⟦one and a half million⟧ animals cross the river.
    - ⟦Half a thousand⟧ people came.
    - ⟦Hundred thousands of⟧ fans came.
Quiet
    - It cost tens of thousands of crowns.
    - He waited an hour and a half.
    - About 1.5 million animals cross the river.
    - The wall is tens of metres long.
    - Hundreds of thousands of fans came.
Confounders
    Engineering ("a few tens of watts").
References
    Counted: machine output from Czech, Russian and Hungarian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:[Dd]ozens of (?:thousands|millions)|[Hh]undred thousands of|[Hh]alf a thousand|"
    r"[Oo]ne and a half (?:million|thousand|"
    r"hundred|billion))\b|\b[Tt]ens of(?= (?:crowns|dollars|euros|people|rubles|times|percent|cases|years|"
    r"minutes|hours|days|cars|houses|families|children)\b)"
)


class ApproximateNumeral(Detector):
    """Round number made by a noun that English has not."""

    code = "FG122"
    group = "number words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "ozens of", "alf ", "ens of", "undred thousands"))
        yield counted(self.code, found, seen.words, "a round number made another way")
