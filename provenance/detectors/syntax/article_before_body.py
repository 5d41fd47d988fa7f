"""Article before a body whose name takes none.

Looks for
    "the NATO", "the Hamas", "the UNESCO" as a noun by itself.
Why
    German, French, Spanish, Italian and Arabic give such names their article.
Fires (de, fr, es, it, ar, pt)
    - ⟦The NATO⟧ will decide in May.
    - It was a plan of ⟦the UNESCO⟧.
    - ⟦The NATO⟧ sent troops, and he accused ⟦the NATO⟧ of lying.
    - ⟦The OPEC⟧ cut output; ⟦the Hamas⟧ rejected the offer.
Quiet
    - NATO will decide in May.
    - The NATO summit is in May.
    - The Google search failed.
    - The Hamas and Hezbollah fighters left; the Google and Meta cases go on.
    - The Hamas controlled ministry and the UNESCO listed town agreed with the NATO trained army.
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
    r"(?= (?:is|was|has|had|will|to|said|says|should|must|can|could|would|also|did|does|that|which|who|sent|cut|held|"
    r"met|took|"
    r"made|gave|began|came|went|won|lost|fell|let|told|saw|shot|spoke|wrote|knew|got|found|"
    r"(?!(?:based|backed|listed|controlled|affiliated|allied|owned|trained|occupied|sponsored|funded|inspired|approved|"
    r"certified|styled|related|supported|organi[sz]ed|appointed|linked|armed|aligned|hosted|recogni[sz]ed|"
    r"protected)\b)[a-z]+ed|"
    r"of [a-z]+ing)\b|[,.;:?!])"
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
