"""Which articles tell one event, over the whole batch: what ``graph.events`` does in memory, out of it and in parallel.

    spread   bundle   keys of its articles, to the buckets of the keys
    propose  bucket   a key that few hold pairs its holders; one that many hold goes back to them with its number
    combine  bundle   of each article the six rarest of the commoner keys, two by two, to the buckets of the twos
    meet     bucket   two keys that two articles share pair them
    weigh    bundle   each pair once: do the two sets of keys tell one event?
    unite    here     connected articles are one event; one number an article, in a file that is mapped, not loaded
    members  bundle   each article to the bundle of its event's first article

Each step leaves whole files and is passed over where they are. The thresholds are those of ``graph.events``; where two
articles tie, the earlier in the input goes first, and of keys about as common the one with the smaller digest, where
``graph.events`` goes by id and by key: pairs may differ from those of ``audit`` there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import combinations
from typing import cast

import numpy as np

from provenance.batch import files, kept, scatter, shards
from provenance.batch.plan import Plan, apart, places
from provenance.batch.scatter import Array
from provenance.graph import events
from provenance.lexicon import data

SPREAD, PROPOSED, COMMON, COMBINED, MET, LINKED, MEMBERS = (
    "group-spread", "group-proposed", "group-common", "group-combined", "group-met", "group-linked", "group-members",
)  # fmt: skip
BEGINS, FIRST = "group-begins", "group-first"
STEPS = (SPREAD, PROPOSED, COMMON, COMBINED, MET, LINKED, MEMBERS, BEGINS, FIRST)

_HELD = np.dtype([("key", "<u8"), ("place", "<u8"), ("day", "<i8"), ("alike", "<u8")])
"""``alike`` is the digest of all keys of the article."""
_SHARED = np.dtype([("place", "<u8"), ("rank", "<u8"), ("key", "<u8"), ("day", "<i8"), ("alike", "<u8")])
_PAIR = np.dtype([("one", "<u8"), ("two", "<u8")])
_NEVER = 1 << 40
"""The day of an article without one: after all others, as ``events.pairs`` has it."""
_CHUNK = 1 << 16


def signature() -> str:
    """Digest of the models that events and derivations depend on."""
    found = hashlib.sha256()
    for name in ("derivation.npz", "alignment.json", "event_keys.json"):
        path = data() / "models" / name
        found.update(path.read_bytes() if path.is_file() else b"none")
    return found.hexdigest()[:16]


def spread(plan: Plan, bundle: int) -> None:
    """Map: the keys of a bundle's articles, by their digests."""
    target = plan.file(SPREAD, bundle)
    if target.exists():
        return
    found = [_held(plan, shard) for shard in plan.of(bundle)]
    records = np.concatenate(found) if found else np.empty(0, _HELD)
    scatter.write(target, _bucket(records["key"], plan), records, plan.buckets)


def _held(plan: Plan, shard: int) -> Array:
    keys: list[int] = []
    days: list[int] = []
    counts: list[int] = []
    alike: list[int] = []
    for day, names in kept.keys(plan, shard):
        keys += (_digest(name) for name in names)
        days.append(_NEVER if day is None else day)
        counts.append(len(names))
        alike.append(_digest("\n".join(names)))
    found = np.zeros(len(keys), _HELD)
    found["key"] = np.array(keys, "<u8")
    found["place"] = np.repeat(places(shard, len(counts)), counts)
    found["day"] = np.repeat(np.array(days, "<i8"), counts)
    found["alike"] = np.repeat(np.array(alike, "<u8"), counts)
    return found


def _digest(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _bucket(keys: Array, plan: Plan) -> Array:
    return (keys % np.uint64(plan.buckets)).astype(np.int64)


def propose(plan: Plan, bucket: int) -> None:
    """Reduce: pairs of a key that few hold; the others go back to their holders."""
    target = plan.file(COMMON, bucket)
    if target.exists():
        return
    held = scatter.read(plan.files(SPREAD, plan.bundles), bucket, _HELD, plan.buckets)
    held = np.sort(held, order=("key", "alike", "day", "place"))
    starts, counts = _groups(held["key"])
    different = _different(held, starts)
    few = (counts > 1) & (different <= events.FREE)
    _write_pairs(plan, PROPOSED, bucket, _pairs(held, starts[few], counts[few]))
    many = np.repeat(different, counts) > events.FREE
    shared = np.zeros(int(many.sum()), _SHARED)
    for name in ("place", "key", "day", "alike"):
        shared[name] = held[name][many]
    shared["rank"] = np.repeat(np.array([events.rank(count) for count in different.tolist()], "<u8"), counts)[many]
    scatter.write(target, plan.bundle(shared["place"]), shared, plan.bundles)


def _groups(keys: Array) -> tuple[Array, Array]:
    """Where each run of equal keys begins, and how long it is."""
    if not len(keys):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return starts, np.diff(np.append(starts, len(keys)))


def _different(held: Array, starts: Array) -> Array:
    """How many different articles hold each key, from the holders sorted by key and likeness."""
    if not len(held):
        return np.empty(0, np.int64)
    key, alike = held["key"], held["alike"]
    new = np.concatenate(([True], (key[1:] != key[:-1]) | (alike[1:] != alike[:-1])))
    return np.add.reduceat(new.astype(np.int64), starts)


def _pairs(held: Array, starts: Array, counts: Array) -> Iterator[tuple[int, int]]:
    for start, count in zip(starts.tolist(), counts.tolist()):
        part = held[start : start + count]
        rows = zip(part["day"].tolist(), part["place"].tolist(), part["alike"].tolist())
        holders = [(None if day == _NEVER else day, place, alike) for day, place, alike in rows]
        # any ids that can be ordered will do, and places are shorter than names
        yield from cast("Iterator[tuple[int, int]]", events.pairs(cast("list[events.Holder]", holders)))


def _write_pairs(plan: Plan, step: str, bucket: int, pairs: Iterator[tuple[int, int]]) -> None:
    found = np.unique(np.fromiter(pairs, _PAIR))
    scatter.write(plan.file(step, bucket), plan.bundle(found["one"]), found, plan.bundles)


def combine(plan: Plan, bundle: int) -> None:
    """Map: the rarest of each article's commoner keys, two by two."""
    target = plan.file(COMBINED, bundle)
    if target.exists():
        return
    shared = scatter.read(plan.files(COMMON, plan.buckets), bundle, _SHARED, plan.bundles)
    shared = np.sort(shared, order=("place", "rank", "key"))
    starts, counts = _groups(shared["place"])
    found = np.fromiter(_twos(shared, starts, counts), _HELD)
    scatter.write(target, _bucket(found["key"], plan), found, plan.buckets)


def _twos(shared: Array, starts: Array, counts: Array) -> Iterator[tuple[int, int, int, int]]:
    keys, days, held, alike = shared["key"], shared["day"], shared["place"], shared["alike"]
    for start, count in zip(starts.tolist(), counts.tolist()):
        rarest = sorted(keys[start : start + min(count, events.RAREST)].tolist())
        for one, two in combinations(rarest, 2):
            yield _mixed(one, two), int(held[start]), int(days[start]), int(alike[start])


def _mixed(one: int, two: int) -> int:
    """One digest of two, in their order."""
    digest = hashlib.blake2b(one.to_bytes(8, "little") + two.to_bytes(8, "little"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def meet(plan: Plan, bucket: int) -> None:
    """Reduce: pairs of the holders of two keys."""
    if plan.file(MET, bucket).exists():
        return
    held = scatter.read(plan.files(COMBINED, plan.bundles), bucket, _HELD, plan.buckets)
    held = np.sort(held, order=("key", "day", "place"))
    starts, counts = _groups(held["key"])
    _write_pairs(plan, MET, bucket, _pairs(held, starts[counts > 1], counts[counts > 1]))


def weigh(plan: Plan, bundle: int) -> None:
    """The pairs of a bundle's articles that tell one event."""
    target = plan.file(LINKED, bundle)
    if target.exists():
        return
    proposed = (*plan.files(PROPOSED, plan.buckets), *plan.files(MET, plan.buckets))
    pairs = np.unique(scatter.read(proposed, bundle, _PAIR, plan.bundles))
    told = [
        events.weigh(kept.keys_at(plan, *one)[1], kept.keys_at(plan, *two)[1])
        for one, two in zip(apart(pairs["one"]), apart(pairs["two"]))
    ]
    with files.guarded(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with files.whole_bytes(target) as out:
        out.write(pairs[np.array(told, bool)].tobytes())


def unite(plan: Plan) -> None:
    """Number each article's event by its first article; both count through the run, from 0."""
    target = plan.state / FIRST
    if target.exists():
        return
    begins = _counted(plan)
    with files.whole_bytes(plan.state / BEGINS) as out:
        out.write(begins.tobytes())
    part = plan.state / f"{files.PART}{FIRST}"
    with files.guarded(target):
        first = np.memmap(part, "<u8", "w+", shape=max(1, plan.articles))
        for start in range(0, plan.articles, _CHUNK):
            stop = min(start + _CHUNK, plan.articles)
            first[start:stop] = np.arange(start, stop, dtype=np.uint64)
        for bundle in range(plan.bundles):
            pairs = np.fromfile(plan.file(LINKED, bundle), _PAIR)
            for one, two in zip(_numbers(pairs["one"], begins), _numbers(pairs["two"], begins)):
                _join(first, one, two)
        _settle(first, plan.articles)
        first.flush()
        del first
        files.settle(part, target)


def _counted(plan: Plan) -> Array:
    """How many articles stand before each shard, and in all."""
    found = np.zeros(plan.shards + 1, np.int64)
    for shard in range(plan.shards):
        found[shard + 1] = found[shard] + len(shards.card(plan.state, shard)["ids"])
    return found


def _numbers(held: Array, begins: Array) -> list[int]:
    found = begins[(held >> np.uint64(32)).astype(np.int64)] + (held & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return cast("list[int]", found.tolist())


def _join(first: Array, one: int, two: int) -> None:
    """Union by the smaller number, halving the paths (Tarjan and van Leeuwen 1984)."""
    one, two = _top(first, one), _top(first, two)
    if one != two:
        first[max(one, two)] = min(one, two)


def _top(first: Array, one: int) -> int:
    while (above := int(first[one])) != one:
        first[one] = first[above]
        one = int(first[one])
    return one


def _settle(first: Array, total: int) -> None:
    """Let every number point at its first: earlier ones do already, so a chunk is soon done."""
    for start in range(0, total, _CHUNK):
        part = np.array(first[start : min(start + _CHUNK, total)])
        while True:
            above = first[part]
            if np.array_equal(above, part):
                break
            part = np.array(above)
        first[start : start + len(part)] = part


def members(plan: Plan, bundle: int) -> None:
    """Map: each article of a bundle, to the bundle of its event's first article."""
    target = plan.file(MEMBERS, bundle)
    if target.exists():
        return
    begins = np.fromfile(plan.state / BEGINS, np.int64)
    ours = plan.of(bundle)
    start, stop = int(begins[ours.start]), int(begins[ours.stop])
    first = np.array(np.memmap(plan.state / FIRST, "<u8", "r")[start:stop])
    found = np.zeros(len(first), _PAIR)
    found["one"] = _places(first, begins)
    found["two"] = _places(np.arange(start, stop, dtype=np.uint64), begins)
    scatter.write(target, plan.bundle(found["one"]), found, plan.bundles)


def _places(numbers: Array, begins: Array) -> Array:
    shard = np.searchsorted(begins, numbers.astype(np.int64), "right") - 1
    found: Array = (shard.astype(np.uint64) << np.uint64(32)) + (numbers - begins[shard].astype(np.uint64))
    return found


def gathered(plan: Plan, bundle: int) -> Iterator[tuple[int, ...]]:
    """The events whose first article is in the bundle: the places of their articles, in order."""
    found = scatter.read(plan.files(MEMBERS, plan.bundles), bundle, _PAIR, plan.bundles)
    found = np.sort(found, order=("one", "two"))
    starts, counts = _groups(found["one"])
    for start, count in zip(starts.tolist(), counts.tolist()):
        yield tuple(found["two"][start : start + count].tolist())
