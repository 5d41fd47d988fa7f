"""Headline that stands twice or three times.

Looks for
    A line among the first twelve, furniture and labels not counted, that repeats an earlier one exactly, nearly, or in
    two parts (kicker and title).
Why
    Aggregators keep the title of the page, of the article and of the picture; a German kicker and title are joined
    for the page title and stand apart in the article. It says scraping, and that a template was not made for this
    text.
Fires
    - Harbour of Lund closes for winter¶⟦Harbour of Lund closes for winter⟧
    - Storm over Lund: mayor closes the harbour¶⟦Storm over Lund¶mayor closes the harbour⟧
    - Harbour of Lund closes for the winter¶⟦Harbour of Lund closes for winter⟧
    - Home¶News¶Share¶Harbour of Lund closes for winter¶⟦Harbour of Lund closes for winter⟧¶Ships must leave.
    - News¶{boilerplate} Share this on one¶{boilerplate} Share this on two¶Lund shuts its port¶⟦Lund shuts its port⟧
Quiet
    - Harbour of Lund closes for winter¶Ships must leave by Friday.
    - Sport¶Sport
Confounders
    Extraction from HTML often yields title and heading both, from any site.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import FURNITURE
from provenance.text.repeats import HEAD, WORDS, Repeat, repeats
from provenance.text.tokens import paragraphs
from provenance.text.views import counted

_FAR = 60
"""No headline stands so many lines below the top, whatever stands above."""


class HeadlineDoubled(Detector):
    """Headline that stands twice or three times."""

    code = "RS101"
    group = "copies"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        found = [one.span for one in repeats(document.text) if _is_title(document, one)]
        yield counted(self.code, found, HEAD, "stands above already")


def _is_title(document: Document, one: Repeat) -> bool:
    text = document.text
    if one.how == "case" or len(one.span.slice(text)) >= 200 or text[one.first.end - 1] == "." or one.row >= _FAR:
        return False
    return _rows(document, one.first.start) < 3 and _rows(document, one.span.start) < HEAD


def _rows(document: Document, end: int) -> int:
    """Lines before ``end`` that are neither furniture nor labels."""
    furniture = [
        region.span.start for region in document.regions if region.kind in FURNITURE and region.span.start < end
    ]
    lines = [span for span in paragraphs(document.text[:end]) if len(span.slice(document.text).split()) >= WORDS]
    return sum(span.start not in furniture for span in lines)
