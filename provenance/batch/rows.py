"""The rows of a bundle as they stand in the results: with identities that are unique and places that are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from provenance.batch import deriving, identity, shards, tables
from provenance.batch.plan import Plan
from provenance.reports import columns
from provenance.reports.columns import Row


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from; called with the number of a bundle and the name of a table."""

    plan: Plan
    graph: bool

    def __call__(self, bundle: int, table: str) -> Iterator[Row]:
        if table in ("articles", "evidence", "skipped"):
            for shard in self.plan.of(bundle):
                yield from self._shard(bundle, shard, table)
        if self.graph and table in ("edges", "quotes", "skipped"):
            yield from deriving.rows(self.plan, bundle, table)

    def _shard(self, bundle: int, shard: int, table: str) -> Iterator[Row]:
        found = shards.rows(self.plan.state, shard, table)
        if table == "skipped":
            yield from found
            return
        names = identity.unique(self.plan, shard)
        if table == "evidence":
            for article, row in found:
                yield {**row, "prov_id": names[article]}
            return
        places = deriving.placed(self.plan, bundle) if self.graph else {}
        for number, (own, row) in enumerate(found):
            told = columns.place_cells(places.get((shard << 32) + number))
            yield {**own, **row, **told, "prov_id": names[number]}


def render(layout: tables.Layout, source: Source, bundle: int) -> int:
    """Render one bundle; its number."""
    tables.render(layout, bundle, source)
    return bundle
