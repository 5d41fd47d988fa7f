"""Processes of this machine (the standard library's pool, started afresh so that no thread is copied by a fork).

A worker that dies breaks the whole pool: a new one is made, and what was under way is done again. An item that was
under way at ``PATIENCE`` deaths is tried alone; if it kills that worker too, it is to blame.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from provenance import interrupt
from provenance.batch.executors import Executor, R, T
from provenance.errors import ProvenanceWarning, RunError

PATIENCE = 3
AHEAD = 2
"""Items handed out for each worker, so that none waits for the reader."""


class Processes(Executor):
    """``workers`` processes."""

    name = "processes"

    def __init__(self, workers: int = 1, address: str | None = None) -> None:
        super().__init__(workers, address)
        self._pool = self._fresh(workers)

    def _fresh(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_settle)

    def map(
        self, work: Callable[[T], R], items: Iterable[T], spare: Callable[[T], T | None] = lambda item: None
    ) -> Iterator[R]:
        source = iter(items)
        running: dict[Future[R], tuple[T, int]] = {}
        again: list[tuple[T, int]] = []
        while True:
            again = self._fill(work, source, running, again)
            if not running and not again:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                item, deaths = running.pop(future)
                try:
                    result = future.result()
                except BrokenProcessPool:
                    again.append((item, deaths + 1))
                    continue
                yield result
            if again:
                yield from self._recover(work, running, again, spare)

    def _fill(
        self,
        work: Callable[[T], R],
        source: Iterator[T],
        running: dict[Future[R], tuple[T, int]],
        again: list[tuple[T, int]],
    ) -> list[tuple[T, int]]:
        """Hand out what is to be done again, then new items, up to ``AHEAD`` for each worker."""
        while len(running) < self.workers * AHEAD:
            if again:
                item, deaths = again.pop(0)
            else:
                try:
                    item, deaths = next(source), 0
                except StopIteration:
                    break
            try:
                running[_submit(self._pool, work, item)] = (item, deaths)
            except BrokenProcessPool:
                again.append((item, deaths))
                break
        return again

    def _recover(
        self,
        work: Callable[[T], R],
        running: dict[Future[R], tuple[T, int]],
        again: list[tuple[T, int]],
        spare: Callable[[T], T | None],
    ) -> Iterator[R]:
        """After a death: a new pool; every future of the old one comes back broken or finished."""
        wait(running)
        for future, (item, deaths) in list(running.items()):
            error = future.exception()
            if error is None:
                yield future.result()
            elif isinstance(error, BrokenProcessPool):
                again.append((item, deaths + 1))
            else:
                raise error
        running.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._fresh(self.workers)
        patient = [pair for pair in again if pair[1] < PATIENCE]
        for item, _ in [pair for pair in again if pair[1] >= PATIENCE]:
            yield self._alone(work, item, spare)
        again[:] = patient

    def _alone(self, work: Callable[[T], R], item: T, spare: Callable[[T], T | None]) -> R:
        """The item in a process of its own, and what is spared of it where it kills that, too."""
        while True:
            with self._fresh(1) as pool:
                try:
                    return _submit(pool, work, item).result()
                except BrokenProcessPool:
                    left = spare(item)
            if left is None:
                raise RunError(f"{_name(item)} kills the process that works on it: leave it out")
            item = left

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T) -> Future[R]:
    """Hand out ``item``. A worker that this starts is deaf to Ctrl-C until it has settled: no traceback."""
    with interrupt.Held():
        return pool.submit(work, item)


def _settle() -> None:
    """Let Ctrl-C end a worker without a word, and let none outlive a parent that was killed: it would wait for ever.
    Warnings of ours were said where the run began."""
    warnings.simplefilter("ignore", ProvenanceWarning)
    if os.name == "posix":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _name(item: Any) -> str:
    return str(getattr(item, "label", item))[:200]
