"""Lines that a mail program or an old archive broke at a width, joined to paragraphs again."""

from __future__ import annotations

from itertools import pairwise

from provenance.records import Span
from provenance.text.tokens import paragraphs

WIDEST, NARROWEST = 100, 40
"""Characters of the longest broken line; longer lines were broken by nobody, shorter ones are a list or a poem."""
_LEAST = 3
"""So many lines at least that go on with a small letter: what they end with was broken."""
NOTE = "hard line breaks, at {} characters, were read as blanks"


def joined(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with a blank for each line end that only breaks a line, and the remark on it; all offsets stay.

    A line is broken where the first word of the next, unindented one had no room on it. Nothing is joined unless most
    lines of about that length are such, most of these go on with a small letter, and longer lines hold less than half
    of the text.
    """
    lines = paragraphs(text)
    short = [line for line in lines if len(_whole(text, line)) <= WIDEST]
    width = max((len(_whole(text, line)) for line in short), default=0)
    if width < NARROWEST or 2 * sum(line.end - line.start for line in short) < len(text):
        return text, ()
    neighbours = [(one, two) for one, two in pairwise(lines) if text.count("\n", one.end, two.start) == 1]
    broken = [(one, two) for one, two in neighbours if _breaks(text, one, two, width)]
    low = sum(text[two.start].islower() for _, two in broken)
    nearly = sum(4 * len(_whole(text, one)) >= 3 * width for one, _ in neighbours)
    if low < _LEAST or 2 * low < len(broken) or 2 * len(broken) < nearly:
        return text, ()
    found = list(text)
    for one, two in broken:
        found[text.index("\n", one.end, two.start)] = " "
    return "".join(found), (NOTE.format(width),)


def _whole(text: str, line: Span) -> str:
    """The line with its indentation."""
    return text[text.rfind("\n", 0, line.start) + 1 : line.end]


def _breaks(text: str, one: Span, two: Span, width: int) -> bool:
    """Whether the first word of ``two`` had no room behind ``one``."""
    own, following = _whole(text, one), _whole(text, two)
    if len(own) > width or len(following) - (two.end - two.start) > len(own) - (one.end - one.start):
        return False
    return len(own) + 1 + len(text[two.start : two.end].split(None, 1)[0]) > width
