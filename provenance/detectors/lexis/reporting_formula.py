"""Reporting formula of another press.

Looks for
    Foreign ways to say who said what, from the tables ``reporting`` of all languages.
Why
    Each press has stock formulas: "стало известно", "Напомним", "hieß es", "记者看到", "şu ifadeleri kullandı", "a
    précisé que". English news has "said", and names the one who did.
Fires (ru, de, zh, tr)
    - On Friday ⟦it became known that⟧ the dam holds.
    - There is no danger⟦, it was said at the⟧ town hall.
    - ⟦The reporter saw⟧ long queues.
    - The mayor said, "We wait," and ⟦used the expressions⟧ twice.
Quiet
    - On Friday it emerged that the dam holds.
    - It was said to be the oldest oak.
    - He is known as a painter.
    - They recall that day with joy.
    - It became known as the Lane.
    - She raised her voice and spoke out in favour of the plan.
    - And she added: "It is understood that nine shops will open."
    - Recall that a prime has two divisors; these were the only books we read.
    - Contacted by the paper, she confirmed it, according to foreign and local media.
    - The rules are as follows: an official from the Treasury said that the relevant departments must agree.
Confounders
    Human translations; the English services of foreign agencies, which write to the same pattern.
References
    Bielsa and Bassnett (2009), Translation in Global News; counted over newstest 2008-2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.tabled import tabled


class ReportingFormula(Detector):
    """Reporting formula of another press."""

    code = "LX103"
    group = "attribution"

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield from tabled(self.code, "reporting", document)
