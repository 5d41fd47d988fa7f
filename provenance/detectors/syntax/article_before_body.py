"""Article before a body whose name takes none.

Looks for
    "the NATO", "the Hamas", "the UNESCO" as a noun by itself.
Why
    German, French, Spanish, Italian and Arabic give such names their article.
Fires (de, fr, es, it, ar, pt)
    - ⟦The NATO⟧ will decide in May.
    - It was a plan of ⟦the UNESCO⟧.
Quiet
    - NATO will decide in May.
    - The NATO summit is in May.
    - The Google search failed.
Confounders
    Speakers of English as a second language in quotations.
References
    Linguistic knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b[Tt]he (?:NATO|Hamas|UNESCO|UNICEF|Hezbollah|OPEC|Facebook|Google|Twitter|YouTube|WhatsApp|FIFA|UEFA)"
    r"(?= (?:is|was|has|had|will|and|to|said|should|must|can|also)\b|[,.])"
)
_NEEDLES = (
    "he NATO",
    "he Hamas",
    "he UN",
    "he Hez",
    "he OPEC",
    "he Face",
    "he Google",
    "he Twit",
    "he You",
    "he Whats",
    "he FIFA",
    "he UEFA",
)


class ArticleBeforeBody(Detector):
    """Article before a body whose name takes none."""

    code = "SY110"
    group = "articles"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "takes no article")
