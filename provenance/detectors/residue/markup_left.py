"""Mark-up left in the text.

Looks for
    HTML tags, WordPress shortcodes, template braces.
Why
    Scrapers strip pages by halves; engines keep tags that were not hidden from them.
Fires
    - He left.⟦</p>⟧
    - See ⟦[caption id="a1"]⟧ below.
    - By ⟦{{author}}⟧.
    - ⟦[ad_1]⟧ The ship left.
Quiet
    - He left [i.e., the port] early.
    - If a < b then b > a.
    - They wrote: wait
Confounders
    Feeds of any site.
References
    WordPress, Shortcode API.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|img|figure|iframe|script|h[1-6]|ul|li|url)(?: [^<>\n]{0,120})?/?>|"
    r"\[/?(?:caption|embed|gallery|ad_[12]|url|img|vc_\w+|audio|video)(?: [^\]\n]{0,120})?\]|"
    r"\{\{ ?[\w.]+ ?\}\}"
)


class MarkupLeft(Detector):
    """Mark-up left in the text."""

    code = "RS106"
    group = "scraping"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.whole, "<", "[", "{{"))
        yield counted(self.code, found, seen.words, "mark-up")
