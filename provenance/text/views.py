"""What detectors look at: the text with quotation marks, dashes and spaces made plain and furniture blanked.

Every view is as long as the text of the article, so offsets stay true. Blanked characters are NUL, which no article
holds and which is neither a word nor a blank: no pattern runs across it. Views of a document are built once and shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.records import Document, Evidence, Hypothesis, Mark, Question, Region, Span
from provenance.text.clean import plain
from provenance.text.latest import latest
from provenance.text.repeats import repeats

BLANK = "\x00"
ELLIPSIS = "\u22ef"
"""Stands for the ellipsis character, which must not be taken for a stop."""
REACH = 60
"""Characters on either side of a needle in which a pattern is looked for, where a rule does not ask for more."""
_BEFORE, _AFTER = 5, 40
"""Characters before a number and behind its first figure that patterns of numbers look at."""
_WORDLIKE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FIGURE = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
PROSE = frozenset({"body", "dek", "subheading"})
"""Kinds of regions that are running text."""


@dataclass(frozen=True, slots=True)
class View:
    """The views of one document, in plain characters (see ``clean.plain``)."""

    whole: str
    prose: str
    """Body, dek and subheadings, a paragraph that stands twice once; all else blank."""
    low: str
    """``prose`` in lower case, character by character."""
    own: str
    """``prose`` without what stands in quotation marks: the reporter's own words."""
    tokens: Sequence[str]
    """What stands between the blanks of ``low``."""
    figures: Sequence[tuple[int, int]]
    """Windows around the numbers of ``prose``."""
    vocabulary: frozenset[str]
    """Words of two letters and more in ``prose``, as they are written."""

    @property
    def words(self) -> int:
        """Words in ``prose``, counted by blanks."""
        return len(self.tokens)


@latest
def view(document: Document) -> View:
    """The views of ``document``."""
    whole = plain(document.text.replace("…", ELLIPSIS))
    again = {one.span for one in repeats(document.text) if one.how == "exact"}
    prose = keep(whole, (region for region in document.regions if region.kind in PROSE and region.span not in again))
    own = drop(prose, (region for region in document.regions if region.kind == "quote"))
    low = lower(prose)
    figures = _windows(prose, (match.start() for match in _FIGURE.finditer(prose)), _BEFORE, _AFTER)
    return View(whole, prose, low, own, low.split(), figures, frozenset(_LETTERS.findall(prose)))


def keep(text: str, regions: Iterable[Region]) -> str:
    """``text`` with everything outside ``regions`` blanked; line ends stay."""
    pieces, at = [], 0
    for region in regions:
        if region.span.start < at:
            continue
        pieces += [_blank(text[at : region.span.start]), region.span.slice(text)]
        at = region.span.end
    return "".join((*pieces, _blank(text[at:])))


def drop(text: str, regions: Iterable[Region]) -> str:
    """``text`` with everything inside ``regions`` blanked; line ends stay."""
    pieces, at = [], 0
    for region in regions:
        if region.span.start < at:
            continue
        pieces += [text[at : region.span.start], _blank(region.span.slice(text))]
        at = region.span.end
    return "".join((*pieces, text[at:]))


def _blank(text: str) -> str:
    return "\n".join(BLANK * len(line) for line in text.split("\n"))


def lower(text: str) -> str:
    """``text`` in lower case, one character for one, whatever its length-changing letters.

    >>> len(lower("İstanbul")) == len("İstanbul")
    True
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def find(pattern: re.Pattern[str], text: str, *needles: str, reach: int = REACH) -> Iterator[re.Match[str]]:
    """Matches of ``pattern``, looked for near one of ``needles`` only where some are given: a substring search costs a
    fiftieth of a pattern. A match must lie within ``reach`` of a needle. A pattern that begins with letters, and looks
    back for what goes before them (``of (?<=\\bof )``), needs none: it is searched for as fast.

    >>> [match[0] for match in find(re.compile("[a-z]+ 15 [a-z]+"), "he left at 15 hours", " 15 ")]
    ['at 15 hours']
    """
    if not needles:
        return pattern.finditer(text)
    windows = around(text, needles, reach)
    return within(pattern, text, windows) if windows else iter(())


def within(pattern: re.Pattern[str], text: str, windows: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Matches of ``pattern`` that lie inside one of ``windows``; what stands before a window is seen by lookbehinds."""
    for start, end in windows:
        yield from pattern.finditer(text, start, end)


def around(text: str, needles: Iterable[str], reach: int = REACH) -> list[tuple[int, int]]:
    """Stretches of ``text`` within ``reach`` of a needle, disjoint and in order."""
    held = _held(text)
    places: list[int] = []
    for needle, trigrams in _numbered(tuple(needles)):
        for trigram in trigrams:
            if not held[trigram]:
                break
        else:
            at, step = text.find(needle), len(needle)
            while at >= 0:
                places.append(at)
                at = text.find(needle, at + step)
    return _windows(text, sorted(places), reach, reach) if places else []


@lru_cache(maxsize=8)
def _held(text: str) -> bytes:
    """1 for every number of a trigram that ``text`` holds: most needles are nowhere, and this tells so at a tenth of
    the cost of a search. Different trigrams may share a number, so 1 only says that a search is worth its while."""
    held = np.zeros(1 << 16, np.uint8)
    held[_hashed(text)] = 1
    return held.tobytes()


@lru_cache(maxsize=2_000)
def _numbered(needles: tuple[str, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Needles with the numbers of their trigrams; none for one of two characters and less."""
    return tuple((needle, tuple(_hashed(needle).tolist())) for needle in needles)


def _hashed(text: str) -> NDArray[np.uint32]:
    """A number below 2**16 for each trigram of ``text``."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    found: NDArray[np.uint32] = (codes[:-2] * np.uint32(7919) + codes[1:-1] * np.uint32(211) + codes[2:]) & np.uint32(
        0xFFFF
    )
    return found


def _windows(text: str, places: Iterable[int], before: int, after: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in places:
        start, end = max(0, at - before), at + after
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            start, _ = apart.pop()
        apart.append((start, _whole_word(text, end)))
    return apart


def _whole_word(text: str, end: int) -> int:
    """The next blank at or after ``end``, so that no word is cut in two."""
    blank = text.find(" ", end, end + REACH)
    return blank if blank >= 0 else min(len(text), end + REACH)


def counted(
    code: str,
    spans: Iterable[Span | tuple[int, int]],
    exposure: float,
    note: str = "",
    question: Question = "translated",
    source: str | None = None,
) -> Evidence:
    """Evidence that counts ``spans``, each of them a mark."""
    marks = tuple([Mark(Span(*span), note) for span in spans])
    return Evidence(code, _hypothesis(question, source), float(len(marks)), float(exposure), marks)


@lru_cache(maxsize=1_000)
def _hypothesis(question: Question, source: str | None) -> Hypothesis:
    return Hypothesis(question, source)


def words(text: str, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Spans of the words of ``text`` that are in ``wanted``."""
    return [match.span() for match in _LETTERS.finditer(text) if match[0] in wanted]


def from_word(text: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans with their starts moved back to the beginning of the word, 30 characters at most."""
    for start, end in found:
        before = text[max(0, start - 30) : start]
        yield start - len(before) + len(before.rstrip(_WORDLIKE)), end


def spans(matches: Iterable[re.Match[str]], group: int | str = 0) -> Iterator[tuple[int, int]]:
    """Spans of one group of each match."""
    return (match.span(group) for match in matches)
