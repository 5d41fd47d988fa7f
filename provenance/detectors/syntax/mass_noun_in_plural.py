"""Plural of a noun that has none.

Looks for
    informations, evidences, advices, equipments, furnitures, "news are".
Why
    French informations, Spanish informaciones, German Informationen, Russian советы count what English does not.
Fires (fr, es, it, ru, de, pt)
    - The ⟦informations⟧ were false.
    - These ⟦evidences⟧ will be shown.
    - The ⟦news are⟧ bad.
Quiet
    - The information was false.
    - He evidences skill.
    - The news is bad.
    - Police in Kerala said the informations and evidences were false, and Accra heard the advices.
Confounders
    Gulf English; Indian and African English, unless the text names the country, where the
    rule is quiet; scholars (competences, researches as a verb).
References
    Swan, Practical English Usage, countable and uncountable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view
from provenance.world_english import set_in_world_english

_SEEN = re.compile(
    r"(?<!\bhe )(?<!\bshe )\b(?:informations|evidences|advices|equipments|feedbacks|furnitures|luggages|"
    r"softwares|knowledges|sceneries|baggages|machineries|homeworks)\b|(?<=[Tt]he )news (?:are|were)\b"
)
_NEEDLES = (
    "informations",
    "evidences",
    "advices",
    "equipments",
    "feedbacks",
    "furnitures",
    "luggages",
    "softwares",
    "knowledges",
    "sceneries",
    "baggages",
    "machineries",
    "homeworks",
    "news are",
    "news were",
)


class MassNounInPlural(Detector):
    """Plural of a noun that has none."""

    code = "SY116"
    group = "morphology"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = list(spans(find(_SEEN, seen.low, *_NEEDLES)))
        if found and set_in_world_english(seen.prose):
            found = []
        yield counted(self.code, found, seen.words, "not counted in English")
