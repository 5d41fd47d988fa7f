"""Named sources: which outlets an article says it has things from, and in which form it says so.

A name alone is no claim ("the BBC will move to Leeds"). It becomes one by a cue of ``data/tables/claims.tsv`` beside
it, by standing in a credit, a bracket or a dateline, by opening or closing a headline, behind a dash that ends a
paragraph, or as the host of a link. A cue stands on one ``side`` of the name: ``before`` or ``after`` it, ``inverted``
straight before it where both close a clause of their own (", writes The Guardian."), or ``article`` straight after
it, where "the" makes a source of a name that is a word, too ("the Times reported"). What says the ``kind`` of an outlet
goes with its name and claims nothing: "told the newspaper X" does by "told", "he bought the newspaper X" does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from provenance import lexicon, speakers
from provenance.lexicon import either, words
from provenance.outlets import Address, Mention, Outlet, addresses, by_name, host, mentions
from provenance.records import Document, Evidence, Hypothesis, Mark, Region, Span
from provenance.text.latest import latest
from provenance.text.names import fold
from provenance.vetoes import Vetoes

COLUMNS = ("form", "side", "found", "language")
NEAR = 45
"""Characters that may stand between a cue and the name: "according to the well-informed British newspaper X"."""

Form = Literal["attribution", "headline", "credit", "link", "photo"]

_STOP = re.compile(r"[.!?;:\n]\s|[\n;]")
_EDGE = re.compile(r"[,;:.!?()\[\]«»“”„\"\n–—]")
_MOST = 12
"""Names of a list that are remembered until its verb is found."""
_LED = re.compile(r"(?:\A|[,;\n\"”»“’'–—.!?]|\s-)\s*\Z")
_CLOSED = re.compile(r"[.!?…][\"”»’')]{0,2}\s*[—–-]{1,2}\s*\Z")
_APPOSED = re.compile(r"(?:[^\S\n]*,)?[^\S\n]*[\"“„«‘']?(?:the )?", re.I)
"""Between the kind of an outlet and its name."""
_BEARER = re.compile(r"(?:\A|\W)(?:((?:Mr|Mrs|Ms|Dr)\.?)|([^\W\d_]+)) \Z")
"""The title or the word before a surname."""
_BRACKET = re.compile(r"[(\[（【<][^()\[\]（）【】<>\n]{1,90}[)\]）】>]")


class Claim(NamedTuple):
    """A source that the article names. ``span`` is the cue with the name; ``value`` the outlet's key, "?" and the name
    for one that the table lacks, or the host of a link."""

    span: Span
    name: Span
    value: str
    outlet: Outlet | None
    form: Form


class _Cue(NamedTuple):
    span: Span
    form: str
    side: str
    language: str


@cache
def _patterns() -> lexicon.Patterns:
    rows = lexicon.table("claims", COLUMNS)
    return lexicon.together((f"{row['side']} {row['language']} {row['form']}", row) for row in rows)


@cache
def _chain() -> re.Pattern[str]:
    """What joins the names in a list of sources."""
    return re.compile(rf"\s*(?:,|/|&|\+|-|–|{either('listed names')})?\s*(?:{either('article')} )?", re.I)


@cache
def _filler() -> re.Pattern[str]:
    """What a credit may hold beside names."""
    return re.compile(rf"[\W\d_]|\b{either('credit filler')}\b", re.I)


@cache
def _unlisted() -> re.Pattern[str]:
    """A kind of outlet with a name of one to four words."""
    return re.compile(
        rf"\b{either('outlet kind', ' ')}\s+[\"“„«‘']?"
        rf"((?:[A-ZÀ-ÖØ-ÞА-ЯЄІЇ][\w’'-]{{1,30}}(?:\.[\w’'-]{{1,30}})?(?: {either('inside outlet names')}\b)? ?){{1,4}})"
    )


@cache
def _shut() -> re.Pattern[str]:
    """What follows a source that closes its clause."""
    return re.compile(rf"[\"”»]?(?:\s*(?:[.,;:!?)\]\n]|\Z)|\s+{either('behind an inverted source')}\b)")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"\s*[\"”“»’']?,?\s*(?:{either('before said')} )?{either('said')}", re.I)


@latest
def claims(document: Document) -> tuple[Claim, ...]:
    """All claims of ``document`` in the order of its text. Linear in the text."""
    vetoes = Vetoes(document.text)
    found = [*_named(document, vetoes), *_linked(document, vetoes), *_unknown(document, vetoes)]
    return tuple(sorted(found, key=lambda claim: (claim.span, claim.name)))


def _named(document: Document, vetoes: Vetoes) -> Iterator[Claim]:
    """Claims of known outlets. One whose name a fake bears speaks of itself and is no source by speaking."""
    forged = {one.outlet.key for one in mentions(document.text) if vetoes.forges(one.span)}
    for claim in _unforged(document, vetoes):
        if claim.value not in forged or claim.form != "attribution" or claim.span.start < claim.name.start:
            yield claim


def _unforged(document: Document, vetoes: Vetoes) -> Iterator[Claim]:
    """Claims by where their names stand, those left out that are barred."""
    last: Claim | None = None
    waiting: list[Mention] = []
    for one, found in _standing(document):
        claim = _chained(document.text, one, last) or found
        if claim and claim.form == "attribution" and vetoes.bars(claim.span, claim.name, one.weak):
            claim = None
        elif claim and claim.form == "attribution" and claim.span.start == claim.name.start:
            yield from (_make(other, other.span, "attribution") for other in _led(document.text, waiting, one))
        last = claim or last
        waiting = [] if claim else [*waiting[-_MOST:], one]
        if claim:
            yield claim


def _standing(document: Document) -> Iterator[tuple[Mention, Claim | None]]:
    """Every mention with the claim that it makes by where it stands."""
    text = document.text
    cues = _Cues(text)
    brackets = [Span(*found.span()) for found in _BRACKET.finditer(text)]
    starts = [span.start for span in brackets]
    regions = [region for region in document.regions if region.kind != "quote"]
    lines = [region.span.start for region in regions]
    named = list(mentions(text))
    others = _of_others(text, named)
    for one in named:
        if one.span.slice(text) in others:
            continue
        at = bisect_right(lines, one.span.start) - 1
        region = regions[at] if at >= 0 and one.span.start < regions[at].span.end else None
        inside = bisect_right(starts, one.span.start) - 1
        bracket = brackets[inside] if inside >= 0 and one.span.end <= brackets[inside].end else None
        yield one, _claim(text, one, region, bracket, cues)


def _claim(text: str, one: Mention, region: Region | None, bracket: Span | None, cues: _Cues) -> Claim | None:
    """The claim that a mention makes by where it stands."""
    kind = region.kind if region else "body"
    if bracket and _is_credit(bracket.slice(text), one.span.slice(text)):
        photo = kind == "caption" or "photo" in bracket.slice(text).casefold()
        return _make(one, bracket, "photo" if photo else "credit")
    if kind == "caption":
        return _make(one, one.span, "photo") if region and one.span.end > region.span.end - 80 else None
    if kind == "credit":
        cue = cues.before(one.span)
        photo = cue is not None and cue.form == "photo"
        return _make(one, Span(cue.span.start if cue else one.span.start, one.span.end), "photo" if photo else "credit")
    if kind == "headline" and region and (span := _heading(text, one, region.span)):
        return _make(one, span, "headline")
    weak = one.weak and not cues.kinded(one.span)
    if (cue := cues.before(one.span) or (None if weak else cues.inverted(one.span))) is not None:
        return _make(one, Span(cue.span.start, one.span.end), cue.form)
    if (cue := cues.article(one.span) if weak else cues.after(one.span)) is not None:
        return _make(one, Span(one.span.start, cue.span.end), cue.form)
    return _make(one, one.span, "credit") if not one.weak and _signed(text, one.span) else None


def _signed(text: str, name: Span) -> bool:
    """Whether a name stands behind the last sentence of a paragraph and a dash: "... on Tuesday. — AFP"."""
    behind = text[name.end : name.end + 40].partition("\n")[0].strip()
    return behind in ("", ".", "/") and _CLOSED.search(text[max(0, name.start - 12) : name.start]) is not None


def _of_others(text: str, named: Sequence[Mention]) -> set[str]:
    """Names that the text says are something else's or somebody's: "the Australian Federal Police (AFP)", "Michael
    Bloomberg"."""
    ends = {(one.span.end, one.outlet.key) for one in named}
    found = set()
    for one in named:
        name, at = one.span.slice(text), one.span.start - 1
        if name in words("outlet with a surname") and _is_borne(text, one.span.start):
            found.add(name)
        if not name.isupper() or text[at : at + 1] != "(" or text[one.span.end : one.span.end + 1] != ")":
            continue
        own = any((end, one.outlet.key) in ends for end in range(at - 1, at + 1))
        before = text[max(0, at - 120) : at].rpartition("\n")[2]
        initials = "".join(word[0] for word in _WORDS.findall(before) if word[0].isupper())
        if not own and initials.endswith(name):
            found.add(name)
    return found


def _is_borne(text: str, at: int) -> bool:
    """Whether a title or a given name stands before the surname at a place."""
    before = _BEARER.search(text, max(0, at - 30), at)
    return before is not None and (before[2] is None or fold(before[2]) in speakers.given_names("en"))


_WORDS = re.compile(r"\w+")
_WORD = re.compile(r"[\w’'-]+")


def _make(one: Mention, span: Span, form: str) -> Claim:
    return Claim(span, one.span, one.outlet.key, one.outlet, form)  # type: ignore[arg-type]


def _is_credit(bracket: str, name: str) -> bool:
    """Whether a bracket holds names and words of credits and little else: a picture's author has two or three words."""
    rest = _filler().sub(" ", bracket.replace(name, " ")).split()
    return len(rest) <= 3 and all(word[0].isupper() or by_name(word) for word in rest)


def _heading(text: str, one: Mention, line: Span) -> Span | None:
    """``Outlet: ...`` and ``... - Outlet``."""
    if one.weak:
        return None
    behind = text[one.span.end : min(one.span.end + 4, line.end)]
    if not any(map(str.isalnum, text[line.start : one.span.start])) and behind[:1] in (":", "："):
        return Span(one.span.start, one.span.end + 1)
    before = text[max(line.start, one.span.start - 3) : one.span.start].strip()
    if one.span.end >= line.end - 1 and before in ("-", "–", "—", "|", "/", ":"):
        return Span(one.span.start, one.span.end)
    return None


def _chained(text: str, one: Mention, last: Claim | None) -> Claim | None:
    """A name that follows a claimed one in a list ("by Reuters and AFP")."""
    if last is None or last.form != "attribution" or not 0 <= one.span.start - last.name.end <= 8:
        return None
    return _make(one, one.span, last.form) if _chain().fullmatch(text, last.name.end, one.span.start) else None


def _led(text: str, waiting: list[Mention], one: Mention) -> list[Mention]:
    """The names before one that speaks, where they are a list that opens its clause: "X, Y and Z reported". A comma
    alone joins no two clauses' names ("he left X, Y reported"), so the last must follow a word."""
    found: list[Mention] = []
    after = one
    for other in reversed(waiting):
        between = text[other.span.end : after.span.start]
        joins = (
            len(between) <= 8 and _chain().fullmatch(between) and (found or any(map(str.isalpha, between.split()[0])))
        )
        if other.weak or not joins:
            break
        found.append(other)
        after = other
    return found if _opens(text, after.span.start) else []


def _opens(text: str, at: int) -> bool:
    """Whether nothing but words that open a list stand before a place in its clause."""
    return all(
        word.casefold() in words("list opening") for word in _EDGE.split(text[max(0, at - NEAR) : at])[-1].split()
    )


class _Cues:
    """The cues of a text, found once, asked by position."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = [
            _Cue(hit.span, *(hit.row[name] for name in COLUMNS if name != "found")) for hit in _patterns().find(text)
        ]
        found = [cue for cue in found if cue.form == "attribution" or _is_plain(cue.span.slice(text))]
        before = (cue for cue in found if cue.side == "before")
        self._before = sorted(before, key=lambda cue: (cue.span.end, -cue.span.start))
        self._after = sorted(cue for cue in found if cue.side == "after")
        self._beside = {side: sorted(cue for cue in found if cue.side == side) for side in ("inverted", "article")}
        self._kinds = {cue.span.end: cue for cue in found if cue.side == "kind"}
        self._kind_ends = sorted(self._kinds)
        self._ends = [cue.span.end for cue in self._before]
        self._starts = [cue.span.start for cue in self._after]

    def before(self, name: Span) -> _Cue | None:
        """The nearest cue in front of ``name``, at most four words off, with the cue before it where there is one
        ("according to | a report by | X")."""
        cue = self._ending(self._kind(name.start))
        wider = self._ending(cue.span.start) if cue else None
        return cue._replace(span=Span(wider.span.start, cue.span.end)) if cue and wider else cue

    def _ending(self, start: int) -> _Cue | None:
        at = bisect_right(self._ends, start) - 1
        if at < 0 or start - self._ends[at] > NEAR:
            return None
        cue = self._before[at]
        article = self.text[start : start + 4].casefold() == "the "
        fits = _leads(self.text[cue.span.end : start], article) if cue.language == "en" else True
        return cue if fits and _bridges(self.text[cue.span.end : start]) else None

    def kinded(self, name: Span) -> bool:
        """Whether the kind of outlet stands before ``name``, which is then no other word."""
        return self._kind(name.start) < name.start

    def _kind(self, start: int) -> int:
        """Where the words begin that say what kind of outlet a name is, or the name that starts at ``start``."""
        while (at := bisect_right(self._kind_ends, start) - 1) >= 0:
            kind = self._kinds[self._kind_ends[at]]
            if start - kind.span.end > NEAR or not _APPOSED.fullmatch(self.text, kind.span.end, start):
                break
            start = kind.span.start
        return start

    def after(self, name: Span) -> _Cue | None:
        """The nearest cue that begins behind ``name``."""
        at = bisect_left(self._starts, name.end)
        if at == len(self._starts) or self._starts[at] - name.end > 25:
            return None
        between = self.text[name.end : self._starts[at]]
        return self._after[at] if _bridges(between) and "," not in between and len(between.split()) <= 2 else None

    def inverted(self, name: Span) -> _Cue | None:
        """The cue straight before a ``name`` with which its clause ends, its article and kind between them at most."""
        text, start = self.text, self._kind(name.start)
        for cue in self._near("inverted", start - NEAR, start):
            between = text[cue.span.end : start]
            led = _LED.search(text[max(0, cue.span.start - 3) : cue.span.start])
            bare = set(between.casefold().split()) <= set(words("article"))
            fits = bare or (start < name.start and _bridges(between) and _leads(between, False))
            if led and fits and _shut().match(text, name.end):
                return cue
        return None

    def article(self, name: Span) -> _Cue | None:
        """The cue straight behind a ``name`` that has an article."""
        if self.text[max(0, name.start - 4) : name.start].casefold() != "the ":
            return None
        return next((c for c in self._near("article", name.end, name.end + 2) if c.span.start == name.end + 1), None)

    def _near(self, side: str, start: int, end: int) -> Sequence[_Cue]:
        """The cues of one side that begin within a stretch of text."""
        cues = self._beside[side]
        first = bisect_left(cues, start, key=lambda cue: cue.span.start)
        return cues[first : bisect_left(cues, end, key=lambda cue: cue.span.start)]


def _is_plain(cue: str) -> bool:
    """Whether a cue of a credit says it in running text too: "with" and "source" alone do not."""
    return " " in cue or cue.endswith(":") or not cue.isalpha()


def _bridges(between: str) -> bool:
    """Whether cue and name belong together over ``between``."""
    return not _STOP.search(between) and "," not in between and len(between.split()) <= 4


def _leads(between: str, article: bool) -> bool:
    """Whether English words behind a cue can go with the name behind them; ``article`` says that it begins with one.
    In "told officials the BBC", "told them Reuters" and "cited by police shows Reuters" another clause begins."""
    said = [word.casefold() for word in _WORD.findall(between)]
    if any(word in words("side clause") or word in words("somebody else") for word in said):
        return False
    bound = (*words("of somebody"), *words("listed names"), "including")
    for one, two in zip(said, [*said[1:], "the" if article else ""]):
        if two in ("the", "a", "an") and one not in bound:
            return False
    last = said[-1] if said and between.split()[-1].islower() else ""
    return (
        "-" in last or not last.endswith(("ed", "s")) or last[-2] in "'’" or last in words("straight before an outlet")
    )


def _linked(document: Document, vetoes: Vetoes) -> Iterator[Claim]:
    """Links: the outlet of the host, or the host itself. The article's own site is no source, nor is an address to go
    to: one to which its sentence invites, or the bare host of nobody known."""
    own = host(document.article.url or "")
    for one in addresses(document.text):
        address = one.span.slice(document.text)
        bare = one.outlet is None and "/" not in (address.partition("://")[2] or address).rstrip("/")
        if not (f".{own}".endswith(f".{one.host}") or bare or vetoes.invites(one.span)):
            yield _link(one)


def _link(one: Address) -> Claim:
    return Claim(one.span, one.span, one.outlet.key if one.outlet else one.host, one.outlet, "link")


def _unknown(document: Document, vetoes: Vetoes) -> Iterator[Claim]:
    """``newspaper`` and the like with a name that the table lacks, where the name then speaks or was spoken to."""
    text = document.text
    if not any(kind in text for kind in words("outlet kind")):
        return  # a search for words costs a tenth of that for the pattern
    known = [mention.span.start for mention in mentions(text)]
    for found in _unlisted().finditer(text):
        name = Span(found.start(1), found.start(1) + len(found[1].rstrip(" .'’")))
        at = bisect_left(known, name.start)
        if at < len(known) and known[at] < name.end:
            continue
        lead = text[max(0, found.start() - 30) : found.start()].casefold()
        told = any(_bridges(rest) and _leads(rest, False) for rest in _told(lead))
        span = Span(found.start(), name.end)
        if (told or _said().match(text, name.end)) and not vetoes.bars(span, name, False):
            yield Claim(span, name, f"?{name.slice(text)}", None, "attribution")


def _told(lead: str) -> Iterator[str]:
    """What stands between each word by which somebody speaks to an outlet and the end of ``lead``."""
    for cue in words("told"):
        _, found, rest = lead.rpartition(cue)
        if found:
            yield rest


def marked(document: Document, code: str, form: Form) -> Evidence:
    """The claims of one form as evidence: marks carry the outlet's key as ``value``, the note says what it is."""
    found = [claim for claim in claims(document) if claim.form == form]
    marks = tuple(Mark(claim.span, _note(claim), claim.value) for claim in found)
    exposure = float(sum(1 for region in document.regions if region.kind != "quote"))
    return Evidence(code, Hypothesis("translated"), float(len(found)), exposure, marks)


def _note(claim: Claim) -> str:
    outlet = claim.outlet
    if outlet is None:
        return f"names {claim.value.lstrip('?')}, which the table lacks"
    languages = " or ".join(outlet.languages)
    return f"names {outlet.name} ({outlet.kind}, writes {languages})"
