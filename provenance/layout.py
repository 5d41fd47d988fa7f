"""Lines of an article with what their shape says: what segmenters share. Only shapes and tables, no model.

A line is *free* where it is neither furniture nor credit nor byline nor dateline; headline, dek, caption, subheading
and body are told apart among the free ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from provenance.furniture import Furniture, furniture
from provenance.lexicon import either, words
from provenance.outlets import mentions
from provenance.records import Article, RegionKind, Span
from provenance.text.calendar import MONTHS, SHORT, WEEKDAYS, lowered
from provenance.text.latest import latest
from provenance.text.tokens import count_words, paragraphs

LONGEST = 600
"""Characters; a longer line is text, whatever stands in it."""
PROSE = 12
"""A line of at least so many words that ends as a sentence does is text."""
HEADLINE = 35
"""Most words of a headline."""
DEPTH = 15
"""Copies of the headline are looked for in so many free lines below it."""
LIKE = 90.0
"""Percentage of letters that copies share (rapidfuzz's normalised indel similarity)."""

_TAIL = re.compile(r"[\s\"'”’“»«›)\]}]+$")
_STOPS = ".!?…。！？।؟۔"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w+|#\w+", re.I)
_SITE = re.compile(r"(?:source )?site-\d+", re.I)
_FIGURE = re.compile(r"\d{1,4}(?:st|nd|rd|th|h|h\d\d|am|pm)?")
_TOKEN = re.compile(r"[^\W_]+")
_NO_SIGNS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
_LABELS = r"(?:^|(?<=[^\w\s])\s*|\b(?-i:(?=[A-ZА-ЯЁЇІЄ])))"
"""Before a picture's label: the beginning, a sign, or nothing where it has a capital ("in spring Photo: Jane Doe")."""
_BRACKET = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]\s*[.]?$")


@cache
def _date_words() -> frozenset[str]:
    """What may stand in a line that dates an article."""
    return lowered(WEEKDAYS + MONTHS).union(SHORT, words("date words"), words("month"), words("weekday"))


@cache
def _date_core() -> re.Pattern[str]:
    """What must stand in it: a date, a time, or how long ago."""
    month = f"(?:{'|'.join(name[:3] for name in MONTHS)})"
    return re.compile(
        rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d|\b\d{{1,2}}:\d\d\b|\b{month}[a-z]{{0,6}}\.? \d"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)? {month}|\b\d+ {either('ago')}|\b\d{{1,2}}[.:]\d\d ?[ap]\.?m\b"
        rf"|\b\d{{1,2}}(?:er|[.º])? (?:de )?{either('month')}\b",
        re.I,
    )


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"{either('byline')}\b\s*[:=|]?\s*(?=[^\W\d_])", re.I)


@cache
def _no_names() -> frozenset[str]:
    """Words behind which "by" tells when or how: "By Monday". "By May Lind" has more than one word."""
    return lowered(WEEKDAYS).union(words("no name"), words("weekday"))


@cache
def _desk() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+ ){{0,3}}{either('desk of')} {either('desk')}|{either('staff')}", re.I)


@cache
def _credit() -> re.Pattern[str]:
    """How a line of credits begins."""
    with_, by = either("with"), either("by")
    return re.compile(
        rf"""[(\[*—–-]*\s*(?:
        (?:{with_}\s)?{either("material")}\b[^.]{{0,40}}?\b{either("from")}\b
        |{with_}\s{either("wires")}\b
        |{either("credited picture")}s?(?:\s{either("picture owner")})?\s*(?:[:=©/]|{by}\b)
        |{either("credit label")}\s*:
        |{either("credit opening")}\b
        |©\s*[A-Z])""",
        re.I | re.X,
    )


@cache
def _photo_words() -> re.Pattern[str]:
    """How a line ends that says in words that it credits a picture."""
    return re.compile(
        rf"""[(\[]\s*(?:{either("bracketed picture")}|{either("bracketed picture word")}\b)
          [^()\[\]]{{0,60}}[)\]]\s*[.”"]?$
        |{_LABELS}{either("labelled picture")}(?:\s{either("picture label")})?\s*[:/©]\s*(?!["“”«„])[^:]{{1,60}}$
        |\b{either("picture by")}\b.{{1,60}}$|\b{either("file picture")}\b|©\s*\w.{{0,60}}$
        |\b{either("via")}\s{either("agency behind via")}\b""",
        re.I | re.X,
    )


@cache
def _photo() -> re.Pattern[str]:
    """How a line ends that credits a picture, in words or by a stroke between its owners."""
    return re.compile(
        rf"""{_photo_words().pattern}
        |\b{either("agency before stroke")}/\w|/\s?{either("agency behind stroke")}\b""",
        re.I | re.X,
    )


@cache
def _photo_signs() -> tuple[str, ...]:
    """One of these stands in whatever ``_photo`` finds among ASCII."""
    lists = ("bracketed picture", "bracketed picture word", "labelled picture", "picture by", "file picture", "via")
    signs = {"/", *(word for name in lists for word in words(name))}
    return tuple(sorted(sign for sign in signs if not any(other in sign for other in signs - {sign})))


class Line(NamedTuple):
    """A line that is not blank. ``taken`` is its kind where shape or tables tell it; ``stops``: it ends a sentence."""

    span: Span
    text: str
    words: int
    stops: bool
    taken: RegionKind | None = None

    @property
    def prose(self) -> bool:
        """Whether it is running text beyond doubt."""
        return len(self.text) > LONGEST or (self.stops and self.words >= PROSE)


@lru_cache(maxsize=2)
def lines(text: str) -> tuple[Line, ...]:
    """The lines of ``text`` that are not blank, in order."""
    standing: dict[int, list[Furniture]] = {}
    for found in furniture(text):
        standing.setdefault(found.line.start, []).append(found)
    outlets = named(text)
    out: list[Line] = []
    above, listed = True, False
    for span in paragraphs(text):
        body = span.slice(text)
        bare = Line(span, body, size(body), ends(body))
        pieces = standing.get(span.start, [])
        kind = _kind(bare, pieces, above, outlets.get(span.start, ()))
        # above the text it is a word of the navigation, and the headline would be taken for an item
        listed = (listed and not bare.stops and bare.words <= 25) or (not above and _heads_list(pieces))
        if listed and kind is None:
            kind = "boilerplate"
        above = above and not (kind is None and bare.prose)
        out.append(Line(span, body, bare.words, bare.stops, kind))
    return tuple(out)


def free(text: str) -> tuple[Line, ...]:
    """The free lines of ``text``."""
    return tuple(line for line in lines(text) if line.taken is None)


def size(body: str) -> int:
    """Number of words in the first ``4 * LONGEST`` characters; half the length where blanks do not divide words."""
    count = count_words(body[: 4 * LONGEST])
    return count if 12 * count >= min(len(body), 4 * LONGEST) else len(body) // 2


def ends(body: str) -> bool:
    """Whether a line ends as a sentence does, closing quotation marks and a bracket behind the stop apart."""
    tail = body[-120:]
    return tail[-1:] in tuple(_STOPS) or any(
        _TAIL.sub("", piece)[-1:] in tuple(_STOPS) for piece in (tail, _BRACKET.sub("", tail))
    )


def fingerprint(body: str) -> str:
    """Letters and digits of a line in one case: what copies of it share however the page mangles them."""
    low = body.casefold()
    return low.translate(_NO_SIGNS) if low.isascii() else "".join(filter(str.isalnum, low))


@lru_cache(maxsize=2)
def named(text: str) -> Mapping[int, tuple[Span, ...]]:
    """Spans of the last outlets that each line names, by the start of the line."""
    found: dict[int, tuple[Span, ...]] = {}
    pending = iter([*(mention.span for mention in mentions(text)), None])
    span = next(pending)
    for line in paragraphs(text):
        while span and span.start < line.end:
            if span.start >= line.start:
                found[line.start] = (*found.get(line.start, ()), span)[-40:]
            span = next(pending)
    return found


def _kind(line: Line, found: list[Furniture], above: bool, named: tuple[Span, ...]) -> RegionKind | None:
    if not any(map(str.isalnum, line.text)):
        return "boilerplate"
    kinds = {one.kind for one in found if one.where != "top" or above}
    if len(line.text) > LONGEST:
        return "boilerplate" if kinds - {"credit"} else None
    credit = is_credit(line, named)
    if credit or "credit" in kinds:
        if line.words > PROSE and is_caption(line, named):
            return "caption"
        return "credit" if credit or not _is_signed(line, named) else None
    tagged = line.words <= 4 and _SITE.search(line.text)
    if kinds or tagged or _is_address(line.text):
        return "boilerplate"
    if is_dateline(line):
        return "dateline"
    return "byline" if is_byline(line) else None


def _is_address(body: str) -> bool:
    """Whether a line with letters or digits holds nothing but addresses, accounts and tags."""
    if not any(sign in body for sign in ("@", "#", "://")) and "www." not in body.lower():
        return False
    return not _ADDRESS.sub("", body).strip(" ,|-–")


def _heads_list(found: list[Furniture]) -> bool:
    """Whether the line is the heading of a list of other articles."""
    return any(one.kind == "related" and one.where == "line" for one in found)


def is_dateline(line: Line) -> bool:
    """Whether the line is a date or time of publication, with a place at most."""
    if line.words > 18 or line.stops or not _date_core().search(line.text):
        return False
    known = _date_words()
    strange = [w for w in _TOKEN.findall(line.text) if w.lower() not in known and not _FIGURE.fullmatch(w.lower())]
    return len(strange) <= 3 and all(word[0].isupper() for word in strange)


def is_byline(line: Line) -> bool:
    """Whether the line names who wrote the article."""
    if line.words > 14 or line.stops:
        return False
    if found := _by().match(line.text):
        names = _TOKEN.findall(line.text[found.end() :])
        if names[0].casefold() in _no_names():
            return False
        return all(name[0].isupper() or name.casefold() in words("inside names") or name.isdigit() for name in names)
    return bool(_desk().fullmatch(line.text))


def is_credit(line: Line, named: tuple[Span, ...]) -> bool:
    """Whether the line only says whose the text or the picture is."""
    if line.words > 40:
        return False
    if _credit().match(line.text) and (line.words <= PROSE or not line.stops or line.text[0] in "([*"):
        return True
    return bool(named) and not _outside(line, line.span, named, words("between outlets"))


def _outside(line: Line, part: Span, named: tuple[Span, ...], joining: Collection[str]) -> list[str]:
    """Words in ``part`` of the line that belong to no outlet and are not among ``joining``."""
    left, at = list[str](), part.start
    for start, end in (*named, (part.end, part.end)):
        if start >= at:
            left += _TOKEN.findall(line.text[at - line.span.start : start - line.span.start])
            at = end
    return [word for word in left if word.casefold() not in joining]


def is_caption(line: Line, named: tuple[Span, ...]) -> bool:
    """Whether the line ends with the credit of a picture."""
    if line.words > 90 or line.words < 3:
        return False
    bracket = _closing(line, named)
    if bracket is not None and _is_sentence(line, bracket):
        return _owns_picture(line, bracket, named)
    return bracket is not None or _tells_photo(line.text[-200:])


def _is_signed(line: Line, named: tuple[Span, ...]) -> bool:
    """Whether the line is a sentence behind which a bracket names who wrote it."""
    bracket = _closing(line, named)
    return bracket is not None and _is_sentence(line, bracket) and not _owns_picture(line, bracket, named)


def _closing(line: Line, named: tuple[Span, ...]) -> Span | None:
    """The bracket that ends the line and names an outlet."""
    found = _BRACKET.search(line.text[-70:]) if "(" in line.text or "[" in line.text else None
    if found is None or not named or named[-1].start <= line.span.end - len(found[0]):
        return None
    return Span(line.span.end - len(found[0]), line.span.end)


def _is_sentence(line: Line, bracket: Span) -> bool:
    """Whether a whole sentence stands before the bracket: it signs a text then, as in "said the mayor. (AFP)". Without
    a stop a long line is one where it tells what somebody said, what happened or will: captions tell what is seen."""
    before = line.text[: bracket.start - line.span.start]
    closed = bool(before.strip()) and line.text.endswith(tuple(_STOPS))
    told = count_words(before) >= PROSE and (is_spoken(line) or _has(line, words("line of events")))
    return closed or ends(before) or told


def _owns_picture(line: Line, bracket: Span, named: tuple[Span, ...]) -> bool:
    """Whether a bracket behind a sentence credits a picture: by a word of pictures, or as somebody/outlet. Strokes
    between outlets alone sign a text."""
    inside = line.text[bracket.start - line.span.start :]
    tokens = {token.casefold() for token in _TOKEN.findall(inside)}
    if _photo_words().search(inside) or tokens & {*words("bracketed picture"), *words("bracketed picture word")}:
        return True
    return "/" in inside and bool(_outside(line, bracket, named, words("credit filler")))


def is_spoken(line: Line) -> bool:
    """Whether somebody says something in the line: it is a sentence then, however it ends."""
    return _has(line, words("line of speech"))


def _has(line: Line, some: Iterable[str]) -> bool:
    """Whether one of the words stands in the line."""
    return not set(_TOKEN.findall(line.text.casefold())).isdisjoint(some)


def _tells_photo(tail: str) -> bool:
    """Whether the end of a line says that there is a picture, and whose."""
    low = tail.lower()
    if tail.isascii() and not any(sign in low for sign in _photo_signs()):
        return False  # a search for words is a tenth of that for the pattern, and most lines have none
    return bool(_photo().search(tail))


@latest
def headlines(article: Article) -> tuple[Line, ...]:
    """The headline with its copies and parts.

    It is the line that equals the known title, else the first free line where that is short, no sentence, and not all
    there is. Copies may be mangled in case and spacing; a part is a line of two words at least that begins or ends it.
    """
    among = free(article.text)
    first = _first(among[:DEPTH], fingerprint((article.title or "")[:LONGEST]), alone=len(among) < 2)
    if first is None:
        return ()
    head = fingerprint(among[first].text)
    captions = [line for line in lines(article.text) if line.taken == "caption"]
    below = (*among[first + 1 : first + DEPTH], *captions[:DEPTH])
    return (among[first], *(line for line in below if _is_copy(line, head)))


def _first(among: tuple[Line, ...], title: str, *, alone: bool) -> int | None:
    """Index of the headline."""
    if title:
        for index, line in enumerate(among):
            if len(line.text) <= LONGEST and fingerprint(line.text) == title:
                return index
    if alone or not among or among[0].words > HEADLINE or among[0].text.endswith((".", "。")):
        return None
    return 0 if len(among[0].text) <= LONGEST else None


def _is_copy(line: Line, head: str) -> bool:
    from rapidfuzz.fuzz import ratio

    if len(line.text) > LONGEST:
        return False
    own = fingerprint(line.text)
    part = line.words >= 2 and not line.stops and len(own) >= 6 and (head.startswith(own) or head.endswith(own))
    return part or ratio(own, head, score_cutoff=LIKE) > 0
