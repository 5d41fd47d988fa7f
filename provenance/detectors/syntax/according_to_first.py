"""Sentences that begin with "According to", twice or more.

Looks for
    The source named before what it says, again and again: once is common in English. Not counted are the
    sources that American police reports, studies and lawsuits put there.
Why
    Finnish mukaan, Russian по словам, Chinese 据, Czech podle and German laut open the sentence; English news puts
    the source behind ("the port is closed, officials said").
Fires (fi, ru, zh, cs, de, hu, it, is)
    - ⟦According to⟧ the police, the road is closed. ⟦According to⟧ Lund, it is not.
Quiet
    - According to the zoo, it rained. The road is closed.
    - The road is closed.¶According to the police, it is wet.¶According to the police, it is wet.
    - The road is closed, according to the police.
    - According to police, the driver fled.
    - According to court documents, he owes nine dollars.
    - According to a survey by the club, most swim. According to the lawsuit, few do.
    - According to legend, a giant lies there. According to the Bible, there were giants.
    - According to data from the harbour, ships are late.
    - According to ESPN, he will play; according to plan, he won't.
Confounders
    Summaries of studies; all original English at a lower rate. One alone stands in 9 % of native documents.
References
    Counted, twice and more: native 1.2 %, human translations 6 %, machine output 4 %, in texts half as long.
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
    """Sentences that begin with "According to", twice or more."""

    code = "SY123"
    group = "attribution"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = list(spans(find(_SEEN, seen.prose, "According to")))
        yield counted(self.code, found if len(found) > 1 else [], seen.words, "the source stands first")
