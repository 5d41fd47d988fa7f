"""Words of the child that stand in the parent, one after another.

Why
    Independent reports of one event share names and figures, hardly ever eight words in a row outside of quotations.
Confounders
    Common agency copy, press releases, quotations (not counted), titles of laws and offices.
References
    Clough et al. 2002, *METER: MEasuring TExt Reuse*; Brin, Davis and Garcia-Molina 1995.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Comparison
from provenance.records import Document, Evidence, Hypothesis, Mark, Span
from provenance.text.quotations import quoted_spans
from provenance.text.reuse import runs, tokenise

LEAST = 8
"""Words of the shortest run that is shown."""


class VerbatimRun(Comparison):
    """Runs of eight words or more, outside of quotations; exposure counts the words of the child."""

    code = "PR101"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        ours, theirs = tokenise(parent.text), tokenise(child.text)
        quoted = [one.span for one in quoted_spans(child.text)]
        marks = []
        for run in runs(ours, theirs):
            span = Span(theirs[run.right].start, theirs[run.right + run.length - 1].end)
            inside = any(q.start <= span.start and span.end <= q.end for q in quoted)
            if run.length >= LEAST and not inside:
                marks.append(
                    (run.length, Mark(span, f"{run.length} words word for word: {_short(span.slice(child.text))}"))
                )
        total = float(sum(length for length, _ in marks))
        ordered = tuple(mark for _, mark in sorted(marks, key=lambda item: (-item[0], item[1].span)))
        yield Evidence(self.code, Hypothesis("derived"), total, float(len(theirs)), ordered)


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= 90 else f"“{text[:50].rstrip()} … {text[-30:].lstrip()}”"
