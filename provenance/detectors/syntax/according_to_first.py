"""Sentence that begins with "According to".

Looks for
    The source named before what it says; not the sources that American police reports, studies and lawsuits put there.
Why
    Finnish mukaan, Russian по словам, Chinese 据, Czech podle and German laut open the sentence; English news puts
    the source behind ("the port is closed, officials said").
Fires (fi, ru, zh, cs, de, hu, it, is)
    - ⟦According to⟧ the police, the road is closed.
    - It rained. ⟦According to⟧ Lund, it was not much.
Quiet
    - The road is closed, according to the police.
    - According to police, the driver fled.
    - According to court documents, he owes nine dollars.
    - According to a survey by the club, most swim. According to the lawsuit, few do.
    - According to legend, a giant lies there. According to the Bible, there were giants.
    - According to data from the harbour, ships are late.
    - According to ESPN, he will play; according to plan, he won't.
Confounders
    Summaries of studies; all original English at a lower rate (6-11 % of documents), so that one counts little.
References
    Counted: native 6-11 %, human translations 26 %, machine output 20 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?] )|(?<=[.!?]\" ))According to\b(?! (?:police|officials|authorities|investigators|deputies|"
    r"prosecutors|witnesses|court|legend|tradition|folklore|scripture|plan|Hoyle|data|figures|records|documents|"
    r"research(?:ers)?|[A-Z]{2,}|(?:an?|one|the|this|that|its|their|his|her) (?:\d{4} |new |recent |latest |criminal |"
    r"police |arrest |federal |official )?(?:study|survey|poll|report|analysis|lawsuit|complaint|affidavit|indictment|"
    r"filing|website|post|review|release|Bible|Quran|rules?|law|terms|manual))\b)"
)


class AccordingToFirst(Detector):
    """Sentence that begins with "According to"."""

    code = "SY123"
    group = "attribution"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, "According to"))
        yield counted(self.code, found, seen.words, "the source stands first")
