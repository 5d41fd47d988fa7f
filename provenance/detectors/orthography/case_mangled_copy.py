"""Copy of a line with its capitals lost.

Looks for
    A line that repeats another letter by letter but in another casing ("U. S. Concerned about oslo's plan").
Why
    Content systems send headlines and captions through a routine that lowers everything and raises the first letter
    after each stop. The site did it, not a translator; the copy is no evidence of translation and other casing
    rules leave it alone.
Fires
    - U.S. Concerned About Oslo's Plan for the Fjord¶⟦U. S. Concerned about oslo's plan for the fjord⟧
Quiet
    - Oslo presents a plan for the fjord¶Oslo presents a plan for the fjord
    - The plan¶THE PLAN
Confounders
    Headlines in capitals over the same headline in sentence case.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.repeats import mangled
from provenance.text.views import counted, view


class CaseMangledCopy(Detector):
    """Copy of a line with its capitals lost."""

    code = "OR104"
    group = "copies"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield counted(self.code, mangled(document.text), view(document).words, "the site's doing, not a translator's")
