"""Whether the words before a verb of saying leave in doubt that its subject said it.

"Ida Holm never said", "it was not Ida Holm who said", "fake posts claim that Ida Holm said", "if Ida Holm said",
"rumours that Ida Holm said": a quotation behind such words belongs to nobody. The words stand in
``data/tables/word_lists.tsv``, a row a language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from provenance import lexicon
from provenance.text.tokens import words

_CLAUSE = re.compile(r"[,;:()\n–—]|[.!?]\s|\s-\s")
_MARK = re.compile('[“„«"”»]')
_NEAR = 60
"""Characters that hold the first words behind a quotation."""


class _Words(NamedTuple):
    """The lists of one language."""

    denial: frozenset[str]
    """In the clause of the verb."""
    untruth: frozenset[str]
    """Anywhere before the subject."""
    supposition: frozenset[str]
    """Before the subject in its clause."""
    hearsay: tuple[str, ...]
    """Phrases, anywhere before the subject."""
    joins: frozenset[str]
    but: frozenset[str]
    """Words between two clauses."""
    all_but: frozenset[str]


@cache
def _of(language: str) -> _Words:
    return _Words(
        frozenset(lexicon.words("denial of saying", language)),
        frozenset(lexicon.words("untruth", language)),
        frozenset(lexicon.words("supposition", language)),
        lexicon.words("hearsay", language),
        frozenset(lexicon.words("joins clauses", language)),
        frozenset(lexicon.words("sets clauses apart", language)),
        frozenset(lexicon.words("all but", language)),
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
    lead = _clause(_forms(before[clause:start]), have)
    own = max((edge.end() for edge in _CLAUSE.finditer(before)), default=0)
    gap = _clause(_forms(before[max(own, start + len(name) * (at >= 0)) :]), have)
    return bool(
        have.denial.intersection(lead + gap)
        or have.supposition.intersection(lead)
        or have.untruth.intersection(_forms(before[:start] + name))
        or any(phrase in before[:start].lower() for phrase in have.hearsay)
    )


def is_denial(verb: str, language: str) -> bool:
    """Whether a verb of saying says that something is not so: "denied"."""
    return verb.lower() in _of(language).denial


def belied(between: str, language: str) -> bool:
    """Whether the words between a verb of saying and a quotation call it a lie, or deny the verb as German does
    ("sagte nie")."""
    have, said = _of(language), _forms(between)
    return bool(have.untruth.intersection(said)) or (language != "en" and bool(have.denial.intersection(said[:1])))


def refuted(after: str, language: str) -> bool:
    """Whether the words behind a quotation, up to the next mark, ask whether it was said or call it untrue: "“…”?",
    "“…” is false", "“…” This is fake"."""
    told = _MARK.split(after, maxsplit=1)[0]
    untrue = lexicon.words("untrue behind", language)
    return after.startswith("?") or any(form in untrue for form in _forms(told[:_NEAR])[:4])


def _forms(piece: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in words(piece)]


def _clause(forms: list[str], have: _Words) -> list[str]:
    """``forms`` behind the last word that joins clauses; "nobody but" joins none."""
    for at in range(len(forms) - 1, -1, -1):
        apart = forms[at] in have.but and at and forms[at - 1] not in have.all_but
        if apart or forms[at] in have.joins:
            return forms[at + 1 :]
    return forms
