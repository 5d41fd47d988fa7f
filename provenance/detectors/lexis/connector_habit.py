"""Connector habit.

Looks for
    Openers and links that another language's prose needs and English news leaves out, from the tables ``connectors``.
Why
    Explicitation: translated prose carries over "außerdem", "目前", "en este sentido", "таким образом", one
    to a sentence, where English news simply goes on.
Fires (zh, es, hi)
    - ⟦Among them,⟧ eight are new.
    - The lake is deep⟦, and, in addition,⟧ cold.
    - ⟦During this the⟧ police came.
Quiet
    - Eight of them are new.
    - In addition to bread it sells milk.
    - During this week the police came.
    - He was among them.
    - Precisely nobody came, not least because it rained; that is to say, it poured.
    - However, according to his diary, he left; in view of his age, she stayed.
    - At present, the pool is shut, due to which swimmers, moreover, go to the lake.
    - The deal was struck within the framework of the Good Friday Agreement, and that is why it held.
    - A step in this direction was taken in the course of the year, in accordance with the law.
    - It is worth noting that she fears, above all the rest, the winter.
Confounders
    Essays, speeches, official reports and second-language writers are as fond of connectors.
References
    Blum-Kulka (1986), Shifts of cohesion and coherence in translation; Volansky, Ordan and Wintner (2015).
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class ConnectorHabit(Detector):
    """Connector habit."""

    code = "LX104"
    group = "connectors"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "connectors", document)
