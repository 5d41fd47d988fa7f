"""How the articles of a run are divided for what comes after judging.

A *bundle* is some shards, ten thousand articles at most, about: what one task holds in memory. A *bucket* is a part of
all keys of about the same size. Neither grows with the input; their numbers do. A small run has smaller ones, so that
there are tasks for several workers all the same; how many workers there are has no say. An article is known by its
*place*, the number of its shard in the upper half and its row there in the lower half of 64 bits: places sort as the
input does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from provenance.batch.scatter import Array

HELD = 10_000
"""Articles in a bundle, about, at most."""
KEYS = 500_000
"""Keys in a bucket, about, at most."""
TASKS = 32
"""Bundles, and buckets, that a run is cut into where that leaves them above"""
LEAST = 100
"""articles (or the keys of so many)."""
EACH = 40
"""Keys of an article, about (measured on native news: 36)."""
MOST = 4_000
"""Buckets at most; beyond fifty million articles they grow instead."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The division of one run."""

    state: Path
    shards: int
    articles: int
    shard_size: int
    token: str
    """Tells this run from all others, so that nothing remembered of another is taken for it."""

    @property
    def width(self) -> int:
        """Shards in a bundle."""
        held = min(HELD, max(LEAST, -(-self.articles // TASKS)))
        return max(1, held // self.shard_size)

    @property
    def bundles(self) -> int:
        return max(1, -(-self.shards // self.width))

    @property
    def buckets(self) -> int:
        few = min(TASKS, self.articles // LEAST)
        return max(1, few, min(MOST, -(-self.articles * EACH // KEYS)))

    def of(self, bundle: int) -> range:
        """The shards of a bundle."""
        return range(bundle * self.width, min((bundle + 1) * self.width, self.shards))

    def bundle(self, places: Array) -> Array:
        """The bundle of each place."""
        return ((places >> np.uint64(32)) // np.uint64(self.width)).astype(np.int64)

    def file(self, step: str, number: int) -> Path:
        """Where a step leaves what it made for one bundle or bucket."""
        return self.state / step / f"{number // 1000:06d}" / f"{number:09d}"

    def files(self, step: str, count: int) -> list[Path]:
        """All files of a step."""
        return [self.file(step, number) for number in range(count)]


def places(shard: int, rows: int) -> Array:
    """The places of a shard's articles."""
    return (np.uint64(shard) << np.uint64(32)) + np.arange(rows, dtype=np.uint64)


def apart(places: Array) -> Sequence[tuple[int, int]]:
    """Shard and row of each place."""
    return list(zip((places >> np.uint64(32)).tolist(), (places & np.uint64(0xFFFFFFFF)).tolist()))
