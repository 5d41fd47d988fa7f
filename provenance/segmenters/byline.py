"""Lines that name the author."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.layout import lines
from provenance.records import Article, Region


class Byline(Segmenter):
    """``By Jane Doe in Oslo``, ``News desk``."""

    order = 20

    def segment(self, article: Article) -> Iterator[Region]:
        yield from (Region("byline", line.span) for line in lines(article.text) if line.taken == "byline")
