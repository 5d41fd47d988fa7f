"""Files that appear whole or not at all, and errors of the disk as one clear line.

A file is written under a name that begins with ``.part-`` in its own folder, flushed to the disk and renamed; the
folder is flushed after it (POSIX: a rename within a file system is atomic; a flush makes it last).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO, cast

from provenance.errors import OutputError

PART = ".part-"


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turns what the disk refuses under ``path`` into an OutputError that says what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename or path
        raise OutputError(
            f"{os.fspath(where)}: {error.strerror or error}; nothing finished is lost: mend it and give the same "
            "command again"
        ) from error


@contextlib.contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """A new file for UTF-8 text that takes the name ``path`` when all is well. Raises OutputError; then ``path`` is as
    it was before."""
    with _whole(path, lambda part: open(part, "w", encoding="utf-8", newline="")) as out:
        yield cast(TextIO, out)


@contextlib.contextmanager
def whole_bytes(path: Path) -> Iterator[BinaryIO]:
    """The same for bytes."""
    with _whole(path, lambda part: open(part, "wb")) as out:
        yield cast(BinaryIO, out)


@contextlib.contextmanager
def _whole(path: Path, create: Callable[[Path], IO[Any]]) -> Iterator[IO[Any]]:
    part = _part(path)
    with guarded(path):
        try:
            with create(part) as out:
                yield out
                _flush(out)
            os.replace(part, path)
            sync_folder(path.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _part(path: Path) -> Path:
    """A name for what becomes ``path``, of its own for each try: the same work may be done twice at once."""
    return path.with_name(f"{PART}{path.name}-{os.getpid()}-{os.urandom(4).hex()}")


def _flush(out: IO[Any]) -> None:
    out.flush()
    os.fsync(out.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A new folder to fill (its files must be flushed: use ``whole``) that takes the name ``path`` when all is well.

    Where ``path`` is there already it stays: the same work gives the same files. Raises OutputError.
    """
    part = _part(path)
    with guarded(path):
        try:
            part.mkdir(parents=True)
            yield part
            _settle(part, path)
            sync_folder(path.parent)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _settle(part: Path, path: Path) -> None:
    try:
        os.rename(part, path)
    except OSError:
        if not path.is_dir():
            raise


def settle(part: Path, path: Path) -> None:
    """Let a file that is written and flushed already take its name."""
    with open(part, "rb+") as out:
        os.fsync(out.fileno())
    os.replace(part, path)
    sync_folder(path.parent)


def write_json(path: Path, value: object) -> None:
    """Write ``value`` as JSON, whole or not at all."""
    with whole(path) as out:
        json.dump(value, out, ensure_ascii=False, indent=1)
        out.write("\n")


def sweep(folder: Path) -> None:
    """Remove what an interrupted run left half written directly in ``folder``."""
    with guarded(folder):
        for entry in list(os.scandir(folder)) if folder.is_dir() else []:
            if entry.name.startswith(PART):
                (shutil.rmtree if entry.is_dir(follow_symlinks=False) else os.unlink)(entry.path)


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, if it is there."""
    with guarded(path):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
