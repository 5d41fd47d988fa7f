"""A story told where its language is spoken.

Looks for
    The style of a newsroom that writes for its own country in another language, rather than of stories that the
    English-speaking world tells: the profile's log odds, learned from translations of either kind.
Why
    Most translations tell what a foreign newsroom told at home, and originals hardly ever read so. Together with PF001
    and PF004 this makes one ratio.
Fires (any)
    The whole text is measured; no words can be pointed at.
Quiet
    A text without words of English.
Confounders
    English newsrooms of other countries, whose stories are at home there; a translation of an English story, which
    reads like any other told abroad.
References
    Jacobs, Jordan, Nowlan and Hinton 1991 (the gate of a mixture of experts); Kurokawa, Goutte and Isabelle 2009.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.profile import reading
from provenance.records import Document, Evidence, Hypothesis


class ToldAtHome(Detector):
    """A story told where its language is spoken."""

    code = "PF005"
    channel = "profile"
    group = "profile"

    def detect(self, document: Document) -> Iterator[Evidence]:
        found = reading(document)
        yield Evidence(self.code, Hypothesis("translated"), found.home, found.tokens)
