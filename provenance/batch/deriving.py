"""The derivation graphs of the events, a bundle of them at a time, and where each article stands in them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache

import numpy as np

from provenance.batch import files, grouping, identity, kept, scatter
from provenance.batch.plan import Plan
from provenance.errors import ProvenanceError
from provenance.graph.derive import resolve
from provenance.records import Graph, Refusal
from provenance.reports import columns
from provenance.reports.columns import Place, Row

DERIVED, PLACED = STEPS = ("derived", "derived-places")
MOST = 300
"""Articles that are derived together; a larger event is cut along time, as its derivation grows with the square."""
_TABLES = ("edges", "quotes", "skipped")
_CHARACTER = np.dtype("u1")


def derive(plan: Plan, bundle: int) -> None:
    """Derive the events of a bundle."""
    target = plan.file(DERIVED, bundle)
    if target.is_dir():
        return
    places: list[tuple[int, str]] = []
    with files.whole_folder(target) as part, ExitStack() as stack:
        outs = {name: stack.enter_context(files.whole(part / f"{name}.jsonl")) for name in _TABLES}
        for event in grouping.gathered(plan, bundle):
            names = {place: _name(plan, place) for place in event}
            for item in _graphs(plan, event, names):
                if isinstance(item, Refusal):
                    outs["skipped"].write(_line(columns.skipped_row(item)))
                    continue
                outs["edges"].writelines(_line(row) for row in columns.edge_rows(item))
                outs["quotes"].writelines(_line(row) for row in columns.quote_rows(item))
                places += _placed(item, names)
        _write_places(plan, bundle, places)


def _graphs(plan: Plan, event: Sequence[int], names: dict[int, str]) -> Iterator[Graph | Refusal]:
    """The graphs of one event: one, unless it is larger than ``MOST``. All go by the smallest id of the whole event."""
    name = min(names.values())
    for part in _parts(plan, event):
        verdicts = [kept.case(plan, *apart_one(place), names[place]) for place in part]
        try:
            yield _named(resolve(verdicts), name)
        except (ProvenanceError, OSError, MemoryError):
            raise
        except Exception as error:
            yield Refusal(verdicts[0].article.origin, "derive", f"{type(error).__name__}: {error}", names[part[0]])


def _parts(plan: Plan, event: Sequence[int]) -> Iterator[Sequence[int]]:
    if len(event) <= MOST:
        yield event
        return
    day = {place: kept.keys_at(plan, *apart_one(place))[0] for place in event}
    ordered = sorted(event, key=lambda place: (day[place] is None, day[place] or 0, place))
    for start in range(0, len(ordered), MOST):
        yield ordered[start : start + MOST]


def _named(graph: Graph, name: str) -> Graph:
    return graph if graph.event == name else dataclasses.replace(graph, event=name)


def apart_one(place: int) -> tuple[int, int]:
    """Shard and row of a place."""
    return place >> 32, place & 0xFFFFFFFF


def _name(plan: Plan, place: int) -> str:
    shard, row = apart_one(place)
    return _names(plan, shard)[row]


@lru_cache(maxsize=64)
def _names(plan: Plan, shard: int) -> tuple[str, ...]:
    return identity.unique(plan, shard)


def _placed(graph: Graph, names: dict[int, str]) -> Iterator[tuple[int, str]]:
    found = columns.places(graph)
    for place, name in names.items():
        if name in found:
            where = found[name]
            yield place, json.dumps([place, where.event, where.parent, where.p, where.chain])


def _write_places(plan: Plan, bundle: int, places: Iterable[tuple[int, str]]) -> None:
    """Lines of text, each to the bundle of its article."""
    found = sorted(places)
    lines = [line.encode() + b"\n" for _, line in found]
    owners = plan.bundle(np.array([place for place, _ in found], "<u8"))
    text = np.frombuffer(b"".join(lines), _CHARACTER)
    scatter.write(plan.file(PLACED, bundle), np.repeat(owners, [len(line) for line in lines]), text, plan.bundles)


@lru_cache(maxsize=1)
def placed(plan: Plan, bundle: int) -> dict[int, Place]:
    """Where the articles of a bundle stand."""
    text = scatter.read(plan.files(PLACED, plan.bundles), bundle, _CHARACTER, plan.bundles).tobytes()
    found = (json.loads(line) for line in text.splitlines())
    return {place: Place(*where) for place, *where in found}


def rows(plan: Plan, bundle: int, table: str) -> Iterator[Row]:
    """The rows of a bundle's events."""
    with open(plan.file(DERIVED, bundle) / f"{table}.jsonl", encoding="utf-8") as source:
        for line in source:
            yield json.loads(line)


def _line(row: object) -> str:
    return json.dumps(row, separators=(",", ":")) + "\n"
