""" "amid", "ahead of", "in the wake of".

Looks for
    Prepositions of cause and time that English newsrooms love.
Why
    Speaks against translation: no language has a word that leads there; engines choose because of, before, after.
Fires
    - Prices rose ⟦amid⟧ the drought.
    - They met ⟦ahead of⟧ the vote.
    - It closed ⟦in the wake of⟧ the storm.
Quiet
    - Prices rose because of the drought.
    - The road ahead is long.
Confounders
    Sport ("ahead of" on a table), agency English.
References
    Counted: native 8-12 %, human translations 1 %, machine output 3 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:[Aa]mid(?:st)?|[Aa]head of(?= (?:the|a|an|next|this|his|her|its|their|[A-Z]))|[Ii]n the wake of)"
)


class HeadlinePreposition(Detector):
    """ "amid", "ahead of", "in the wake of"."""

    code = "DS205"
    group = "news style"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "mid ", "midst ", "head of ", "wake of"))
        yield counted(self.code, found, seen.words, "newsroom English")
