"""Singular after a numeral.

Looks for
    "five soldier were", "two year ago".
Why
    Turkish, Hungarian, Persian, Japanese, Chinese, Korean and Finnish have no plural after numerals.
Fires (tr, hu, fa, ja, zh, ko, fi)
    - ⟦Five soldier⟧ were hurt.
    - He visited ⟦12 country⟧ in May.
    - ⟦Two policeman⟧ and ⟦three passenger⟧ were hurt ⟦two year⟧ ago.
    - ⟦120 house⟧ were built, and ⟦many child⟧ are at school.
Quiet
    - Five soldiers were hurt.
    - A five-soldier patrol left.
    - The two peoples are friends.
    - A 10 year plan.
    - One in five child deaths could be avoided.
    - He is the Pentagon's No. 2 civilian, and she is a Team 43 member.
    - The two child of divorce novels and a ten man of the year titles won.
    - One in 12 player in the draft is hurt, he wrote.
    - He led a Fortune 500 company, and a FTSE 100 company, in Lund.
    - Article 5 member states met; the 20 company of the guard left.
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

_NOUNS = (
    *("country", "person", "child", "soldier", "woman", "man", "student", "city", "company", "question", "problem"),
    *("player", "worker", "member", "village", "police officer", "civilian", "policeman", "passenger", "patient"),
    *("victim", "suspect", "resident", "refugee", "migrant", "vehicle", "house", "building", "teacher", "employee"),
    *("militant", "terrorist", "citizen", "voter", "candidate", "journalist", "fisherman", "driver", "tourist"),
)
_SPANS = ("year", "month", "week", "day", "hour", "minute")
_SEEN = re.compile(
    r"(?<![Ii]n )(?<!of )(?<!No\. )(?<!Team )(?<!Article )(?<!Section )(?<![Nn]umber )(?<!Group )(?<!Area )(?<!Stage )"
    r"(?<!Fortune )(?<!FTSE )"
    r"(?<![\d.,$€£:-])\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ss]everal|[Mm]any|"
    rf"[2-9]|[1-9]\d{{1,2}}) (?:(?:{'|'.join(_NOUNS)})(?= (?:was|were|are|have|and|in|from|who)\b|[,.;])|"
    rf"(?:{'|'.join(_SPANS)})(?= ago\b))"
)
_NEEDLES = tuple(f" {noun.split()[0]}" for noun in _NOUNS) + tuple(f" {noun} ago" for noun in _SPANS)


class SingularAfterNumeral(Detector):
    """Singular after a numeral."""

    code = "SY117"
    group = "morphology"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = spans(find(_SEEN, seen.prose, *_NEEDLES, reach=40))
        yield counted(self.code, found, seen.words, "a plural is asked for")
