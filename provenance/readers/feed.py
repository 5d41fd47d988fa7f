"""Feeds that were saved: RSS 0.9 to 2.0 and Atom, one article an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from provenance import pages
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import Article, Refusal
from provenance.rows import stem, unusable
from provenance.text.clean import clean
from provenance.text.dates import iso

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
COLUMNS = ("guid", "link", "title", "published", "updated", "author", "source", "categories", "summary", "content")


class Feed(Reader):
    """The text is the title and, below it, the full content where the feed has it, else the summary."""

    suffixes = (".rss", ".atom", ".rdf", ".xml")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
        return start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF")) and any(
            tag in start for tag in (b"<rss", b"<feed", b"<rdf:RDF")
        )

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        outlet, number = "", 0
        for element, path in _elements(stream):
            name = _local(element.tag)
            if name in ("item", "entry"):
                number += 1
                yield self._entry(element, origin, number, outlet)
                _forget(element)
            elif name == "title" and path in ("channel", "feed"):
                outlet = outlet or " ".join("".join(element.itertext()).split())
        if not number:
            raise InputError("no entries: neither RSS nor Atom, or an empty feed")

    def _entry(self, element: Any, origin: str, number: int, outlet: str) -> Article | Refusal:
        values = _values(element)
        title = " ".join(pages.fragment(values["title"]).split())
        text = clean("\n\n".join(filter(None, (title, pages.fragment(values["content"] or values["summary"])))))
        if not (values["content"] or values["summary"]).strip():
            return Refusal(origin, "read", "the entry has a title only; fetch its page", str(number))
        if reason := unusable(text, self.options):
            return Refusal(origin, "read", reason, str(number))
        date = values["published"] or values["updated"]
        return Article(
            id=values["guid"].strip() or values["link"].strip() or f"{stem(origin)}:{number}",
            text=text,
            origin=f"{origin}:{number}",
            published=iso(date) if date else None,
            outlet=values["source"].strip() or outlet or None,
            title=clean(title) or None,
            url=values["link"].strip() or None,
            fields=tuple((name, values[name]) for name in COLUMNS),
            notes=("text comes from a feed, where it may be a summary",),
        )


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
    return "".join(element.itertext()).strip()


def _forget(element: Any) -> None:
    """Free an entry and what stands before it, so that a long feed stays small in memory."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
