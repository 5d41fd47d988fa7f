"""Words and sentences with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from provenance.records import Span

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST = 20_000
"""Sentence splitting is done in stretches of at most this many characters, so that its cost stays linear."""


def words(text: str) -> Iterator[re.Match[str]]:
    """Matches of words: letters and digits, joined inside by one apostrophe, hyphen or stop ("U.S", "don't")."""
    return _WORD.finditer(text)


def count_words(text: str) -> int:
    """Number of words in ``text``."""
    return len(_WORD.findall(text))


@lru_cache(maxsize=4)
def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the non-blank lines, without leading and trailing blanks. The last texts are remembered."""
    found, at = [], 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body[0])
            found.append(Span(start, start + len(body)))
        at += len(line) + 1
    return tuple(found)


def sentences(text: str, span: Span | None = None) -> Iterator[Span]:
    """Spans of sentences, found within each line (a line end always ends a sentence); by nupunkt, offline.

    ``span`` restricts the work to a part of ``text``; the spans count from the start of ``text`` all the same.
    """
    start, end = span or Span(0, len(text))
    for line in paragraphs(text[start:end]):
        for at in range(start + line.start, start + line.end, _LONGEST):
            piece = text[at : min(at + _LONGEST, start + line.end)]
            yield from _split(piece, at)


def _split(piece: str, at: int) -> Iterator[Span]:
    for left, right in _splitter()(piece):
        body = piece[left:right]
        stripped = body.strip()
        if stripped:
            lead = left + len(body) - len(body.lstrip())
            yield Span(at + lead, at + lead + len(stripped))


@cache
def _splitter() -> Any:
    from nupunkt import sent_spans

    return sent_spans
