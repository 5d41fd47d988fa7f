"""Article missing before a noun of place, time or part.

Looks for
    "in centre of", "at end of June", "on territory of".
Why
    Russian, Ukrainian, Polish, Czech, Latvian, Turkish, Chinese and Japanese have no article.
Fires (ru, uk, pl, cs, lv, tr, zh, ja)
    - The fire began ⟦in centre of⟧ the town.
    - It was closed ⟦at end of⟧ June.
Quiet
    - The fire began in the centre of the town.
    - It is end of life care.
    - They moved from city to city.
    - In place of him came Lund.
Confounders
    Headlines, notes, South Asian and Philippine English; engines repair most of it.
References
    Counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Bb]y|to|on|until|since|with) (?:end|beginning|start|middle|capital|region|"
    r"territory|framework|district|eve|outskirts|town|village|centre|center|course) of(?! (?:life|origin|time|"
    r"birth|reference|choice|day|season|year|play|course|study|treatment|action|business|government|"
    r"excellence|gravity|mass|knowledge|attention|service)\b)(?= (?:the|this|last|its|his|our|their|[A-Z]))"
)

_NEEDLES = (
    " end of",
    " beginning of",
    " start of",
    " middle of",
    " capital of",
    " region of",
    " territory of",
    " framework of",
    " district of",
    " eve of",
    " outskirts of",
    " town of",
    " village of",
    " centre of",
    " center of",
    " course of",
)


class LostArticle(Detector):
    """Article missing before a noun of place, time or part."""

    code = "SY107"
    group = "articles"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=50))
        yield counted(self.code, found, seen.words, "the article is missing")
