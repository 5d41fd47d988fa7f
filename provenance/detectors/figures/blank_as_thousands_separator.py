"""Blank as thousands separator.

Looks for
    A blank, plain or unbreakable, between groups of three digits.
Why
    French, Russian, Ukrainian, Polish, Czech, Swedish, Finnish, Latvian and others group digits with a blank, which
    engines copy.
Fires (fr, ru, uk, pl, cs, sk, sv, fi, lv)
    - About ⟦50 000⟧ people came to the square.
    - He paid ⟦1 250 000⟧ crowns for the flat.
Quiet
    - JOHANNESBURG: some 12 500 homes had no power.
    - In 2019 350 people came.
    - A bakkie came by, and they say they have mended 47 000 potholes.
    - Call us on 116 123 at any hour.
    - The airline has 400 737 jets.
    - Ring 24 630 111 for tickets, or call us on 131 450.
    - Gifts go to account 12 345 678 at the bank.
    - The Boeing 737 800 and the Airbus left late.
    - Final cards: Smith 72 140, Jones 68 120.
    - In 2020, 12 500-bed hospitals were built.
    - She holds the 4 100 metres titles of the county.
Confounders
    South African and Mauritian English, where the rule is quiet if the text names a place of theirs; scientific writing
    (ISO 80000), telephone numbers.
References
    Unicode CLDR, number and date patterns by language. ISO 80000-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view, within
from provenance.world_english import writes_decimal_commas

_SEEN = re.compile(
    r"(?<![\w.,:+/-])(?<!\d )(?:[1-9]\d?(?: \d{3})+|[1-9]\d\d(?: \d{3})* \d\d0)(?![\w,/-]*\d)(?! \d)"
    r"(?!-[a-z]| ?(?:metres?|meters?|m|km|yards?)\b)"
)
_ASIDE = re.compile(
    r"\b(?:call|ring|dial|text|tel|telephone|phone|hotline|helpline|fax|SMS|WhatsApp|contact|account|Number|No)\b"
    r"[^;!?]{0,25}$|\b(?!(?:About|Some|Over|Around|Nearly|Almost|Only|Roughly|Up|Than|Rs|The|From|To|Of|For|With)\b)"
    r"(?:[A-Z][a-z]+|aged) $"
)
"""What goes before numbers of telephones and accounts, scores, models, and ages, which are written so in English."""
_BEFORE = 45
"""Characters before a number in which ``_ASIDE`` is looked for."""


class BlankAsThousandsSeparator(Detector):
    """Blank as thousands separator."""

    code = "FG103"
    group = "separators"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = within(_SEEN, seen.prose, seen.figures)
        found = list(spans(match for match in matches if not _aside(seen.prose, match.start())))
        if found and writes_decimal_commas(seen.prose):
            found = []
        yield counted(self.code, found, seen.words, "English groups digits with commas")


def _aside(text: str, start: int) -> bool:
    """Whether what goes before ``start`` says that the figures there make no amount."""
    return _ASIDE.search(text[max(0, start - _BEFORE) : start]) is not None
