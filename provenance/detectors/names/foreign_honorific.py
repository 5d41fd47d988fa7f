"""Form of address left in its language.

Looks for
    "Herr Vogt", "Mme Morel", "Señora Soto" before a name, from ``honorifics`` in each language's ``language.toml``.
Why
    Engines leave a short form of address alone; English has Mr and Ms, or, in news, nothing.
Fires (de, fr, es)
    - Then ⟦Frau Vogt⟧ kept silent.
    - Then ⟦Mme Morel⟧ kept silent.
    - Then ⟦Señora Soto⟧ kept silent.
Quiet
    - Then Mrs Vogt kept silent.
    - Madame, the door is shut.
    - Don Lee kept silent.
Confounders
    Irony and colour in features; Madame Tussauds and the like; Indian English for Shri.
References
    Style books of the agencies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from provenance import lexicon
from provenance.contracts import Detector
from provenance.lexicon import Patterns, Row
from provenance.records import Document, Evidence, Hypothesis, Mark
from provenance.tabled import outside_furniture, words


class ForeignHonorific(Detector):
    """Form of address left in its language."""

    code = "NM107"
    group = "spelling"

    def detect(self, document: Document) -> Iterator[Evidence]:
        exposure = float(words(document))
        found: dict[str, list[Mark]] = {}
        for hit in outside_furniture(document, _patterns().find(document.text)):
            found.setdefault(hit.tag, []).append(Mark(hit.span, "form of address", hit.row["found"]))
        if not found:
            yield Evidence(self.code, Hypothesis("translated"), 0.0, exposure)
        for tag, marks in sorted(found.items()):
            yield Evidence(self.code, Hypothesis("source", tag), float(len(marks)), exposure, tuple(marks))


@cache
def _patterns() -> Patterns:
    return lexicon.together(
        (tag, Row(found=f"{form} <Name>", unless="; ".join(_listed(tag, "not_honorifics"))))
        for tag in lexicon.languages()
        for form in _listed(tag, "honorifics")
    )


def _listed(tag: str, key: str) -> tuple[str, ...]:
    """What one language lists under ``key``; only what has a capital, since the rest does not survive translation."""
    listed = lexicon.settings(tag).get(key, ())
    return tuple(str(form) for form in listed if str(form)[:1].isupper()) if isinstance(listed, list) else ()
