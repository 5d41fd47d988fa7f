"""Places, peoples and public figures: the only reader of ``data/tables/gazetteer.tsv`` and ``gazetteer_more.tsv``.

The first table is compiled by ``scripts/build_gazetteer.py`` (CLDR, GeoNames, countryinfo); the second is kept by hand,
for what those lack: peoples, regions, institutions and persons much in the news. Both are read once, on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from provenance import lexicon

COLUMNS = ("name", "kind", "english", "languages", "word")
SHORTEST = 4
"""Names with fewer letters are never searched for in lower case: they are words of too many languages."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name. ``english`` is empty for English names; for an exonym it is the English form, and ``languages`` says
    who uses it. ``word`` is True where the name in lower case is also a word of English ("turkey", "nice", "reading"),
    or of a language that English mixes with (Tagalog "hindi")."""

    name: str
    kind: str
    """country, region, city, people, person, body or time."""
    english: str
    languages: tuple[str, ...]
    word: bool


@cache
def names() -> Mapping[str, tuple[Name, ...]]:
    """Every name under its case-folded form.

    >>> [(one.english, one.languages[:1]) for one in names()["kiew"]]
    [('Kyiv', ('de',))]
    """
    found: dict[str, tuple[Name, ...]] = {}
    for table in ("gazetteer", "gazetteer_more"):
        for row in lexicon.table(table, COLUMNS):
            tags = tuple(row["languages"].split())
            one = Name(row["name"], row["kind"], row["english"], tags, row["word"] == "yes")
            found[one.name.casefold()] = (*found.get(one.name.casefold(), ()), one)
    return MappingProxyType(found)


def find(name: str) -> tuple[Name, ...]:
    """What is known under ``name``, whatever its case; empty for a stranger."""
    return names().get(name.casefold(), ())


@cache
def lowered() -> frozenset[str]:
    """Single English names in lower case that are no English word: seeing one so in running English is an error. Days
    and months are no names of places or people.

    >>> "moscow" in lowered(), "turkey" in lowered(), "moskau" in lowered(), "monday" in lowered()
    (True, False, False, False)
    """
    return frozenset(
        key
        for key, known in names().items()
        if len(key) >= SHORTEST and key.isalpha() and not any(one.word for one in known)
        if all(not one.english and one.kind != "time" for one in known)
    )


@cache
def exonyms() -> Mapping[str, Name]:
    """Foreign names of places as written, where the spelling means no English name and no English word.

    >>> exonyms()["Moskau"].english
    'Moscow'
    """
    found = {}
    for known in names().values():
        if all(one.english and not one.word for one in known) and len({one.english for one in known}) == 1:
            tags = tuple(sorted({tag for one in known for tag in one.languages}))
            found[known[0].name] = Name(known[0].name, known[0].kind, known[0].english, tags, False)
    return MappingProxyType(found)


def kind(name: str) -> str:
    """Kind of an English name ("country", "city", "people", ...), empty for a stranger or an exonym."""
    return next((one.kind for one in find(name) if not one.english and one.name == name), "")
