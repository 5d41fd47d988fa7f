"""JSON: one object a line, or a whole file that is one object, a list, an object around a list (GDELT), or a
feed (JSON Feed)."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO, cast

from provenance import feed_entries, rows
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import Article, Refusal
from provenance.text.charset import decode

_PEEK = 65_536
_PIECE = 4 << 20
"""Bytes of a stretch, about, at most."""
_LISTS = ("articles", "docs", "items", "results", "stories", "data")
"""Names under which exports wrap their list of records."""


class Jsonl(Reader):
    """One article an object; values that are not text become JSON in ``Article.fields``."""

    suffixes = (".jsonl", ".ndjson", ".json")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return start.startswith((b'{"', b'[{"', b"{\n", b"[\n"))

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        limit = 8 * self.options.longest
        if _is_wide(stream):
            raw = stream.read(limit + 1)
            if len(raw) > limit:
                raise InputError(f"more than {limit} bytes of JSON in UTF-16 or UTF-32; write it as UTF-8")
            plain = io.BytesIO(decode(raw, self.options.encoding).text.encode())
            yield from Jsonl(replace(self.options, encoding=None)).read(plain, origin)
            return
        lines = ((number, line) for number, line in enumerate(_lines(stream, limit), 1) if line.strip())
        first = next(lines, None)
        if first and first[0] == 1 and len(first[1]) <= limit and _opens_document(first[1]):
            raw = first[1] + stream.read(limit)
            if not _torn(raw, limit):
                yield from self._document(raw, limit, origin)
                return
            whole = io.BytesIO(raw + stream.readline(limit + 1))
            lines = (
                (n, one) for n, one in enumerate(chain(_lines(whole, limit), _lines(stream, limit)), 1) if one.strip()
            )
            first = next(lines)
        second = next(lines, None)
        if first and not second and _wraps(first[1]):
            yield from self._document(first[1], limit, origin)
            return
        for number, line in chain(filter(None, (first, second)), lines):
            yield self._line(line, limit, origin, number)

    def stretches(self, stream: BinaryIO, records: int) -> Iterator[tuple[int, bytes]] | None:
        first, end, _ = cast(io.BufferedReader, stream).peek(_PEEK).partition(b"\n")
        whole = not end or _is_wide(stream) or _opens_document(first) or _wraps(first)
        return None if whole else _stretches(stream, records, 8 * self.options.longest)

    def read_stretch(self, piece: bytes, before: int, origin: str) -> Iterator[Article | Refusal]:
        limit = 8 * self.options.longest
        for number, line in enumerate(_lines(io.BytesIO(piece), limit), before + 1):
            if line.strip():
                yield self._line(line, limit, origin, number)

    def _line(self, line: bytes, limit: int, origin: str, number: int) -> Article | Refusal:
        if len(line) > limit:
            return Refusal(origin, "read", f"the line has more than {limit} bytes", str(number))
        try:
            found = decode(line, self.options.encoding)
            return self._record(json.loads(found.text), origin, number, found.notes)
        except InputError as error:
            return Refusal(origin, "read", str(error), str(number))
        except (ValueError, RecursionError) as error:
            return Refusal(origin, "read", f"not JSON: {_why(error)}", str(number))

    def _document(self, raw: bytes, limit: int, origin: str) -> Iterator[Article | Refusal]:
        if len(raw) > limit:
            raise InputError(f"more than {limit} bytes of JSON in one piece; write one object a line (.jsonl)")
        found = decode(raw, self.options.encoding)
        try:
            document = json.loads(found.text)
        except (ValueError, RecursionError) as error:
            line = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
            raise InputError(f"not JSON: {line}{_why(error)}") from None
        if feed_entries.is_json_feed(document):
            yield from self._feed(document, origin)
            return
        alone = self._record(document, origin, 1, found.notes)
        records = [document] if isinstance(alone, Article) else _records(document)
        for number, record in enumerate(records, 1):
            yield self._record(record, origin, number, found.notes)

    def _feed(self, document: dict[str, Any], origin: str) -> Iterator[Article | Refusal]:
        number = 0
        for number, (outlet, values) in enumerate(feed_entries.json_entries(document), 1):
            yield feed_entries.article(values, outlet, origin, number, self.options)
        if not number:
            raise InputError("no entries: a JSON Feed that is empty")

    def _record(self, record: Any, origin: str, number: int, notes: tuple[str, ...]) -> Article | Refusal:
        if not isinstance(record, dict):
            return Refusal(origin, "read", "not a JSON object with named values", str(number))
        return rows.article(record.items(), origin, number, self.options, notes)


def _is_wide(stream: BinaryIO) -> bool:
    """Whether the marks of UTF-16 or UTF-32 begin ``stream``: their lines cannot be told by bytes."""
    head = cast(io.BufferedReader, stream).peek(4)[:4] if hasattr(stream, "peek") else b""
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines of ``stream``; of one longer than ``limit`` the first ``limit + 1`` bytes, its rest is read over."""
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def _stretches(stream: BinaryIO, records: int, limit: int) -> Iterator[tuple[int, bytes]]:
    held: list[bytes] = []
    size = before = 0
    for line in _lines(stream, limit):
        held.append(line + b"\n" if len(line) > limit and not line.endswith(b"\n") else line)
        size += len(line)
        if len(held) >= records or size >= _PIECE:
            yield before, b"".join(held)
            held, size, before = [], 0, before + len(held)
    if held:
        yield before, b"".join(held)


def _opens_document(line: bytes) -> bool:
    """Whether a first line begins JSON that goes on over lines: no whole object stands on it."""
    start = line.removeprefix(b"\xef\xbb\xbf").strip()
    return start.startswith(b"[") or start == b"{" or (start.startswith(b"{") and not start.endswith(b"}"))


def _torn(raw: bytes, limit: int) -> bool:
    """Whether it is a file of lines whose first one is broken: no document as a whole, and an object on the second."""
    rest = raw.partition(b"\n")[2].lstrip()
    return _object(rest.partition(b"\n")[0]) and (len(raw) > limit or not _object(raw))


def _object(raw: bytes) -> bool:
    try:
        return isinstance(json.loads(raw.removeprefix(b"\xef\xbb\xbf")), dict)
    except (ValueError, RecursionError):
        return False


def _wraps(line: bytes) -> bool:
    """Whether a line is an object around a list of records, as NewsAPI sends them."""
    if not any(f'"{name}"'.encode() in line for name in _LISTS):
        return False
    try:
        document = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return False
    return _records(document) != [document] or feed_entries.is_json_feed(document)


def _records(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for name in _LISTS:
            if isinstance(inner := document.get(name), list) and inner and isinstance(inner[0], dict):
                return inner
    return [document]


def _why(error: Exception) -> str:
    return f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
