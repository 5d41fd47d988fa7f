"""Weekday introduced by "this".

Looks for
    "this Thursday" for a day that is over: behind a verb in the past, or in front of a clause that has one.
Why
    Spanish este jueves, French ce jeudi, Portuguese nesta quinta-feira and Romanian joia aceasta are the normal way
    to date news; English says "on Thursday", and keeps "this Thursday" for what is to come.
Fires (es, fr, pt, ro)
    - The court ruled ⟦this Thursday⟧ against the bank.
    - The minister announced in Madrid ⟦this Monday⟧ that taxes will fall.
    - ⟦This Wednesday⟧, the president signed the decree.
Quiet
    - The court ruled on Thursday.
    - This week the court ruled.
    - This Thursdays-only market opens early.
    - The play opens this Saturday, and voters go to the polls this Tuesday.
    - This Sunday the band will play its last show.
    - The vote is expected this Friday and the film will be released this Thursday.
    - This past Tuesday the council met.
    - He said this Saturday would be the end of it.
    - The coach, hurt last week, said this Sunday's game is the one.
    - Tickets go on sale this Friday, the club said.
Confounders
    Participles of what is to come in a shape not thought of, and the English of Mauritius.
References
    Fundéu, fechas; counted: Spanish and French well above native English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import WEEKDAY
from provenance.text.views import counted, find, view

_PAST = (
    r"(?:(?!(?:expected|planned|scheduled|slated|needed|required|supposed|hoped|intended|wanted|booked|called|ahead|"
    r"need|united|limited|invited|based|closed|feed|indeed|speed|seed|breed|bed|red|hundred)\b)[a-z]{2,}ed|held|met|"
    r"began|won|lost|left|made|took|gave|saw|went|came|fell|rose|spoke|told|sent|led|shot|broke|sold|bought|brought|"
    r"found|struck|became|wrote|said)"
)
"""A verb in the past, but for participles of what is to come and words that only look so."""
_SEEN = re.compile(
    rf"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bget )\b{_PAST} (?:(?:in|at) [A-Z][a-z]+ )?(?P<day>this {WEEKDAY})\b"
    rf"(?!'s| (?:will|would|is|and|could|may|might|should|night's)\b)"
    rf"|(?P<first>\bThis {WEEKDAY})\b,? (?:[A-Za-z'-]+ ){{1,4}}?(?<!will be )(?<!is )(?<!are )(?<!be ){_PAST}\b"
)
"""What is marked are the groups; the verb is only asked for."""


class ThisWeekday(Detector):
    """Weekday introduced by "this"."""

    code = "FG109"
    group = "dates"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = (match.span(match.lastgroup or 0) for match in find(_SEEN, seen.prose, "his "))
        yield counted(self.code, found, seen.words, "este jueves, ce jeudi")
