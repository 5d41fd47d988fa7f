"""A style that names its language.

Looks for
    One source language that the style points to, rather than many: how far what the profile says of languages, read
    as a story from home, is from *any language alike*, in decades.
Why
    A translation has a source language and shows it; an original has none, and what the profile says of its language
    is spread over many. Together with PF001 and PF005 this makes one ratio.
Fires (any)
    The whole text is measured; no words can be pointed at.
Quiet
    A text without words of English.
Confounders
    English articles on the affairs of one country; translations of stories told everywhere, which name no language.
References
    Rabinovich, Ordan and Wintner 2017, Found in translation; Kullback and Leibler 1951 (relative entropy).
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.profile import reading
from provenance.records import Document, Evidence, Hypothesis


class NamedSource(Detector):
    """A style that names its language."""

    code = "PF004"
    channel = "profile"
    group = "profile"

    def detect(self, document: Document) -> Iterator[Evidence]:
        found = reading(document)
        yield Evidence(self.code, Hypothesis("translated"), found.named, found.tokens)
