"""Words that go round in circles.

Looks for
    A group of two to seven words three times running, or one word four times. Figures and signs, "over and over and
    over", and chants inside of quotation marks are left alone.
Why
    Neural engines loop on long, odd or under-resourced input; people do it for effect only.
Fires (ml, gu, cy, ja, zh, am, my)
    - He spoke ⟦of the theme of the theme of the theme⟧ to all.
    - They came ⟦ar ar ar ar⟧ in the night.
Quiet
    - No, no, no, he said.
    - Why why why is this?
    - Week after week after week they came.
    - "I love you, I love you, I love you," he sang.
    - Over and over and over and over she said it, up and up and up and up it went.
    - Door to door to door to door they went.
    - She won 6 4 6 4 6 4 and the rating is ★ ★ ★ ★ ★ in the guide.
    - They sang "lock the port lock the port lock the port lock the port" for an hour.
    - Fans chanted USA USA USA USA at the door, and someone went knock knock knock knock.
    - Day in day out day in day out day in day out he came.
Confounders
    Chants, lyrics and rhetoric; repetition over commas is left alone.
References
    Raunak et al. 2021, The Curious Case of Hallucinations in Neural Machine Translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import eq

import numpy as np
from numpy.typing import NDArray

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import BLANK, counted, view

_WORD = re.compile(r"\S+")
_STOPPED = re.compile(r"[,.;:!?]$")
_LONGEST = 7
_TIMES = {1: 4}
_RHETORIC = frozenset(
    {"after", "by", "no", "very", "blah", "ha", "la", "why", "never", "more", "yes", "go", "down", "up", "usa", "knock"}
    | {"tick", "row", "yada", "beep", "bang", "hey", "na", "day"}
)
_JOINTS = frozenset({"and", "to", "upon", "or"})
"""Between the same word again and again ("on and on") they make rhetoric, too."""
_MARKS = ('"', "'")


class LoopingOutput(Detector):
    """Words that go round in circles."""

    code = "RS109"
    group = "engine"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        loops = _loops(seen.low, seen.tokens)
        yield counted(self.code, loops, seen.words, "a loop of the engine", "machine")


def _loops(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    hashes = np.fromiter(map(hash, tokens), np.int64, len(tokens))
    long = [index for size in _sizes(hashes) for index in _runs(tokens, size)]
    if not long:
        return []
    places = [match.span() for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    for first, last in sorted(long):
        start, end = places[first][0], places[last][1]
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _sizes(hashes: NDArray[np.int64]) -> Iterator[int]:
    """Sizes of groups that may come again often enough: those whose hashes do, whatever the seed of hashes."""
    for size in range(1, _LONGEST + 1):
        if b"\x01" * _need(size) in (hashes[size:] == hashes[:-size]).tobytes():
            yield size


def _need(size: int) -> int:
    return (_TIMES.get(size, 3) - 1) * size


def _runs(tokens: Sequence[str], size: int) -> Iterator[tuple[int, int]]:
    """First and last token of stretches in which ``size`` tokens come again and again."""
    same = bytes(map(eq, tokens, tokens[size:]))
    for run in re.finditer(rb"\x01{%d,}" % _need(size), same):
        if _engine(tokens[run.start() : run.start() + size]) and not _chanted(tokens, run.start(), run.end() + size):
            yield run.start(), run.end() + size - 1


def _engine(group: Sequence[str]) -> bool:
    if len(group) == 2 and not _JOINTS.isdisjoint(group):
        return False
    return any(token[:2].isalpha() for token in group) and not any(
        BLANK in token or _STOPPED.search(token) or token in _RHETORIC for token in group
    )


def _chanted(tokens: Sequence[str], first: int, last: int) -> bool:
    """Whether the stretch stands in quotation marks of its own, which belong to the words beside its ends."""
    return tokens[max(0, first - 1)].startswith(_MARKS) and tokens[min(last, len(tokens) - 1)].rstrip(".,!?").endswith(
        _MARKS
    )
