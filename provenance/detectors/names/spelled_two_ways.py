"""One place or person spelled two ways.

Looks for
    Two spellings of one name in one text: Kiev and Kyiv, Zelensky and Zelenskiy, from the table ``variants``.
Why
    An engine translates sentence by sentence and spells a name anew each time; so does a text pasted from two sources.
    A desk has one spelling.
Fires (ru, uk, any)
    - The road to Kyiv was shut. Shops in ⟦Kiev⟧ were shut as well.
    - He met Zelensky in May. The office of ⟦Zelenskiy⟧ kept silent.
Quiet
    - The road to Kyiv was shut. Shops in Kyiv were shut as well.
    - The capital Kyiv (Kiev in Russian) was shut.
    - The Dnieper froze.
Confounders
    Firms and dishes that keep an old spelling (Dynamo Kiev, chicken Kiev); quotations; a gloss far from its name.
References
    Läubli, Sennrich and Volk (2018) on sentence-level engines and consistency.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.lexicon import Hit, patterns
from provenance.records import Document, Evidence, Hypothesis, Mark
from provenance.tabled import outside_furniture, words

GLOSS = 40
"""Characters within which a second spelling in one sentence is taken for a gloss of the first."""
STOPS = frozenset(".!?\n")


class SpelledTwoWays(Detector):
    """One place or person spelled two ways."""

    code = "NM103"
    group = "consistency"

    def detect(self, document: Document) -> Iterator[Evidence]:
        named: dict[str, list[Hit]] = {}
        for hit in outside_furniture(document, patterns("variants", "forms").find(document.text)):
            named.setdefault(hit.row["name"], []).append(hit)
        marks = [mark for hits in named.values() for mark in _second_spellings(document.text, hits)]
        yield Evidence(self.code, Hypothesis("translated"), float(len(marks)), float(words(document)), tuple(marks))


def _second_spellings(text: str, hits: list[Hit]) -> Iterator[Mark]:
    """The first place of each spelling that is not the first one and is no gloss beside another."""
    forms = [hit.span.slice(text) for hit in hits]
    seen = {forms[0]}
    for at in range(1, len(hits)):
        if forms[at] in seen:
            continue
        seen.add(forms[at])
        between = text[hits[at - 1].span.end : hits[at].span.start]
        if len(between) > GLOSS or not STOPS.isdisjoint(between):
            yield Mark(hits[at].span, f"also spelled {forms[0]}", hits[at].row["name"])
