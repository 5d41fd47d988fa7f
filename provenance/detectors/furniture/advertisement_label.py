"""Label of an advertisement in foreign wording.

Looks for
    "Continues after advertising", "Further part of the text".
Why
    Advertisements inside texts are announced by fixed words.
Fires (pt)
    - {boilerplate} ⟦Continues after advertising⟧
Fires (pl)
    - {boilerplate} ⟦Further part of the text⟧ under the video
Quiet
    - {boilerplate} Advertisement
    - He left after the advertising campaign that the town had paid for.
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


class AdvertisementLabel(Detector):
    """Label of an advertisement in foreign wording."""

    code = "FU107"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("ad",))
