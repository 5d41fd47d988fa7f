"""Names and figures as keys that survive translation: what articles on one event share whatever their language.

A name is written differently by every language (Zelensky, Selenskyj, Зеленський) and inflected by many. Its *skeleton*
is what mostly stays: Latin letters, without marks, vowels and weak consonants, kin sounds under one sign, at most
four signs long. Two names may fall together; keys are therefore weighed by how rare they are, never trusted alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from provenance.records import Span
from provenance.text.clean import plain
from provenance.text.tokens import words

_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяђјљњћџќѓѕ",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "d",
            "e",
            "e",
            "e",
            "s",
            "s",
            "i",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "u",
            "f",
            "k",
            "s",
            "s",
            "s",
            "s",
            "_",
            "i",
            "_",
            "e",
            "iu",
            "ia",
            "d",
            "i",
            "l",
            "n",
            "s",
            "s",
            "k",
            "g",
            "s",
        ],
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "s",
            "i",
            "t",
            "i",
            "k",
            "l",
            "m",
            "n",
            "ks",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "i",
            "f",
            "k",
            "ps",
            "o",
        ],
    )
)
_LETTERS = {
    **_CYRILLIC,
    **_GREEK,
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "t",
    "æ": "e",
    "œ": "e",
    "ı": "i",
}
_KIN = (
    (re.compile("sch|sh|tch|ch|cz|sz|zh|ts|tz|dj|dz"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("[zxcj]"), "s"),
    (re.compile("kh|q|ck"), "k"),
    (re.compile("w"), "v"),
)
_WEAK = re.compile("[aeiouyh_]")
_DOUBLE = re.compile(r"(.)\1+")
_NUMBER = re.compile(r"(?:\d{1,3}(?:[.,\u00a0\u202f ]\d{3}(?!\d))+|\d+)(?:[.,]\d+)?")
_LONGEST = 4


def _capital() -> str:
    """A class of a regular expression for one capital of any script: ``re`` knows no such class."""
    found = [code for code in range(0x41, 0x2C00) if chr(code).isupper() or chr(code).istitle()]
    return f"[{''.join(map(chr, found))}]"


CAPITAL = _capital()


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """``word`` in lower-case Latin letters without marks (Cyrillic and Greek by a rough sound table)."""
    out = []
    for char in unicodedata.normalize("NFKD", word.lower()):
        if not unicodedata.combining(char):
            out.append(_LETTERS.get(char, char))
    return "".join(out)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The part of a name that most languages keep; empty where nothing is left.

    >>> skeleton("Zelensky"), skeleton("Selenskyj"), skeleton("Зеленський")
    ('slns', 'slns', 'slns')
    """
    text = fold(word.removesuffix("'s").removesuffix("’s"))
    if not text.isascii():
        return text[:6]
    head, text = text[:1], text.replace("'", "")
    for pattern, sign in _KIN:
        text = pattern.sub(sign, text)
    bones = _DOUBLE.sub(r"\1", _WEAK.sub("", text))[:_LONGEST]
    return bones if len(bones) > 2 else f"{head if head in 'aeiou' else ''}{bones}{len(text)}"


def names(text: str, span: Span | None = None) -> Iterator[tuple[str, Span]]:
    """(word, place) of capitalised words that do not open a sentence, or that are capitalised elsewhere inside one."""
    start, end = span or Span(0, len(text))
    piece = plain(text[start:end])
    inside: set[str] = set()
    found = []
    for match in words(piece):
        word = match.group()
        if not word[0].isupper() or len(word) < 3:
            continue
        opening = _opens(piece, match.start())
        found.append((word, Span(start + match.start(), start + match.end()), opening))
        if not opening:
            inside.add(word)
    yield from ((word, place) for word, place, opening in found if not opening or word in inside)


def _opens(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \"'([")
    return not before or before[-1] in ".!?:\n-" or "\n" in text[max(0, at - 2) : at]


def number(raw: str) -> str:
    """A figure without its separators, so that 1,200 and 1.200 and 1 200 are one; decimals keep a stop."""
    digits = re.split(r"[.,\u00a0\u202f ]", raw)
    if len(digits) > 1 and len(digits[-1]) != 3:
        return "".join(digits[:-1]) + "." + digits[-1]
    return "".join(digits)


def numbers(text: str, span: Span | None = None) -> Iterator[tuple[str, Span]]:
    """(normalised figure, place) of everything written in digits."""
    start, end = span or Span(0, len(text))
    for match in _NUMBER.finditer(text, start, end):
        yield number(match.group()), Span(match.start(), match.end())
