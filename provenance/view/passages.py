"""Evidence with the words that show it, in their sentences, by region."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from provenance.graph.profile import PHOTO
from provenance.records import Document, Mark, Region, Span, Verdict, Weighed
from provenance.text.tokens import sentences
from provenance.view import words

AROUND = 110
"""Characters kept before and after a mark where its sentence is longer."""
KEYS = 2
"""Further keys of one code in the same words whose figures are shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or what is kept of it, with one marked span; all spans count characters of the article's text."""

    span: Span
    mark: Mark
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Pieces of evidence of one code that show in the very same words, one for each language that they may come from.

    They share a group and do not add up. ``weighed`` is the strongest of them, ``others`` are the rest, stronger ones
    first: every figure is that of one piece, under its own key. ``numbers`` are their places in ``Verdict.evidence``.
    """

    numbers: tuple[int, ...]
    weighed: Weighed
    others: tuple[Weighed, ...] = ()

    @property
    def number(self) -> int:
        return self.numbers[0]

    @property
    def key(self) -> str:
        """``LX103`` or ``LX103:de``: the key of the piece that is shown."""
        return self.weighed.evidence.key

    def others_say(self) -> tuple[str, ...]:
        """What the other pieces say, a phrase a key; beyond ``KEYS`` their keys alone."""
        told = tuple(f"as {one.evidence.key}: {_says(one)}" for one in self.others[:KEYS])
        rest = ", ".join(one.evidence.key for one in self.others[KEYS:])
        return (*told, f"likewise {rest}") if rest else told


def _says(one: Weighed) -> str:
    return "; ".join(words.speaks(one.llr_translated, one.llr_machine, one.llr_sources)) or "no weight"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One finding in one kind of region; ``more`` is how many of its marks there have no passage."""

    finding: Finding
    passages: tuple[Passage, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """The exhibits of one kind of region, strongest first; kind "" holds evidence about the text as a whole."""

    kind: str
    exhibits: tuple[Exhibit, ...]


def title(verdict: Verdict) -> str:
    """Title from metadata, else the headline, else the id; at most 300 characters."""
    article = verdict.article
    first = next((r.span.slice(article.text) for r in verdict.document.regions if r.kind == "headline"), "")
    return (article.title or first or article.id)[:300]


def strength(weighed: Weighed) -> float:
    """The largest of the ratios of a piece of evidence, without its sign; 0 where it was not counted."""
    ratios = (weighed.llr_translated, weighed.llr_machine, *(llr for _, llr in weighed.llr_sources))
    return max(abs(llr) for llr in ratios)


class _Same:
    """A document as a key by identity: comparing its regions would cost as much as the work that is saved."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


@lru_cache(maxsize=2)
def _tiles(same: _Same) -> tuple[list[int], list[Region]]:
    tiles = [region for region in same.document.regions if region.kind != "quote"]
    return [region.span.start for region in tiles], tiles


def place(document: Document, offset: int) -> Region | None:
    """The tiling region at ``offset``."""
    starts, tiles = _tiles(_Same(document))
    index = bisect_right(starts, offset) - 1
    return tiles[index] if index >= 0 and offset < tiles[index].span.end else None


def passage(document: Document, mark: Mark, around: int = AROUND) -> Passage:
    """The sentence of ``mark``; a mark over several sentences keeps its own ends."""
    region = place(document, mark.span.start)
    whole = region.span if region else Span(0, len(document.text))
    window = Span(max(whole.start, mark.span.start - 2000), min(max(whole.end, mark.span.end), mark.span.end + 2000))
    found = [s for s in sentences(document.text, window) if s.start < mark.span.end and s.end > mark.span.start]
    start = min([mark.span.start, *(s.start for s in found[:1])])
    end = max([mark.span.end, *(s.end for s in found[-1:])])
    first, last = max(start, mark.span.start - around), min(end, mark.span.end + around)
    kept = Span(_inward(document.text, first, start, 1), _inward(document.text, last, end, -1))
    return Passage(kept, mark, kept.start > start, kept.end < end)


def _inward(text: str, at: int, limit: int, step: int) -> int:
    """``at`` moved to the next blank, by at most 20 characters, unless it is the sentence's own end."""
    if at == limit:
        return at
    side = text[at : at + 20] if step > 0 else text[at - 20 : at][::-1]
    moved = next((number for number, char in enumerate(side) if char.isspace()), None)
    return at if moved is None else at + step * (moved + (step > 0))


def shown(verdict: Verdict) -> tuple[Finding, ...]:
    """Evidence that shows or weighs, strongest first; claims are told apart."""
    held: dict[tuple[str, tuple[Span, ...]], list[tuple[int, Weighed]]] = {}
    for number, one in enumerate(verdict.evidence):
        if one.channel != "claims" and (one.evidence.marks or strength(one) >= 0.05):
            spans = tuple(mark.span for mark in one.evidence.marks)
            held.setdefault((one.evidence.code, spans or (Span(-1, number),)), []).append((number, one))
    found = map(_finding, held.values())
    return tuple(sorted(found, key=lambda one: (-strength(one.weighed), one.weighed.evidence.key, one.number)))


def _finding(pieces: list[tuple[int, Weighed]]) -> Finding:
    pieces = sorted(pieces, key=lambda pair: (-strength(pair[1]), pair[0]))
    first, *others = (one for _, one in pieces)
    return Finding(tuple(number for number, _ in pieces), first, tuple(others))


def claims(verdict: Verdict) -> tuple[tuple[int, Weighed], ...]:
    """The claims of sources that carry a mark; who owns a picture is none."""
    told = ((number, one) for number, one in enumerate(verdict.evidence) if one.channel == "claims")
    return tuple((number, one) for number, one in told if one.evidence.marks and one.evidence.code != PHOTO)


def claimed(verdict: Verdict) -> tuple[tuple[str, Mark], ...]:
    """Each source that is claimed, in the order of the text, with the first mark that claims it."""
    found: dict[str, Mark] = {}
    marks = sorted((mark for _, one in claims(verdict) for mark in one.evidence.marks), key=lambda mark: mark.span)
    for mark in marks:
        found.setdefault(mark.value or mark.note, mark)
    return tuple(found.items())


def sections(verdict: Verdict, limit: int = 3) -> tuple[Section, ...]:
    """Exhibits by kind of region, in the order in which the kinds first appear; at most ``limit`` passages each."""
    document = verdict.document
    held: dict[str, list[Exhibit]] = {}
    for one in shown(verdict):
        for kind, marks in _by_kind(document, one.weighed.evidence.marks):
            passages = tuple(passage(document, mark) for mark in marks[:limit])
            held.setdefault(kind, []).append(Exhibit(one, passages, len(marks) - len(passages)))
    order = [*dict.fromkeys(region.kind for region in document.regions), ""]
    return tuple(Section(kind, tuple(held[kind])) for kind in sorted(held, key=order.index))


def _by_kind(document: Document, marks: Iterable[Mark]) -> list[tuple[str, list[Mark]]]:
    kinds: dict[str, list[Mark]] = {}
    for mark in marks:
        region = place(document, mark.span.start)
        kinds.setdefault(region.kind if region else "body", []).append(mark)
    return list(kinds.items()) or [("", [])]
