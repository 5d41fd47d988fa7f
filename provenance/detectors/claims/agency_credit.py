"""Credit to an agency.

Looks for
    Agencies and outlets in a bracket of their own, in a dateline, in "Reporting by ..." and in credit lines
    such as "(With material from ...)" or "Source: ...". Photo credits are another rule.
Why
    The credit names the parent of the text, and with it the language of its parent.
Fires
    - OSLO, June 20 ⟦(Reuters)⟧ - The bridge will close.
    - {credit} ⟦(With information from EFE and ANSA)⟧
    - {credit} ⟦Source: dpa⟧
    - The bridge will close. ⟦(dpa)⟧
Quiet
    - The bridge (built by Reuters heirs in 1890) will close.
    - {caption} The bridge at Kolding (AFP)
    - He came with CNN and left.
Confounders
    Clients of an agency that print its English service carry the same credit: a credit to an agency that writes
    in many languages says nothing of the language.
References
    Clough, Gaizauskas, Piao and Wilks (2002), METER: measuring text reuse, ACL.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.claims import marked
from provenance.contracts import Detector
from provenance.records import Document, Evidence


class AgencyCredit(Detector):
    """Credit to an agency."""

    code = "CL103"
    channel = "claims"
    languages = ()

    def detect(self, document: Document) -> Iterator[Evidence]:
        yield marked(document, self.code, "credit")
