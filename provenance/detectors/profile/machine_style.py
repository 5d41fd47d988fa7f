"""Style of machine translation against human translation.

Looks for
    The same measures as PF001, for the question of machine or human.
Why
    Systems choose words more regularly and keep closer to the order of the source than people do; the
    difference is small.
Fires (any)
    The whole text is measured; no words can be pointed at.
Quiet
    A text without words of English.
Confounders
    Post-edited output; a literal human translator; an engine unlike those of training.
References
    Vanmassenhove et al. 2021, Machine translationese; Lapshinova-Koltunski 2015.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.profile import reading
from provenance.records import Document, Evidence, Hypothesis


class MachineStyle(Detector):
    """Style of machine translation against human translation."""

    code = "PF002"
    channel = "profile"
    group = "profile"

    def detect(self, document: Document) -> Iterator[Evidence]:
        found = reading(document)
        yield Evidence(self.code, Hypothesis("machine"), found.machine, found.tokens)
