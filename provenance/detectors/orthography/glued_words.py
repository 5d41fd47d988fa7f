"""Two words glued together.

Looks for
    A place or person of the gazetteer with a small word stuck to it ("Norwayafter"), or a capital inside a word of
    small letters ("theHarbour").
Why
    Links and bold names vanish together with the blank that followed them; sites that bold every name lose many.
Fires
    - Weapons reached ⟦Norwayafter⟧ the vote.
    - He left for ⟦Madridwarning⟧ that it was late.
    - They sailed from ⟦theHarbour⟧ at noon.
Quiet
    - Weapons reached Finland after the vote.
    - He works at OpenAI and likes his iPhone.
    - Koreatown and Greenland are warm.
    - The tag #deleteEverything spread.
Confounders
    Extraction from HTML; brand names with a capital inside.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance import gazetteer
from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, view, words

_TAIL = re.compile(
    "(?:after|before|that|which|while|where|when|with|from|would|could|should|warning|according|because|during|against|"
    "between|through|since|until|were|said|will|this|about|into|over|under|also|their|they)$"
)
_CAMEL = re.compile(r"[a-z]{3,}[A-Z][a-z]{3,}")
_TAG = re.compile(r"[#@/._-]")


class GluedWords(Detector):
    """Two words glued together."""

    code = "OR106"
    group = "glue"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        glued = frozenset(word for word in seen.vocabulary if len(word) > 6 and not word.islower() and _glued(word))
        found = words(seen.prose, glued) if glued else []
        kept = [(start, end) for start, end in found if not _TAG.match(seen.prose[start - 1 : start])]
        yield counted(self.code, kept, seen.words, "two words in one")


def _glued(word: str) -> bool:
    if word[0].islower():
        return _CAMEL.fullmatch(word) is not None
    tail = _TAIL.search(word)
    return tail is not None and not gazetteer.find(word) and bool(gazetteer.kind(word[: tail.start()]))
