"""Subheadings between paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.layout import Line, free
from provenance.records import Article, Region

_WORDS = 10
_FOLLOWED = 12


class Subheading(Segmenter):
    """Short lines that are no sentence, with a sentence before and a longer line behind them, not begun in small
    letters."""

    order = 60

    def segment(self, article: Article) -> Iterator[Region]:
        among = free(article.text)
        for before, line, behind in zip(among, among[1:], among[2:]):
            goes_on = behind.text[:1].islower()
            if before.prose and _heads(line) and behind.words >= max(_FOLLOWED, line.words) and not goes_on:
                yield Region("subheading", line.span)


def _heads(line: Line) -> bool:
    start = line.text.lstrip("\"'“”‘«„»([¿¡")[:1]
    return line.words <= _WORDS and not (start.islower() or line.stops or line.text.endswith((":", ";", ",")))
