"""Call to report errors or to react, in foreign wording.

Looks for
    "If you notice an error, select it and press Ctrl+Enter", "Archived in", "Enter the discussion".
Why
    Widgets of sites in one language area.
Fires (ru)
    - {boilerplate} ⟦Found a typo⟧? Select it.
Fires (he)
    - {boilerplate} ⟦Did you find a language error⟧?
Quiet
    - {boilerplate} Leave a comment
    - The auditor found an error in the accounts of the port.
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


class ErrorForm(Detector):
    """Call to report errors or to react, in foreign wording."""

    code = "FU109"
    channel = "furniture"
    group = "furniture"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from translated(document, self.code, ("comment",))
