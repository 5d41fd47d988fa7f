"""Quotations, inside the regions that tile the text."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.records import Article, Region
from provenance.text.quotations import quoted_spans


class Quote(Segmenter):
    """Everything in quotation marks, the marks included; never over the end of a line."""

    order = 90

    def segment(self, article: Article) -> Iterator[Region]:
        yield from (Region("quote", quoted.span) for quoted in quoted_spans(article.text))
