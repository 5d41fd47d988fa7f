"""Day of the month without its month.

Looks for
    "on the 20th" with no month and no noun after it, in a sentence that tells what happened and names no month.
Why
    Japanese and Chinese news name only the day (20日) inside the current month; English names the weekday or the
    month.
Fires (ja, zh, ko)
    - The ministry announced the plan ⟦on the 20th⟧.
    - ⟦On the 3rd⟧, the two sides met again.
Quiet
    - They met on the 20th of June.
    - Their flat is on the 20th floor.
    - They met on the 5th anniversary of the accord.
    - He birdied on the 18th hole.
    - He bogeyed on the 12th and birdied on the 13th.
    - The wardens start on the 15th.
    - He came in May and left on the 14th.
Confounders
    Golf reports that name neither bogey nor par, diaries, minutes, notices of clubs ("we met on the 14th").
References
    Counted on human and machine translations: Japanese a third of the documents, Chinese one in ten, native English
    almost none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH
from provenance.text.views import counted, find, view

_SEEN = re.compile(
    rf"\b[Oo]n the \d{{1,2}}(?:st|nd|rd|th)\b(?! (?:of|and|to|[a-z]+ (?:of|in)\b)|-| {MONTH})(?=[,.;:)]|"
    rf" (?:that|in|at|after|before|for|with|local|by|it|he|she|they|the|a)\b|$)(?! (?:in|at|with) (?:one|two|"
    rf"three|\d|even|par|a birdie))"
)
_MONTH = re.compile(rf"\b{MONTH}\b")
_STOP = re.compile(r"[.!?] |\n")
_GOLF = re.compile(r"\b(?:bird|bogey|fairway|par[ -]?[3-5]|putt|tee[ds]?\b|under par|over par|PGA|golf)")
_PAST = re.compile(
    r"\b(?:\w{2,}ed|said|told|met|held|was|were|had|took|made|began|came|went|left|gave|sent|set|broke|fell|rose|won|"
    r"lost|struck|shot|found|flew|saw|spoke|put|cut|hit)\b"
)


class BareDayOfMonth(Detector):
    """Day of the month without its month."""

    code = "FG108"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [match.span() for match in find(_SEEN, seen.prose, "n the ")]
        if found and _GOLF.search(seen.low):
            found = []
        told = [span for span in found if _tells(_sentence(seen.prose, *span))]
        yield counted(self.code, told, seen.words, "a day without a month")


def _tells(sentence: str) -> bool:
    """Whether it tells of something that happened, in no month that is named."""
    return bool(_PAST.search(sentence)) and not _MONTH.search(sentence)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, 200 characters on either side at most."""
    before, after = text[max(0, start - 200) : start], text[end : end + 200]
    return _STOP.split(before)[-1] + text[start:end] + _STOP.split(after, maxsplit=1)[0]
