"""Makes every ``prov_id`` unique over the run, out of memory's way.

The first article of an id keeps it; the n-th becomes ``id#n``. An id that looks like ``id#n`` already always gets an
ending of its own, so no new id can meet an old one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from provenance.auditor import renamed
from provenance.batch import scatter, shards
from provenance.batch.plan import Plan, places
from provenance.batch.scatter import Array

SEEN, RENAMED = STEPS = ("identity-seen", "identity-renamed")
_SEEN = np.dtype([("high", "<u8"), ("low", "<u8"), ("place", "<u8")])
_RENAMED = np.dtype([("place", "<u8"), ("nth", "<u8")])


def spread(plan: Plan, bundle: int) -> None:
    """Map: the ids of a bundle's articles, by their digests."""
    target = plan.file(SEEN, bundle)
    if not target.exists():
        found = [_hashes(shards.card(plan.state, number)["ids"], number) for number in plan.of(bundle)]
        records = np.concatenate(found)
        scatter.write(target, records["high"] % np.uint64(plan.buckets), records, plan.buckets)


def settle(plan: Plan, bucket: int) -> None:
    """Reduce: which articles of a bucket are not the first of their id, and the how-manieth."""
    target = plan.file(RENAMED, bucket)
    if not target.exists():
        seen = scatter.read(plan.files(SEEN, plan.bundles), bucket, _SEEN, plan.buckets)
        found = _clashes(seen)
        scatter.write(target, plan.bundle(found["place"]), found, plan.bundles)


def _hashes(ids: Sequence[str], shard: int) -> Array:
    digests = b"".join(hashlib.blake2b(one.encode("utf-8", "replace"), digest_size=16).digest() for one in ids)
    pairs = np.frombuffer(digests, "<u8").reshape(-1, 2)
    found = np.zeros(len(ids), _SEEN)
    found["high"], found["low"], found["place"] = pairs[:, 0], pairs[:, 1], places(shard, len(ids))
    return found


def _clashes(seen: Array) -> Array:
    seen = np.sort(seen, order=("high", "low", "place"))
    new = np.ones(len(seen), bool)
    new[1:] = (seen["high"][1:] != seen["high"][:-1]) | (seen["low"][1:] != seen["low"][:-1])
    starts = np.flatnonzero(new)
    nth = np.arange(len(seen)) - np.repeat(starts, np.diff(np.append(starts, len(seen)))) + 1
    found = np.zeros(int((nth > 1).sum()), _RENAMED)
    found["place"], found["nth"] = seen["place"][nth > 1], nth[nth > 1]
    return found


def unique(plan: Plan, shard: int) -> tuple[str, ...]:
    """The ids of one shard's articles, each unique over the run."""
    nth = _renamed(plan, shard // plan.width)
    return tuple(
        renamed(one, nth.get((shard << 32) + row, 1)) for row, one in enumerate(shards.card(plan.state, shard)["ids"])
    )


@lru_cache(maxsize=4)
def _renamed(plan: Plan, bundle: int) -> dict[int, int]:
    found = scatter.read(plan.files(RENAMED, plan.buckets), bundle, _RENAMED, plan.bundles)
    return dict(zip(found["place"].tolist(), found["nth"].tolist()))
