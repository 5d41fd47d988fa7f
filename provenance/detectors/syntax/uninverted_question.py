"""Question without inversion.

Looks for
    "Why he is late?", "How it works?", "What it means for us?", "When the law will come into force?"
Why
    Chinese, Japanese, Russian, Ukrainian, Spanish and Italian do not turn subject and verb round, or mark it
    otherwise.
Fires (zh, ja, ru, uk, es, it, hi)
    - ⟦Why he is⟧ late?
    - He left. ⟦How they can⟧ pay for it?
    - ⟦Why he left⟧? ⟦How it works⟧? ⟦What it means⟧ for us?
    - ⟦When the law will⟧ come into force?
Quiet
    - Why is he late?
    - Why he is late is not known.
    - What the hell is this?
    - He asked why he is late?
    - Why me? How so? What they and others know, who can tell? Why he of all people?
    - How the mighty have fallen? Where the hell did he go? What it sells: who needs bread?
    - When the rain comes, who will mend it?
    - How they stay warm? Fur. What they wear? Fur.
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

_AUXILIARY = "is|are|was|were|can|will|has|have|did|should|must|could"
_VERB = (
    r"(?!(?:all|alone|and|or|of|ever|in|from|not|like|at|on|who|whose|that|this|these|others?|too|so|to|with|under|over)\b)"
    r"[a-z]{2,}\b"
)
_SEEN = re.compile(
    rf"(?:^|(?<=\n)|(?<=[.!?] )|(?<=\"))(?:Why (?:he|she|it|they|we|I) {_VERB}|"
    rf"(?:How|Where) (?:he|she|it|this) {_VERB}|(?:Why|How|Where) (?:(?:they|we|you|I|this|these) (?:{_AUXILIARY})\b|"
    rf"the (?!hell|heck|devil|mighty|fuck|world)[a-z]+ (?:{_AUXILIARY})\b)|"
    rf"What (?:he|she|it|this) {_VERB}|"
    rf"When (?:he|she|it|they|we|the [a-z]+) (?:will|can)\b)"
    r"(?=[^.?!,:\n\x00]{0,60}\?)"
)


class UninvertedQuestion(Detector):
    """Question without inversion."""

    code = "SY113"
    group = "order"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "Why ", "How ", "Where ", "What ", "When ", reach=120))
        yield counted(self.code, found, seen.words, "not turned round")
