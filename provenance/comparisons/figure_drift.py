"""A sentence of the parent stands in the child with another figure, date or name.

Why
    Figures and names are what independent reports agree in; where the wording is common and the figure is not, one text
    was made from the other, or both from a third, and somebody slipped.
Confounders
    Updates: the number of victims rises while the sentence stays.
References
    Maas 1957, *Textkritik* (separative errors).
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Comparison
from provenance.drift import PARTICULARS, changes
from provenance.records import Document, Evidence, Hypothesis, Mark
from provenance.text.reuse import MOST, best_match, sentence_words

ALIKE = 0.7


class FigureDrift(Comparison):
    """Sentences seven tenths alike that differ in a figure, a date or a name; exposure counts the child's sentences."""

    code = "PR104"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        language = child.identified.language or "en"
        if parent.identified.language != language:
            return
        pool = sentence_words(parent.text)[:MOST]
        have = {forms for _, forms in pool}
        marks: list[Mark] = []
        ours = sentence_words(child.text)[:MOST]
        for span, forms in ours:
            best = best_match(forms, pool, ALIKE) if forms not in have else None
            if best:
                found = changes(best[0].slice(parent.text), span.slice(child.text), language)
                marks.extend(Mark(span, str(change)) for change in found if change.kind in PARTICULARS)
        yield Evidence(self.code, Hypothesis("derived"), float(len(marks)), float(len(ours)), tuple(marks))
