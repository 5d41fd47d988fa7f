"""Sentences of the child that are sentences of the parent in other words.

Why
    A rewrite keeps the order of clauses, names and much of the wording; an independent report does not.
Confounders
    Two translations of one original are as alike as a text and its rewrite.
References
    Clough et al. 2002, *METER*; likeness by the longest common subsequence of words (Indel).
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Comparison
from provenance.records import Document, Evidence, Hypothesis, Mark
from provenance.text.reuse import passages, sentence_words


class RewrittenSentence(Comparison):
    """Sentences at least half alike, word by word, that are no verbatim run; exposure counts the child's sentences."""

    code = "PR102"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        if parent.identified.language != child.identified.language:
            return
        found = [p for p in passages(parent.text, child.text) if p.kind != "verbatim" and p.words >= 8]
        found.sort(key=lambda p: (-p.likeness * p.words, p.right))
        marks = tuple(Mark(p.right, f"{p.likeness:.0%} like “{p.left.slice(parent.text)[:80]}”") for p in found)
        exposure = float(len(sentence_words(child.text)))
        yield Evidence(self.code, Hypothesis("derived"), float(len(marks)), exposure, marks)
