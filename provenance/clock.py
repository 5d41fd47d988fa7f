"""Times of the day as one word each: "5 p.m.", "17:00", "17 Uhr" and "five in the afternoon" are all ``17:00``.

Without half of the day ("5:30", "half past five") the form ends in a question mark and stands for both. Words are in
``data/tables/amounts.tsv``: ``clock`` (behind an hour), ``past`` (before one, with minutes) and ``hour`` (noon).
"""

from __future__ import annotations

import re
from functools import cache

from provenance import lexicon

_DAY = 24 * 60
_FORM = re.compile(r"(\d+):(\d\d)(\??)")
_BARE = re.compile(r"(\d{1,2})(?:\.(\d)(\d?))?")
"""A number that may be an hour, or hour and minutes as much of Europe writes them ("17.30")."""


@cache
def _rows(kind: str, language: str) -> dict[str, str]:
    """Words of one kind, with blanks, with what they say."""
    rows = lexicon.table("amounts", ("kind", "language", "value", "forms"))
    return {
        form.replace("_", " "): row["value"]
        for row in rows
        if row["kind"] == kind and row["language"] == language
        for form in row["forms"].split()
    }


@cache
def _hours(language: str) -> dict[str, str]:
    """Number words of the hours of a clock."""
    every = {**_rows("number", language), **_rows("unit one", language)}
    return {form: value for form, value in every.items() if 0 < int(value) <= 12}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    def of(*forms: str) -> str:
        by_length = sorted((form for form in forms if form), key=len, reverse=True)
        return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in by_length) or r"(?!)"

    return re.compile(
        rf"(?:(?P<past>{of(*_rows('past', language))})\s+)?"
        rf"(?:(?P<figure>\d{{1,2}})(?:(?P<sign>[:.]|\s?h\s?)(?P<minutes>[0-5]\d)(?!\d|[:.]\d))?|(?P<word>{of(*_hours(language))})\b)"
        rf"(?:[\s\u202f]?(?P<part>{of(*_rows('clock', language))})(?!\w))?"
        rf"|(?P<alone>{of(*_rows('hour', language))})\b",
        re.I,
    )


def read(text: str, at: int, language: str) -> tuple[str, int] | None:
    """The time of day that is written at a place, in one form, and where it ends; None where none is.

    >>> read("5 p.m.", 0, "en"), read("half past five", 0, "en"), read("5.30 million", 0, "en")
    (('17:00', 6), ('5:30?', 14), None)
    """
    found = _pattern(language).match(text, at)
    if not found:
        return None
    part = _rows("clock", language).get(_plain(found["part"]), "")
    if found["alone"]:
        return _form(int(_rows("hour", language)[_plain(found["alone"])]) * 60, True), found.end()
    if not (found["part"] or found["past"] or (found["sign"] or ".") != "."):
        return None
    hour = int(found["figure"] or _hours(language)[_plain(found["word"])])
    minutes = int(found["minutes"] or 0) + int(_rows("past", language).get(_plain(found["past"]), 0))
    if hour > 24 or (found["past"] and not 0 < hour <= 12) or (part in ("am", "pm") and not hour):
        return None
    sure = part in ("am", "pm") or not 0 < hour <= 12
    if part in ("am", "pm") and hour <= 12:
        hour = hour % 12 + 12 * (part == "pm")
    return _form(hour * 60 + minutes, sure), found.end()


def _plain(found: str | None) -> str:
    return " ".join((found or "").lower().replace("’", "'").split())


def _form(minutes: int, sure: bool) -> str:
    minutes %= _DAY if sure else _DAY // 2
    return f"{minutes // 60}:{minutes % 60:02}{'' if sure else '?'}"


def agree(one: str, two: str) -> bool:
    """Whether two numbers, of which one at least is a time of day, may be one time.

    >>> agree("17:30", "5:30?"), agree("17:30", "17.3"), agree("17:00", "5"), agree("17:00", "5:00")
    (True, True, True, False)
    """
    times = [_minutes(form) for form in (one, two)]
    if not any(_FORM.fullmatch(form) for form in (one, two)) or None in times:
        return False
    (a, sure), (b, certain) = (time for time in times if time)
    return a == b if sure and certain else a % (_DAY // 2) == b % (_DAY // 2)


def _minutes(form: str) -> tuple[int, bool] | None:
    """Minutes of the day, and whether its half is known."""
    if found := _FORM.fullmatch(form):
        return int(found[1]) * 60 + int(found[2]), not found[3]
    if not (found := _BARE.fullmatch(form)) or int(found[1]) > 24:
        return None
    return int(found[1]) % 24 * 60 + int(found[2] or 0) * 10 + int(found[3] or 0), not 0 < int(found[1]) <= 12
