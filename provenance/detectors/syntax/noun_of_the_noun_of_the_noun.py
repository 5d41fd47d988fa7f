"""The noun of the noun of the noun.

Looks for
    "the opening of the session of the council", each with its article. Places and parts (the end of, the rest of)
    and what is of an office or body, which has a capital (the guidance of the Office of the Chief), are left alone.
Why
    Genitive chains of articled or article-less nouns are rendered one by one with "the".
Fires (ru, uk, pl, cs, zh, es, ca, lt)
    - They spoke at ⟦the opening of the session of the council⟧.
    - They spoke of ⟦the opening of the embassy of the United States⟧.
Quiet
    - They waited for the rest of the end of the week.
    - The opening of the session was late.
    - The head of the House of the people left.
    - He works under the guidance of the Office of the Chief of Staff.
    - It was the tip of the iceberg of the trade.
    - They met on the delivery of the units of the first phase.
Confounders
    Official prose; agency English (3 %).
References
    Counted: native 0.1-0.6 %, machine output 3 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, from_word, spans, view

_SEEN = re.compile(
    r"he (?<=\b[Tt]he )(?!(?:rest|end|part|tip|top|head|number|time|middle|state|one|start|beginning|most|side|edge|"
    r"heart|rights?|size|lives|use|history)\b)[a-z]+ of the (?!(?:rest|end|most|top|head|other)\b)"
    r"[a-z]+ of the (?!(?:first|second|most|next|last|two|three)\b)"
    r"(?:[A-Z][\w-]*(?: (?:of )?[A-Z][\w-]*){0,4}|[a-z]+)"
)


class NounOfTheNounOfTheNoun(Detector):
    """The noun of the noun of the noun."""

    code = "SY102"
    group = "genitives"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = from_word(seen.prose, spans(find(_SEEN, seen.prose)))
        yield counted(self.code, found, seen.words, "a chain of genitives")
