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
    - Mrs.Lund met Gen.Lee and Hon.Okoro, who read Yahoo!News all day.
    - It is sold at Overstock.Co and Monster.Ng as well.
    - Acme Corp.Holdings rose.
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

_SEEN = re.compile(r"[.!?](?<=[a-z]{2}.)(?!(?:Com|Net|Org|Js|Io|Gov|Tv|Co|Ng|Uk|Edu|Ai|App|Fm)\b)[A-Z][a-z]+(?=[ ,])")
_TITLES = re.compile(r"\b(?:Mrs|Gen|Col|Sen|Rep|Gov|Prof|Capt|Maj|Sgt|Rev|Hon|Engr|Messrs|Corp|Inc|Yahoo)\Z")
"""Titles and kinds of firms, which are written close to their names."""


class StopWithoutBlank(Detector):
    """Full stop glued to the next sentence."""

    code = "OR107"
    group = "glue"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [
            (start, end)
            for start, end in from_word(seen.prose, spans(find(_SEEN, seen.prose)))
            if not _TITLES.search(re.split("[.!?]", seen.prose[start:end])[0])
        ]
        yield counted(self.code, found, seen.words, "no blank after the stop")
