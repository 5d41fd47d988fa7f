"""Whether a run of capitals can be the name of somebody who speaks.

Countries, towns, peoples and initials are not: in "the Russian president said" nobody is named. A town's name is taken
for a person's only where the text has it behind a given name (Lloyd Austin).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from provenance import gazetteer, lexicon
from provenance.text.calendar import MONTHS, WEEKDAYS
from provenance.text.names import skeleton

_PLACES = frozenset({"country", "region", "city", "people", "time"})
DAYS = frozenset((*WEEKDAYS, *MONTHS))
"""Capitals that may stand before a name without belonging to it."""
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){2,6}")


def person(run: str, given: Mapping[str, frozenset[str]]) -> str:
    """The name in ``run`` with its titles, without days, countries and initials before it; "" where none is left.
    ``given`` holds the capitalised words that stand directly before each one in the text."""
    parts = run.split()
    while parts and (parts[0] in DAYS or _INITIALS.fullmatch(parts[0]) or _is_people(parts[0])):
        parts = parts[1:]
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
    for one, two in re.findall(r"(?<![\w.])([^\W\d_a-z]\w+)\s(?=([^\W\d_a-z][\w-]+))", text):
        found.setdefault(two, set()).add(one)
    return {word: frozenset(words) for word, words in found.items()}


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
    return frozenset(lexicon.words("title"))


@cache
def _small() -> frozenset[str]:
    return frozenset((*lexicon.words("of somebody"), *lexicon.words("side clause")))
