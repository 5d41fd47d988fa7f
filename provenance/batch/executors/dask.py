"""Dask (the extra ``dask``): the same work on a cluster that is there already, or on a small one made here.

The scheduler does the items of a worker that dies again on another; those under way when four workers died are done
once more, alone, and one that kills again is to blame. All workers must see the input and the output folder under the
same paths, and have this program installed.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import resource_tracker
from typing import Any

from provenance import interrupt
from provenance.batch.executors import Executor, R, T
from provenance.errors import MissingError, RunError

AHEAD = 2
"""Items handed out for each thread of the cluster, so that none waits for the reader."""


class Dask(Executor):
    """A client of the scheduler at ``address`` (an address or a scheduler file), or of a cluster of ``workers``
    processes."""

    name = "dask"

    def __init__(self, workers: int = 1, address: str | None = None) -> None:
        super().__init__(workers, address)
        try:
            import distributed
        except ImportError:
            raise MissingError("dask needs its extra: pip install 'translation-provenance[dask]'") from None
        self._engine: Any = distributed
        resource_tracker.ensure_running()  # its start would end the block for Ctrl-C
        with interrupt.Held():
            self._cluster: Any = None if address else self._local()
        self._client = self._connect(address)

    def _local(self) -> Any:
        return self._engine.LocalCluster(
            n_workers=self.workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            silence_logs=logging.ERROR,
        )

    def _connect(self, address: str | None) -> Any:
        if address is None:
            return self._engine.Client(self._cluster)
        try:
            if os.path.exists(address):
                return self._engine.Client(scheduler_file=address, timeout=30)
            return self._engine.Client(address, timeout=30)
        except (OSError, ValueError) as error:
            raise RunError(f"no dask scheduler answers at {address}: {error}") from None

    def map(
        self, work: Callable[[T], R], items: Iterable[T], spare: Callable[[T], T | None] = lambda item: None
    ) -> Iterator[R]:
        source = iter(items)
        waiting = self._engine.as_completed()
        running: dict[str, T] = {}
        suspects: list[T] = []
        while True:
            self._fill(work, source, waiting, running)
            if not running:
                break
            future = next(waiting)
            item = running.pop(future.key)
            try:
                yield future.result()
            except self._engine.KilledWorker:
                suspects.append(item)
        yield from self._alone(work, suspects, spare)

    def _alone(self, work: Callable[[T], R], suspects: list[T], spare: Callable[[T], T | None]) -> Iterator[R]:
        """Do what was running when workers died once more, one item at a time, so that the right one is blamed."""
        while suspects:
            item = suspects.pop(0)
            try:
                yield self._client.submit(work, item, pure=False).result()
            except self._engine.KilledWorker:
                left = spare(item)
                if left is None:
                    label = str(getattr(item, "label", item))[:200]
                    raise RunError(f"{label} kills every worker that works on it: leave it out") from None
                suspects.insert(0, left)

    def _fill(self, work: Callable[..., Any], source: Iterator[Any], waiting: Any, running: dict[str, Any]) -> None:
        room = AHEAD * max(1, sum(self._client.ncores().values()))
        while len(running) < room:
            try:
                item = next(source)
            except StopIteration:
                return
            self._submit(work, item, waiting, running)

    def _submit(self, work: Callable[..., Any], item: Any, waiting: Any, running: dict[str, Any]) -> None:
        future = self._client.submit(work, item, pure=False)
        running[future.key] = item
        waiting.add(future)

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
