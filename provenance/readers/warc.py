"""WARC archives of the web (ISO 28500; CC-NEWS, ``wget --warc-file``, ``provenance fetch``): one article a page.

Pages (``response`` and ``resource`` records with HTML) are cut as saved pages are, plain text (``conversion``, as in
WET) is taken as it is; all else in an archive (requests, images, errors, robots.txt) is no article and passed over.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit

from provenance import pages
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import LIMIT, Article, Refusal
from provenance.rows import unusable
from provenance.text.charset import decode
from provenance.text.clean import clean
from provenance.unpack import AUTO, RAW, Unpacker

_LINE = 65_536
_LINES = 1_000
_PAGES = ("text/html", "application/xhtml+xml")
_PIECE = 4 << 20
"""Bytes of a stretch, about, at most."""
_LARGEST = 64 << 20
"""Bytes of a page, unpacked."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of an archive; ``raw`` is all of it, empty where it was too long to keep."""

    headers: dict[str, str]
    block: bytes
    raw: bytes
    long: bool = False

    @property
    def name(self) -> str:
        """The identifier without its wrapping; a digest where the record has none."""
        told = self.headers.get("warc-record-id", "").strip("<>").removeprefix("urn:uuid:")
        return told or hashlib.sha256(self.block).hexdigest()[:32]

    @property
    def url(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<>")


class Warc(Reader):
    """``Article.id`` is the record's identifier, so that an archive may be cut anywhere between records."""

    suffixes = (".warc", ".wet")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        return head.startswith(b"WARC/")

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        for record in _records(stream, 8 * self.options.longest):
            if record.headers.get("warc-type") in ("response", "resource", "conversion"):
                try:
                    found = self._article(record, origin)
                except InputError as error:
                    yield Refusal(origin, "read", f"{record.url}: {error}", record.name)
                    continue
                if found is not None:
                    yield found

    def stretches(self, stream: BinaryIO, records: int) -> Iterator[tuple[int, bytes]] | None:
        return _stretches(stream, records, 8 * self.options.longest)

    def read_stretch(self, piece: bytes, before: int, origin: str) -> Iterator[Article | Refusal]:
        return self.read(io.BytesIO(piece), origin)

    def _article(self, record: _Record, origin: str) -> Article | None:
        if record.long:
            raise InputError(f"a record of more than {8 * self.options.longest} bytes; raise the limit ({LIMIT})")
        kind, body = _payload(record)
        media, _, parameters = kind.lower().partition(";")
        where = f"{origin}:{record.name}"
        if media.strip() in _PAGES:
            found = pages.article(body, where, self.options, _charset(parameters), record.url)
        elif media.strip() == "text/plain" and record.headers["warc-type"] == "conversion":
            found = self._plain(body, where)
        else:
            return None
        date = record.headers.get("warc-date", "")
        return dataclasses.replace(
            found,
            id=record.name,
            url=record.url or found.url,
            outlet=found.outlet or urlsplit(record.url).hostname,
            fields=(("warc_record_id", record.name), ("url", record.url), ("warc_date", date)),
        )

    def _plain(self, body: bytes, where: str) -> Article:
        found = decode(body, self.options.encoding)
        text = clean(found.text)
        if reason := unusable(text, self.options):
            raise InputError(reason)
        return Article(where, text, where, notes=found.notes)


def _stretches(stream: BinaryIO, records: int, limit: int) -> Iterator[tuple[int, bytes]]:
    held: list[bytes] = []
    size = before = 0
    try:
        for record in _records(stream, limit):
            held.append(record.raw)
            size += len(record.raw)
            if len(held) >= records or size >= _PIECE:
                yield before, b"".join(held)
                held, size, before = [], 0, before + len(held)
    except InputError:
        if held:
            yield before, b"".join(held)
        raise
    if held:
        yield before, b"".join(held)


def _records(stream: BinaryIO, limit: int) -> Iterator[_Record]:
    """The records of an archive. Raises InputError where it breaks off or is none."""
    while True:
        line = stream.readline(_LINE)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(_LINE)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise InputError(f"not a WARC record: {line[:40]!r}")
        head = [line, *_head(stream)]
        headers = _headers(head[1:])
        size = _size(headers)
        block = stream.read(min(size, limit))
        _pass(stream, size - len(block), size)
        long = size > limit
        if long and headers.get("warc-type") not in ("response", "resource", "conversion"):
            continue
        raw = b"".join((*head, block, b"\r\n\r\n")) if not long else b"".join(head)
        yield _Record(headers, block, raw, long)


def _head(stream: BinaryIO) -> Iterator[bytes]:
    """Header lines up to the blank one and with it."""
    for _ in range(_LINES):
        line = stream.readline(_LINE)
        yield line
        if line in (b"\r\n", b"\n"):
            return
        if not line.endswith(b"\n"):
            break
    raise InputError("the archive breaks off within a record's header, or the header is too long")


def _headers(lines: list[bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _size(headers: dict[str, str]) -> int:
    told = headers.get("content-length", "")
    if not told.isascii() or not told.isdigit() or len(told) > 18:
        raise InputError(f"a record without a sound Content-Length ({told[:20]!r})")
    return int(told)


def _pass(stream: BinaryIO, left: int, size: int) -> None:
    """Read over the rest of a block."""
    while left > 0:
        piece = stream.read(min(left, 1 << 20))
        if not piece:
            raise InputError(f"the archive breaks off within a record of {size} bytes")
        left -= len(piece)


def _payload(record: _Record) -> tuple[str, bytes]:
    """Media type and content of a record; of a web answer its body, unpacked, and nothing unless it is a success."""
    kind = record.headers.get("content-type", "")
    if not kind.startswith("application/http"):
        return kind, record.block
    head, _, body = record.block.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    status = lines[0].split(b" ", 2)
    if len(status) < 2 or status[1] != b"200":
        return "", b""
    headers = _headers(lines[1:])
    if not headers.get("content-type", "").lower().split(";")[0].strip().startswith(("text/html", "application/xhtml")):
        return headers.get("content-type", ""), b""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    return headers["content-type"], _unpacked(body, headers.get("content-encoding", "").lower().strip())


def _unchunked(body: bytes) -> bytes:
    """The pieces of a chunked body (RFC 9112, 7.1) joined; a body that is not chunked after all, as it is."""
    found: list[bytes] = []
    at = 0
    while (end := body.find(b"\r\n", at, at + 32)) > 0:
        try:
            size = int(body[at:end].split(b";")[0], 16)
        except ValueError:
            break
        if size <= 0:
            return b"".join(found)
        found.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(found) or body


def _unpacked(body: bytes, packing: str) -> bytes:
    if packing in ("", "identity") or (packing in ("gzip", "deflate", "br") and pages.is_page(body)):
        return body
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise InputError(f"the page is packed as {packing[:20]}, which is not read")
    unpacker = Unpacker(AUTO if "gzip" in packing or body[:1] == b"\x78" else RAW)
    found = bytearray()
    try:
        for piece in unpacker.unpack(body):
            found += piece
            if len(found) > _LARGEST:
                raise InputError(f"the page unpacks to more than {_LARGEST >> 20} MiB")
    except zlib.error as error:
        raise InputError(f"the page is badly packed: {error}") from None
    if not unpacker.whole:
        raise InputError("the page breaks off")
    return bytes(found)


def _charset(parameters: str) -> str | None:
    for part in parameters.split(";"):
        name, _, value = part.strip().partition("=")
        if name == "charset" and value:
            return value.strip("\"' ")
    return None
