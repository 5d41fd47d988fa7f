"""HTML entity in the text.

Looks for
    &amp; &quot; &#39; &apos; &nbsp; and kin.
Why
    Engines were given escaped text or return it (OPUS-MT and Argos from Arabic do); scrapers escape twice. The sign
    says that a program handled the text.
Fires (ar, ja, zh)
    - He called it ⟦&quot;⟧good⟦&quot;⟧.
    - Smith ⟦&amp;⟧ Sons closed.
    - It is Lund⟦&#39;⟧s.
Quiet
    - Smith & Sons closed.
    - AT&T; Johnson&Co; R&D.
    - Call us at &.
Confounders
    Feeds that escape twice, in any language.
References
    HTML Living Standard, named character references; counted: Arabic 20 % of OPUS-MT and Argos output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|ndash|mdash|hellip|[lr][sd]quo|[lr]aquo|euro|pound|#\d{2,5}|"
    r"#x[0-9a-fA-F]{2,5}) ?;"
)


class HtmlEntity(Detector):
    """HTML entity in the text."""

    code = "RS103"
    group = "encoding"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "&"))
        yield counted(self.code, found, seen.words, "escaped for HTML")
