"""One body under several names in one text.

Looks for
    The State Department that is also "the Foreign Ministry", from the table ``bodies``. A bare "Foreign Ministry"
    counts only where no country is ever named with it.
Why
    An engine translates Außenministerium or Département d'État anew in each sentence; a reporter keeps to one name.
Fires (de, fr, any)
    - The State Department called it a risk. Later ⟦the Foreign Ministry⟧ spoke of sanctions.
    - The Pentagon kept silent. Later the ⟦US Ministry of Defense⟧ spoke.
Quiet
    - The State Department called it a risk. Russia's Foreign Ministry spoke of sanctions.
    - The Pentagon kept silent. The Defense Department later spoke.
    - The Foreign Ministry spoke of sanctions.
Confounders
    A second ministry whose country stands only in the context; official names spelled out once.
References
    Läubli, Sennrich and Volk (2018) on sentence-level engines and consistency.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from provenance import lexicon
from provenance.contracts import Detector
from provenance.lexicon import Hit, Patterns, Row
from provenance.records import Document, Evidence, Hypothesis, Mark
from provenance.tabled import outside_furniture, words

COLUMNS = ("body", "own", "other", "bare", "introduced")


class SeveralRenderings(Detector):
    """One body under several names in one text."""

    code = "IN102"
    group = "consistency"

    def detect(self, document: Document) -> Iterator[Evidence]:
        named: dict[str, dict[str, list[Hit]]] = {}
        for hit in outside_furniture(document, _patterns().find(document.text)):
            named.setdefault(hit.row["body"], {}).setdefault(hit.row["kind"], []).append(hit)
        marks = tuple(mark for kinds in named.values() for mark in _marks(kinds))
        yield Evidence(self.code, Hypothesis("translated"), float(len(marks)), float(words(document)), marks)


def _marks(kinds: dict[str, list[Hit]]) -> Iterator[Mark]:
    """Marks on the names that are not the body's own, where its own name stands in the text too."""
    if "own" not in kinds:
        return
    for kind in ("other", "bare"):
        if kind == "bare" and "introduced" in kinds:
            continue
        for hit in kinds.get(kind, ()):
            yield Mark(hit.span, f"elsewhere {kinds['own'][0].row['found']}", hit.row["body"])


@cache
def _patterns() -> Patterns:
    rows = lexicon.table("bodies", COLUMNS)
    return lexicon.together(
        ("" if kind != "introduced" else "introduced", Row(found=row[kind], body=row["body"], kind=kind))
        for row in rows
        for kind in COLUMNS[1:]
        if row[kind]
    )
