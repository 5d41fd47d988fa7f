"""PR105: the same slip in both articles.

Why. Agreement in what is right proves nothing; agreement in an error that nobody makes twice proves descent or a common
source (conjunctive errors).
Looks for. A word that differs by one slip of the pen (two neighbouring letters exchanged) from a word that is commoner
in the two texts, and that both have; a stop doubled or a quotation mark left over in both between equal words.
Confounders. Rare spellings that are right; two names that differ in a letter.
References. Lachmann's method; Maas 1957, *Textkritik*; Reeve 2011, *Shared innovations, dichotomies, and evolution*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from provenance.contracts import Comparison
from provenance.records import Document, Evidence, Hypothesis, Mark, Span
from provenance.text.reuse import Word, tokenise

_SLIP = re.compile(r"(\w+)([.,] [.,]|[.,;:]{2}|[»“„] ?(?=[.,])|\s[»«](?=\s))\s*(\w+)?")
_LEAST = 6


class SharedError(Comparison):
    """Slips that parent and child share; exposure counts the child's words."""

    code = "PR105"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        ours, theirs = tokenise(child.text), tokenise(parent.text)
        marks = (*_misspelt(ours, theirs), *_marks(parent.text, child.text))
        yield Evidence(self.code, Hypothesis("derived"), float(len(marks)), float(len(ours)), marks)


def _misspelt(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[Mark]:
    both = {word.form for word in theirs}
    counts = Counter(word.form for word in (*ours, *theirs))
    known: dict[str, str] = {}
    for form in sorted(counts, key=lambda form: (-counts[form], form)):
        if len(form) >= _LEAST:
            for shape in _shapes(form):
                known.setdefault(shape, form)
    seen = set()
    for word in ours:
        right = next((known[s] for s in _shapes(word.form) if known.get(s, word.form) != word.form), None)
        wrong = word.form in both and len(word.form) >= _LEAST and word.form not in seen
        if wrong and right and counts[right] > counts[word.form] and _slipped(word.form, right):
            seen.add(word.form)
            yield Mark(Span(word.start, word.end), f"both have “{word.form}” for “{right}”")


def _shapes(form: str) -> tuple[str, ...]:
    """What stays of a word when two letters inside it change places: its first letter and all others, sorted."""
    return (form[0] + "".join(sorted(form[1:])),)


def _slipped(one: str, two: str) -> bool:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, two)) == 1


def _marks(parent: str, child: str) -> Iterator[Mark]:
    theirs = {match.groups() for match in _SLIP.finditer(parent)}
    for match in _SLIP.finditer(child):
        if match.groups() in theirs and "..." not in match.group():
            yield Mark(Span(*match.span(2)), f"both have the slip “{match.group()}”")
