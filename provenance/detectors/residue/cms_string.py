"""String of a content management system.

Looks for
    Lines that are labels of a template: "Exit mobile version", "Back to top button", "Skip to content", "close",
    "Share on ...", "Like this: Loading".
Why
    They were scraped with the text. They say copying, not translation.
Fires
    - The ship left.¶⟦Exit mobile version⟧
    - ⟦close⟧¶⟦close⟧¶The ship left.
    - ⟦Back to top button⟧
    - ⟦Skip to content⟧¶The ship left.
Quiet
    - They will exit mobile markets.
    - The shops close.
    - He went back to top form.
Confounders
    Any template, in any language of origin.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?im)^(?:exit mobile version|back to top(?: button)?|skip to (?:main )?content|close|open menu|"
    r"toggle navigation|share on \w+|share this:?|like this:|loading\.{0,3}|leave a (?:reply|comment)|"
    r"cancel reply|click to share.{0,60}|post navigation|advertisement|sponsored content|powered by \w+)\s*$"
)


class CmsString(Detector):
    """String of a content management system."""

    code = "RS108"
    group = "scraping"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.whole))
        yield counted(self.code, found, seen.words, "a label of the template")
