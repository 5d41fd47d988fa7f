"""The derivation graphs of the events, a bundle of them at a time, and where each article stands in them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import lru_cache

import numpy as np

from provenance.batch import files, grouping, identity, kept, scatter
from provenance.batch.plan import Plan
from provenance.errors import ProvenanceError
from provenance.graph import events
from provenance.graph.derive import resolve
from provenance.records import Graph, Refusal
from provenance.reports import columns
from provenance.reports.columns import Place, Row

DERIVED, PLACED = STEPS = ("derived", "derived-places")
CUT = "cut"
"""Beside the tables: the events that were derived in parts."""
_TABLES = ("edges", "quotes", "skipped", CUT)
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
            names = {_name(plan, place): place for place in event}
            parts = _parts(plan, names)
            if len(parts) > 1:
                outs[CUT].write(_line(min(names)))
            for item in _graphs(plan, parts, names):
                if isinstance(item, Refusal):
                    outs["skipped"].write(_line(columns.skipped_row(item)))
                    continue
                outs["edges"].writelines(_line(row) for row in columns.edge_rows(item))
                outs["quotes"].writelines(_line(row) for row in columns.quote_rows(item))
                places += _placed(item, names)
        _write_places(plan, bundle, places)


def _graphs(plan: Plan, parts: Sequence[Sequence[str]], names: Mapping[str, int]) -> Iterator[Graph | Refusal]:
    """The graphs of one event, one for each of its parts. All go by the smallest id of the whole event."""
    for part in parts:
        verdicts = [kept.case(plan, *apart_one(names[name]), name) for name in part]
        try:
            yield dataclasses.replace(resolve(verdicts), event=min(names))
        except MemoryError:
            reason = f"its event of {len(part):,} articles needs more memory than there is"
            yield Refusal(verdicts[0].article.origin, "derive", reason, part[0])
        except (ProvenanceError, OSError):
            raise  # the program's or the machine's trouble, not this event's
        except Exception as error:
            yield Refusal(verdicts[0].article.origin, "derive", f"{type(error).__name__}: {error}", part[0])


def _parts(plan: Plan, names: Mapping[str, int]) -> tuple[Sequence[str], ...]:
    """The ids that are derived together; days are read only where there is something to cut."""
    return tuple(events.parts(sorted(names), lambda name: kept.keys_at(plan, *apart_one(names[name]))[0]))


def apart_one(place: int) -> tuple[int, int]:
    """Shard and row of a place."""
    return place >> 32, place & 0xFFFFFFFF


def _name(plan: Plan, place: int) -> str:
    shard, row = apart_one(place)
    return _names(plan, shard)[row]


@lru_cache(maxsize=64)
def _names(plan: Plan, shard: int) -> tuple[str, ...]:
    return identity.unique(plan, shard)


def _placed(graph: Graph, names: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    for name, where in columns.places(graph).items():
        place = names[name]
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


def cut(plan: Plan) -> int:
    """How many events were derived in parts."""
    return sum(1 for bundle in range(plan.bundles) for _ in _lines(plan, bundle, CUT))


def rows(plan: Plan, bundle: int, table: str) -> Iterator[Row]:
    """The rows of a bundle's events."""
    yield from map(json.loads, _lines(plan, bundle, table))


def _lines(plan: Plan, bundle: int, name: str) -> Iterator[str]:
    with open(plan.file(DERIVED, bundle) / f"{name}.jsonl", encoding="utf-8") as source:
        yield from source


def _line(row: object) -> str:
    return json.dumps(row, separators=(",", ":")) + "\n"
