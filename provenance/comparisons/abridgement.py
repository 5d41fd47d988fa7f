"""The child is the parent with sentences left out.

Why
    Cutting is what editors do most; texts hardly ever grow by sentences that fit between others word for word.
Confounders
    An update that inserts sentences makes the longer text the younger.
References
    Clough et al. 2002, *METER*.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Comparison
from provenance.records import Document, Evidence, Hypothesis, Mark
from provenance.text.reuse import sentence_words

LEAST = 4


class Abridgement(Comparison):
    """How many of the parent's sentences are missing where nearly all of the child's stand in the parent."""

    code = "PR106"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        ours, theirs = sentence_words(child.text), sentence_words(parent.text)
        have = {forms for _, forms in theirs}
        kept = {forms for _, forms in ours}
        common = [span for span, forms in ours if forms in have]
        missing = sum(forms not in kept for _, forms in theirs)
        whole = len(common) >= LEAST and len(common) >= 0.8 * len(ours) and missing > 0
        marks = (Mark(common[0], f"{len(common)} sentences kept, {missing} left out"),) if whole else ()
        yield Evidence(self.code, Hypothesis("derived"), float(missing if whole else 0), float(len(theirs)), marks)
