r"""Text in the wrong encoding.

Looks for
    Sequences that UTF-8 makes when read as Windows-1252 ("Ã©", "â€œ"), and the replacement character.
Why
    The page was fetched by a program that guessed the encoding wrongly. "Ã" followed by a sign shows letters that
    English has not; "â€" alone shows typographic quotation marks and says only scraping.
Fires (fr, es, pt, de)
    - The caf⟦Ã©⟧ is closed.
    - He said ⟦â€œ⟧no⟦â€\u009d⟧ to it.
    - Sr. Pe⟦\ufffd⟧a left.
Quiet
    - The café is closed.
    - Ângela left.
    - {boilerplate} Â© Lund
Confounders
    Old archives of English papers.
References
    Unicode, UTF-8; W3C, Character encodings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"[ÃÂ][\u0080-\u00bf\u201a-\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]|"
    r"""â€[\u0080-\u00ff\u2018-\u203a\u2122\u0153\u02dc\"']?|ï¿½|\ufffd"""
)


class Mojibake(Detector):
    """Text in the wrong encoding."""

    code = "RS104"
    group = "encoding"
    countable = False
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "Ã", "Â", "â€", "ï¿½", "�"))
        yield counted(self.code, found, seen.words, "the wrong encoding")
