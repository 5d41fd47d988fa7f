"""What goes in: every file below the paths given, in one order whatever order they were given in, with its digest."""

from __future__ import annotations

import glob
import hashlib
import heapq
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from provenance import sources
from provenance.batch import files
from provenance.batch.records import Input
from provenance.errors import RunError

STDIN = "-"
LIST = "inputs.jsonl"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Own:
    """What a run writes into the folder of its results, which may lie in a folder that it reads: never its input."""

    folder: Path
    names: frozenset[str]

    def is_folder(self, path: str) -> bool:
        """Whether ``path`` is the folder, under whatever name."""
        try:
            return os.path.samefile(path, self.folder)
        except OSError:
            return False

    def holds(self, path: str) -> bool:
        """Whether ``path`` is a file that the run writes."""
        return os.path.basename(path) in self.names and self.is_folder(os.path.dirname(path) or ".")


NONE = Own(Path(os.devnull), frozenset())
"""No results among the inputs."""


def expand(paths: Iterable[str], own: Own = NONE) -> Iterator[tuple[str, str]]:
    """(path, reason) of every file below ``paths``, sorted by path, each once; ``reason`` says why it cannot be read.

    Lazy: of a folder, the names of one level at a time are in memory. Passes over what is ``own``, unless it is named.
    """
    known = frozenset(suffix for reader in sources.readers() for suffix in reader.suffixes)
    streams = [_below(path, known, own) for path in sorted(set(paths))]
    merged = heapq.merge(*streams, key=lambda found: _key(found[0]))
    for _, same in groupby(merged, key=lambda found: _key(found[0])):
        yield min(same, key=lambda found: found[1])


def _key(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _below(path: str, known: frozenset[str], own: Own) -> Iterator[tuple[str, str]]:
    if path == STDIN or os.path.isfile(path):
        yield path, ""
    elif os.path.isdir(path):
        yield from _walk(path, known, own)
    elif glob.has_magic(path) and (found := glob.glob(path, recursive=True)):
        names = (name for name in _tops(found) if not own.holds(name))
        yield from (item for name in names for item in _below(name, known, own))
    elif os.path.exists(path):
        yield path, sources.SPECIAL
    else:
        yield path, "no such file or folder"


def _tops(names: Iterable[str]) -> Iterator[str]:
    """Sorted names without those that lie below another of them."""
    top: tuple[str, ...] = ()
    for name in sorted(names, key=_key):
        parts = _key(name)
        if not top or parts[: len(top)] != top:
            top = parts
            yield name


def _walk(folder: str, known: frozenset[str], own: Own) -> Iterator[tuple[str, str]]:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        yield folder, error.strerror or str(error)
        return
    here = own.is_folder(folder)
    results = own.names if here else sources.results(folder)
    if not names and not here:
        yield folder, "the folder holds no files"
    if results and not here:
        yield folder, sources.RESULTS
    for name in names:
        if name in results:
            continue
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            if not os.path.islink(path):
                yield from _walk(path, known, own)
        elif sources.special(path):
            yield path, sources.SPECIAL
        elif (suffix := sources.suffix(name)) in known:
            yield path, ""
        else:
            yield path, f"no reader for {suffix or 'names without ending'}"


def look(path: str, reason: str, spool: Path) -> Input:
    """The input as it is now. Standard input is copied to ``spool`` first, so that it can be read again."""
    if reason:
        return Input(path, 0, "", reason)
    try:
        size, found = digest(str(spool) if path == STDIN else path)
    except OSError as error:
        return Input(path, 0, "", error.strerror or str(error))
    return Input(path, size, found)


def digest(path: str) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with open(path, "rb") as source:
        mode = os.fstat(source.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(0, "not a regular file: give it on standard input, as -")
        found = hashlib.file_digest(source, "sha256")
        return source.tell(), found.hexdigest()


def keep_stdin(stream: BinaryIO, spool: Path) -> None:
    """Copy standard input to the file ``spool``."""
    with files.whole_bytes(spool) as out:
        shutil.copyfileobj(stream, out, _CHUNK)


def record(
    paths: Iterable[str], state: Path, spool: Path, own: Own, tick: Callable[[Input], None] = lambda _: None
) -> tuple[int, int, str]:
    """Write the list of inputs into ``state``; their number, bytes and one digest over all."""
    total, size, over_all = 0, 0, hashlib.sha256()
    with files.whole(state / LIST) as out:
        for path, reason in expand(paths, own):
            found = look(path, reason, spool)
            line = json.dumps([found.path, found.size, found.digest, found.reason])
            over_all.update(line.encode() + b"\n")
            out.write(line + "\n")
            total, size = total + 1, size + found.size
            tick(found)
    return total, size, over_all.hexdigest()


def recorded(state: Path) -> Iterator[Input]:
    """The inputs that ``record`` wrote."""
    with open(state / LIST, encoding="utf-8") as source:
        for line in source:
            yield Input(*json.loads(line))


def difference(state: Path, paths: Iterable[str], spool: Path, own: Own) -> str:
    """How the inputs differ from the recorded ones, in words; empty where they do not."""
    now = (look(path, reason, spool) for path, reason in expand(paths, own))
    for before, after in _pairs(recorded(state), now):
        if before is None and after is not None:
            return f"{name(after)} was not among the inputs"
        if before is not None and after is None:
            return f"{name(before)} was among the inputs"
        if before is not None and after is not None and before != after:
            return f"{name(before)} has changed"
    return ""


def _pairs(before: Iterator[Input], after: Iterator[Input]) -> Iterator[tuple[Input | None, Input | None]]:
    """Both sorted lists side by side, by path."""
    tagged = heapq.merge(
        ((_key(one.path), 0, one) for one in before), ((_key(one.path), 1, one) for one in after), key=lambda t: t[:2]
    )
    for _, same in groupby(tagged, key=lambda item: item[0]):
        sides: list[Input | None] = [None, None]
        for _, side, one in same:
            sides[side] = one
        yield sides[0], sides[1]


def name(one: Input) -> str:
    """An input's name for people."""
    return "standard input" if one.path == STDIN else one.path


def unchanged(found: Input, spool: Path) -> None:
    """Raises RunError where the input is no longer what it was when the run began."""
    try:
        now = digest(str(spool) if found.path == STDIN else found.path)
    except OSError as error:
        raise _vanished(found, error) from None
    if now != (found.size, found.digest):
        raise _changed(found)


@contextmanager
def there(found: Input, spool: Path) -> Iterator[BinaryIO]:
    """The input, opened; for big ones, whose size alone is compared. Raises RunError where it is not as it was."""
    try:
        raw = open(spool if found.path == STDIN else found.path, "rb", 1 << 16)  # noqa: SIM115 - closed below
    except OSError as error:
        raise _vanished(found, error) from None
    with raw:
        handle = os.dup(raw.fileno())
        try:
            if os.fstat(handle).st_size != found.size:
                raise _changed(found)
            yield raw
            if os.fstat(handle).st_size != found.size:
                raise _changed(found)
        finally:
            os.close(handle)


def _vanished(found: Input, error: OSError) -> RunError:
    return RunError(
        f"{name(found)} was there when the run began and cannot be read now ({error.strerror}): put it back and give "
        "the same command again, or start anew with --restart"
    )


def _changed(found: Input) -> RunError:
    return RunError(
        f"{name(found)} has changed since the run began: put the old one back and give the same command again, or "
        "start anew with --restart"
    )
