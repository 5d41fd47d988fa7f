"""Token that only translation engines use.

Looks for
    <unk>, ⁇, ▁, @-@, @@, [UNK], __en__ in the text.
Why
    These are the signs of sentence-piece and byte-pair models for unknown or split words. No writer types them.
Fires
    - The ⟦<unk>⟧ of Lund left.
    - It was a well⟦@-@⟧known ship.
    - ⟦⁇⟧ left the town.
    - ⟦▁⟧The ship left.
Quiet
    - Write to desk@lund.example.
    - What??
    - He met nobody in a tweet by @user.
Confounders
    Texts about language models.
References
    Kudo and Richardson 2018 (SentencePiece); Sennrich et al. 2016 (BPE).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"<unk>|\[UNK\]|⁇|▁|@-@|@@ |</s>|__[a-z]{2}__")


class EngineToken(Detector):
    """Token that only translation engines use."""

    code = "RS105"
    group = "engine"
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.whole, "<unk>", "[UNK]", "⁇", "▁", "@-@", "@@ ", "</s>", "__"))
        yield counted(self.code, found, seen.words, "a sign of the engine", "machine")
