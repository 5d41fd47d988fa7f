"""Feeds, RSS 0.9 to 2.0 and Atom, entry by entry: for the reader of saved feeds and for fetching."""

from __future__ import annotations

from collections.abc import Iterator
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
        stream, events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in parsed:
            parent = element.getparent()
            yield element, _local(parent.tag) if parent is not None else ""
    except etree.XMLSyntaxError as error:
        raise InputError(f"not XML: {error.msg}") from None


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
