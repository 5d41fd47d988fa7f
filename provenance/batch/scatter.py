"""Brings records that belong together into one place, on disk and in parallel: every mapper writes one file whose
records are sorted by bucket, with the edges of the buckets in front; a reducer reads its bucket out of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from provenance.batch import files

Array = np.ndarray[Any, Any]
_EDGE = np.dtype("<u8")


def write(path: Path, bucket: Array, records: Array, count: int) -> None:
    """Write ``records``, each in the bucket of the same place in ``bucket``, of ``count`` buckets."""
    order = np.argsort(bucket, kind="stable")
    edges = np.searchsorted(bucket[order], np.arange(count + 1)).astype(_EDGE)
    with files.guarded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with files.whole_bytes(path) as out:
        out.write(edges.tobytes())
        out.write(records[order].tobytes())


def read(paths: Iterable[Path], bucket: int, dtype: np.dtype[Any], count: int) -> Array:
    """The records of one bucket, file by file, in the order in which they were written."""
    found = [_slice(path, bucket, dtype, count) for path in paths]
    return np.concatenate(found) if found else np.empty(0, dtype)


def _slice(path: Path, bucket: int, dtype: np.dtype[Any], count: int) -> Array:
    with open(path, "rb") as source:
        source.seek(bucket * _EDGE.itemsize)
        first, last = np.frombuffer(source.read(2 * _EDGE.itemsize), _EDGE).tolist()
        source.seek((count + 1) * _EDGE.itemsize + first * dtype.itemsize)
        return np.frombuffer(source.read((last - first) * dtype.itemsize), dtype)
