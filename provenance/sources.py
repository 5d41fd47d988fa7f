"""Where articles come from: files, folders, patterns and standard input, compressed or not, to ``Article | Refusal``.

The format goes by the user's word, the ending of the name, the content, in this order; readers are found by scanning.
One input that cannot be read is one Refusal, and the next input follows.
"""

from __future__ import annotations

import errno
import glob
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from provenance import plugins
from provenance.contracts import Reader
from provenance.errors import InputError, MissingError, OptionError
from provenance.records import Article, ReadOptions, Refusal

_COMPRESSED = (".gz", ".xz", ".bz2", ".zst")
RESULTS = "holds results of provenance batch, which are not read as articles; name a table itself to read it"
SPECIAL = "neither a file nor a folder (a pipe, socket or device) and not read; give it on standard input, as -"
"""Reason for what stands in a folder and could keep its reader waiting for ever."""
_RUN = "run.json"
_CARD = 1 << 16
"""Bytes of it that are looked at."""
_WRITTEN = re.compile(rb'"files"\s*:\s*(\[[^\]]*\])')
"""Where ``run.json`` names the files beside it."""
_HEAD = 4096
_PIECE = 1 << 16
_FRAMED = 1 << 10
"""Bytes of zstandard undone at a time: they can stand for 32 MiB."""


@cache
def readers() -> tuple[type[Reader], ...]:
    """The reader classes, by name."""
    return plugins.scan("provenance.readers", Reader)


def formats() -> tuple[str, ...]:
    """What ``ReadOptions.format`` may say: the suffixes of all readers, without dot."""
    return tuple(sorted({suffix[1:] for reader in readers() for suffix in reader.suffixes}))


def read(
    paths: Iterable[str | Path],
    options: ReadOptions | None = None,
    stdin: BinaryIO | None = None,
    again: Callable[[str], object] = str,
) -> Iterator[Article | Refusal]:
    """Articles of all ``paths``, streaming, in the order given; a folder's files by name, to any depth.

    ``-`` is ``stdin`` (by default the process's own); ``*``, ``?`` and ``[...]`` are expanded where no file has that
    name; in folders, hidden files are passed over. A file that several paths lead to is read once; ``again`` is called
    with its other names. Raises OptionError where an option is wrong for all input, and
    MissingError where a format needs an extra that is not installed.
    """
    options = options or ReadOptions()
    if options.format and options.format not in formats():
        raise OptionError(f"unknown input format {options.format!r}; known: {', '.join(formats())}")
    seen: set[str] = set()
    for path in paths:
        for origin in _expand(str(path)):
            if isinstance(origin, tuple):
                yield from origin
            elif (whole := os.path.realpath(origin)) in seen:
                again(origin)
            else:
                seen.add(whole)
                yield from _one(origin, options, stdin)


def files(paths: Iterable[str]) -> Iterator[str]:
    """Names of the files that ``read`` would open, without standard input."""
    for path in paths:
        yield from (name for name in _expand(path) if isinstance(name, str) and name != "-")


def readable(name: str) -> bool:
    """Whether a file of this name would be read as an article where it lies in a folder."""
    return not name.startswith(".") and any(suffix(name) in reader.suffixes for reader in readers())


def _expand(path: str) -> Iterator[str | tuple[Refusal]]:
    """Names of files below ``path``; a one-tuple of a Refusal for what is not there."""
    if path == "-" or Path(path).is_file():
        yield path
    elif Path(path).is_dir():
        yield from _walk(path)
    elif glob.has_magic(path) and (found := sorted(glob.glob(path, recursive=True))):
        for name in found:
            yield from (_special(name),) if special(name) else _expand(name)
    elif Path(path).exists():
        yield path  # a pipe that somebody named, as shells do for <(command)
    else:
        yield (Refusal(path, "read", "no such file or folder"),)


def _walk(folder: str) -> Iterator[str | tuple[Refusal]]:
    known = {suffix for reader in readers() for suffix in reader.suffixes}
    empty = True
    own: dict[Path, frozenset[str]] = {}
    closed: set[Path] = set()
    top = Path(folder)
    for path in (top, *sorted(top.rglob("*"))):
        if any(part.startswith(".") for part in path.relative_to(top).parts) or path.parent in closed:
            continue
        if path.is_dir():
            walked = path == top or not path.is_symlink()
            if walked and not os.access(path, os.R_OK | os.X_OK):
                closed.add(path)
                empty = False
                yield (Refusal(str(path), "read", os.strerror(errno.EACCES)),)
            continue
        empty = False
        if path.parent not in own:
            own[path.parent] = results(path.parent)
            if own[path.parent]:
                yield (Refusal(str(path.parent), "read", RESULTS),)
        if path.name in own[path.parent]:
            continue
        if special(path):
            yield _special(str(path))
        elif suffix(path.name) in known:
            yield str(path)
        else:
            yield (Refusal(str(path), "read", f"no reader for {suffix(path.name) or 'names without ending'}"),)
    if empty:
        yield (Refusal(folder, "read", "the folder holds no files"),)


def special(path: str | Path) -> bool:
    """Whether ``path`` is there and neither a file nor a folder: a pipe, a socket, a device."""
    return Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir())


def _special(path: str) -> tuple[Refusal]:
    return (Refusal(path, "read", SPECIAL),)


def results(folder: str | Path) -> frozenset[str]:
    """Names of the files in ``folder`` that ``provenance batch`` wrote as its results; none where it wrote none."""
    try:
        with open(Path(folder) / _RUN, "rb") as card:
            head = card.read(_CARD)
        listed = _WRITTEN.search(head) if b'"prov_schema"' in head else None
        names = [_RUN, *json.loads(listed[1])] if listed else []
    except (OSError, ValueError):
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str))


def suffix(name: str) -> str:
    """The lower-case ending of ``name`` that tells its format, compression taken off.

    >>> suffix("Feed.JSONL.gz")
    '.jsonl'
    """
    path = Path(name.lower())
    return (Path(path.stem) if path.suffix in _COMPRESSED else path).suffix


def _one(origin: str, options: ReadOptions, stdin: BinaryIO | None) -> Iterator[Article | Refusal]:
    """Articles of one input; what spoils it is its last item."""
    with told(origin) as refusals:
        if origin == "-":
            yield from _through(stdin or sys.stdin.buffer, origin, options)
        else:
            with open(origin, "rb", 1 << 16) as stream:
                yield from _through(stream, origin, options)
    yield from refusals


@contextmanager
def told(origin: str) -> Iterator[list[Refusal]]:
    """Catches what spoils an input; the list then holds it as a Refusal."""
    refusals: list[Refusal] = []
    try:
        yield refusals
    except InputError as error:
        refusals.append(Refusal(origin, "read", str(error)))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        refusals.append(Refusal(origin, "read", reason))
    except UnicodeEncodeError:
        name = origin.encode("utf-8", "replace").decode()
        refusals.append(Refusal(name, "read", "the name of the file cannot be used here"))


def _through(raw: BinaryIO, origin: str, options: ReadOptions) -> Iterator[Article | Refusal]:
    reader, stream = opened(raw, origin, options)
    yield from reader.read(stream, origin)


def opened(raw: BinaryIO, origin: str, options: ReadOptions) -> tuple[Reader, BinaryIO]:
    """The reader for ``raw`` and the stream, decompressed, that it is to read."""
    stream = _opened(_buffered(raw))
    head = stream.peek(_HEAD)[:_HEAD]
    return _choose(origin, head, options)(options), cast(BinaryIO, stream)


def _choose(origin: str, head: bytes, options: ReadOptions) -> type[Reader]:
    ending = f".{options.format}" if options.format else suffix(origin)
    named = next((reader for reader in readers() if ending in reader.suffixes), None)
    if named and (options.format or named is not _fallback()):
        return named  # "txt" tells of no format: tables and pages are saved so, too
    return next((reader for reader in readers() if reader.sniff(head)), _fallback())


def _fallback() -> type[Reader]:
    return next(reader for reader in readers() if ".txt" in reader.suffixes)


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw), 1 << 16)


def _opened(stream: io.BufferedReader) -> io.BufferedReader:
    """``stream`` decompressed where its first bytes say that it is compressed."""
    head = stream.peek(8)[:8]
    opener = next((opener for magic, opener in _OPENERS if head.startswith(magic)), None)
    return stream if opener is None else io.BufferedReader(cast(io.RawIOBase, opener(stream)), 1 << 16)


def _gzip(stream: BinaryIO) -> BinaryIO:
    import gzip

    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))


def _xz(stream: BinaryIO) -> BinaryIO:
    import lzma

    return cast(BinaryIO, _Pieces(iter(partial(lzma.LZMAFile(stream).read, _PIECE), b""), lzma.LZMAError))


def _bz2(stream: BinaryIO) -> BinaryIO:
    import bz2

    return cast(BinaryIO, bz2.BZ2File(stream))


def _zstd(stream: BinaryIO) -> BinaryIO:
    try:
        import zstandard
    except ImportError:
        raise MissingError("zst files need zstandard: pip install 'translation-provenance[zstd]'") from None
    return cast(BinaryIO, _Pieces(_frames(stream, zstandard.ZstdDecompressor()), zstandard.ZstdError))


def _frames(stream: BinaryIO, unpacker: Any) -> Iterator[bytes]:
    """What the frames of zstandard in ``stream`` hold. Raises EOFError where the last breaks off."""
    piece = stream.read(_FRAMED)
    while piece:
        frame = unpacker.decompressobj()
        while not frame.eof:
            if not piece:
                raise EOFError("the compressed file breaks off")
            yield frame.decompress(piece)
            piece = frame.unused_data or stream.read(_FRAMED)


class _Pieces(io.RawIOBase):
    """A stream of ``pieces`` whose ``error`` is an OSError, as those of the other formats are."""

    def __init__(self, pieces: Iterator[bytes], error: type[Exception]) -> None:
        self._pieces, self._error, self._rest = pieces, error, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            while not self._rest:
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except self._error as error:
            raise OSError(str(error)) from None
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


_OPENERS: tuple[tuple[bytes, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"\xfd7zXZ\x00", _xz),
    (b"BZh", _bz2),
    (b"\x28\xb5\x2f\xfd", _zstd),
)
