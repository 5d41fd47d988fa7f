"""The dek (standfirst): what stands between the headline and the text."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Segmenter
from provenance.layout import fingerprint, headlines, lines
from provenance.records import Article, Region

_LEAST, _MOST = 5, 60
"""Words of a dek."""
_FEW = 2
_MARKED = 8
"""Lines below the headline among which those are looked for that the page itself calls its dek."""


class Dek(Segmenter):
    """The line below the headline where it is no sentence, or the lines between headline and byline or dateline; in a
    page whose mark-up says what its dek is, that one alone."""

    order = 50

    def segment(self, article: Article) -> Iterator[Region]:
        heads = {line.span for line in headlines(article)}
        if not heads:
            return
        below = [line for line in lines(article.text) if line.span > min(heads) and line.taken != "boilerplate"]
        start = next((at for at, line in enumerate(below) if line.span not in heads), len(below))
        rest = below[start:]
        marked = {fingerprint(line) for line in article.dek}
        told = [line for line in rest[:_MARKED] if line.taken is None and fingerprint(line.text) in marked]
        told = [line for line in told if line is not rest[-1] and line.span not in heads]
        if told:
            yield from (Region("dek", line.span) for line in told)
            return
        signed = next((at for at, line in enumerate(rest[: _FEW + 1]) if line.taken in ("byline", "dateline")), 0)
        for at, line in enumerate(rest[:_FEW]):
            fits = line.taken is None and _LEAST <= line.words <= _MOST and line.span not in heads
            if fits and at + 1 < len(rest) and (at < signed or (at == 0 and not line.stops)):
                yield Region("dek", line.span)
