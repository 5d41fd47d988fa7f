"""Two persons merged into one.

Looks for
    The given name of one officeholder before the surname of another ("Joe Blinken"), by the table ``persons``.
Why
    Summarising and rewriting programs, and engines with a wide context, mix up persons of one text. No desk does.
Fires (any)
    - President ⟦Joe Blinken⟧ kept silent.
    - Chancellor ⟦Emmanuel Scholz⟧ kept silent.
Quiet
    - President Joe Biden kept silent.
    - Hunter Biden and Jill Biden kept silent.
    - Presidents Joe Biden and Emmanuel Macron kept silent.
    - Volodymyr Zelensky and Vladimir Zelensky are one man.
Confounders
    Namesakes; relatives that the table does not know (column ``kin``); spellings of one given name in several languages
    (table ``given_names``).
References
    Maynez et al. (2020), On faithfulness and factuality in abstractive summarization: entity errors.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from provenance import lexicon
from provenance.contracts import Detector
from provenance.lexicon import Hit, Patterns, Row
from provenance.records import Document, Evidence, Hypothesis, Mark, Span
from provenance.tabled import outside_furniture, words

COLUMNS = ("given", "family", "country", "office", "rare family", "kin")


class _Known(NamedTuple):
    """Patterns of rare families, given names that go with each, and what given names are known at all."""

    families: Patterns
    right: Mapping[str, frozenset[str]]
    given: frozenset[str]


class MergedPerson(Detector):
    """Two persons merged into one."""

    code = "NM104"
    group = "entities"

    def detect(self, document: Document) -> Iterator[Evidence]:
        known = _known()
        hits = outside_furniture(document, known.families.find(document.text))
        marks = tuple(mark for hit in hits if (mark := _merged(document.text, hit, known)))
        yield Evidence(self.code, Hypothesis("machine"), float(len(marks)), float(words(document)), marks)


def _merged(text: str, hit: Hit, known: _Known) -> Mark | None:
    """A mark where the word before the family is a known given name of others and none of this family's."""
    before = text[max(0, hit.span.start - 40) : hit.span.start]
    given = before.split(" ")[-2] if before.endswith(" ") and len(before.split(" ")) > 1 else ""
    name = fold(given)
    if not given[:1].isupper() or name not in known.given or name in known.right[hit.row["found"]]:
        return None
    span = Span(hit.span.start - 1 - len(given), hit.span.end)
    return Mark(span, "given name of one officeholder, surname of another", hit.row["found"])


@cache
def _known() -> _Known:
    persons = lexicon.table("persons", COLUMNS)
    same = _same_names()
    right: dict[str, set[str]] = {}
    given: set[str] = set()
    for row in persons:
        names = {fold(name) for name in (*row["given"].split(), *row["kin"].split())}
        right.setdefault(row["family"], set()).update(names, *(same.get(name, ()) for name in names))
        given.add(fold(row["given"]))
    rare = dict.fromkeys(row["family"] for row in persons if row["rare family"] == "yes")
    families = lexicon.together([("", Row(found=family)) for family in rare])
    return _Known(families, {family: frozenset(names) for family, names in right.items()}, frozenset(given))


def _same_names() -> dict[str, frozenset[str]]:
    """Folded given name to all forms that it has in other languages."""
    groups = [frozenset(map(fold, row["forms"].split())) for row in lexicon.table("given_names", ("forms",))]
    return {
        name: frozenset().union(*(group for group in groups if name in group)) for name in frozenset().union(*groups)
    }


def fold(name: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
