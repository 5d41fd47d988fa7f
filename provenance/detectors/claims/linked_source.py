"""Link to a source.

Looks for
    Addresses in the text: the outlet of the host, else the host. The article's own site does not count.
Why
    "Read more here" with an address names the parent outright.
Fires
    - READ MORE HERE: ⟦https://edition.cnn.com/2024/06/20/bridge.html⟧
    - See ⟦www.harbour-wave.example/a?b=1⟧.
Quiet
    - Write to desk@cnn.com for more.
    - The firm Booking.com will stay.
Confounders
    Links to advertisers and to own pages under another host.
References
    Meskers and others use outgoing links as evidence of copying; the frequency is counted, not assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.claims import marked
from provenance.contracts import Detector
from provenance.records import Document, Evidence


class LinkedSource(Detector):
    """Link to a source."""

    code = "CL104"
    channel = "claims"
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield marked(document, self.code, "link")
