"""What happened to a quotation between two of its versions: typed changes, word by word.

Words are aligned by the longest common subsequence; what stands in both but elsewhere has moved. Modality and negation
come from ``data/tables/modality.tsv`` (a row a language and kind).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from provenance import lexicon
from provenance.records import Span
from provenance.text.names import numbers
from provenance.text.reuse import Run, Word, runs, tokenise

Kind = Literal[
    "swap", "added", "dropped", "truncated", "moved", "hedge lost", "hedge added", "negation lost", "negation added",
    "strength lost", "strength added", "number", "name", "indirect", "direct",
]  # fmt: skip
MEANING: frozenset[Kind] = frozenset({"hedge lost", "hedge added", "negation lost", "negation added", "number", "name"})
"""Changes that can alter what was said."""
_MOVED = 3
"""Words of the shortest clause that is said to have moved."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change from an older to a newer wording; ``before`` or ``after`` is empty where words came or went."""

    kind: Kind
    before: str
    after: str

    @property
    def meaning(self) -> bool:
        """Whether the meaning may have changed."""
        return self.kind in MEANING

    def __str__(self) -> str:
        if self.before and self.after:
            return f"{self.kind}: {self.before} -> {self.after}"
        return f"{self.kind}: {self.before or self.after}" if self.before or self.after else self.kind


@cache
def modality(language: str, kind: str) -> frozenset[str]:
    """Words of one kind (hedge, negation, strength) of a language; empty without a row."""
    rows = lexicon.table("modality", ("language", "kind", "forms"))
    return frozenset(
        w for row in rows if (row["language"], row["kind"]) == (language, kind) for w in row["forms"].split()
    )


def changes(before: str, after: str, language: str = "en") -> tuple[Change, ...]:
    """Typed changes that lead from ``before`` to ``after``, in the order of the text.

    >>> [str(change) for change in changes("It might be 12 men.", "It is 15 men.")]
    ['hedge lost: might', 'number: 12 -> 15', 'swap: be -> is']
    """
    one, two = _tokens(before), _tokens(after)
    moved = _moved(one, two)
    found = [Change("moved", _words(before, one, run.left, run.left + run.length), "") for run in moved]
    gone = {run.left + i for run in moved for i in range(run.length)}
    come = {run.right + i for run in moved for i in range(run.length)}
    for tag, i, j, k, m in _opcodes(one, two):
        if tag != "equal":
            old = [at for at in range(i, j) if at not in gone]
            new = [at for at in range(k, m) if at not in come]
            edge = i == 0 or j == len(one)
            found.extend(_typed(_Side(before, one, old), _Side(after, two, new), edge, language))
    return tuple(found)


def _tokens(text: str) -> tuple[Word, ...]:
    """Words of ``text``, a figure with its thousands and decimal signs being one: 1,200 and 1.200 are equal."""
    found: list[Word] = []
    figures = iter([*numbers(text), ("", Span(len(text), len(text) + 1))])
    value, figure = next(figures)
    for word in tokenise(text):
        while figure.end <= word.start:
            value, figure = next(figures)
        goes_on = bool(found) and found[-1].start == figure.start < word.start
        if goes_on or word.start == figure.start:
            unit = text[figure.end : word.end].lower()
            found[len(found) - goes_on :] = [Word(value + unit, figure.start, word.end)]
        else:
            found.append(word)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Side:
    """Words (by their places) of one version that have no equal in the other."""

    text: str
    words: tuple[Word, ...]
    places: list[int]

    def told(self, places: list[int]) -> str:
        return " ".join(self.text[self.words[at].start : self.words[at].end] for at in places)

    def without(self, places: list[int]) -> _Side:
        return _Side(self.text, self.words, [at for at in self.places if at not in places])

    def figures(self) -> list[int]:
        return [at for at in self.places if any(char.isdigit() for char in self.words[at].form)]

    def names(self) -> list[int]:
        return [
            at
            for at in self.places
            if at and self.text[self.words[at].start].isupper() and len(self.words[at].form) > 1
        ]

    def of(self, forms: frozenset[str]) -> list[int]:
        return [at for at in self.places if self.words[at].form in forms]


def _typed(old: _Side, new: _Side, edge: bool, language: str) -> list[Change]:
    found: list[Change] = []
    for kind in ("hedge", "negation", "strength"):
        forms = modality(language, kind)
        lost, got = old.of(forms), new.of(forms)
        old, new = old.without(lost), new.without(got)
        if lost and not got:
            found.append(Change(f"{kind} lost", old.told(lost), ""))  # type: ignore[arg-type]
        elif got and not lost:
            found.append(Change(f"{kind} added", "", new.told(got)))  # type: ignore[arg-type]
        elif lost and old.told(lost).lower() != new.told(got).lower():
            found.append(Change("swap", old.told(lost), new.told(got)))
    for special in ("figures", "names"):
        a, b = getattr(old, special)(), getattr(new, special)()
        if a and b and (special == "figures" or (len(a) < 4 and len(b) < 4)):
            found.append(Change("number" if special == "figures" else "name", old.told(a), new.told(b)))
            old, new = old.without(a), new.without(b)
    return found + _plain(old, new, edge)


def _plain(old: _Side, new: _Side, edge: bool) -> list[Change]:
    before, after = old.told(old.places), new.told(new.places)
    if before and after:
        return [Change("swap", before, after)]
    if before:
        return [Change("truncated" if edge and len(old.places) > 2 else "dropped", before, "")]
    return [Change("added", "", after)] if after else []


def _opcodes(one: tuple[Word, ...], two: tuple[Word, ...]) -> list[tuple[str, int, int, int, int]]:
    from rapidfuzz.distance import LCSseq

    steps = LCSseq.opcodes([w.form for w in one], [w.form for w in two])
    merged: list[tuple[str, int, int, int, int]] = []
    for step in steps:
        tag = "equal" if step.tag == "equal" else "change"
        now = (tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
        if merged and tag == "change" and merged[-1][0] == "change":
            _, i, _, k, _ = merged.pop()
            now = (tag, i, now[2], k, now[4])
        merged.append(now)
    return merged


def _moved(one: tuple[Word, ...], two: tuple[Word, ...]) -> list[Run]:
    """Runs that both versions have, left out of the alignment because they changed places."""
    left: set[int] = set()
    right: set[int] = set()
    for tag, i, j, k, m in _opcodes(one, two):
        if tag != "equal":
            left.update(range(i, j))
            right.update(range(k, m))
    found = []
    for run in runs(one, two, _MOVED):
        inside = [x for x in range(run.length) if run.left + x in left and run.right + x in right]
        if len(inside) == run.length:
            found.append(run)
    return sorted(found, key=lambda run: run.left)


def _words(text: str, words: tuple[Word, ...], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end]
