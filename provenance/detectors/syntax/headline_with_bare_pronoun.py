"""Headline whose subject is a pronoun that stands for nobody.

Looks for
    A headline, or the title in a "previous" or "next" line, that begins with They, He or She and a verb, and
    neither asks nor quotes.
Why
    Spanish Entregarán, Portuguese and Italian headlines leave the subject out, or mean people at large; the engine
    must add one and writes They.
Fires (es, pt, it, ro)
    - {headline} ⟦They will open⟧ a new bridge over the river
    - {headline} ⟦They arrest⟧ a man in Lund
    - {headline} ⟦He dies⟧ in a crash
    - {boilerplate} PREV ⟦They arrested⟧ a man with a stolen boat
Quiet
    - {headline} They will open a new bridge. Will it hold?
    - {headline} "They will open a new bridge": Lund
    - {headline} City will open a new bridge
    - {headline} She Stoops to Conquer review
    - {headline} He was my brother
    - They will open a new bridge.
Confounders
    Features and quotations used as headlines without marks.
References
    Counted on parallel text, which has neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, view

_SEEN = re.compile(
    r"(?:(?:PREV|NEXT|PREVIOUS|Previous|Next|Prev)(?: article| post)?[ :\xbb\xab>-]+)?"
    r"(?P<subject>(?:They|He|She) (?:will [a-z]+|have [a-z]+|[a-z]{3,}ed|found|caught|stole|won|made|gave|took|left)|"
    r"They (?:arrest|detain|find|rescue|seize|capture|recover|discover|steal|rob|kill|shoot|attack|injure|sentence|"
    r"accuse|denounce|"
    r"demand|investigate|announce|approve|confirm|present|propose|ban|close|open|sell)|"
    r"(?:He|She) (?:dies|drowns|crashes|kills|stabs|steals|escapes))\b"
    r"(?=[^\n.!?\x22]*$)"
)
_KINDS = frozenset({"headline", "subheading", "boilerplate"})


class HeadlineWithBarePronoun(Detector):
    """Headline whose subject is a pronoun that stands for nobody."""

    code = "SY122"
    group = "subjects"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        text = view(document).whole
        titles = [region.span for region in document.regions if region.kind in _KINDS]
        lines = (_SEEN.match(text, span.start, min(span.end, span.start + 300)) for span in titles)
        yield counted(self.code, [m.span("subject") for m in lines if m], len(titles), "who?")
