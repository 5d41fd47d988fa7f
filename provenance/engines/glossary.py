"""A tiny, exact engine for tests and examples: word for word by a table, and scores that follow from it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from provenance.contracts import Engine
from provenance.errors import PackageError

_WORD = re.compile(r"\w+|[^\w\s]+|\s+")


class GlossaryEngine(Engine):
    """Replaces each word that the direction's table has and keeps the others.

    >>> engine = GlossaryEngine({("en", "de"): {"house": "Haus"}})
    >>> engine.translate(["the house."], "en", "de")
    ('the Haus.',)
    """

    def __init__(self, tables: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        self.tables = {pair: dict(table) for pair, table in tables.items()}
        self.signature = "glossary|" + ",".join(f"{a}-{b}:{len(t)}" for (a, b), t in sorted(self.tables.items()))

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.tables)

    def describe(self, source: str, target: str) -> str:
        """Signature of one direction."""
        return f"glossary:{source}-{target}:{len(self._table(source, target))}"

    def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        table = self._table(source, target)
        return tuple("".join(table.get(word, word) for word in _WORD.findall(one)) for one in sentences)

    def score(self, sentences: Sequence[str], targets: Sequence[str], source: str, target: str) -> tuple[float, ...]:
        """Mean over the target's words: log10 0.5 for one that the exact translation has, log10 0.01 for another."""
        exact = self.translate(sentences, source, target)
        return tuple(_overlap(best.split(), given.split()) for best, given in zip(exact, targets, strict=True))

    def _table(self, source: str, target: str) -> dict[str, str]:
        try:
            return self.tables[source, target]
        except KeyError:
            raise PackageError(f"the glossary has no {source} to {target}; add a table for it") from None


def _overlap(best: Sequence[str], given: Sequence[str]) -> float:
    if not given:
        return 0.0
    return sum(math.log10(0.5 if word in best else 0.01) for word in given) / len(given)
