"""Quotations by their marks, so that a mark that is missing, foreign or doubled harms its own paragraph at most.

A mark opens or closes by its shape and by what stands on either side (a blank before, a letter after). Pairs are made
within a family of marks and a line; what is left over is paired across families ("…”), or is an orphan. An opened
quotation that goes on in the next paragraph, which then begins with a mark of its own (the custom in English; Chicago
Manual of Style, 13.32), ends with its paragraph and is ``closed=False``. Cost is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from provenance.records import Span
from provenance.text.tokens import paragraphs

LONGEST = 4000
"""Characters; what would be a longer quotation is taken for two marks that have lost their partners."""

_FAMILIES = {
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys('"＂〃″', "straight"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "single guillemet"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("〝〞〟", "prime"),
    **dict.fromkeys("‘’‚‛'", "single"),
}
_DOUBLE = re.compile('[“”„‟"＂〃″«»‹›「」『』〝〞〟]')
_SINGLE = re.compile("[‘’‚‛']")
_MARK = re.compile(f"{_DOUBLE.pattern}|{_SINGLE.pattern}")
_OPENS = frozenset("“„‟«‹「『〝")
_CLOSES = frozenset("”»›」』〞〟")
_ALWAYS = frozenset("「『〝„」』〞〟")
_BEFORE = frozenset(" \t\u00a0\u202f\u3000([{<—–-/:>|*_=，。：、（…")
_AFTER = frozenset(" \t\u00a0\u202f\u3000)]}>.,;:!?…—–-/|*_，。、；：！？）")

Role = Literal["open", "close", "orphan"]


class Quoted(NamedTuple):
    """A quotation: ``span`` with its marks, ``inner`` without; ``closed`` False where it goes on in the next line."""

    span: Span
    inner: Span
    closed: bool = True


class Quotations(NamedTuple):
    """Outermost quotations in their order, and the offsets of marks that have no partner."""

    quoted: tuple[Quoted, ...]
    orphans: tuple[int, ...]


@dataclass(slots=True)
class _Line:
    """Work on one line: open marks by family, pairs of offsets, and marks left over as (offset, role)."""

    opened: dict[str, int]
    pairs: list[tuple[int, int]]
    left: list[tuple[int, Role]]


def quoted_spans(text: str) -> Iterator[Quoted]:
    """The outermost quotations of ``text``.

    >>> text = 'He said “yes, ‘perhaps’” and then “no.'
    >>> [quoted.inner.slice(text) for quoted in quoted_spans(text)]
    ['yes, ‘perhaps’']
    """
    yield from quotations(text).quoted


def quotations(text: str) -> Quotations:
    """Quotations and orphaned marks of ``text``; single marks count only outside of other quotations."""
    quoted: list[Quoted] = []
    orphans: list[int] = []
    lines = paragraphs(text)
    for line, following in zip(lines, [*lines[1:], None]):
        if not _MARK.search(text, line.start, line.end):
            continue
        work = _doubles(text, line)
        pairs, rest = _across(work)
        found = [_pair(start, end) for start, end in pairs]
        if (last := _continued(text, line, following, rest)) is not None:
            found.append(Quoted(Span(last, line.end), Span(last + 1, line.end), False))
            rest.remove((last, "open"))
        outer = _outermost(found)
        singles = [_pair(start, end) for start, end in _singles(text, line, outer)]
        quoted += (one for one in sorted(outer + singles) if _speaks(text, one))
        orphans += (at for at, _ in rest)
    return Quotations(tuple(quoted), tuple(sorted(orphans)))


def _pair(start: int, end: int) -> Quoted:
    return Quoted(Span(start, end + 1), Span(start + 1, end))


def _doubles(text: str, line: Span) -> _Line:
    """Pairs within one family of marks."""
    work = _Line({}, [], [])
    for found in _DOUBLE.finditer(text, line.start, line.end):
        at = found.start()
        family = _FAMILIES[found.group()]
        start = work.opened.get(family)
        role = _role(text, at, line, None if start is None else text[start])
        if role == "open":
            if start is not None:
                work.left.append((start, "open"))
            work.opened[family] = at
        elif role == "close" and start is not None and at - start <= LONGEST:
            work.pairs.append((work.opened.pop(family), at))
        else:
            work.left.append((at, role))
    work.left += ((at, "open") for at in work.opened.values())
    work.left.sort()
    return work


def _role(text: str, at: int, line: Span, opener: str | None) -> Role:
    """What the mark at ``at`` does, where ``opener`` is the open mark of its family."""
    mark = text[at]
    if mark in _ALWAYS:
        return "open" if mark in _OPENS else "close"
    free = at == line.start or text[at - 1] in _BEFORE or text[at - 1] in _OPENS
    ends = at + 1 >= line.end or text[at + 1] in _AFTER or text[at + 1] in _CLOSES or text[at + 1] in "'’\""
    if mark in "“‟" and (opener == "„" or (opener and ends and not free)):
        return "close"
    if mark in "«‹" and opener in ("»", "›"):
        return "close"
    if mark in _OPENS:
        return "open"
    if opener is not None and not (free and not ends):
        return "close"
    if free and not ends:
        return "open"
    return "close" if mark in _CLOSES or (ends and not free) else "orphan"


def _across(work: _Line) -> tuple[list[tuple[int, int]], list[tuple[int, Role]]]:
    """All pairs, those over two families added: a left-over opening mark directly followed by a closing one."""
    pairs, rest = list(work.pairs), list[tuple[int, Role]]()
    for at, role in work.left:
        if role != "open" and rest and rest[-1][1] == "open" and at - rest[-1][0] <= LONGEST:
            pairs.append((rest.pop()[0], at))
        else:
            rest.append((at, role))
    return pairs, rest


def _continued(text: str, line: Span, following: Span | None, rest: list[tuple[int, Role]]) -> int | None:
    """The last mark of the line where it opens a quotation that the next line takes up with the same mark."""
    if following is None or not rest or rest[-1][1] != "open" or line.end - rest[-1][0] > LONGEST:
        return None
    at = rest[-1][0]
    return at if text[following.start] == text[at] else None


def _outermost(found: list[Quoted]) -> list[Quoted]:
    kept: list[Quoted] = []
    for one in sorted(found):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def _singles(text: str, line: Span, outer: list[Quoted]) -> Iterator[tuple[int, int]]:
    """Pairs of single marks outside of ``outer``; an apostrophe after s closes only where nothing better follows."""
    fence = iter([*outer, None])
    wall = next(fence)
    start = weak = -1
    for found in _SINGLE.finditer(text, line.start, line.end):
        at = found.start()
        while wall and at >= wall.span.end:
            if weak >= 0:
                yield start, weak
            wall, start, weak = next(fence), -1, -1
        if wall and at >= wall.span.start:
            continue
        role = _single_role(text, at, line)
        if role == "open" or (start >= 0 and at - start > LONGEST):
            if weak >= 0:
                yield start, weak
            start, weak = (at if role == "open" else -1), -1
        elif role == "close" and start >= 0:
            if text[at - 1] in "sS":
                weak = at
                continue
            yield start, at
            start = weak = -1
    if weak >= 0:
        yield start, weak


def _single_role(text: str, at: int, line: Span) -> Role:
    before = text[at - 1] if at > line.start else " "
    after = text[at + 1] if at + 1 < line.end else " "
    if text[at] in "‘‚‛'" and before in _BEFORE and (after.isalpha() or after in "([¿¡"):
        return "open"
    if text[at] != "‚" and not before.isspace() and not after.isalnum():
        return "close"
    return "orphan"


def _speaks(text: str, one: Quoted) -> bool:
    """Whether letters or digits are quoted at all."""
    return any(char.isalnum() for char in one.inner.slice(text))
