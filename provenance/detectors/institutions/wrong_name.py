"""Body or office under a name that it does not have.

Looks for
    "US Foreign Ministry", "US Defence Minister", "British Finance Minister", "NATO General Secretary", from the table
    ``wrong_names``: always with the country, since "Foreign Ministry" is right for Berlin or Moscow.
Why
    Other languages have one word for a kind of office everywhere (Außenminister, министр обороны); English calls each
    by its own name.
Fires (de, ru, fr, pl, tr and others)
    - The ⟦US Foreign Ministry⟧ kept silent.
    - The ⟦American Defence Minister⟧ kept silent.
    - The ⟦NATO General Secretary⟧ kept silent.
    - The ⟦Minister of Defense of the United States⟧ kept silent.
Quiet
    - The Russian Foreign Ministry kept silent.
    - The US State Department kept silent.
    - The US Secretary of Defense kept silent.
    - The German Foreign Ministry and the US kept silent.
Confounders
    English papers for readers abroad sometimes explain an office this way ("British finance minister").
References
    Own names of the bodies.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class WrongName(Detector):
    """Body or office under a name that it does not have."""

    code = "IN101"
    group = "offices"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "wrong_names", document)
