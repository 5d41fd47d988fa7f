"""A person taken up by age alone.

Looks for
    "the 45-year-old" as a noun in place of name or pronoun, twice and more in one text: once is common in English.
Why
    German der 45-Jährige, Dutch and Swedish kin are the normal second mention of a person.
Fires (de, nl, sv)
    - ⟦The 45-year-old⟧ was taken to hospital. Nobody believed ⟦the 20-year-old⟧.
Quiet
    - The 45-year-old driver was taken to hospital.
    - A 45-year-old was taken to hospital.
    - The 12-year-old whisky won.
    - The 29-year-old has been plagued by an injury and may miss the match.
Confounders
    British and Australian crime and sports reports do this too, mostly once in a report (1 % of native documents).
References
    Counted, twice and more: translations from German 0.7 % of documents, native English 0.03 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b[Tt]he \d{2}-year-old\b(?=[,.;:]| (?:was|is|had|has|said|says|will|did|who|from|and|also|then|told|"
    r"would|could|died)\b)"
)


class PersonByAge(Detector):
    """A person taken up by age alone."""

    code = "FG124"
    group = "age"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = list(spans(find(_SEEN, seen.prose, "-year-old")))
        yield counted(self.code, found if len(found) > 1 else [], seen.words, "der 45-Jährige")
