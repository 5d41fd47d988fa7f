"""Sentence that starts anew in its middle.

Looks for
    A capital pronoun with its verb, or "This Thursday" with a pronoun, after a word without a stop.
Why
    Where a link or a bold name ends a segment, the rest is translated as a sentence of its own: it gets a capital
    and a subject that the source had not.
Fires (es, it, pt, ro)
    - France ⟦This Thursday he⟧ expressed his concern.
    - The treaty that he signed with the union ⟦It will⟧ be a burden.
Quiet
    - France said this Thursday that it was concerned.
    - The treaty is signed. It will be a burden.
    - The Guardian and The Times he reads daily.
    - They read It Was Me in class.
Confounders
    Captions and headings glued to the text by extraction; devotional "He".
References
    Seen in articles of aggregators that translate pages with their links; Counted on parallel text, which has
    neither layout nor furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    rf"(?:(?<=[a-z] )|(?<=[A-Z]{{3}} ))(?:(?:This|Last) {WEEKDAY} (?:he|she|it|they)\b|(?:It|He|She|They|There)"
    rf" (?:will|is|was|has|had|would|should|can|could|may|also|said|expressed|are|were)\b(?! [A-Z]))"
)
_NEEDLES = (
    " This ",
    " Last ",
    " It ",
    " He ",
    " She ",
    " They ",
    " There ",
)


class CapitalInsideSentence(Detector):
    """Sentence that starts anew in its middle."""

    code = "OR103"
    group = "glue"
    countable = False

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "a new beginning inside a sentence")
