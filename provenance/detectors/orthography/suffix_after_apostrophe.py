"""Turkish ending after an apostrophe.

Looks for
    Ankara'da, NATO'nun: a capital word, an apostrophe and a Turkish case ending.
Why
    Turkish sets an apostrophe between a name and its ending; engines leave unknown names with it.
Fires (tr, az)
    - The fair opens in ⟦Mardin'de⟧ on Friday.
    - The ⟦NATO'nun⟧ plan failed.
Quiet
    - Mardin's fair opens.
    - The Chang'e probe landed.
    - They saw San'a and Mada'in Saleh.
    - She'd gone to O'Dell's.
Confounders
    Names from Arabic and Chinese with an apostrophe before other endings.
References
    Türk Dil Kurumu, Yazım Kılavuzu, kesme işareti.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b[A-Z][A-Za-zÇĞİÖŞÜçğıöşü]+'(?:da|de|ta|te|dan|den|tan|ten|nin|nın|nun|nün|ın|un|ün|ya|ye|yı|yi|yu|yü|"
    r"la|le|daki|deki|taki|teki|dır|dir)\b"
)


class SuffixAfterApostrophe(Detector):
    """Turkish ending after an apostrophe."""

    code = "OR116"
    group = "foreign signs"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "'"))
        yield counted(self.code, found, seen.words, "a Turkish case ending")
