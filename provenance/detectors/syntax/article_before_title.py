"""Article before title and name.

Looks for
    "the President Emmanuel Lund said".
Why
    French le président, Italian il ministro, Spanish el presidente and Greek keep the article before title and
    name.
Fires (fr, it, es, pt, el, ro, tr)
    - ⟦The Minister Karl Lund⟧ said no.
    - They met ⟦the President Anna Berg⟧, who agreed.
Quiet
    - The Minister of Health said no.
    - The Deputy Prime Minister Karl Lund left.
    - The late President Anna Berg was there.
    - The President Hotel in Oslo closed.
    - President Anna Berg agreed.
Confounders
    Ceremonial English ("the Reverend"); titles with an adjective before.
References
    Counted: native none, human translations 0.4 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b[Tt]he (?:[Pp]resident|[Mm]inister|[Pp]rime [Mm]inister|[Cc]hancellor|[Ss]enator|[Pp]rofessor|"
    r"[Dd]octor|[Cc]ommissioner|[Mm]ayor|[Jj]udge|Cardinal|[Bb]ishop|[Gg]overnor|[Ss]ecretary of [Ss]tate|"
    r"[Dd]irector|Captain|Colonel) (?!(?:General|Minister|Elect|Emeritus|Hotel|House|Prize|Award|"
    r"Building|President|Committee|Council|Assembly)\b)[A-Z][^\W\d_A-Z]+ [A-Z][^\W\d_A-Z]+(?= (?:said|has|had|"
    r"was|is|will|told|also|announced|and|signed|who|in|on|at)\b|[,.])"
)
_NEEDLES = (
    "he President ",
    "he president ",
    "he Minister ",
    "he minister ",
    "he Prime ",
    "he prime ",
    "he Chancellor ",
    "he chancellor ",
    "he Senator ",
    "he senator ",
    "he Professor ",
    "he professor ",
    "he Doctor ",
    "he doctor ",
    "he Commissioner ",
    "he commissioner ",
    "he Mayor ",
    "he mayor ",
    "he Judge ",
    "he judge ",
    "he Cardinal ",
    "he Bishop ",
    "he bishop ",
    "he Governor ",
    "he governor ",
    "he Secretary of",
    "he secretary of",
    "he Director ",
    "he director ",
    "he Captain ",
    "he Colonel ",
)


class ArticleBeforeTitle(Detector):
    """Article before title and name."""

    code = "SY108"
    group = "articles"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=60))
        yield counted(self.code, found, seen.words, "title and name take no article")
