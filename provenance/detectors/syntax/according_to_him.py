""" "According to him" for a speaker.

Looks for
    "According to him", "in her words," as attribution, but no quoted words straight behind.
Why
    Russian по его словам, Czech podle něj, Polish według niego, Hungarian szerinte and Finnish hänen mukaansa are
    the normal second attribution; English says "he said".
Fires (ru, uk, cs, pl, hu, fi, ro)
    - ⟦According to him⟧, the road is closed.
    - The road is, ⟦in her words⟧, closed.
    - The road is closed, ⟦according to her⟧.
Quiet
    - He said the road was closed.
    - According to her lawyer, she left.
    - He put it in his words to her.
    - It was, in his words, "a disaster".
    - In her opinion, the play is too long, and in their opinion, too short.
    - Happiness, according to them both, is a warm stove.
    - The gospel according to him who wrote it is short.
    - According to him, the bridge in Lagos is closed. According to her, Georgetown is too.
Confounders
    Gulf English. Nigerian, Ghanaian, Kenyan, Guyanese and South Asian papers write so, too: the rule is quiet where a
    text names one of their countries.
References
    Counted: native 0.1-0.3 %, translations 2-3 % (Russian 9 %).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view
from provenance.world_english import set_in_world_english

_SEEN = re.compile(
    r"\b[Aa]ccording to (?:him|them)(?=[,.;]|\Z)|\b[Aa]ccording to her(?=[,.;]|\Z)|"
    r"\b[Ii]n (?:his|her|their) words(?=,(?! [\"'“‘]))"
)
_NEEDLES = (
    "ccording to him",
    "ccording to them",
    "ccording to her",
    "n his ",
    "n her ",
    "n their ",
)


class AccordingToHim(Detector):
    """ "According to him" for a speaker."""

    code = "SY118"
    group = "attribution"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = list(spans(find(_SEEN, seen.prose, *_NEEDLES)))
        if found and set_in_world_english(seen.prose):
            found = []
        yield counted(self.code, found, seen.words, "по его словам, podle něj")
