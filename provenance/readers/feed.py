"""Feeds that were saved: RSS 0.9 to 2.0 and Atom, one article an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from provenance import feed_entries, feeds
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import Article, Refusal


class Feed(Reader):
    """The text is the title and, below it, the full content where the feed has it, else the summary."""

    suffixes = (".rss", ".atom", ".rdf", ".xml")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        return feeds.is_feed(head)

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        number = 0
        for number, (outlet, values) in enumerate(feeds.entries(stream), 1):
            yield feed_entries.article(values, outlet, origin, number, self.options)
        if not number:
            raise InputError("no entries: neither RSS nor Atom, or an empty feed")
