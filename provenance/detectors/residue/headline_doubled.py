"""Headline that stands twice or three times.

Looks for
    A line among the first twelve that repeats an earlier one exactly, nearly, or in two parts (kicker and title).
Why
    Aggregators keep the title of the page, of the article and of the picture; a German kicker and title are joined
    for the page title and stand apart in the article. It says scraping, and that a template was not made for this
    text.
Fires
    - Harbour of Lund closes for winter¶⟦Harbour of Lund closes for winter⟧
    - Storm over Lund: mayor closes the harbour¶⟦Storm over Lund¶mayor closes the harbour⟧
    - Harbour of Lund closes for the winter¶⟦Harbour of Lund closes for winter⟧
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
from provenance.text.repeats import HEAD, Repeat, repeats
from provenance.text.views import counted


class HeadlineDoubled(Detector):
    """Headline that stands twice or three times."""

    code = "RS101"
    group = "copies"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        found = [one.span for one in repeats(document.text) if one.row < HEAD and _is_title(document.text, one)]
        yield counted(self.code, found, HEAD, "stands above already")


def _is_title(text: str, one: Repeat) -> bool:
    return (
        one.first_row < 3 and one.how != "case" and len(one.span.slice(text)) < 200 and text[one.first.end - 1] != "."
    )
