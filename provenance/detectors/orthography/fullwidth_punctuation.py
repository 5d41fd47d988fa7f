"""Full-width or ideographic punctuation.

Looks for
    ，。：；（）！？、・ in running text.
Why
    Chinese and Japanese punctuation is left where engines pass unknown signs through.
Fires (zh, ja)
    - The mayor⟦，⟧ who came late⟦、⟧ spoke.
    - Emmanuel⟦・⟧Macron arrived.
Quiet
    - The mayor, who came late, spoke.
    - {boilerplate} 下一页。
Confounders
    Quotations in Chinese or Japanese.
References
    Unicode, Halfwidth and Fullwidth Forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"[，。：；（）！？、・]")


class FullwidthPunctuation(Detector):
    """Full-width or ideographic punctuation."""

    code = "OR117"
    group = "foreign signs"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "，", "。", "：", "；", "（", "）", "！", "？", "、", "・"))
        yield counted(self.code, found, seen.words, "East Asian punctuation")
