"""Speech followed by a dash and its verb.

Looks for
    A comma, stop or quotation mark, a dash, and a verb of saying: "It is done, - said the mayor."
Why
    Russian, Ukrainian, Polish, Spanish and French prose set direct speech off by dashes.
Fires (ru, uk, pl, es, fr)
    - We shall deliver⟦, - said⟧ the head of the plant.
    - "It is done⟦" - stressed⟧ the mayor.
    - "It is done⟦" – he said⟧. "We won⟦", – Karl Lund said⟧.
Quiet
    - "It is done," said the mayor.
    - The two leaders - said to be friends - met.
    - The ships, he said - wrongly - had left.
    - "We won't stop" — said nobody ever.
    - He named "freedom" - Lund said it twice - and left.
Confounders
    Fiction and interviews.
References
    Rosenthal, Справочник по правописанию, прямая речь.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SAYS = (
    "said|says|stressed|noted|added|explained|emphasi[sz]ed|told|stated|wrote|writes|admitted|asked|believes|recalls|"
    "continued"
)
_SEEN = re.compile(
    rf"[,!?\"]{{1,2}} - (?:{_SAYS})\b(?! (?:nobody|no one|to be)\b)"
    rf"|[,!?\"]{{1,2}} - (?:he|she|they|[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:{_SAYS})\b(?=[.,;\n]|$)"
)


class DashAfterSpeech(Detector):
    """Speech followed by a dash and its verb."""

    code = "OR120"
    group = "quotation marks"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, " - "))
        yield counted(self.code, found, seen.words, "speech set off by a dash")
