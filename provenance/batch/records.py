"""The records of a run: options, inputs, tasks, and what a finished shard reports. Small, frozen, safe to send."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from provenance.auditor import Settings
from provenance.records import Article, ReadOptions, Refusal


@dataclass(frozen=True, slots=True)
class Options:
    """Options that change the bytes of the results; all of them stand in the manifest."""

    settings: Settings = field(default_factory=Settings)
    reading: ReadOptions = field(default_factory=ReadOptions)
    shard_size: int = 500
    """Records (or whole files) in a shard."""
    graph: bool = True
    """Whether events are grouped and derived."""
    format: str = "csv"
    bom: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """A file as found when the run began. ``digest`` is its SHA-256, empty where it could not be read."""

    path: str
    size: int
    digest: str
    reason: str = ""
    """Why it cannot be read, in words; empty where it can."""


@dataclass(frozen=True, slots=True)
class Task:
    """The work of one shard: whole small files that the worker reads, a piece of a big one that can be read by itself,
    or articles that were read for it."""

    number: int
    files: tuple[Input, ...] = ()
    piece: bytes = b""
    origin: str = ""
    """The input that ``piece`` was cut from."""
    before: int = 0
    """How many records of the input stand before ``piece``."""
    articles: tuple[Article | Refusal, ...] = ()
    share: int = 0
    """How many bytes of input it stands for, about; progress is counted in these."""
    without: tuple[int, ...] = ()
    """Which of its articles, counted from 0, are not judged, as they killed the process that did."""

    @property
    def label(self) -> str:
        """What it works on, for people."""
        names = [one.path for one in self.files] or [self.origin] * bool(self.origin)
        names = names or [one.origin for one in self.articles]
        return f"{names[0]} to {names[-1]}" if len(names) > 1 else "".join(names)


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs besides its tasks: where to write and how to judge."""

    folder: Path
    options: Options
    signature: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a finished shard reports."""

    number: int
    articles: int
    skipped: int
    share: int = 0
