"""Brings records that belong together into one place, on disk: fixed-width records go into buckets by a key, and each
bucket is small enough to be sorted in memory. What sorting would do in memory, done out of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from provenance.batch import files

BUCKET = 1_000_000
"""Records in a bucket, about."""
MOST = 500
"""Buckets at most: each holds a file open while records come in."""
HELD = 1 << 16
"""Bytes a bucket holds in memory before it writes."""


def buckets(records: int) -> int:
    """How many buckets so many records need."""
    return max(1, min(MOST, -(-records // BUCKET)))


class Shuffle:
    """Writes records of one numpy ``dtype`` into ``count`` bucket files of ``folder``; use it in a ``with``."""

    def __init__(self, folder: Path, count: int, dtype: np.dtype[Any]) -> None:
        self.folder, self.count, self.dtype = folder, count, dtype
        self._held: list[list[bytes]] = [[] for _ in range(count)]
        self._size = [0] * count

    def __enter__(self) -> Self:
        with files.guarded(self.folder):
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            for bucket in range(self.count):
                self._empty(bucket)

    def add(self, bucket: np.ndarray[Any, Any], records: np.ndarray[Any, Any]) -> None:
        """Put each of ``records`` into the bucket of the same place in ``bucket``."""
        order = np.argsort(bucket, kind="stable")
        edges = np.searchsorted(bucket[order], np.arange(self.count + 1))
        for number in np.unique(bucket):
            part = records[order[edges[number] : edges[number + 1]]].tobytes()
            self._held[number].append(part)
            self._size[number] += len(part)
            if self._size[number] >= HELD:
                self._empty(int(number))

    def _empty(self, bucket: int) -> None:
        if self._held[bucket]:
            with files.guarded(self.folder), open(self.folder / f"{bucket:06d}", "ab") as out:
                out.write(b"".join(self._held[bucket]))
        self._held[bucket], self._size[bucket] = [], 0


def read(folder: Path, bucket: int, dtype: np.dtype[Any]) -> np.ndarray[Any, Any]:
    """The records of one bucket, in the order in which they came."""
    path = folder / f"{bucket:06d}"
    return np.fromfile(path, dtype) if path.exists() else np.empty(0, dtype)
