"""Lines that only say whose text or picture it is: "(With material from two agencies)", "Photo: ..."."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.layout import lines
from provenance.records import Article, Region


class Credit(Segmenter):
    """Credits on a line of their own; those inside a line stay with it."""

    order = 15

    def segment(self, article: Article) -> Iterator[Region]:
        yield from (Region("credit", line.span) for line in lines(article.text) if line.taken == "credit")
