"""Three genitives with of in a row.

Looks for
    "the head of the council of the town of Lund": of three times with at most two words between. Quantities (tens
    of thousands of) and names of offices (House of Representatives) are left alone.
Why
    Slavic, Romance, Greek and Chinese chains of genitives become chains of of; English breaks them with possessives
    and nouns before nouns.
Fires (ru, uk, es, it, pl, el, zh, ar)
    - He is deputy ⟦of the head of the council of the town⟧.
    - It was part ⟦of the reform of the system of courts⟧ in the north.
Quiet
    - Tens of thousands of people of the town came.
    - The head of the council of Lund left.
    - One of the members of the House of Representatives left.
Confounders
    Legal and scientific prose; agency English (7 % of documents).
References
    Counted: native 0.4-1.4 %, machine output 4 %, from Russian 11 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"of (?<=\bof )(?:the |an? )?+(?!(?:tens|hundreds|thousands|millions|billions|one|some|many|much|all|most|both|"
    r"each|kind|sort|number|part|type|lots|piece|loss|House|University|dozens|at|more|about|those|members)\b)"
    r"(?:[A-Za-z]+ )?[A-Za-z]+ of (?:the |an? )?+(?!(?:tens|hundreds|thousands|millions|billions|one|some|"
    r"many|much|all|most|House|University)\b)(?:[A-Za-z]+ )?[A-Za-z]+ of (?:the |an? )?+[A-Za-z][a-z]{2,}"
)


class ChainOfOf(Detector):
    """Three genitives with of in a row."""

    code = "SY101"
    group = "genitives"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose))
        yield counted(self.code, found, seen.words, "a chain of genitives")
