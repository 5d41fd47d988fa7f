"""Full stop glued to the next sentence.

Looks for
    A word, a stop, a capital word, with no blank.
Why
    Paragraph and line breaks of the page are lost in scraping; engines fed with several sentences at once drop the
    blank.
Fires
    - The vote was ⟦late.Ministers⟧ left at once.
    - Was it ⟦late?Nobody⟧ knows.
Quiet
    - The vote was late. Ministers left.
    - He works at Amazon.Com and at node.Js too.
    - The U.S.Army came.
Confounders
    Extraction from HTML, in original English as well (1 % of documents).
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, from_word, spans, view

_SEEN = re.compile(r"[.!?](?<=[a-z]{2}.)(?!(?:Com|Net|Org|Js|Io|Gov|Tv)\b)[A-Z][a-z]+(?=[ ,])")


class StopWithoutBlank(Detector):
    """Full stop glued to the next sentence."""

    code = "OR107"
    group = "glue"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = from_word(seen.prose, spans(find(_SEEN, seen.prose)))
        yield counted(self.code, found, seen.words, "no blank after the stop")
