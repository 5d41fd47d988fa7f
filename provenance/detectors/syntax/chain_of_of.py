"""Three genitives with of in a row.

Looks for
    "the head of the council of the town of Lund": of three times with at most two words between. Quantities (tens
    of thousands of), names of bodies and offices, which have a capital (Department of Trade), and what is no genitive
    (ahead of, fear of flying) are left alone.
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
    - The chairman of the Board of Directors of the club left for the Department of Trade.
    - He is under the guidance of the Office of the Chief of Staff.
    - She was accused of three counts of possession of cocaine.
    - It came at the start of the week ahead of the release of figures.
    - She spoke of her fear of flying and of heights, and of a lack of sense of humour.
    - He left at the end of the first of a series of talks on the work of the League of Nations.
    - He sat on the board of directors of the Bank of England.
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

_LIGHT = (
    r"(?!(?:tens|hundreds|thousands|millions|billions|dozens|one|two|three|some|any|many|much|all|most|both|each|half|"
    r"rest|kind|sort|number|part|type|lots|piece|pieces|pair|couple|group|series|lack|loss|majority|sense|fear|counts|"
    r"count|risk|at|more|about|those|members|member|board|boards|directors|chief|state|first|last|and|or|ahead|instead|"
    r"because|out|front|top|spite|behalf|accused|aware|convicted|guilty|suspected|afraid|proud|capable|full)\b)"
)
"""Words with which of makes no genitive, or one that English has no other form for."""
_HEAD = rf"{_LIGHT}(?:[A-Za-z]+ )?{_LIGHT}[a-z]+ of (?:the |an? )?+"
"""A noun in small letters, with a word before it: after one with a capital, of belongs to a name."""
_SEEN = re.compile(rf"of (?<=\bof )(?:the |an? )?+{_HEAD}{_HEAD}{_LIGHT}[A-Za-z][a-z]{{2,}}")


class ChainOfOf(Detector):
    """Three genitives with of in a row."""

    code = "SY101"
    group = "genitives"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose))
        yield counted(self.code, found, seen.words, "a chain of genitives")
