"""Tag of a scraper.

Looks for
    Lines such as "source site-12", "Source link", "[+1520 chars]", "The post ... appeared first on ...".
Why
    Content networks stamp what they take with a number or a link; news interfaces cut texts and count what is left.
    It says copied, not translated.
Fires
    - The ship left.¶⟦source site-12⟧
    - The ship left.¶⟦Source link⟧
    - The ship left ⟦[+1520 chars]⟧
    - ⟦The post Ship leaves appeared first on Lund Daily.⟧
Quiet
    - The source of the river is near.
    - He named a source. Link arms, he said.
    - The source site in Lund was closed.
    - The Post said the advertisement appeared on the page of Lund Daily.
    - The post she wrote first appeared on Tuesday.
    - The post by the senator first appeared on X.
Confounders
    WordPress feeds of any language.
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
    r"(?im)^source site ?- ?\d+\s*$|^(?:source|via|original) link\s*$|\[\+\d+ chars\]|"
    r"^(?-i:The post [\"'A-Z0-9].{2,200}? (?:appeared first|first appeared) on [A-Z0-9].{1,80}$)"
)


class ScraperTag(Detector):
    """Tag of a scraper."""

    code = "RS107"
    group = "scraping"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.whole, "ource", "ink", "[+", "ppeared"))
        yield counted(self.code, found, seen.words, "stamped by a scraper")
