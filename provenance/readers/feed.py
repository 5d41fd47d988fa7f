"""Feeds that were saved: RSS 0.9 to 2.0 and Atom, one article an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from provenance import feeds, pages
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import Article, Refusal
from provenance.rows import stem, undated, unusable
from provenance.text.clean import clean
from provenance.text.dates import iso


class Feed(Reader):
    """The text is the title and, below it, the full content where the feed has it, else the summary."""

    suffixes = (".rss", ".atom", ".rdf", ".xml")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        return feeds.is_feed(head)

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        number = 0
        for number, (outlet, values) in enumerate(feeds.entries(stream), 1):
            yield self._entry(values, origin, number, outlet)
        if not number:
            raise InputError("no entries: neither RSS nor Atom, or an empty feed")

    def _entry(self, values: Mapping[str, str], origin: str, number: int, outlet: str) -> Article | Refusal:
        title = " ".join(pages.fragment(values["title"]).split())
        text = clean("\n\n".join(filter(None, (title, pages.fragment(values["content"] or values["summary"])))))
        if not (values["content"] or values["summary"]).strip():
            return Refusal(origin, "read", "the entry has a title only; fetch its page", str(number))
        if reason := unusable(text, self.options):
            return Refusal(origin, "read", reason, str(number))
        date = values["published"]  # not the day of a change, which makes who was copied the later one
        published = iso(date) if date else None
        return Article(
            id=values["guid"] or values["link"] or f"{stem(origin)}:{number}",
            text=text,
            origin=f"{origin}:{number}",
            published=published,
            outlet=values["source"] or outlet or None,
            title=clean(title) or None,
            url=values["link"] or None,
            fields=tuple((name, values[name]) for name in feeds.COLUMNS),
            notes=("text comes from a feed, where it may be a summary", *undated(date, published), *_changed(values)),
        )


def _changed(values: Mapping[str, str]) -> tuple[str, ...]:
    told = values["updated"] and not values["published"]
    return ("the feed tells when the entry was changed, not when it was published",) if told else ()
