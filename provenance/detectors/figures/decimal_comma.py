"""Comma as decimal sign.

Looks for
    A comma followed by one or two digits and no third, where English has a point; between two single digits only before
    a unit, since scores are written so.
Why
    Most languages of Europe, Indonesian and Turkish write the decimal sign as a comma; an engine that copies
    figures keeps it. English, Chinese, Japanese, Korean and Hebrew have the point.
Fires (de, fr, es, ru, cs, lv)
    - Prices rose by ⟦2,5⟧ percent in May.
    - The rate is between ⟦2,5⟧ and ⟦3,5⟧ percent.
    - It fell from ⟦2,5⟧ to ⟦1,5⟧ million.
    - The river is ⟦3,75⟧ metres above its mark.
Quiet
    - The town has 12,500 inhabitants.
    - Eskom lost 2,5 percent in May, and R3,5 million was spent in Durban.
    - The league voted on rules 3, 4 and 7.
    - Rows 1,2,3 are empty.
    - See pages 12,13 and 14; numbers 7,11 and 13 won.
    - She won the sets 6,4 and 7,5.
    - On May 5,20 people died.
    - The final score was 3,5 after extra time.
    - The match ended 3,5, and Cork beat them 2,1 on Sunday; he won 6,4 7,5 in the final.
Confounders
    South African, Namibian and Mauritian English use the comma too: the rule is quiet where a text is set there.
    Lists without blanks.
References
    Unicode CLDR, number and date patterns by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.calendar import MONTH
from provenance.text.views import counted, view, within
from provenance.world_english import writes_decimal_commas

_SEEN = re.compile(r"(?<![\d.,:-])\d{1,3},\d{1,2}(?![\d,:-])(?!,? \d)")
_PAIR = r"\d{1,3},\d{1,2}(?!\d)"
_LISTED = re.compile(
    rf"(?:{MONTH}|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|\b(?:[Ss]cores?|[Ss]ets?|[Pp]ages?|[Nn]umbers?|"
    r"[Nn]os?\.|[Rr]ules?|[Rr]ows?|[Ll]ines?|[Vv]erses?|[Cc]hapters?|[Qq]uestions?|[Gg]ates?|[Rr]ooms?|[Ss]ections?|"
    r"[Rr]outes?|[Ww]ards?)(?: (?:of|was|were|is|are))?) \Z"
)
_UNIT = re.compile(
    r"[- ]?(?:[%‰°$€£]|(?:per ?cent|percentage|degrees?|million|billion|trillion|thousand|[kcm]?m|k?g|"
    r"tons?|tonnes?|(?:kilo|centi|milli)?met(?:er|re)s?|hectares?|acres?|miles?|euros?|dollars?|pounds?|crowns?|"
    r"r(?:o?u)bles?|hryvnias?|zlotys?|liras?|lit(?:er|re)s?|points?|times|hours?|minutes?|seconds?|days?|weeks?|months?|years?|inch(?:es)?|feet|square|cubic|barrels?|gallons?)\b)"
)
_BEFORE = re.compile(rf"{_PAIR},? (?:and|or|to|&) \Z")
_JOINED = re.compile(r" (?:and|or|to|&) \d{1,4}(?:,\d{1,2})?(?!\d)")


class DecimalComma(Detector):
    """Comma as decimal sign."""

    code = "FG101"
    group = "separators"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        found = [m.span() for m in within(_SEEN, seen.prose, seen.figures) if not _listed(seen.prose, *m.span())]
        if found and writes_decimal_commas(seen.prose):
            found = []
        yield counted(self.code, found, seen.words, "English has a decimal point here")


def _listed(text: str, start: int, end: int) -> bool:
    """Whether the comma stands between things counted off, a day and what follows it, or the points of two sides."""
    if _LISTED.search(text[max(0, start - 24) : start]):
        return True
    joined = _JOINED.match(text, end)
    if joined:
        return not _UNIT.match(text, joined.end())
    scored = end - start == 3 or _BEFORE.search(text[max(0, start - 16) : start])
    return bool(scored) and not _UNIT.match(text, end)
