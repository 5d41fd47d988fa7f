"""Notice of a paywall in foreign wording.

Looks for
    "Article reserved for subscribers", "Remaining 500 characters".
Why
    Paywalls of each market count in their own way, in per cent or characters.
Fires (fr)
    - {boilerplate} ⟦Article reserved for subscribers⟧
Fires (ja)
    - {boilerplate} This ⟦article is for paying members⟧.
Quiet
    - {boilerplate} Subscribe to continue reading
    - The town hall is for members.
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


class PaywallNotice(Detector):
    """Notice of a paywall in foreign wording."""

    code = "FU105"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("paywall",))
