"""Two persons merged into one.

Looks for
    The given name of one officeholder before the surname of another ("Joe Blinken"), by the table ``persons``, where an
    office stands beside the name or the text names one of the two rightly.
Why
    Summarising and rewriting programs, and engines with a wide context, mix up persons of one text. No desk does.
Fires (any)
    - President ⟦Joe Blinken⟧ kept silent.
    - Chancellor ⟦Emmanuel Scholz⟧ kept silent.
    - US Secretary of State ⟦Joe Blinken⟧ kept silent.
    - ⟦Emmanuel Scholz⟧, the German chancellor, kept silent.
    - ⟦Joe Blinken⟧ kept silent. Then Antony Blinken spoke.
Quiet
    - President Joe Biden kept silent.
    - Hunter Biden and Jill Biden kept silent.
    - Presidents Joe Biden and Emmanuel Macron kept silent.
    - Volodymyr Zelensky and Vladimir Zelensky are one man.
    - Joe Starmer, a plumber, kept silent. Donald Biden, a plumber from Hull, wept.
    - George Merkel, an American botanist, kept silent. So did Boris Biden.
Confounders
    Namesakes; relatives that the table does not know (column ``kin``); spellings of one given name in several languages
    (table ``given_names``).
References
    Maynez et al. (2020), On faithfulness and factuality in abstractive summarization: entity errors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from provenance import lexicon
from provenance.contracts import Detector
from provenance.lexicon import Hit, Patterns, Row
from provenance.records import Document, Evidence, Hypothesis, Mark, Span
from provenance.tabled import outside_furniture, words

_OFFICES = (
    r"(?:[Pp]resident|[Cc]hancellor|[Pp]remier|(?:[Pp]rime )?[Mm]inister|[Ss]ecretary(?:[ -][Gg]eneral)?|[Ss]enator|"
    r"[Gg]overnor|[Cc]ongress\w+|[Ll]eader|[Ss]pokes\w+|[Aa]mbassador|[Ee]nvoy|[Kk]ing|[Qq]ueen|[Pp]rince|[Pp]ope|"
    r"[Gg]eneral|[Cc]ommissioner|[Cc]ounterpart|[Dd]iplomat|[Hh]ead of (?:[Ss]tate|[Gg]overnment)|[Aa]dviser|[Cc]hief)"
)
_OF = r"(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)?| for [A-Z]\w+(?: [A-Z]\w+)?)?"
_OFFICE_BEFORE = re.compile(rf"\b{_OFFICES}{_OF},? \Z")
_OFFICE_BEHIND = re.compile(rf"(?:, (?:the|who is|then)|, [\w.'-]+['’]s) (?:[\w.'-]+ ){{0,3}}{_OFFICES}\b")
_STRANGER = re.compile(r", (?:an? |\d)")
"""What introduces somebody whom no reader knows."""
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
        if marks and not _named(document.text, known, {mark.value for mark in marks}):
            marks = tuple(mark for mark in marks if _in_office(document.text, mark.span))
        marks = tuple(mark for mark in marks if not _STRANGER.match(document.text, mark.span.end))
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


def _named(text: str, known: _Known, families: set[str]) -> bool:
    """Whether one of the families stands in the text behind a given name that is rightly its own."""
    return any(
        fold(match[1]) in known.right[family]
        for family in families
        for match in re.finditer(rf"\b([^\W\d_][\w.'-]{{0,30}}) {re.escape(family)}\b", text)
    )


def _in_office(text: str, span: Span) -> bool:
    """Whether an office stands right before the name, or behind it in apposition."""
    return bool(
        _OFFICE_BEFORE.search(text[max(0, span.start - 60) : span.start]) or _OFFICE_BEHIND.match(text, span.end)
    )


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
