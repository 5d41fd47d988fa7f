"""Text as the profile sees it: style without topic, names, numbers, quotation marks or casing.

Words outside a list of common English words become a shape that keeps only their ending; capitalised words outside the
list become ``N``, numbers ``#``, weekdays ``DAY``, months ``MONTH``. Quotation marks are dropped, because their style
names the engine or the site and never the language (measured on the WMT submissions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from provenance.text.calendar import MONTHS, WEEKDAYS, lowered
from provenance.text.clean import plain

NAME = "N"
"""What a name becomes."""

_TOKEN = re.compile(r"[^\W\d_]+|'(?:s|t|re|ve|ll|d|m)\b|\d[\d.,:]*|[.,;:?!()%-]")
_OR_LINE = re.compile(_TOKEN.pattern + r"|\n")
_DAYS = lowered(WEEKDAYS)
_MONTHS = lowered(MONTHS) - {"may"}  # which is a verb more often
_ENDINGS = ("ing", "ed", "ly", "tion", "ity", "ment", "ness", "ism", "ist", "al", "ive", "ous", "er", "s")


def pieces(text: str, *, lines: bool = False) -> list[str]:
    """Word, number and punctuation tokens of ``text`` after quote and dash folding; with the ends of ``lines`` too."""
    return (_OR_LINE if lines else _TOKEN).findall(plain(text))


def masked(text: str, common: frozenset[str] | dict[str, int]) -> list[str]:
    """The masked token stream of ``text``; ``common`` holds the lower-case words that stay as they are.

    >>> masked("The minister told Reuters on Monday that 3.5 zorgs", frozenset("the minister told on that".split()))
    ['the', 'minister', 'told', 'N', 'on', 'DAY', 'that', '#', '~s']
    """
    found: list[str] = []
    for line in text.split("\n"):
        found.extend(mask(pieces(line), common))
    return found


def mask(tokens: Iterable[str], common: frozenset[str] | dict[str, int]) -> list[str]:
    """The tokens of one line, masked; names that follow each other become one."""
    found: list[str] = []
    add = found.append
    for token in tokens:
        lower = token.lower()
        if lower in common:
            add(lower)
            continue
        first = token[0]
        if first.isdigit():
            add("#")
        elif not first.isalpha():
            add(token)
        elif lower in _DAYS:
            add("DAY")
        elif lower in _MONTHS:
            add("MONTH")
        elif first.isupper() or not token.islower():
            if not found or found[-1] != NAME:
                add(NAME)
        else:
            add(shape(lower))
    return found


def shape(word: str) -> str:
    """``~`` with the ending of a rare word: ``~ing``, ``~ed`` … or ``~`` alone."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return "~" + ending
    return "~"
