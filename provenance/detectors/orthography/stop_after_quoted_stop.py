"""Stop after a quotation that ends with one.

Looks for
    A stop, the closing mark, another stop. A mark of question or exclamation and an abbreviation keep theirs, which is
    British usage.
Why
    Spanish, French, Portuguese, Russian and Polish set the stop after the closing mark; where the quoted sentence
    keeps its own, both arrive.
Fires (es, fr, pt, ru, pl, it)
    - He said: "We are not ⟦done.".⟧
    - She said: "Nobody ⟦knows.".⟧ Nobody did.
Quiet
    - He said: "We are not done."
    - He said they were "not done".
    - She typed "...".
    - He works for "Acme Inc.", or "Acme Inc.". It was at "5 p.m.".
    - It is called "Who's there?". She asked: "Who knows?". The film is "Oh, God!".
Confounders
    Indian and American newspapers by mistake (0.2 %).
References
    Real Academia Española, Ortografía (2010), 3.4.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?!(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|St|Mt|Ave|Rd|Dr|Mrs?|Prof|No|vs|etc|al|Vol|Esq|Dept|est|approx|[A-Z]|Jan|Feb|"
    r"Aug|Sept?|Oct|"
    r"Nov|Dec)\.)(?<!\.)\b[^\W\d_]+\.\"\.(?!\.)"
)


class StopAfterQuotedStop(Detector):
    """Stop after a quotation that ends with one."""

    code = "OR109"
    group = "stops"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, '.".'))
        yield counted(self.code, found, seen.words, "one stop is enough")
