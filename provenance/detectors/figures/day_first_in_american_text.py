"""Day before month in a text with American spelling.

Looks for
    "20 June" in a text that spells as Americans do and nowhere as the British do. Names do not count (Lincoln Center),
    nor does what others spell so, too: -ize (Oxford, the United Nations), program (Australia), percent (New Zealand).
Why
    Almost all languages put the day first; engines translate into American English and keep the order.
Fires (fr, es, it, ru, tr, zh, ar)
    - On ⟦20 June⟧ the defense program began.
    - He left the center on ⟦1 September⟧ 2004.
Quiet
    - On June 20 the defense program began.
    - On 20 June the defence programme began.
    - On 20 June it rained.
    - On 20 June the defense closed its case, and the grey tyre was found in the theatre.
    - Nine tonnes of scrap left the center on 20 June.
    - The judge fulfilled the terms of the licence on 20 June and the neighbor left.
    - The Lincoln Center will open on 20 June.
    - The US Department of Defense met on 20 June.
    - The World Health Organization emphasized on 20 June that it would organize nine programs.
Confounders
    American military and genealogical English.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH
from provenance.text.views import counted, spans, view, within

_SEEN = re.compile(rf"(?<![\w.,:-])(?:[12]?\d|3[01]) {MONTH}\b")
_AMERICAN = re.compile(
    r"\b(?:centers?|defense|labor|colors?|favor\w*|neighbor\w*|honor\w*|traveled|canceled|offense|kilometers)\b"
)
"""Only in small letters: names keep their spelling in any text."""
_BRITISH = re.compile(
    r"\b(?:per cent|centres?|defence|labour|colours?|programmes?|favour\w*|neighbour\w*|honour\w*|travelled|cancelled|"
    r"offence|metres|kilometres|whilst|amongst|grey|tyres?|theatres?|tonnes?|licences?|litres?|cheques?|fulfils?|"
    r"sceptic\w*|jewellery|manoeuvre\w*|analys(?:ed|ing)|(?:mode|labe|tota|leve|signa|counse)ll(?:ed|ing)|"
    r"\w{3,}is(?:ed|es|ing|ation)(?<!rais(?:ed|es))(?<!is(?:es)))\b"
)


class DayFirstInAmericanText(Detector):
    """Day before month in a text with American spelling."""

    code = "FG131"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = list(spans(within(_SEEN, seen.prose, seen.figures)))
        if found and (_BRITISH.search(seen.low) or not _AMERICAN.search(seen.prose)):
            found = []
        yield counted(self.code, found, seen.words, "American spelling, but the day comes first")
