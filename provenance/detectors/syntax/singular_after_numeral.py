"""Singular after a numeral.

Looks for
    "five soldier were".
Why
    Turkish, Hungarian, Persian, Japanese, Chinese, Korean and Finnish have no plural after numerals.
Fires (tr, hu, fa, ja, zh, ko, fi)
    - ⟦Five soldier⟧ were hurt.
    - He visited ⟦12 country⟧ in May.
Quiet
    - Five soldiers were hurt.
    - A five-soldier patrol left.
    - The two peoples are friends.
    - A 10 year plan.
    - One in five child deaths could be avoided.
Confounders
    Typing errors; sums of money as adjectives.
References
    Linguistic knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(
    r"(?<!in )(?<!of )\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ss]everal|"
    r"[2-9]|[1-9]\d) (?:country|person|child|soldier|woman|man|student|city|company|question|problem|player|"
    r"worker|member|village|police officer|civilian)(?= (?:was|were|is|are|have|has|in|of|from|and|who)\b|"
    r"[,.;])"
)
_NEEDLES = (
    " country",
    " person",
    " child",
    " soldier",
    " woman",
    " man",
    " student",
    " city",
    " company",
    " question",
    " problem",
    " player",
    " worker",
    " member",
    " village",
    " police",
    " civilian",
)


class SingularAfterNumeral(Detector):
    """Singular after a numeral."""

    code = "SY117"
    group = "morphology"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=40))
        yield counted(self.code, found, seen.words, "a plural is asked for")
