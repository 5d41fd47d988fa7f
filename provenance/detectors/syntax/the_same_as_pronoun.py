""" "the same" in place of a pronoun.

Looks for
    A preposition, "the same", and then a verb or a stop.
Why
    Spanish el mismo, Portuguese o mesmo, Italian lo stesso and legal French take up a noun so; English says it, its
    or them.
Fires (es, pt, it, fr, ro)
    - The terms ⟦of the same⟧ are not known.
    - He signed the treaty and the annex ⟦to the same⟧, he said.
Quiet
    - It was more of the same.
    - They do the same.
    - The terms of the same treaty apply.
    - The court in Mumbai heard four men in connection with the same.
Confounders
    Legal English; Indian and Nigerian English ("in connection with the same"), unless the text names the country, where
    the rule is quiet.
References
    Real Academia Española, Diccionario panhispánico de dudas, mismo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view
from provenance.world_english import set_in_world_english

_SEEN = re.compile(
    r"(?<!more )(?<!do )\b(?:[Oo]f|[Ii]n|[Bb]y|[Ff]or|[Ff]rom|[Oo]n|[Ww]ith|[Uu]nder|[Tt]o)"
    r" the same(?=[,.;:!?)]| (?:was|were|is|are|has|have|had|will|would|and)\b)(?! and)"
)


class TheSameAsPronoun(Detector):
    """ "the same" in place of a pronoun."""

    code = "SY103"
    group = "pronouns"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = list(spans(find(_SEEN, seen.prose, " the same", reach=30)))
        if found and set_in_world_english(seen.prose):
            found = []
        yield counted(self.code, found, seen.words, "el mismo, o mesmo")
