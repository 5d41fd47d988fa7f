"""Evidence from one table of patterns: what the detectors that only look rows up have in common."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from provenance.lexicon import Hit, patterns, tokens
from provenance.records import Document, Evidence, Hypothesis, Mark, Span

_ENDS_IN_NAME = re.compile(r"<Name>(?:/[^ ;]+)*(?:;|\Z)")
_CAPITAL = re.compile(r"(?:\A|\s)[A-Z]\S*\Z")
_REST = re.compile(r"(?: [A-Z][\w'’-]*){1,4}")
FURNITURE = frozenset(("boilerplate", "credit", "byline", "dateline"))
"""Regions whose words are not the article's own; other detectors look at them."""


def tabled(code: str, table: str, document: Document) -> Iterator[Evidence]:
    """One piece of evidence for each language with hits, and one without a language for rows that many languages share.

    Where nothing at all was found the latter has statistic 0. The statistic counts hits, the exposure words.
    """
    exposure = float(words(document))
    found: dict[str, list[Mark]] = {}
    for hit in _often_enough(tuple(outside_furniture(document, patterns(table).find(document.text)))):
        span = _whole_name(document.text, hit)
        found.setdefault(hit.tag, []).append(Mark(span, _note(hit), hit.row["found"]))
    if "" in found or not found:
        marks = tuple(found.pop("", ()))
        yield Evidence(code, Hypothesis("translated"), float(len(marks)), exposure, marks)
    for tag in sorted(found):
        yield Evidence(code, Hypothesis("source", tag), float(len(found[tag])), exposure, tuple(found[tag]))


def words(document: Document) -> int:
    """Number of words of the document, marks not counted."""
    return tokens(document.text).words


def outside_furniture(document: Document, hits: tuple[Hit, ...]) -> Iterator[Hit]:
    """The hits that do not begin in page furniture."""
    furniture = [region.span for region in document.regions if region.kind in FURNITURE]
    starts = [span.start for span in furniture]
    for hit in hits:
        at = bisect_right(starts, hit.span.start) - 1
        if at < 0 or furniture[at].end <= hit.span.start:
            yield hit


def _often_enough(hits: tuple[Hit, ...]) -> Iterator[Hit]:
    """The hits of rows that were found as many times as their cell ``times`` asks; once is enough where it is empty."""
    times = Counter(hit.row.place for hit in hits)
    return (hit for hit in hits if times[hit.row.place] >= int(hit.row.get("times") or 1))


def _whole_name(text: str, hit: Hit) -> Span:
    """The span of a hit, which takes in the rest of a name where its pattern ends in the first word of one."""
    if not _ENDS_IN_NAME.search(hit.row["found"]) or not _CAPITAL.search(hit.span.slice(text)):
        return hit.span
    rest = _REST.match(text, hit.span.end)
    return Span(hit.span.start, rest.end()) if rest else hit.span


def _note(hit: Hit) -> str:
    source = hit.row.get("source form", "")
    return f"{hit.row.get('note', '')} ({source})" if source else hit.row.get("note", "")
