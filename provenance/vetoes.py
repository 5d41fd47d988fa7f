"""Vetoes: words beside a named source that make it none, so that it is mentioned only.

"The BBC never reported", "a fake Reuters report", "contrary to a report in Bild": who takes such an outlet for the
source accuses it of what it did not write. Table ``claim_vetoes``; a veto counts within the clause of the name, one of
a row with commas over them, too ("вопреки тому, что"); its ``place`` says where:

- ``before``: anywhere before a name that speaks ("a fabricated report attributed to the BBC claims"), a few words
  before any other claim;
- ``beside``: inside the claim, or with one word at most between ("never told Reuters", "the BBC never reported");
- ``across``: words that overlap the claim ("denied a report by the BBC");
- ``inside``: between the cue and the name, or straight before the name ("told a former Reuters editor");
- ``behind``: after the verb of a name that speaks ("Bild reported wrongly");
- ``person``: after a name that speaks, which is then somebody's employer ("a Reuters reporter said");
- ``owner``: straight before a name that speaks, or before its article and kind, which then belongs to who speaks ("the
  lawyer for the BBC said");
- ``part``: straight after a name, which then says only whose it is ("told the BBC board");
- ``question``: opens a sentence that ends as a question;
- ``address``: before an address in its sentence, which is then one to go to ("for tickets visit www.bbc.co.uk");
- ``verb``: after a name that is a word, too, which is then a subject of its own ("told time was short").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from provenance import lexicon
from provenance.records import Span
from provenance.text.tokens import words

COLUMNS = ("place", "found", "unless", "language")
_REACH = 300
"""Characters either side of a claim in which vetoes are looked for, so that the cost stays linear."""
_NEAR = {"before": 4, "beside": 1, "across": 0, "inside": 0}
"""Most words between a veto and the claim behind it."""
_EDGE = re.compile(r"[,;:!?()\[\]«»“”„\"\n–—]|\.\s")
_MARKS = '«»“”„"'
"""Round a name they end no clause: told "Bild" to stop."""
_END = re.compile(r"[.!?…](?=\W*\s|\W*\Z)|\n|\Z")


@cache
def _patterns() -> lexicon.Patterns:
    rows = lexicon.table("claim_vetoes", COLUMNS)
    return lexicon.together((f"{row['place']} {row['language']}", row) for row in rows)


class Vetoes:
    """The vetoes of a text, found once, asked by claim."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = sorted((hit.span, hit.row["place"], "," in hit.row["found"]) for hit in _patterns().find(text))
        self._found = [one for one in found if one[1] != "address"]
        self._invites = [span.start for span, place, _ in found if place == "address"]
        self._starts = [span.start for span, _, _ in self._found]
        self._forging = [span.start for span, place, _ in self._found if place == "before"]

    def bars(self, claim: Span, name: Span, weak: bool) -> bool:
        """Whether a veto stands where it counts. ``claim`` is the cue with the name, ``weak`` says that the name is a
        word, too."""
        return any(True for _ in self._places(claim, name, weak))

    def forges(self, name: Span) -> bool:
        """Whether what bears a name is called a fake or contradicted: the outlet is then in the story, not behind."""
        near = bisect_left(self._forging, name.start) - bisect_left(self._forging, name.start - _REACH)
        return near > 0 and "before" in self._places(name, name, False)

    def invites(self, address: Span) -> bool:
        """Whether the sentence sends its reader to an address, for something else than what it tells."""
        ends = [end.end() for end in _END.finditer(self.text, max(0, address.start - _REACH), address.start)]
        first = max((end for end in ends if end < address.start), default=max(0, address.start - _REACH))
        return bisect_left(self._invites, first) < bisect_left(self._invites, address.start)

    def _places(self, claim: Span, name: Span, weak: bool) -> Iterator[str]:
        """The places of the vetoes that count."""
        text = self.text
        start = claim.start - (text[max(0, claim.start - 1) : claim.start] in tuple(_MARKS))
        edges = [edge.end() for edge in _EDGE.finditer(text, max(0, start - _REACH), start)]
        left = edges[-1] if edges else max(0, claim.start - _REACH)
        edge = _EDGE.search(text, self._behind(claim.end), claim.end + _REACH)
        right = edge.start() if edge else claim.end + _REACH
        first = bisect_left(self._starts, max(0, claim.start - _REACH))
        for span, place, wide in self._found[first : bisect_left(self._starts, right)]:
            if place == "question":
                counts = self._asked(span, claim)
            else:
                near = (span.end if wide else span.start) >= left
                counts = near and self._counts(span, place, claim, name, weak)
            if counts:
                yield place

    def _counts(self, veto: Span, place: str, claim: Span, name: Span, weak: bool) -> bool:
        """Whether a veto in the clause of ``claim`` stands where its ``place`` asks."""
        speaks = claim.start == name.start
        if place in ("owner", "behind") and claim.end == name.end:
            return False  # one of a list, of whom nothing tells whether they speak
        if place == "owner":
            return speaks and veto.end <= claim.start and _is_plain(self.text[veto.end : claim.start])
        if place in ("behind", "person", "verb", "part"):
            at = self._behind(claim.end if place == "behind" else name.end)
            counts = place == "part" or (weak if place == "verb" else speaks)
            return counts and self.text[at : veto.start].isspace() and self._gap(at, veto.start) == 0
        if veto.end > claim.start:
            return veto.start < (name.start if place == "inside" else claim.end)
        if place == "across":
            return False
        return (place == "before" and speaks) or self._gap(veto.end, claim.start) <= _NEAR[place]

    def _behind(self, at: int) -> int:
        """A place, or the one behind the mark that closes a name there."""
        return at + (self.text[at : at + 1] in tuple(_MARKS))

    def _gap(self, start: int, end: int) -> int:
        """Words between two places; many where the second comes first."""
        return sum(1 for _ in words(self.text[start:end])) if start <= end else _REACH

    def _asked(self, veto: Span, claim: Span) -> bool:
        """Whether the sentence that ``veto`` opens holds ``claim`` and is a question."""
        end = _END.search(self.text, veto.end, veto.end + 2 * _REACH)
        return end is not None and veto.end <= claim.start and end.start() >= claim.end and end.group() == "?"


def _is_plain(between: str) -> bool:
    """Whether an article, or a few words with the kind of an outlet, stand before its name, or nothing does."""
    said = between.casefold().rstrip(_MARKS).split()
    return set(said) <= set(lexicon.words("article")) or (
        len(said) <= 4 and any(kind.endswith(said[-1]) for kind in lexicon.words("outlet kind"))
    )
