"""Particulars that reports of one event agree in: given names, titles, spellings of names, figures and what they count.

Independent reports may leave a particular out; they seldom contradict each other in it. Found by shape and by the table
``persons``, in English only; linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from provenance import lexicon
from provenance.records import Span
from provenance.text.names import fold, names, number, skeleton
from provenance.text.tokens import words

KINDS = ("given", "title", "spelling", "figure")
_COUNTED = re.compile(r"(?<![\w.,$€£-])(\d[\d.,]*\d|\d) ([a-z]{4,})\b")
_LEAST = 5
"""Letters of a name that is compared by its spelling."""


class Particular(NamedTuple):
    """``form`` is what the article says of ``key``: of a family name its given name or title, of a name's skeleton its
    spelling, of a noun its figure."""

    kind: str
    key: str
    form: str
    span: Span


@lru_cache(maxsize=1024)
def particulars(text: str) -> tuple[Particular, ...]:
    """Every particular of an English text; of each kind and key the first place of every form."""
    found = (*_persons(text), *_spellings(text), *_figures(text))
    once = {(one.kind, one.key, one.form): one for one in reversed(found)}
    return tuple(once[key] for key in sorted(once))


def single(text: str) -> dict[tuple[str, str], Particular]:
    """What the text says in one form only, by kind and key: who calls a man two things himself contradicts nobody."""
    forms: dict[tuple[str, str], list[Particular]] = {}
    for one in particulars(text):
        forms.setdefault((one.kind, one.key), []).append(one)
    return {key: held[0] for key, held in forms.items() if len(held) == 1}


def contradict(one: Particular, two: Particular) -> bool:
    """Whether the same key has another form; a spelling that only goes on (Russia, Russian) is another word."""
    if one.form == two.form:
        return False
    short, long = sorted((one.form, two.form), key=len)
    return one.kind != "spelling" or not long.startswith(short[:-1])


def _persons(text: str) -> Iterator[Particular]:
    given, offices = _tables()
    found = list(words(text))
    for at in range(len(found) - 1):
        name = fold(found[at].group())
        if name not in given or not _follows(text, found, at + 1):
            continue
        family = _bare(found[at + 1].group())
        if not found[at].group()[0].isupper() or not family[:1].isupper() or len(family) < 4:
            continue
        span = Span(found[at].start(), found[at + 1].start() + len(family))
        yield Particular("given", fold(family), given[name], span)
        title = found[at - 1].group().lower() if at and _follows(text, found, at) else ""
        if title in offices or title.startswith("spokes"):
            yield Particular("title", fold(family), title, Span(found[at - 1].start(), span.end))


def _follows(text: str, found: list[re.Match[str]], at: int) -> bool:
    return text[found[at - 1].end() : found[at].start()] == " "


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _spellings(text: str) -> Iterator[Particular]:
    for word, span in names(text):
        bare = _bare(word)
        if len(bare) >= _LEAST:
            yield Particular("spelling", skeleton(bare), fold(bare), Span(span.start, span.start + len(bare)))


def _figures(text: str) -> Iterator[Particular]:
    measures = lexicon.words("measure", "en")
    for match in _COUNTED.finditer(text):
        if match[2] in measures:
            continue  # two sums or spans of time have nothing in common
        yield Particular("figure", match.group(2).removesuffix("s"), number(match.group(1)), Span(*match.span()))


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    """Given names, each with the one that stands for all its forms; words for offices."""
    persons = lexicon.table("persons", ("given", "office"))
    known = {fold(row["given"]): fold(row["given"]) for row in persons}
    for row in lexicon.table("given_names", ("forms",)):
        forms = [fold(form) for form in row["forms"].split()]
        known.update(dict.fromkeys(forms, forms[0]))
    return known, frozenset(row["office"].split()[-1].lower() for row in persons if row["office"])
