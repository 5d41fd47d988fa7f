"""Headline that begins or ends with another outlet.

Looks for
    "Outlet: what it says" and "what it says - Outlet" in a headline. Names that are words too do not count.
Why
    Digests of foreign press put the source in front of the headline, customary in Ukrainian, Russian, German
    and Spanish; English papers attribute at the end or in the text.
Fires
    - {headline} ⟦Reuters:⟧ bridge at Kolding to close
    - {headline} Bridge at Kolding to close - ⟦BBC⟧
Quiet
    - {headline} BBC to close its office at Kolding
    - {headline} Time: what we do with it
    - The bridge was new. Reuters: a name for news.
Confounders
    Aggregators append the name of the original site to the title, so that the form alone shows no translation.
References
    Observed in digests of foreign press; the frequency is counted, not assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.claims import marked
from provenance.contracts import Detector
from provenance.records import Document, Evidence


class OutletHeadline(Detector):
    """Headline that begins or ends with another outlet."""

    code = "CL102"
    channel = "claims"
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield marked(document, self.code, "headline")
