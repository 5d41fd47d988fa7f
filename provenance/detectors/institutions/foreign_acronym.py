"""Acronym of another language.

Looks for
    ONU, OTAN, EZB, PKB, TBMM and the like, from the tables ``acronyms``, only in capitals as written.
Why
    Acronyms are copied through where the engine has not seen them, in the order of letters of the source.
Fires (de, es, tr, ru)
    - The ⟦EZB⟧ kept silent.
    - Troops of the ⟦OTAN⟧ left.
    - The ⟦TBMM⟧ met.
    - ⟦FSIN⟧ kept silent.
Quiet
    - The ECB kept silent.
    - NATO left.
    - A tune by Uno and Otan.
Confounders
    Firms and clubs with the same letters; domestic bodies that English reports do cite by acronym.
References
    Own names of the bodies.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class ForeignAcronym(Detector):
    """Acronym of another language."""

    code = "IN105"
    group = "spelling"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "acronyms", document)
