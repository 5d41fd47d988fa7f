"""Stretch of another language in Latin script.

Looks for
    Within eight words at least three small words of one other language, two of them different; articles and
    prepositions that live in names (de, la, von, van) do not count.
Why
    Engines leave sentences and clauses that they could not break up; scraped pages carry a line of the original.
Fires (es)
    - He said ⟦que no fue para⟧ nothing.
    - The minister said no sabemos ⟦que es lo que pasa con esto⟧ yesterday.
Fires (de)
    - The plan ⟦wird nicht mit⟧ us go.
Fires (lv)
    - Then ⟦bija kas tika⟧ the town.
Quiet
    - The Rio de la Plata Museum lent it.
    - He read El Mundo and Le Monde.
    - {boilerplate} que no fue para nada con una
    - Mrs von der Leyen met him.
Confounders
    Quotations, song titles and slogans in the language itself, in any English.
References
    Table function_words.tsv, from linguistic knowledge; counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from provenance import lexicon
from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, view

_WORD = re.compile(r"[^\W\d_]+")
_REACH = 8
"""Words in which three must stand."""


@cache
def _words() -> dict[str, frozenset[str]]:
    rows = lexicon.table("function_words", ("language", "words"))
    return {row["language"]: frozenset(row["words"].split()) for row in rows}


class UntranslatedWords(Detector):
    """Stretch of another language in Latin script."""

    code = "RS115"
    group = "foreign words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        stretches = {tag: _stretches(seen.prose, known) for tag, known in _suspects(seen.vocabulary)}
        best = max(stretches.values(), key=len, default=[])
        yield counted(self.code, best, seen.words, "left in another language")
        for tag, found in stretches.items():
            if found and len(found) == len(best):
                yield counted(self.code, found, seen.words, f"words of {tag}", "source", tag)


def _suspects(vocabulary: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for tag, known in _words().items():
        if len(vocabulary & known) >= 2:
            yield tag, known


def _stretches(text: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Spans from first to last small word, where three of them, two different, stand within the reach."""
    hits = [(at, m) for at, m in enumerate(_WORD.finditer(text)) if m[0] in known]
    found: list[tuple[int, int]] = []
    for (first, left), (_, middle), (last, right) in zip(hits, hits[1:], hits[2:]):
        if last - first >= _REACH or len({left[0], middle[0], right[0]}) < 2:
            continue
        if found and left.start() <= found[-1][1]:
            found[-1] = (found[-1][0], right.end())
        else:
            found.append((left.start(), right.end()))
    return found
