"""Words that two texts share: verbatim runs wherever they stand, and sentences that were rewritten.

Runs are found from seeds of a few words and grown, so passages that changed places are found too; a seed that repeats
is followed at its first few places only. Sentences outside of runs are compared each with each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from provenance.records import Span
from provenance.text.clean import plain
from provenance.text.tokens import sentences, words

SEED = 5
"""Words of a seed: a run shorter than this is not looked for."""
_FOLLOWED = 4
MOST = 1_500
"""Sentences of each text, its first, that are compared each with each: a limit of cost."""
_UNSPACED = re.compile("[\u0e00-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Word(NamedTuple):
    """A word as compared (lower case, plain apostrophes) with its place."""

    form: str
    start: int
    end: int


class Run(NamedTuple):
    """``length`` equal words, from word ``left`` of one text and word ``right`` of the other."""

    left: int
    right: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that two texts share, in characters of each. ``likeness`` runs from 0 to 1 (1: word for word)."""

    kind: Literal["verbatim", "near", "rewritten"]
    left: Span
    right: Span
    words: int
    likeness: float


def tokenise(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in compared form (U.N. is un); scripts without blanks go character by character."""
    found: list[Word] = []
    for match in words(plain(text.replace("…", " "))):
        form, at = match.group(), match.start()
        if form.isascii() or not _UNSPACED.search(form):
            lower = form.lower()
            found.append(Word(lower.replace(".", "") if lower.islower() else lower, at, match.end()))
        else:
            found.extend(Word(char, at + i, at + i + 1) for i, char in enumerate(form))
    return tuple(found)


def runs(left: Sequence[Word], right: Sequence[Word], seed: int = SEED) -> list[Run]:
    """Maximal equal runs of at least ``seed`` words, longest first, no word of ``right`` used twice."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    a = [word.form for word in left]
    b = [word.form for word in right]
    for at in range(len(a) - seed + 1):
        spots = places[tuple(a[at : at + seed])]
        if len(spots) < _FOLLOWED:
            spots.append(at)
    found: list[Run] = []
    reached: dict[int, int] = {}
    for at in range(len(b) - seed + 1):
        for spot in places.get(tuple(b[at : at + seed]), ()):
            if reached.get(spot - at, -1) >= at + seed:
                continue
            end = at + seed
            while end < len(b) and spot + end - at < len(a) and b[end] == a[spot + end - at]:
                end += 1
            reached[spot - at] = end
            found.append(Run(spot, at, end - at))
    return _apart(found)


def _apart(found: list[Run]) -> list[Run]:
    taken: set[int] = set()
    kept = []
    for run in sorted(found, key=lambda run: (-run.length, run.right, run.left)):
        if run.right in taken or run.right + run.length - 1 in taken:
            continue
        taken.update(range(run.right, run.right + run.length))
        kept.append(run)
    return kept


def likeness(left: Sequence[str], right: Sequence[str]) -> float:
    """Word-by-word likeness from 0 to 1: twice the longest common subsequence over both lengths (Indel)."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(left, right)) if left and right else 0.0


@lru_cache(maxsize=2048)
def sentence_words(text: str) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Each sentence of ``text`` with its compared words, those of fewer than four words left out."""
    found = []
    for span in sentences(text):
        forms = tuple(word.form for word in tokenise(span.slice(text)))
        if len(forms) >= 4:
            found.append((span, forms))
    return tuple(found)


def passages(left: str, right: str, near: float = 0.75, rewritten: float = 0.5) -> tuple[Passage, ...]:
    """What ``right`` shares with ``left``: verbatim runs of eight words or more, then sentences that are alike."""
    a, b = tokenise(left), tokenise(right)
    found = []
    for run in runs(a, b):
        if run.length >= 8:
            spans = (Span(a[run.left].start, a[run.left + run.length - 1].end), _place(b, run))
            found.append(Passage("verbatim", *spans, run.length, 1.0))
    covered = [passage.right for passage in found]
    pool = sentence_words(left)[:MOST]
    for span, forms in sentence_words(right)[:MOST]:
        if not any(c.start <= span.start and span.end <= c.end for c in covered):
            best = best_match(forms, pool, rewritten)
            if best and best[1] < 1.0:
                kind: Literal["near", "rewritten"] = "near" if best[1] >= near else "rewritten"
                found.append(Passage(kind, best[0], span, len(forms), best[1]))
    return tuple(sorted(found, key=lambda passage: (passage.right, passage.left)))


def _place(tokens: Sequence[Word], run: Run) -> Span:
    return Span(tokens[run.right].start, tokens[run.right + run.length - 1].end)


def best_match(
    forms: Sequence[str], pool: Sequence[tuple[Span, tuple[str, ...]]], least: float
) -> tuple[Span, float] | None:
    """The sentence of ``pool`` most like ``forms``, with its likeness; None below ``least``."""
    from rapidfuzz.distance import Indel

    best: tuple[Span, float] | None = None
    for span, other in pool:
        alike = Indel.normalized_similarity(forms, other, score_cutoff=max(least, best[1] if best else 0.0))
        if alike >= least and (best is None or alike > best[1]):
            best = (span, float(alike))
    return best
