"""Article missing before a noun of place, time or part.

Looks for
    "in centre of", "at end of June", "on territory of", "in north of", "with help of", "told head of the".
Why
    Russian, Ukrainian, Polish, Czech, Latvian, Turkish, Chinese and Japanese have no article.
Fires (ru, uk, pl, cs, lv, tr, zh, ja)
    - The fire began ⟦in centre of⟧ the town.
    - It was closed ⟦at end of⟧ June.
    - The village lies ⟦in north of⟧ Finland, ⟦on border of⟧ the region.
    - They met ⟦in building of⟧ the ministry, ⟦on initiative of⟧ the mayor.
    - It was opened ⟦with help of⟧ the army and signed ⟦by head of⟧ the council.
Quiet
    - The fire began in the centre of the town.
    - It is end of life care.
    - They moved from city to city.
    - In place of him came Lund.
    - Doses will be ready by end of August, and by start of play on Monday.
    - She was elected to head of the class and works with director of music Ann Lund.
    - Smugglers come from south of our border.
    - They live in fear of the sea, in front of the church.
    - In view of the storm, in honour of the dead, the game was called off.
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

_NOUNS = (
    *("end", "beginning", "start", "middle", "capital", "region", "territory", "framework", "district", "eve"),
    *("outskirts", "town", "village", "centre", "center", "course", "city", "area", "suburbs", "vicinity", "basis"),
    *("initiative", "help", "building", "border", "process", "leadership"),
)
_OFFICES = ("president", "head", "minister", "mayor", "chairman", "leader", "commander", "governor", "director")
_SEEN = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Tt]o|[Oo]n|[Uu]ntil|[Ss]ince|[Ww]ith) (?:{'|'.join(_NOUNS)}) of"
    r"(?! (?:life|origin|time|birth|reference|choice|day|season|year|play|course|study|treatment|action|business|"
    r"government|excellence|gravity|mass|knowledge|attention|service)\b)(?= (?:the|this|last|its|his|our|their|[A-Z]))|"
    r"\b[Ii]n (?:south|north|east|west) of(?= (?!the\b)[A-Z])|"
    rf"\b(?:[Bb]y|[Tt]old|[Ww]ith) (?:{'|'.join(_OFFICES)}) of(?= the)"
)
_NEEDLES = tuple(f" {noun} of" for noun in (*_NOUNS, *_OFFICES, "south", "north", "east", "west"))


class LostArticle(Detector):
    """Article missing before a noun of place, time or part."""

    code = "SY107"
    group = "articles"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=50))
        yield counted(self.code, found, seen.words, "the article is missing")
