"""Feeds, RSS 0.9 to 2.0 and Atom, entry by entry: for the reader of saved feeds and for fetching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any, BinaryIO

from provenance.errors import InputError

_NAMES = {
    "guid": "guid",
    "id": "guid",
    "link": "link",
    "title": "title",
    "pubDate": "published",
    "published": "published",
    "issued": "published",
    "date": "published",
    "updated": "updated",
    "creator": "author",
    "author": "author",
    "source": "source",
    "category": "categories",
    "subject": "categories",
    "description": "summary",
    "summary": "summary",
    "encoded": "content",
    "content": "content",
}
"""What an element of an entry tells, by its name without namespace. The first counts; categories add up."""
_INNER = {"source": "title", "author": "name"}
"""What tells the name where Atom has a structure and RSS a word: the rest of it are addresses and dates."""
_AMPERSAND = re.compile(rb"&(?:#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31});)?")
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r\x1b"})
"""Bytes that XML knows in no encoding; 1B begins shifts in Japanese ones."""
_PIECE, _ENTITY = 1 << 15, 40
COLUMNS = ("guid", "link", "title", "published", "updated", "author", "source", "categories", "summary", "content")


def is_feed(head: bytes) -> bool:
    """Whether ``head`` is the beginning of a feed."""
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF")) and any(
        tag in start for tag in (b"<rss", b"<feed", b"<rdf:RDF")
    )


def entries(stream: BinaryIO) -> Iterator[tuple[str, dict[str, str]]]:
    """The feed's title and what each entry tells, by ``COLUMNS``; lazily. Raises InputError for what is no XML."""
    outlet = ""
    for element, parent in _elements(stream):
        name = _local(element.tag)
        if name in ("item", "entry"):
            yield outlet, _values(element)
            _forget(element)
        elif name == "title" and parent in ("channel", "feed"):
            outlet = outlet or " ".join("".join(element.itertext()).split())


def _elements(stream: BinaryIO) -> Iterator[tuple[Any, str]]:
    """Closed elements with the name of their parent; no entity is resolved and nothing is loaded from elsewhere."""
    from lxml import etree

    parsed = etree.iterparse(
        _Mended(stream), events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in parsed:
            parent = element.getparent()
            yield element, _local(parent.tag) if parent is not None else ""
    except etree.XMLSyntaxError as error:
        raise InputError(f"not XML: {error.msg}") from None


class _Mended:
    """A feed whose ampersands are sound. Behind one that is not, the parser goes on and drops every entity, also those
    that hide the tags of a text: "&lt;p&gt;Fish" would become "pFish"."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._verbatim = False
        self._wide: bool | None = None

    def read(self, size: int = -1) -> bytes:
        """Some bytes, perhaps more than ``size``; none at the end."""
        while piece := self._stream.read(_PIECE):
            if self._wide is None:
                self._wide = b"\0" in piece[:64]
            if self._wide:
                return piece
            if done := b"".join(self._mend(self._held + piece.translate(None, _CONTROLS), last=False)):
                return done
        return b"".join(self._mend(self._held, last=True))

    def _mend(self, piece: bytes, *, last: bool) -> Iterator[bytes]:
        """What can be told of ``piece``; its end waits for more, unless it is the ``last``."""
        self._held = b""
        while piece:
            mark = b"]]>" if self._verbatim else b"<![CDATA["
            done, found, rest = piece.partition(mark)
            if not found and not last:
                whole = max(0, len(done) - len(mark))
                cut = -1 if self._verbatim else done.rfind(b"&", max(0, whole - _ENTITY), whole)
                whole = whole if cut < 0 else cut
                done, self._held = done[:whole], done[whole:]
            yield (done if self._verbatim else _AMPERSAND.sub(_sound, done)) + found
            self._verbatim ^= bool(found)
            piece = rest


def _sound(found: re.Match[bytes]) -> bytes:
    """A reference as XML knows it; an ampersand alone as itself."""
    if found[1] is None:
        return found[0] if found[0] != b"&" else b"&amp;"
    named = html5.get(f"{found[1].decode()};")
    return "".join(f"&#{ord(char)};" for char in named).encode() if named else found[0]


def _local(tag: Any) -> str:
    return str(tag).rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _values(entry: Any) -> dict[str, str]:
    """What the entry tells, by our names of it."""
    found = dict.fromkeys(COLUMNS, "")
    for element in entry:
        name = _NAMES.get(_local(element.tag), "")
        if not name or "search.yahoo.com" in str(element.tag):
            continue
        value = _value(element, name)
        if name == "categories" and found[name] and value:
            found[name] += f"|{value}"
        elif not found[name]:
            found[name] = value
    return found


def _value(element: Any, name: str) -> str:
    if name == "link" and element.get("href"):
        return str(element.get("href")) if element.get("rel", "alternate") == "alternate" else ""
    if name == "categories" and element.get("term"):
        return str(element.get("term"))
    if name in ("content", "summary") and element.get("type") == "xhtml":
        from lxml import etree

        return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    inner = _INNER.get(name)
    parts = [part for part in element if inner and _local(part.tag) == inner]
    return "".join((parts[0] if parts else element).itertext()).strip()


def _forget(element: Any) -> None:
    """Free an entry and what stands before it, so that a long feed stays small in memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
