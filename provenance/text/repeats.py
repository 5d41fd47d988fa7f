"""Lines that stand twice: exactly, nearly, in another casing, or first whole and then in two parts.

Templates repeat headlines (once for the page, once for the article, once as the caption), and some send a copy through
a caser that takes the stop of an abbreviation for the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from provenance.records import Span
from provenance.text.clean import plain
from provenance.text.tokens import paragraphs

HEAD = 12
"""Lines from the top among which near copies are looked for."""
WORDS = 4
"""Shorter lines are not compared: they are labels."""
NEAR = 92.0
"""Similarity of letters, in per cent (rapidfuzz ratio), from which a copy is called near."""
LONGEST = 200
"""Characters of a line that are compared; two paragraphs with so much in common are copies."""
_SIGNS = re.compile(r"[\W_]+")
_NO_SIGNS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
"""The same for ``str.translate``, which is quicker where all is ASCII."""

How = Literal["exact", "case", "near", "parts"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The line at ``span`` repeats the one at ``first``; ``row`` counts lines from 0."""

    span: Span
    first: Span
    how: How
    row: int
    first_row: int


@lru_cache(maxsize=8)
def repeats(text: str) -> tuple[Repeat, ...]:
    """Repeated lines of ``text`` in their order."""
    lines = paragraphs(text)
    return tuple(_repeats(text, lines, [_key(span.slice(text)) for span in lines]))


def _key(line: str) -> str:
    """Letters and digits of the beginning of a line in one case."""
    head = line[:LONGEST]
    return (head.translate(_NO_SIGNS) if head.isascii() else _SIGNS.sub("", head)).casefold()


def _repeats(text: str, lines: Sequence[Span], keys: list[str]) -> Iterator[Repeat]:
    seen: dict[str, int] = {}
    for row, (span, key) in enumerate(zip(lines, keys)):
        if len(span.slice(text)[:400].split()) < WORDS:
            continue
        first = seen.setdefault(key, row)
        if first == row and row < HEAD:
            first = _near(key, keys[:row], row)
        if first != row:
            how: How = "near" if key != keys[first] else _how(span.slice(text), lines[first].slice(text))
            yield Repeat(span, lines[first], how, row, first)
    yield from _parts(lines, keys)


def _near(key: str, earlier: list[str], default: int) -> int:
    from rapidfuzz.fuzz import ratio

    if not 20 <= len(key) <= LONGEST:
        return default
    near = (row for row, other in enumerate(earlier) if _alike(key, other) and ratio(key, other, score_cutoff=NEAR))
    return next(near, default)


def _alike(key: str, other: str) -> bool:
    return abs(len(key) - len(other)) * 5 < len(key)


def _how(line: str, first: str) -> How:
    signs, other = _SIGNS.sub("", plain(line)), _SIGNS.sub("", plain(first))
    return "exact" if signs == other else "case"


def _parts(lines: Sequence[Span], keys: list[str]) -> Iterator[Repeat]:
    for row in range(min(HEAD, len(lines) - 2)):
        left, right = keys[row + 1], keys[row + 2]
        if left and right and len(keys[row]) >= 20 and keys[row] == left + right:
            yield Repeat(Span(lines[row + 1].start, lines[row + 2].end), lines[row], "parts", row + 1, row)


def mangled(text: str) -> tuple[Span, ...]:
    """Short lines that are copies of another with capitals lost, two at least."""
    return tuple(sorted({span for one in repeats(text) if one.how == "case" for span in _poorer(text, one)}))


def _poorer(text: str, one: Repeat) -> Iterator[Span]:
    copy, first = (sum(char.isupper() for char in span.slice(text)) for span in (one.span, one.first))
    if abs(copy - first) > 1 and len(one.span.slice(text)) <= LONGEST:
        yield one.span if copy < first else one.first
