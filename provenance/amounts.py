"""A text in words as two wordings are compared by: amounts are one word each, whatever way they are written.

"two hundred" and "200", "5,000" and "five thousand", "5km" and "5 km", "3 per cent" and "3%", "a tenth of" and "10%
of", "5 p.m." and "17:00" are equal; "cannot" is "can" and "not". Number words, parts, times of day, units, currencies,
months and words of quantity stand in ``data/tables/amounts.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from provenance import clock, lexicon
from provenance.records import Span
from provenance.text.names import numbers
from provenance.text.reuse import Word, tokenise

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(\D*)")
_SIGNS = "$€£¥₽₴₹"
_ROUNDED = Decimal("0.5")
"""Most hundredths by which a share may be rounded."""
_OPENS = re.compile(r"(?:\A|[.!?:\n])[\s\"'“”„«»‘’(]*\Z")


class Amount(NamedTuple):
    """What the table says of a word: its kind and its value."""

    kind: str
    value: str


class Token(NamedTuple):
    """A word as compared, with its place. ``kind`` is number, ordinal, quantity, currency, date or ""; ``value`` what a
    quantity or currency means, "fraction" for a part of a whole and 1 for "one"; ``money`` the currency of a number,
    and ``signed`` whether a sign says so."""

    form: str
    start: int
    end: int
    kind: str = ""
    value: str = ""
    money: str = ""
    signed: bool = False


@cache
def _table(language: str) -> Mapping[str, tuple[Amount, ...]]:
    found: dict[str, tuple[Amount, ...]] = {}
    for row in lexicon.table("amounts", ("kind", "language", "value", "forms")):
        if row["language"] in ("-", "", language):
            for form in row["forms"].split():
                found[form] = (*found.get(form, ()), Amount(row["kind"], row["value"]))
                if row["kind"] == "past":
                    found.setdefault(form.partition("_")[0], ())
    return found


def _value(form: str, kind: str, language: str) -> str:
    return next((one.value for one in _table(language).get(form, ()) if one.kind == kind), "")


@cache
def _contracted(language: str) -> Mapping[str, str]:
    """Words that hold "not", with what is left of them."""
    rows = lexicon.table("modality", ("language", "kind", "forms"))
    pairs = (
        w.split("=") for row in rows if (row["language"], row["kind"]) == (language, "contracted")
        for w in row["forms"].split()
    )  # fmt: skip
    return {form: rest for form, rest in pairs if form}


def tokens(text: str, language: str) -> tuple[Token, ...]:
    """The words of ``text``. Linear in it.

    >>> [one.form for one in tokens("She can't pay two hundred euros for 5km.", "en")]
    ['she', 'can', 'not', 'pay', '200', 'euros', 'for', '5km']
    """
    plain = list(_split(_figures(text), language))
    found: list[Token] = []
    at = 0
    known, articles = _table(language), lexicon.words("article of an amount", language)
    while at < len(plain):
        form = plain[at].form
        if form in known or form in articles or "-" in form or form[0].isdigit():
            one, at = (
                _time(text, plain, at, language)
                or _fraction(text, plain, at, language)
                or _number(text, plain, at, language)
                or (_word(text, plain, at, language), at + 1)
            )
        else:  # most words
            one, at = Token(*plain[at]), at + 1
        found.append(one)
    return tuple(found)


def same(one: Token, two: Token) -> bool:
    """Whether two tokens may tell one amount: a part and its share in a hundred, rounded, or one time of day.

    >>> same(*tokens("half past five, 17:30", "en")), same(*tokens("2/3 of 67%", "en")[::2])
    (True, True)
    """
    if one.form == two.form or clock.agree(one.form, two.form):
        return True
    a, b = _share(one), _share(two)
    if a is not None and b is not None and {"fraction", "half"} & {one.value, two.value}:
        return abs(a - b) <= _ROUNDED
    return one.form == two.value or one.value == two.form


def _share(token: Token) -> Decimal | None:
    """What a token says in a hundred; None for what is no share."""
    if token.value == "half":
        return Decimal(50)
    return Decimal(token.form[:-1]) if token.form.endswith("%") else None


def _figures(text: str) -> list[Word]:
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
    return found


def _split(found: Sequence[Word], language: str) -> Iterator[Word]:
    """``found`` with contractions in two, which keep one place."""
    for word in found:
        rest = _contracted(language).get(word.form)
        yield word if rest is None else word._replace(form=rest)
        if rest is not None:
            yield word._replace(form="not")


def _word(text: str, plain: Sequence[Word], at: int, language: str) -> Token:
    """A word that begins no number."""
    word = plain[at]
    for kind, value in _table(language).get(word.form, ()):
        if kind == "date" and (language not in ("en", "de") or _is_date(text, plain, at)):
            return Token(*word, kind="date")
        if kind == "ordinal":
            return Token(value, word.start, word.end, "ordinal")
        if kind in ("quantity", "currency"):
            return Token(*word, kind=kind, value=value)
    return Token(*word, value=_value(word.form, "unit one", language))


def _is_date(text: str, plain: Sequence[Word], at: int) -> bool:
    """Whether a name of a month or day is one ("May", not "may" nor "May I?")."""
    word = plain[at]
    near = plain[max(0, at - 1) : at] + plain[at + 1 : at + 2]  # type: ignore[operator]
    figure = any(one.form[:1].isdigit() for one in near)
    return text[word.start].isupper() and (figure or not opens(text, word.start))


def opens(text: str, at: int) -> bool:
    """Whether a sentence begins at ``at``."""
    return _OPENS.search(text, max(0, at - 4), at) is not None


def _time(text: str, plain: Sequence[Word], at: int, language: str) -> tuple[Token, int] | None:
    """The time of day that begins at the word ``at``, and the word behind it; None where none does."""
    start = plain[at].start
    found = clock.read(text, start, language)
    if not found:
        return None
    form, end = found
    return Token(form, start, end, "number"), next(
        (i for i in range(at, len(plain)) if plain[i].start >= end), len(plain)
    )


def _fraction(text: str, plain: Sequence[Word], at: int, language: str) -> tuple[Token, int] | None:
    """The part of a whole that begins at the word ``at`` ("a tenth of", "two-thirds", "2/3 of"), as its share in a
    hundred, and the word behind it; None where none does. A part of one thing ("a quarter of an hour") is none."""
    above, hyphen, below = plain[at].form.partition("-")
    last = at + 1
    if not hyphen and last < len(plain):
        slash = text[plain[at].end : plain[last].start]
        below, last = plain[last].form, last + 1
        if slash.strip() and (slash != "/" or not below.isdigit()):
            return None
    of = [word.form for word in plain[last : last + 2]]
    parts = _value(below, "part", language)
    if not parts and (hyphen or of[:1] == ["of"]):
        parts = below if below.isdigit() and not hyphen and above.isdigit() else _value(below, "part of", language)
    one = above in lexicon.words("article of an amount", language) or _value(above, "unit one", language)
    count = "1" if one else above if above.isdigit() else _value(above, "number", language)
    single = of[:1] == ["of"] and of[-1] in lexicon.words("article of an amount", language)
    if single or not parts or not count or not 0 < int(count) < int(parts):
        return None
    share = (Decimal(100) * int(count) / int(parts)).quantize(Decimal("0.01")).normalize()
    return Token(f"{share:f}%", plain[at].start, plain[last - 1].end, "number", "fraction"), last


def _number(text: str, plain: Sequence[Word], at: int, language: str) -> tuple[Token, int] | None:
    """The number that begins at the word ``at``, and the word behind it; None where none does."""
    total, current, unit, last = Decimal(0), None, "", at
    part = _first(text, plain, at, language)
    while part is not None:
        total, current, unit = _added(total, current, part)
        last += 1
        last, part = (last, None) if unit else _next(text, plain, last, current, language)
    if last == at:
        return None
    if not unit and (after := _half_more(text, plain, last, language)):
        last, current = after, (current or 0) + Decimal("0.5")
    last, unit = (last, unit) if unit else _unit(text, plain, last, language)
    start, stop = plain[at].start, plain[last - 1].end
    money, signed = _money(text, plain, start, stop, last, language)
    whole = plain[at].form.isdigit() and stop == plain[at].end  # as it is written: 007, and digits without end
    form = plain[at].form if whole else f"{(total + (current or 0)).normalize():f}"
    return Token(form + unit, start, stop, "number", "", money, signed), last


def _half_more(text: str, plain: Sequence[Word], at: int, language: str) -> int:
    """The place behind "and a half" or "1/2" at ``at``; 0 where that does not stand there, or halves a magnitude."""
    said = [word.form for word in plain[at : at + 3]]
    if len(said) > 1 and text[plain[at].start : plain[at + 1].end] == "1/2":
        return at + 2
    adds = said[:1] == ["and"] and said[1:2] == ["a"] and len(said) == 3 and _value(said[2], "half", language)
    return at + 3 if adds and _halved(plain, at + 3, language) < 0 else 0


class _Part(NamedTuple):
    """A word of a number: what it adds or, for a magnitude, by what it multiplies; the unit that is written to it."""

    value: Decimal
    multiplies: bool
    unit: str = ""


def _first(text: str, plain: Sequence[Word], at: int, language: str) -> _Part | None:
    """What a word that begins a number means; "one" begins one only before a magnitude ("one million"), "half" before
    one with or without an article ("half a million")."""
    form = plain[at].form
    if half := _value(form, "half", language):
        rest = at and plain[at - 1].form in ("and", "a")  # "two and a half million"
        return _Part(Decimal(half), False) if not rest and _halved(plain, at + 1, language) > at else None
    if figure := _FIGURE.fullmatch(form):
        part = _figure(text, plain[at], figure, language)
        return part._replace(unit="") if part and _is_day(plain, at, part.unit, language) else part
    if one := _value(form, "unit one", language):
        follows = at + 1 < len(plain) and _value(plain[at + 1].form, "magnitude", language)
        return _Part(Decimal(one), False) if follows else None
    return _spelled(form, language)


def _is_day(plain: Sequence[Word], at: int, ending: str, language: str) -> bool:
    """Whether an ordinal in digits stands beside a month: May 5th is May 5."""
    beside = [*plain[max(0, at - 1) : at], *(word for word in plain[at + 1 : at + 3] if word.form != "of")][:2]
    return ending in ("st", "nd", "rd", "th") and any(_value(word.form, "date", language) for word in beside)


def _next(
    text: str, plain: Sequence[Word], at: int, current: Decimal | None, language: str
) -> tuple[int, _Part | None]:
    """What goes on with a number of which ``current`` is not multiplied yet, and the place of that word."""
    if at < len(plain) and plain[at].form == "and" and current is not None and current % 100 == 0:
        after, part = _next(text, plain, at + 1, current, language)
        return (after, part) if part and not part.multiplies else (at, None)
    if at >= len(plain) or text[plain[at - 1].end : plain[at].start].strip("- \u00a0\u202f"):
        return at, None
    if _value(plain[at - 1].form, "half", language):
        at = _halved(plain, at, language)
    part = _spelled(plain[at].form, language)
    if part is None and (one := _value(plain[at].form, "unit one", language)):
        part = _Part(Decimal(one), False)
    if part is None or part.multiplies:
        return at, part
    if _FIGURE.fullmatch(plain[at - 1].form):
        return at, None
    small = current is None or (current % 100 == 0 and part.value < 100)
    ones = current is not None and current % 10 == 0 and current % 100 >= 20 and part.value < 10
    return at, part if small or ones else None


def _halved(plain: Sequence[Word], at: int, language: str) -> int:
    """The place of the magnitude that "half" before ``at`` halves, an article between them or none; -1 without one."""
    at += at < len(plain) and plain[at].form in lexicon.words("article of an amount", language)
    return at if at < len(plain) and _value(plain[at].form, "magnitude", language) else -1


def _spelled(form: str, language: str) -> _Part | None:
    """What a number word means, or two with a hyphen ("twenty-five"); None for other words."""
    if magnitude := _value(form, "magnitude", language):
        return _Part(Decimal(magnitude), True)
    tens, _, ones = form.partition("-")
    first = _value(tens, "number", language)
    second = _value(ones, "number", language) or _value(ones, "unit one", language) if ones else "0"
    return _Part(Decimal(first) + Decimal(second), False) if first and second else None


def _figure(text: str, word: Word, figure: re.Match[str], language: str) -> _Part | None:
    """A number in digits: "5", "5km", "£5m"."""
    value, tail = Decimal(figure[1]), figure[2].strip("-.")
    if tail in ("m", "k") and text[word.start - 1 : word.start] in tuple(_SIGNS):
        tail = "million" if tail == "m" else "thousand"
    if magnitude := _value(tail, "magnitude", "en"):
        return _Part(value * Decimal(magnitude), False)
    return _Part(value, False, _value(tail, "unit", language) or tail)


def _added(total: Decimal, current: Decimal | None, part: _Part) -> tuple[Decimal, Decimal | None, str]:
    """Sum and unmultiplied part after one more word."""
    if not part.multiplies:
        return total, (current or 0) + part.value, part.unit
    if part.value == 100:
        return total, (current or 1) * part.value, part.unit
    return total + (current or 1) * part.value, None, part.unit


def _unit(text: str, plain: Sequence[Word], last: int, language: str) -> tuple[int, str]:
    """The unit behind a number that ends before the word ``last``, and the word behind it."""
    end = plain[last - 1].end
    if text[end : end + 2].strip().startswith("%"):
        return last, "%"
    if last < len(plain) and text[end : plain[last].start].strip() == "":
        if plain[last].form == "per" and last + 1 < len(plain) and plain[last + 1].form == "cent":
            return last + 2, "%"
        if unit := _value(plain[last].form, "unit", language):
            return last + 1, unit
    return last, ""


def _money(text: str, plain: Sequence[Word], start: int, stop: int, last: int, language: str) -> tuple[str, bool]:
    """The currency of a number, and whether a sign says so."""
    near = (text[max(0, start - 1) : start], text[stop : stop + 2].strip()[:1])
    if sign := next((one for one in near if one and one in _SIGNS), ""):
        return _value(sign, "currency", language), True
    word = plain[last].form if last < len(plain) else ""
    return _value(word, "currency", language), False
