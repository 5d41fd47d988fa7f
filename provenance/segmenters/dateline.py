"""Lines that give the date, time or place of publication."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.layout import lines
from provenance.records import Article, Region


class Dateline(Segmenter):
    """Dates on a line of their own; "OSLO, June 20 -" in front of a sentence stays with its line."""

    order = 25

    def segment(self, article: Article) -> Iterator[Region]:
        yield from (Region("dateline", line.span) for line in lines(article.text) if line.taken == "dateline")
