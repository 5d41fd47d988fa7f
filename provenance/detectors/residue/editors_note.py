"""Foreign abbreviation of an editor's note.

Looks for
    "(approx. ed.)", "(ndr)", "(Anm. d. Red.)", "(note ed.)" and kin.
Why
    Russian прим. ред. comes out as "approx. ed."; Italian ndr, French ndlr and German Anm. d. Red. are left as they
    are.
Fires (ru, uk, it, fr, de, pl, cs)
    - They (the guards ⟦- approx. ed.)⟧ left.
    - He named it ⟦(ndr)⟧ at last.
    - The party ⟦(Anm. d. Red.)⟧ left.
Quiet
    - They (the guards - editor's note) left.
    - The note was short.
    - An approx. 5 km walk.
Confounders
    None known.
References
    Measured too rarely to count; linguistic knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?i)(?:- ?|\()approx\. ?(?:ed|red|aut|author|editor|transl)\w*\.?\)?(?<!\)\))|\((?:ndr|ndlr|n\.d\.r\.|"
    r"anm\. d\. red\.|note ed\.|ed\. note|przyp\. red\.|pozn\. red\.|red\.)\)"
)


class EditorsNote(Detector):
    """Foreign abbreviation of an editor's note."""

    code = "RS114"
    group = "foreign words"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "approx", "(n", "(N", "Red.", "red.", "(note ed", "(ed. n"))
        yield counted(self.code, found, seen.words, "an editor's note of another language")
