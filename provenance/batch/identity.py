"""Makes every ``prov_id`` unique over the run, out of memory's way.

The first article of an id keeps it; the n-th becomes ``id#n``. An id that looks like ``id#n`` already always gets an
ending of its own, so no new id can meet an old one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from provenance.batch import shards, shuffle

SEEN, RENAMED = "identity-seen", "identity-renamed"
_SEEN = np.dtype([("high", "<u8"), ("low", "<u8"), ("shard", "<u4"), ("row", "<u4")])
_RENAMED = np.dtype([("shard", "<u4"), ("row", "<u4"), ("nth", "<u4")])
_ENDING = re.compile(r"#\d+$")


def settle(state: Path, count: int, total: int) -> None:
    """Find the ids that more than one of the ``total`` articles in ``count`` shards claim."""
    many = shuffle.buckets(total)
    with shuffle.Shuffle(state / SEEN, many, _SEEN) as seen:
        for number in range(count):
            found = _hashes(shards.card(state, number)["ids"], number)
            seen.add(found["high"] % many, found)
    with shuffle.Shuffle(state / RENAMED, many, _RENAMED) as renamed:
        for bucket in range(many):
            found = _clashes(shuffle.read(state / SEEN, bucket, _SEEN))
            renamed.add(_bucket(found["shard"].astype(np.int64), count, many), found)


def _hashes(ids: Sequence[str], shard: int) -> np.ndarray:
    digests = b"".join(hashlib.blake2b(one.encode("utf-8", "replace"), digest_size=16).digest() for one in ids)
    found = np.zeros(len(ids), _SEEN)
    pairs = np.frombuffer(digests, "<u8").reshape(-1, 2)
    found["high"], found["low"], found["shard"] = pairs[:, 0], pairs[:, 1], shard
    found["row"] = np.arange(len(ids))
    return found


def _clashes(seen: np.ndarray) -> np.ndarray:
    """Which articles of a bucket are not the first of their id, and the how-manieth."""
    seen = np.sort(seen, order=("high", "low", "shard", "row"))
    new = np.ones(len(seen), bool)
    new[1:] = (seen["high"][1:] != seen["high"][:-1]) | (seen["low"][1:] != seen["low"][:-1])
    starts = np.flatnonzero(new)
    nth = np.arange(len(seen)) - np.repeat(starts, np.diff(np.append(starts, len(seen)))) + 1
    found = np.zeros(int((nth > 1).sum()), _RENAMED)
    found["shard"], found["row"], found["nth"] = seen["shard"][nth > 1], seen["row"][nth > 1], nth[nth > 1]
    return found


def _bucket(shard: np.ndarray, count: int, many: int) -> np.ndarray:
    return shard * many // max(1, count)


def unique(state: Path, number: int, count: int, total: int) -> tuple[str, ...]:
    """The ids of one shard's articles, each unique over the run."""
    many = shuffle.buckets(total)
    found = _renamed(state, int(number * many // max(1, count)))
    ours = found[np.searchsorted(found["shard"], number) : np.searchsorted(found["shard"], number, "right")]
    nth = dict(zip(ours["row"].tolist(), ours["nth"].tolist()))
    return tuple(_name(one, nth.get(row, 1)) for row, one in enumerate(shards.card(state, number)["ids"]))


def _name(one: str, nth: int) -> str:
    return f"{one}#{nth}" if nth > 1 or _ENDING.search(one) else one


@lru_cache(maxsize=2)
def _renamed(state: Path, bucket: int) -> np.ndarray:
    return np.sort(shuffle.read(state / RENAMED, bucket, _RENAMED), order=("shard", "row"))
