"""All the work in this process, one item after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from provenance.batch.executors import Executor, R, T


class Serial(Executor):
    """One process, no copies."""

    name = "serial"

    def map(
        self, work: Callable[[T], R], items: Iterable[T], spare: Callable[[T], T | None] = lambda item: None
    ) -> Iterator[R]:
        for item in items:
            yield work(item)

    def close(self) -> None:
        """Nothing to let go."""
