"""A quotation of the parent stands in the child with other words.

Why
    Wording decays from copy to copy and from language to language, and does not grow back; a shorter, less exact or
    indirect version is the later one more often than not.
Confounders
    Two journalists at one briefing; official and informal transcripts.
References
    West's stemmatics; Simmons, Adamic and Adar 2011, *Memes online: extracted, subtracted, injected, and recollected*
    (mutation of quotations in the news).
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Comparison
from provenance.drift import changes
from provenance.records import Document, Evidence, Hypothesis, Mark
from provenance.speech import Statement, statements
from provenance.text.reuse import likeness, tokenise

ALIKE = 0.5


class QuoteDrift(Comparison):
    """Quotations at least half alike whose words differ; exposure counts the child's quotations."""

    code = "PR103"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        language = child.identified.language or "en"
        if parent.identified.language != language:
            return
        theirs = [(_forms(one), one) for one in statements(parent.text, language) if one.direct and not one.continues]
        ours = [one for one in statements(child.text, language) if one.direct and not one.continues]
        marks = tuple(mark for one in ours if (mark := _mark(one, theirs, language)))
        yield Evidence(self.code, Hypothesis("derived"), float(len(marks)), float(len(ours)), marks)


def _forms(one: Statement) -> list[str]:
    return [word.form for word in tokenise(one.said)]


def _mark(one: Statement, pool: list[tuple[list[str], Statement]], language: str) -> Mark | None:
    forms = _forms(one)
    ranked = [(likeness(others, forms), -other.span.start, other) for others, other in pool]
    best = max(ranked, key=lambda item: item[:2], default=None)
    if best is None or not ALIKE <= best[0] < 1.0:
        return None
    told = "; ".join(str(change) for change in changes(best[2].said, one.said, language)[:3])
    return Mark(one.span, f"quotation changed: {told}") if told else None
