"""Captions of pictures, with their copies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from provenance.contracts import Segmenter
from provenance.layout import Line, fingerprint, free, is_caption, is_spoken, lines, named
from provenance.records import Article, Region

_SHORT = 20


class Caption(Segmenter):
    """Lines that end with the credit of a picture, copies of such lines, and, between paragraphs, short lines with a
    comma that are no sentence ("Jane Doe, mayor of Kolding")."""

    order = 40

    def segment(self, article: Article) -> Iterator[Region]:
        among = free(article.text)
        outlets = named(article.text)
        credited = [line for line in among if is_caption(line, outlets.get(line.span.start, ()))]
        credited += (line for line in lines(article.text) if line.taken == "caption")
        known = {fingerprint(line.text) for line in credited}
        for line in credited:
            yield Region("caption", line.span)
        for before, line in pairwise(among):
            if (known and fingerprint(line.text[:1000]) in known) or (before.prose and _is_noun_phrase(line)):
                yield Region("caption", line.span)


def _is_noun_phrase(line: Line) -> bool:
    fits = 4 <= line.words <= _SHORT and not line.stops
    return fits and ", " in line.text and not line.text.endswith((":", ";", ",")) and not is_spoken(line)
