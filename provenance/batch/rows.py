"""The rows of one shard as they stand in the results: with identities that are unique and places that are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from provenance.batch import identity, shards, tables
from provenance.reports.columns import Row


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: the run's folder, the number of shards and of articles."""

    state: Path
    shards: int
    articles: int

    def __call__(self, number: int, table: str) -> Iterator[Row]:
        """The rows of ``table`` in shard ``number``."""
        if table == "articles":
            yield from self._articles(number)
        elif table == "evidence":
            names = _names(self, number)
            for article, row in shards.rows(self.state, number, table):
                yield {**row, "prov_id": names[article]}
        elif table == "skipped":
            yield from shards.rows(self.state, number, table)

    def _articles(self, number: int) -> Iterator[Row]:
        names = _names(self, number)
        for name, (own, row) in zip(names, shards.rows(self.state, number, "articles")):
            yield {**own, **row, "prov_id": name}


@lru_cache(maxsize=4)
def _names(source: Source, number: int) -> tuple[str, ...]:
    return identity.unique(source.state, number, source.shards, source.articles)


def render(layout: tables.Layout, source: Source, number: int) -> int:
    """Render one shard; its number."""
    tables.render(layout, number, source)
    return number
