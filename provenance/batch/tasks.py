"""Cuts the inputs into tasks, always in the same places, whatever the number of workers.

Small files travel by name, many in a task, and the worker reads them; a big file is cut here, in order, and its pieces
travel, or it is read here and its articles travel. A task stays small, so memory does not grow with the input.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from provenance import sources
from provenance.batch.inputs import STDIN, there
from provenance.batch.records import Input, Options, Task
from provenance.records import Article, Refusal

SMALL = 1 << 20
"""Bytes; a file up to this size is read by the worker."""
FILES = 4 << 20
"""Bytes of small files in a task, at most."""
CHARACTERS = 4_000_000
"""Characters of articles in a task, about, at most."""


def cut(inputs: Iterable[Input], options: Options, spool: Path) -> Iterator[Task]:
    """The tasks, numbered from 0."""
    for number, task in enumerate(_cut(inputs, options, spool)):
        yield dataclasses.replace(task, number=number)


def _cut(inputs: Iterable[Input], options: Options, spool: Path) -> Iterator[Task]:
    waiting: list[Input] = []
    held = 0
    for one in inputs:
        big = one.size > SMALL or one.path == STDIN
        if waiting and (big or len(waiting) >= options.shard_size or held + one.size > FILES):
            yield Task(0, files=tuple(waiting), share=held)
            waiting, held = [], 0
        if big:
            yield from _stretches(one, options, spool)
        else:
            waiting.append(one)
            held += one.size
    if waiting:
        yield Task(0, files=tuple(waiting), share=held)


def _stretches(one: Input, options: Options, spool: Path) -> Iterator[Task]:
    """A big input in stretches of ``shard_size`` articles."""
    batch: list[Article | Refusal] = []
    held = told = 0
    with there(one, spool) as raw:
        for item in _items(raw, one, options):
            if isinstance(item, tuple):
                yield Task(0, piece=item[1], before=item[0], origin=one.path, share=_at(raw, told) - told)
                told = _at(raw, told)
                continue
            batch.append(item)
            held += len(item.text) if isinstance(item, Article) else 0
            if len(batch) >= options.shard_size or held >= CHARACTERS:
                yield Task(0, articles=tuple(batch), share=_at(raw, told) - told)
                batch, held, told = [], 0, _at(raw, told)
    if batch:
        yield Task(0, articles=tuple(batch), share=one.size - told)


def _at(raw: BinaryIO, before: int) -> int:
    """How far a file has been read; some formats go back and forth in it."""
    return before if raw.closed else max(before, raw.tell())


def _items(raw: BinaryIO, one: Input, options: Options) -> Iterator[Article | Refusal | tuple[int, bytes]]:
    """Pieces where the format can be cut, else what is read."""
    with sources.told(one.path) as refusals:
        reader, stream = sources.opened(raw, one.path, options.reading)
        pieces = reader.stretches(stream, options.shard_size)
        yield from reader.read(stream, one.path) if pieces is None else pieces
    yield from refusals


def read(one: Input, options: Options, spool: Path) -> Iterator[Article | Refusal]:
    """Articles of one input."""
    if one.reason:
        yield Refusal(one.path, "read", one.reason)
    elif one.path == STDIN:
        with open(spool, "rb") as stream:
            yield from sources.read([STDIN], options.reading, stream)
    else:
        yield from sources.read([one.path], options.reading)
