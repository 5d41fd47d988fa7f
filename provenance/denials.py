"""Whether the words before a verb of saying leave in doubt that its subject said it.

"Ida Holm never said", "it was not Ida Holm who said", "fake posts claim that Ida Holm said", "if Ida Holm said": a
quotation behind such words belongs to nobody. The words stand in ``data/tables/word_lists.tsv``, a row a language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from provenance import lexicon
from provenance.text.tokens import words

_CLAUSE = re.compile(r"[,;:()\n–—]|[.!?]\s|\s-\s")
_AND = frozenset({"and", "und", "y", "et", "и", "і", "та"})
_BUT = frozenset({"but", "aber", "pero", "mais", "но", "але"})
_NONE = frozenset({"nobody", "none", "nothing", "anything", "one", "all", "everything"})


class _Words(NamedTuple):
    """The lists of one language."""

    denial: frozenset[str]
    """In the clause of the verb."""
    untruth: frozenset[str]
    """Anywhere before the subject."""
    supposition: frozenset[str]
    """Before the subject in its clause."""


@cache
def _of(language: str) -> _Words:
    return _Words(
        frozenset(lexicon.words("denial of saying", language)),
        frozenset(lexicon.words("untruth", language)),
        frozenset(lexicon.words("supposition", language)),
    )


def doubted(before: str, name: str, language: str) -> bool:
    """Whether what stands before a verb, whose subject ``name`` is ("" for a pronoun), denies or supposes that it was
    said. A denial that "and" parts from the verb is about something else ("never met him and said").

    >>> doubted("Fake posts claim that Ida Holm ", "Ida Holm", "en")
    True
    >>> doubted("Ida Holm never met him and ", "Ida Holm", "en")
    False
    """
    have = _of(language)
    at = before.rfind(name) if name else -1
    start = len(before) if at < 0 else at
    clause = max((edge.end() for edge in _CLAUSE.finditer(before, 0, start)), default=0)
    lead = _joined(_forms(before[clause:start]))
    own = max((edge.end() for edge in _CLAUSE.finditer(before)), default=0)
    gap = _joined(_forms(before[max(own, start + len(name) * (at >= 0)) :]))
    return bool(
        have.denial.intersection(lead + gap)
        or have.supposition.intersection(lead)
        or have.untruth.intersection(_forms(before[:start]))
    )


def is_denial(verb: str, language: str) -> bool:
    """Whether a verb of saying says that something is not so: "denied"."""
    return verb.lower() in _of(language).denial


def belied(between: str, language: str) -> bool:
    """Whether the words between a verb of saying and a quotation call it a lie, or deny the verb as German does
    ("sagte nie")."""
    have, said = _of(language), _forms(between)
    return bool(have.untruth.intersection(said)) or (language != "en" and bool(have.denial.intersection(said[:1])))


def _forms(piece: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in words(piece)]


def _joined(forms: list[str]) -> list[str]:
    """``forms`` behind the last word that joins clauses; "nobody but" joins none."""
    parts = (
        at for at, form in enumerate(forms) if form in _AND or (form in _BUT and at and forms[at - 1] not in _NONE)
    )
    return forms[max((at + 1 for at in parts), default=0) :]
