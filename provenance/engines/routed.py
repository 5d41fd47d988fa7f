"""A pivot through a third language, only where somebody named it, and then written into the signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provenance.contracts import Engine


class RoutedEngine(Engine):
    """Wraps an engine; ``via`` names the pivot of each direction that has no package of its own.

    A direction that the inner engine has is never routed. Scores of a routed direction are those of its last leg, given
    the pivot's best rendition.
    """

    def __init__(self, inner: Engine, via: Mapping[tuple[str, str], str]) -> None:
        self.inner = inner
        direct = inner.pairs()
        self.via = {
            (source, target): pivot
            for (source, target), pivot in via.items()
            if (source, target) not in direct and {(source, pivot), (pivot, target)} <= direct
        }
        routes = ",".join(f"{source}>{pivot}>{target}" for (source, target), pivot in sorted(self.via.items()))
        self.signature = f"{inner.signature}|pivot:{routes}" if routes else inner.signature

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Directions that it can go, the routed ones among them."""
        return self.inner.pairs() | frozenset(self.via)

    def describe(self, source: str, target: str) -> str:
        """Signature of one direction; a route shows as ``a>b+b>c``."""
        pivot = self.via.get((source, target))
        if pivot is None:
            return self.inner.describe(source, target)
        return f"{self.inner.describe(source, pivot)}+{self.inner.describe(pivot, target)}"

    def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        pivot = self.via.get((source, target))
        if pivot is None:
            return self.inner.translate(sentences, source, target)
        return self.inner.translate(self.inner.translate(sentences, source, pivot), pivot, target)

    def score(self, sentences: Sequence[str], targets: Sequence[str], source: str, target: str) -> tuple[float, ...]:
        pivot = self.via.get((source, target))
        if pivot is None:
            return self.inner.score(sentences, targets, source, target)
        return self.inner.score(self.inner.translate(sentences, source, pivot), targets, pivot, target)
