"""Question without inversion.

Looks for
    "Why he is late?"
Why
    Chinese, Japanese, Russian, Ukrainian, Spanish and Italian do not turn subject and verb round, or mark it
    otherwise.
Fires (zh, ja, ru, uk, es, it, hi)
    - ⟦Why he is⟧ late?
    - He left. ⟦How they can⟧ pay for it?
Quiet
    - Why is he late?
    - Why he is late is not known.
    - What the hell is this?
    - He asked why he is late?
Confounders
    Headings and speech; Indian English.
References
    Quirk et al. 1985, 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?] )|(?<=\"))(?:Why|How|Where) (?:he|she|it|they|we|you|this|these) (?:is|are|was|"
    r"were|can|will|has|have|did|should|must|could)\b(?=[^.?!,\n\x00]{2,60}\?)"
)


class UninvertedQuestion(Detector):
    """Question without inversion."""

    code = "SY113"
    group = "order"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "Why ", "How ", "Where ", reach=120))
        yield counted(self.code, found, seen.words, "not turned round")
