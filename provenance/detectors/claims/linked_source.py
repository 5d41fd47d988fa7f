"""Link to a source.

Looks for
    Addresses in the text: the outlet of the host, else the host where the address leads to a page. The article's own
    site does not count, nor do addresses to which the sentence invites ("for tickets visit ...").
Why
    "Read more here" with an address names the parent outright.
Fires
    - READ MORE HERE: ⟦https://edition.cnn.com/2024/06/20/bridge.html⟧
    - See ⟦www.harbour-wave.example/a?b=1⟧.
Quiet
    - Write to desk@cnn.com for more.
    - The firm Booking.com will stay.
    - For tickets visit https://www.bbc.co.uk/shows.
    - Got a story? Follow us on www.facebook.example/wave or send us a line: www.bbc.co.uk/send
    - The full plan is at www.harbour-wave.example.
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
