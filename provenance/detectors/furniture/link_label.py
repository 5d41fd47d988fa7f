"""Label of a link box in foreign wording.

Looks for
    "To read also", "It may interest you:", "Materials on the topic": labels before links.
Why
    Link boxes between paragraphs are extracted as text and translated.
Fires (fr)
    - {boilerplate} ⟦To read also⟧: the new bridge
Fires (es)
    - {boilerplate} ⟦It may interest you:⟧ The new bridge
Fires (ru)
    - {boilerplate} ⟦Materials on the topic⟧
Quiet
    - {boilerplate} Related Articles
    - He told the crowd it may interest you to know more.
Confounders
    The page was translated, not surely the text: site software speaks the language of the site. English
    editions of foreign outlets carry such labels too.
References
    Labels of news sites of each language, in the table ``page_furniture.tsv``; the frequency is counted, not
    assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.furniture import translated
from provenance.records import Document, Evidence


class LinkLabel(Detector):
    """Label of a link box in foreign wording."""

    code = "FU104"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("related",))
