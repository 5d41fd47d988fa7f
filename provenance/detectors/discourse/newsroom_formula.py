"""Formula of reporters who write in English.

Looks for
    "declined to comment", "did not immediately respond", "on condition of anonymity", "told reporters", "request
    for comment".
Why
    Speaks against translation: they report the work of the writer himself, in fixed words that translations seldom
    hit.
Fires
    - The bank ⟦declined to comment⟧.
    - She spoke ⟦on condition of anonymity⟧.
    - The mayor ⟦told reporters⟧ it was late.
    - A ⟦request for comment⟧ was not returned.
Quiet
    - The bank refused to say a word.
    - She would not give her name.
Confounders
    Translations of agency copy that was English first.
References
    Counted: native 3-10 %, human translations 0.4 %, machine output 1.2 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:declined to comment|did(?: not|n't) (?:immediately )?(?:respond|return|reply)|"
    r"on (?:the )?condition of anonymity|told reporters|requests? for comment|not authori[sz]ed to (?:speak|"
    r"discuss|comment)|could(?: not|n't) (?:immediately )?be reached|contributed to this report)\b"
)
_NEEDLES = (
    "declined to comment",
    "did not ",
    "didn't ",
    "of anonymity",
    "told reporters",
    "for comment",
    "not authori",
    "be reached",
    "to this report",
)


class NewsroomFormula(Detector):
    """Formula of reporters who write in English."""

    code = "DS203"
    group = "news style"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "a formula of English newsrooms")
