"""Sentence that begins with its verb.

Looks for
    "Added that ...", "Stressed that ...", "Is a historic step." as statements.
Why
    Spanish, Italian, Portuguese, Polish, Czech, Turkish, Japanese and Chinese drop subjects; engines that see one
    sentence at a time cannot restore them.
Fires (es, it, pt, pl, cs, tr, ja, zh)
    - He came late. ⟦Added that⟧ the talks go on.
    - He came late. ⟦Is a historic step⟧ for both.
    - He came late. ⟦Is a disaster⟧. ⟦Also said that⟧ he would go. ⟦Has said that⟧ it rained.
    - He spoke at noon. ⟦And, in answer to a question, ruled out⟧ a vote.
Quiet
    - Is a vote likely?
    - Added to that, it rained.
    - Said Lund: "No."
    - Has a vote been called?
    - It rained. Said nobody ever. Was a time when it did not.
    - And, in answer to a question, she ruled out a vote.
Confounders
    Notes, diaries, captions, customer chat.
References
    Koppel and Ordan 2011; linguistic knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?:(?<=\. )|(?<=\.\" ))(?:(?:Has|Have) (?:also )?(?:said|added|announced|stated|stressed|confirmed) that\b|"
    r"(?:Also|Then) (?:said|added|stressed|noted|recalled|stated|announced|confirmed) that\b|"
    r"(?:Also |Then )?(?:Said|Announced|Added|Stressed|Noted|Recalled|Emphasi[sz]ed|Underlined|"
    r"Explained|Pointed out|Stated|Assured|Confirmed|Indicated)(?: also)? that\b)|(?:(?<=\. )|(?<=\.\" ))"
    r"(?:Is|Was|Has been) (?:a|an|the|considered|expected|"
    r"known) (?!time\b|day\b)[a-z]+(?: [a-z]+)?(?=(?: [^?.!\n\x00]{0,90})?\.(?:\s|$))|(?<=\. )(?:And|But|"
    r"In addition), (?:in|on|"
    r"at|after|during) [a-z ']{3,60}, (?:ruled out|said|added|stressed|denied|admitted|announced)\b"
)
_NEEDLES = (
    ". Added",
    ". Stressed",
    ". Noted",
    ". Recalled",
    ". Emphasi",
    ". Underlined",
    ". Explained",
    ". Pointed",
    ". Stated",
    ". Assured",
    ". Confirmed",
    ". Indicated",
    ". Also ",
    ". Then ",
    ". Said ",
    ". Announced ",
    ". Have ",
    ". Has ",
    ". Is ",
    ". Was ",
    ". Has been",
    ". And, ",
    ". But, ",
    ". In addition, ",
    '." ',
)


class SubjectlessSentence(Detector):
    """Sentence that begins with its verb."""

    code = "SY106"
    group = "subjects"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=150))
        yield counted(self.code, found, seen.words, "who?")
