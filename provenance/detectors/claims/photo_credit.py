"""Credit of a picture.

Looks for
    Outlets in captions and after "Photo:".
Why
    Pictures are bought apart from texts: their credit is no source of the text, and is kept apart so that it is
    not taken for one.
Fires
    - {caption} The bridge at Kolding ⟦(AFP)⟧
    - The bridge at Kolding. ⟦Photo: Reuters⟧
Quiet
    - {caption} The bridge at Kolding in a photograph of 1890
    - The bridge will close. (Reuters)
Confounders
    Most international agencies sell pictures everywhere.
References
    Press custom; the frequency is counted, not assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.claims import marked
from provenance.contracts import Detector
from provenance.records import Document, Evidence


class PhotoCredit(Detector):
    """Credit of a picture."""

    code = "CL105"
    channel = "claims"
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield marked(document, self.code, "photo")
