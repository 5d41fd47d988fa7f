"""Page furniture: share bars, begging, players, navigation, lists of other articles, lone addresses."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.layout import lines
from provenance.records import Article, Region


class Boilerplate(Segmenter):
    """Lines by the furniture tables, lines without letters or digits, and the lists that "Related articles" heads."""

    order = 10

    def segment(self, article: Article) -> Iterator[Region]:
        yield from (Region("boilerplate", line.span) for line in lines(article.text) if line.taken == "boilerplate")
