"""Who speaks, in languages other than English: the name directly beside the verb of saying, or nobody.

Every noun has a capital in German, names have cases in Slavic languages, and everywhere a hearer, a place or a party
follows the verb as a speaker does. So only the run of names beside the verb is looked at, and it is taken only where
it is somebody's: two parts ("Karin Weber"), the part from a given name on ("Kanzlerin Karin Weber") or a name known by
itself. All words that decide stand in ``data/tables/word_lists.tsv``, a row a language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from provenance import lexicon
from provenance.outlets import by_name
from provenance.speakers import Names, Run, given_names, is_public, runs
from provenance.text.names import fold
from provenance.text.tokens import words

_ELIDED = re.compile(r"['’][^\W\d_][\w-]*\s*\Z|['’]\Z")
"""An elision straight before a name holds its first part: "d'Emmanuel Macron", "l'avocat" too."""
_TITLES = 3
"""Most words between a verb and the name behind it ("сказал мэр города Иван Петров")."""


class _Words(NamedTuple):
    """The lists of one language."""

    small: frozenset[str]
    """May stand between a name and its verb."""
    owners: frozenset[str]
    """Before a name that is no subject."""
    nouns: frozenset[str]
    """Articles."""
    others: frozenset[str]
    """Who speaks for somebody."""
    relative: frozenset[str]
    """Begins a clause whose object a name behind it may be."""
    cases: bool
    capitals: bool
    """Whether names change at their end, and whether only names have capitals."""


@cache
def _of(language: str) -> _Words:
    nouns = frozenset(lexicon.words("noun marker", language))
    return _Words(
        frozenset(lexicon.words("beside the verb", language)),
        frozenset(lexicon.words("of whom", language)) - nouns,
        nouns,
        frozenset(lexicon.words("somebody of another", language)),
        frozenset(lexicon.words("relative", language)),
        language in lexicon.words("cases on names"),
        language in lexicon.words("capitals on names only"),
    )


def before(clause: str, have: Names) -> str | None:
    """Who speaks where ``clause`` leads to the verb: a name, "" for somebody else, None where it does not tell."""
    found = runs(clause, have)
    small = _of(have.language).small
    if not found:
        return None if small.issuperset(_lower(clause)) else ""
    last = found[-1]
    lead = _lower(clause[: last.start])
    if lead and lead[-1] in _of(have.language).owners:
        return None if len(found) == len(lead) == 1 else ""  # "Am Montag sagte ..."
    return _somebody(clause, last, lead, have) if small.issuperset(_lower(clause[last.end :])) else ""


def behind(clause: str, have: Names) -> str:
    """Who speaks where ``clause`` follows the verb; "" where nobody is named for sure."""
    for run in runs(clause, have)[:1]:
        lead = _lower(clause[: run.start])
        if len(lead) <= _TITLES and not _of(have.language).owners.intersection(lead):
            return _somebody(clause, run, lead, have)
    return ""


def _lower(piece: str) -> list[str]:
    return [match.group().lower() for match in words(piece)]


def _somebody(clause: str, run: Run, lead: list[str], have: Names) -> str:
    """The name in ``run``, behind the words ``lead``, if it is a person's who speaks."""
    if not run.name or run.owns or by_name(run.name) or _ELIDED.search(clause, 0, run.start):
        return ""
    if _of(have.language).relative.intersection(lead[:-1]):
        return ""  # "l'homme qui a tué Pierre Blanc a dit"
    name = _named(run.name.split(), have, marked=bool(lead) and lead[-1] in _of(have.language).nouns)
    others = _of(have.language).others
    if others.intersection(run.name.split()) and name.endswith("s"):
        return ""  # a genitive in German: the speaker is the other's
    given = fold(name.split(" ")[0]) if lead and _of(have.language).cases else ""
    if given.endswith("a") and (lead[-1] in others or given[:-1] in given_names(have.language)):
        return ""  # Aleksandra may be Aleksandr's
    return name


def _named(parts: list[str], have: Names, marked: bool) -> str:
    """The part of a run that is a person's name: from its given name on, else all of it if it has two parts. ``marked``
    where an article makes a noun of it."""
    tag = have.language
    at = next(
        (at for at, part in enumerate(parts[:-1]) if fold(part) in given_names(tag) or not part[0].isupper()), None
    )
    if at is not None and parts[at][0].isupper():
        return "" if _are_two(parts[at:], tag) else " ".join(_cut(parts[at:], tag))
    bare = _cut(parts, tag)
    if _of(tag).others.intersection(bare):
        return ""
    if len(bare) == 2 and not marked and not _of(tag).cases:
        return "" if tag == "de" and bare[0].endswith("s") else " ".join(bare)  # "Webers Schwester"
    return bare[0] if len(bare) == 1 and not marked and _is_known(bare[0], have) else ""


def _are_two(parts: list[str], language: str) -> bool:
    """Whether a run names two: a given name stands behind a family name, before another ("sagte Ida Holm Per Dahl"), or
    a genitive ("Ida Holms Bruder"). Where names have cases, four capitals are two people."""
    if _of(language).cases and sum(part[0].isupper() for part in parts) > 3:
        return True
    family = [part[0].isupper() and fold(part) not in given_names(language) for part in parts]
    inside = range(1, len(parts) - 1)
    if language == "de" and any(family[at] and parts[at].endswith("s") for at in inside):
        return True
    return any(family[at - 1] and parts[at][0].isupper() and not family[at] for at in inside)


def _cut(parts: list[str], language: str) -> list[str]:
    """``parts`` up to a particle that begins a place or a body: one behind two parts, or behind a family name."""
    for at, part in enumerate(parts):
        inside = not at or part[0].isupper() or not parts[at - 1][0].isupper()
        if not inside and (at > 1 or fold(parts[at - 1]) not in given_names(language)):
            return parts[:at]
    return parts


def _is_known(name: str, have: Names) -> bool:
    """Whether a single name is somebody's: a public figure's, or the text has it behind a given name elsewhere; where
    only names have capitals, behind any other."""
    if is_public(name):
        return True
    others = have.given.get(name, ())
    loose = _of(have.language).capitals
    return any(loose or fold(one) in given_names(have.language) for one in others)
