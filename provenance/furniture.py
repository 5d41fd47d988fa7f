"""Page furniture in a text: lines that belong to the page and not to the article, by tables that linguists extend.

Rows of ``data/tables/page_furniture.tsv`` without a language are what English sites write themselves, those with one
are left in English when a page in that language is translated. ``where`` says how a row must stand:

- ``line``: the line holds nothing else; ``top``: likewise, and above the text;
- ``start``: a line of at most ``SHORT`` words begins with it;
- ``any``: anywhere in a line of at most ``SHORT`` words (``LONGEST`` where it begs or forbids); all of it is furniture;
- ``alone``: likewise, and it is a sentence or begins the line; a line of more than ``FEW`` words that has it inside a
  sentence is prose;
- ``reader``: likewise ``any``, where it begins the line or the line speaks to its reader ("your", "our").

Of ``any``, ``alone`` and ``reader`` nothing counts that stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from provenance import lexicon
from provenance.records import Document, Evidence, Hypothesis, Mark, Span
from provenance.text.quotations import quoted_spans
from provenance.text.tokens import count_words, paragraphs

COLUMNS = ("found", "language", "source", "kind", "where", "note", "example")
FEW, SHORT, LONGEST = 12, 40, 150
_PARTS = ".!?|•–—-,"
"""What may stand between such a sentence and the next."""
_WORD = re.compile(r"[^\W_]+")
_BEGS = ("subscribe", "paywall", "copyright", "comment")


class Furniture(NamedTuple):
    """A found row: the line it stands in, the words, the kind, and the language of its table ("" for English sites)."""

    line: Span
    span: Span
    kind: str
    where: str
    language: str
    note: str
    source: str


@cache
def _patterns() -> lexicon.Patterns:
    return lexicon.together((row["language"], row) for row in lexicon.table("page_furniture", COLUMNS))


@lru_cache(maxsize=2)
def furniture(text: str) -> tuple[Furniture, ...]:
    """Everything in ``text`` that stands as its row demands, in the order of the text."""
    return tuple(_find(text))


def _find(text: str) -> Iterator[Furniture]:
    hits = _patterns().find(text)
    at = 0
    for line in paragraphs(text):
        while at < len(hits) and hits[at].span.start < line.start:
            at += 1
        first = at
        while at < len(hits) and hits[at].span.start < line.end:
            at += 1
        if at > first:
            yield from _standing(text, line, hits[first:at])


def _standing(text: str, line: Span, hits: tuple[lexicon.Hit, ...]) -> Iterator[Furniture]:
    """The hits of one line that stand as they should."""
    alone = _cover(text, line, [hit.span for hit in hits if hit.row["where"] in ("line", "top", "start")])
    words = count_words(line.slice(text))
    for hit in hits:
        row, where = hit.row, hit.row["where"]
        if where in ("line", "top"):
            fits = alone
        elif where == "start":
            fits = words <= SHORT and not _says(text[line.start : hit.span.start])
        else:
            fits = words <= (LONGEST if row["kind"] in _BEGS else SHORT) and _tells(text, line, hit.span, where, words)
        if fits:
            yield Furniture(line, hit.span, row["kind"], where, hit.tag, row["note"], row["source"])


def _cover(text: str, line: Span, spans: list[Span]) -> bool:
    """Whether nothing that says something stands in ``line`` outside of ``spans``."""
    at = line.start
    for span in sorted(spans):
        if span.start > at and _says(text[at : span.start]):
            return False
        at = max(at, span.end)
    return not _says(text[at : line.end])


def _tells(text: str, line: Span, span: Span, where: str, words: int) -> bool:
    """Whether words inside a line belong to the page, and not to what the article tells."""
    if words > FEW and _quoted(text, line, span):
        return False
    first = not _says(text[line.start : span.start])
    if where == "alone":
        before, behind = text[line.start : span.start].rstrip()[-1:], text[span.end : line.end].lstrip()[:1]
        return words <= FEW or ((first or before in _PARTS) and (not behind or behind in _PARTS))
    if where == "reader":
        rest = {
            word.casefold() for word in _WORD.findall(f"{text[line.start : span.start]} {text[span.end : line.end]}")
        }
        return first or not rest.isdisjoint(lexicon.words("to the reader"))
    return True


def _quoted(text: str, line: Span, span: Span) -> bool:
    at = span.start - line.start
    return any(one.span.start < at < one.span.end for one in quoted_spans(line.slice(text)))


def _says(piece: str) -> bool:
    return any(char.isalnum() for char in piece)


def translated(document: Document, code: str, kinds: tuple[str, ...]) -> Iterator[Evidence]:
    """Furniture of these kinds from the tables of foreign languages as evidence: one for *translated*, also where
    nothing was found, and one for each language that it is left from."""
    found = [one for one in furniture(document.text) if one.language and one.kind in kinds]
    exposure = float(sum(1 for region in document.regions if region.kind != "quote"))
    spans = sorted({one.span for one in found})
    yield Evidence(code, Hypothesis("translated"), float(len(spans)), exposure, _marks(found))
    for language in sorted({one.language for one in found}):
        ours = [one for one in found if one.language == language]
        yield Evidence(code, Hypothesis("source", language), float(len(ours)), exposure, _marks(ours))


def _marks(found: list[Furniture]) -> tuple[Mark, ...]:
    """A mark for each place, with what it comes from in the original."""
    notes: dict[Span, str] = {}
    for one in found:
        notes.setdefault(one.span, f"{one.note}: {one.source}" if one.source else one.note)
    return tuple(Mark(span, note) for span, note in sorted(notes.items()))
