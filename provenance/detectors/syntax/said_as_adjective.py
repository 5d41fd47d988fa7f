""" "said" as an adjective.

Looks for
    "the said agreement", "in said country".
Why
    Spanish dicho, French ledit, Italian suddetto and Portuguese referido point back with a participle.
Fires (es, fr, it, pt, ro)
    - They left ⟦the said country⟧ in May.
    - The terms ⟦of said agreement⟧ are secret.
Quiet
    - The minister said agreement was near.
    - He said the agreement was near.
    - They said that plan was good.
Confounders
    Legal English; the Philippines and India; jest.
References
    Diccionario panhispánico de dudas, dicho.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:[Tt]he|[Oo]f|[Ii]n|[Bb]y|[Ff]or|[Ww]ith|[Uu]nder|[Ff]rom) said (?:agreement|minister|law|document|"
    r"project|event|measure|company|person|decision|country|contract|plan|area|region|report|meeting|date|"
    r"period|city|treaty|vehicle|property|body|institution|resolution|territory|incident)\b"
)

_NEEDLES = (
    "the said ",
    "The said ",
    "f said ",
    "in said ",
    "In said ",
    "by said ",
    "By said ",
    "or said ",
    "ith said ",
    "nder said ",
    "rom said ",
)


class SaidAsAdjective(Detector):
    """ "said" as an adjective."""

    code = "SY104"
    group = "pronouns"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=30))
        yield counted(self.code, found, seen.words, "dicho, ledit, suddetto")
