"""Whether a run of capitals can be the name of somebody who speaks.

Countries, towns, peoples and initials are not: in "the Russian president said" nobody is named. A town's name is taken
for a person's only where the text has it behind a given name (Lloyd Austin).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from provenance import gazetteer, lexicon
from provenance.text.calendar import MONTHS, WEEKDAYS
from provenance.text.names import CAPITAL, fold, names, skeleton
from provenance.text.tokens import words

_PLACES = frozenset({"country", "region", "city", "people", "time"})
DAYS = frozenset((*WEEKDAYS, *MONTHS))
"""Capitals that may stand before a name without belonging to it."""
_INITIALS = re.compile(rf"(?:{CAPITAL}\.?){{2,6}}")
_PARTY = re.compile(rf"{CAPITAL}-{CAPITAL}.*")
"""Party and state of a member of Congress: "D-Ohio"."""
_PARTICLES = r"(?:(?:van|von)(?:\s+(?:der|den|dem))?|de(?:\s+(?:la|las|los))?|al|bin|da|del|di|ibn|la|le|el|&)"
_NAMES = re.compile(rf"{CAPITAL}[\w.’'-]*[\w’'](?:\s+(?:{_PARTICLES}\s+)?{CAPITAL}[\w.’'-]*\w)*")

_PAIRS = re.compile(rf"(?<![\w.])({CAPITAL}\w+)\s(?=({CAPITAL}[\w-]+))")


class Run(NamedTuple):
    """A run of names, "" where it is nobody's, with its place; ``owns`` for a possessive."""

    name: str
    start: int
    end: int
    owns: bool


class Names(NamedTuple):
    """The names of a text: its capitals, and what stands before each."""

    known: frozenset[str]
    given: Mapping[str, frozenset[str]]
    language: str


def bare(text: str, language: str) -> str:
    """``text``, as long as before, without the stops that end no sentence: those of titles ("Gov. Lunz"). Titles too
    short to be a name go with them ("Mr. Lunz")."""
    return _stops(language).sub(lambda found: found[1] + " " if len(found[1]) > 2 else "_" * len(found[0]), text)


@cache
def _stops(language: str) -> re.Pattern[str]:
    titles = (*lexicon.words("title with a stop"), *lexicon.words("title with a stop", language))
    return re.compile(rf"\b({'|'.join(dict.fromkeys(titles))})\.(?=[ \u00a0]{CAPITAL})")


def of(text: str, language: str) -> Names:
    """The names of ``text``."""
    text = bare(text, language)
    return Names(frozenset(name for name, _ in names(text)), befores(text), language)


def runs(piece: str, have: Names) -> list[Run]:
    """Runs of names in ``piece``, without leading words that are capitals of the sentence only."""
    found = []
    for match in _NAMES.finditer(piece):
        start, run = match.start(), match.group()
        while run and (run.split()[0] in DAYS or not _knows(run.split()[0], have)):
            cut = len(run.split()[0])
            start, run = start + cut, run[cut:]
            start, run = start + len(run) - len(run.lstrip()), run.lstrip()
        if run:
            name = run.removesuffix("’s").removesuffix("'s")
            owns = name != run or (have.language in ("en", "de") and piece[match.end() : match.end() + 1] in ("'", "’"))
            found.append(Run(person(name, have.given), start, match.end(), owns))
    return found


def _knows(part: str, have: Names) -> bool:
    return any(word.group() in have.known for word in words(part))


def person(run: str, given: Mapping[str, frozenset[str]]) -> str:
    """The name in ``run`` with its titles, without days, countries and initials before it; "" where none is left.
    ``given`` holds the capitalised words that stand directly before each one in the text."""
    parts = run.split()
    while parts and (parts[0] in DAYS or _INITIALS.fullmatch(parts[0]) or _is_people(parts[0])):
        parts = parts[1:]
    if parts and _PARTY.fullmatch(parts[0]):
        return ""
    for length in (3, 2):
        if len(parts) >= length and _is_place(" ".join(parts[:length])):
            parts = parts[length:]
    while len(parts) > 2 and _is_place(parts[0]) and parts[1].lower() in _titles():
        parts = parts[1:]
    bare = [part for part in parts if part.lower().strip(".") not in _titles()]
    if not bare or all(_INITIALS.fullmatch(part) for part in bare):
        return ""
    if len(bare) == 1 and len(parts) == 1 and _is_place(bare[0]) and not _has_given_name(bare[0], given):
        return ""
    return " ".join(parts)


def key(name: str) -> str:
    """The last word of a name as compared across spellings."""
    return skeleton(name.split()[-1]) if name else ""


def befores(text: str) -> Mapping[str, frozenset[str]]:
    """The capitalised words that stand directly before each capitalised word of ``text``."""
    found: dict[str, set[str]] = {}
    for one, two in _PAIRS.findall(text):
        found.setdefault(two, set()).add(one)
    return {word: frozenset(words) for word, words in found.items()}


@cache
def given_names(language: str) -> frozenset[str]:
    """Given names in Latin letters: of all languages and of the persons known, or, where names have cases, those of the
    language only, since the case of one is another's name (Jana)."""
    if language in lexicon.words("cases on names"):
        return frozenset(map(fold, lexicon.words("given name", language)))
    known = (row["given"].split()[0] for row in lexicon.table("persons", ("given",)) if row["given"])
    forms = (form for row in lexicon.table("given_names", ("forms",)) for form in row["forms"].split())
    return frozenset(map(fold, (*lexicon.words("given name"), *known, *forms)))


def is_public(name: str) -> bool:
    """Whether a single name is hardly anybody's but a public figure's."""
    return name in _families() or any(one.kind == "person" for one in gazetteer.find(name))


@cache
def _families() -> frozenset[str]:
    rows = lexicon.table("persons", ("family", "rare family"))
    return frozenset(row["family"] for row in rows if row["rare family"] == "yes")


def is_name(word: str, language: str) -> bool:
    """Whether a word is a name wherever it stands: a place's, a people's, a public figure's or a given name."""
    return any(not one.word for one in gazetteer.find(word)) or is_public(word) or fold(word) in given_names(language)


def _has_given_name(word: str, given: Mapping[str, frozenset[str]]) -> bool:
    return any(
        before.lower() not in _titles()
        and before.lower() not in _small()
        and not _is_place(f"{before} {word}")
        and not _is_people(before)
        and before not in DAYS
        for before in given.get(word, ())
    )


def _is_people(word: str) -> bool:
    known = gazetteer.find(word)
    return bool(known) and all(one.kind == "people" for one in known)


def _is_place(name: str) -> bool:
    known = gazetteer.find(name)
    return any(one.kind in _PLACES for one in known) and not any(one.kind == "person" for one in known)


@cache
def _titles() -> frozenset[str]:
    return frozenset((*lexicon.words("title"), *map(str.lower, lexicon.words("title with a stop"))))


@cache
def _small() -> frozenset[str]:
    return frozenset((*lexicon.words("of somebody"), *lexicon.words("side clause")))
