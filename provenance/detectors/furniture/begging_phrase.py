"""Begging for readers in foreign wording.

Looks for
    Calls to follow, subscribe, donate, in wordings that English sites do not use.
Why
    Crowdfunding and channel boxes belong to the page and are translated with it.
Fires (uk)
    - {boilerplate} ⟦Subscribe to our Telegram⟧ channel
Fires (ko)
    - {boilerplate} We are ⟦waiting for your report⟧.
Quiet
    - {boilerplate} Sign up for our newsletter
    - She will subscribe to the new plan.
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


class BeggingPhrase(Detector):
    """Begging for readers in foreign wording."""

    code = "FU103"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("subscribe",))
