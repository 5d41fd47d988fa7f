""" "amid", "ahead of", "in the wake of".

Looks for
    Prepositions of cause and time that English newsrooms love, and their kin ("over concerns", "for fear of", "on the
    heels of").
Why
    Speaks against translation: no language has a word that leads there; engines choose because of, before, after.
Fires
    - Prices rose ⟦amid⟧ the drought.
    - They met ⟦ahead of⟧ the vote.
    - It closed ⟦in the wake of⟧ the storm.
    - He quit ⟦over claims⟧ of fraud, ⟦on the heels of⟧ a bad year.
    - ⟦In the aftermath of⟧ the flood many left.
Quiet
    - Prices rose because of the drought.
    - The road ahead is long.
    - They finished ahead of time and ahead of schedule.
    - He has ruled over claims of land since May.
    - A long trial is ahead of us.
Confounders
    Sport ("ahead of" on a table), agency English.
References
    Counted: native 8-12 %, human translations 1 %, machine output 3 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"\b(?:[Aa]mid(?:st)?|[Aa]head of(?= (?:the|a|an|next|this|his|her|its|their|[A-Z]))|"
    r"[Ii]n the (?:wake|aftermath) of|[Oo]n the heels of|"
    r"(?<!ruled )(?<!rule )(?<!control )over (?:concerns?|claims|allegations|fears)|"
    r"for fear (?:of|that))\b"
)
_NEEDLES = (
    "mid ",
    "midst ",
    "head of ",
    "wake of",
    "aftermath of",
    "heels of",
    " over con",
    " over cl",
    " over alle",
    " over fear",
    " for fear",
)


class HeadlinePreposition(Detector):
    """ "amid", "ahead of", "in the wake of"."""

    code = "DS205"
    group = "news style"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES))
        yield counted(self.code, found, seen.words, "newsroom English")
