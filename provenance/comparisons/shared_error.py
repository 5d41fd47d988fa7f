"""The same slip in both articles.

Looks for
    A word that differs by one slip of the pen (two neighbouring letters exchanged) from a word that is commoner in the
    two texts, and that both have beside the same word; a stop doubled or a quotation mark left over in both between
    equal words. Words and given names that are right (casual and causal) are no slips, nor is what follows the stop of
    an abbreviation.
Why
    Agreement in what is right proves nothing; agreement in an error that nobody makes twice proves descent or a common
    source (conjunctive errors).
Confounders
    Rare spellings that are right; two names that differ in a letter.
References
    Lachmann's method; Maas 1957, *Textkritik*; Reeve 2011, *Shared innovations, dichotomies, and evolution*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from provenance import lexicon, speakers
from provenance.contracts import Comparison
from provenance.records import Document, Evidence, Hypothesis, Mark, Span
from provenance.text.names import fold
from provenance.text.reuse import Word, tokenise

_SLIP = re.compile(r"(\w+)([.,] [.,]|[.,;:]{2}(?<!\.[,;:])|[»“„] ?(?=[.,])|\s[»«](?=\s))\s*(\w+)?")
_LEAST = 6


class SharedError(Comparison):
    """Slips that parent and child share; exposure counts the child's words."""

    code = "PR105"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        ours, theirs = tokenise(child.text), tokenise(parent.text)
        language = child.identified.language or "en"
        marks = (*_misspelt(ours, theirs, language), *_marks(parent.text, child.text))
        yield Evidence(self.code, Hypothesis("derived"), float(len(marks)), float(len(ours)), marks)


def _misspelt(ours: Sequence[Word], theirs: Sequence[Word], language: str) -> Iterator[Mark]:
    both = {form for pair in _pairs(ours) & _pairs(theirs) for form in pair}
    right_words = {*lexicon.words("a letter exchanged is a word", language)}
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
        wrong = wrong and word.form not in right_words and fold(word.form) not in speakers.given_names(language)
        if wrong and right and counts[right] > counts[word.form] and _slipped(word.form, right):
            seen.add(word.form)
            yield Mark(Span(word.start, word.end), f"both have “{word.form}” for “{right}”")


def _pairs(found: Sequence[Word]) -> set[tuple[str, str]]:
    """Every two words that stand side by side."""
    return {(one.form, two.form) for one, two in pairwise(found)}


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
