"""Reads what shards keep of each article for the derivation: its keys, its day and its verdict, each by its row."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import pickle
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO

import numpy as np

from provenance import records
from provenance.batch import shards
from provenance.batch.plan import Plan
from provenance.errors import RunError
from provenance.records import Verdict

KEYS, CASES = "keys", "cases"


def keys(plan: Plan, shard: int) -> Iterator[tuple[int | None, list[str]]]:
    """Day and keys of every article of a shard."""
    for row in range(len(_starts(plan, shard, KEYS)) - 1):
        yield keys_at(plan, shard, row)


@lru_cache(maxsize=5_000)
def keys_at(plan: Plan, shard: int, row: int) -> tuple[int | None, list[str]]:
    """Day and keys of one article."""
    day, *found = json.loads(_record(plan, shard, row, KEYS))
    return day, found


def case(plan: Plan, shard: int, row: int, name: str) -> Verdict:
    """One article's verdict, the article under the id ``name``. Raises RunError where it cannot be read."""
    try:
        found = _Safe(io.BytesIO(zlib.decompress(_record(plan, shard, row, CASES)))).load()
    except (pickle.UnpicklingError, zlib.error, AttributeError, TypeError, ValueError, EOFError) as error:
        place = shards.path(plan.state, shard)
        raise RunError(
            f"{place}: what was kept of {name} cannot be read ({error}): start anew with --restart"
        ) from None
    if found.article.id == name:
        return found
    article = dataclasses.replace(found.article, id=name)
    return dataclasses.replace(found, article=article, document=dataclasses.replace(found.document, article=article))


def shape() -> str:
    """Digest of the fields of our records: what another version kept is not read under other ones."""
    kinds = (kind for _, kind in sorted(vars(records).items()) if isinstance(kind, type))
    fields = [(kind.__name__, *getattr(kind, "__annotations__", ())) for kind in kinds]
    return hashlib.sha256(repr(fields).encode()).hexdigest()[:16]


class _Safe(pickle.Unpickler):
    """Makes our records and nothing else, whoever wrote the file."""

    def find_class(self, module: str, name: str) -> Any:
        if module != "provenance.records" or name.startswith("_"):
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a shard")
        return super().find_class(module, name)

    def load(self) -> Verdict:
        """The verdict."""
        found = super().load()
        if not isinstance(found, Verdict):
            raise pickle.UnpicklingError("no verdict")
        return found


def _record(plan: Plan, shard: int, row: int, name: str) -> bytes:
    first, last = _starts(plan, shard, name)[row : row + 2]
    handle = _handle(plan, shard, name)
    handle.seek(first)
    return handle.read(last - first)


@lru_cache(maxsize=64)
def _handle(plan: Plan, shard: int, name: str) -> BinaryIO:
    return open(shards.path(plan.state, shard) / f"{name}.bin", "rb")


@lru_cache(maxsize=256)
def _starts(plan: Plan, shard: int, name: str) -> list[int]:
    found: list[int] = np.fromfile(shards.path(plan.state, shard) / f"{name}.idx", "<u8").tolist()
    return found
