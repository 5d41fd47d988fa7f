"""Who does the work: one executor a file, found by scanning; imported only when asked for."""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, ClassVar, Self, TypeVar

from provenance.errors import OptionError

T = TypeVar("T")
R = TypeVar("R")


class Executor(ABC):
    """Does the same work on many items, wherever it likes."""

    name: ClassVar[str]

    def __init__(self, workers: int = 1, address: str | None = None) -> None:
        self.workers = workers
        self.address = address

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def map(
        self, work: Callable[[T], R], items: Iterable[T], spare: Callable[[T], T | None] = lambda item: None
    ) -> Iterator[R]:
        """``work(item)`` for every item, in any order. Items are taken from ``items`` a few at a time as workers come
        free. A worker that dies costs only time: its items are done again. What ``work`` raises is raised here.

        An item that kills workers again and again is to blame itself: ``spare(item)`` may name an item to be done in
        its place; where it does not, RunError is raised. ``work`` must be a function (or a ``partial`` of one) that can
        be pickled, and doing an item twice must be as good as once.
        """

    @abstractmethod
    def close(self) -> None:
        """Let the workers go."""


def names() -> tuple[str, ...]:
    """The executors that there are."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__)))


def load(name: str, workers: int, address: str | None = None) -> Executor:
    """The executor ``name``. Raises OptionError for an unknown one, MissingError where its extra is not installed."""
    if name not in names():
        raise OptionError(f"unknown executor {name!r}; known: {', '.join(names())}")
    module = importlib.import_module(f"{__name__}.{name}")
    kinds = [kind for kind in vars(module).values() if _is_one(kind, module.__name__)]
    made: Executor = kinds[0](workers, address)
    return made


def _is_one(kind: Any, module: str) -> bool:
    return isinstance(kind, type) and issubclass(kind, Executor) and kind.__module__ == module
