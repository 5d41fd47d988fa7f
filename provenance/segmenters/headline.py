"""The headline with all its copies: content systems repeat title, page title and picture title above the text."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.layout import headlines
from provenance.records import Article, Region


class Headline(Segmenter):
    """Headline, copies exact or mangled, and its parts where ``Kicker: rest`` is repeated as two lines."""

    order = 30

    def segment(self, article: Article) -> Iterator[Region]:
        yield from (Region("headline", line.span) for line in headlines(article))
