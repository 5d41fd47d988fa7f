"""Who says what: direct quotations with their speakers, and reported speech.

Speakers are found by shape: the name beside a verb of saying (``data/tables/reporting_verbs.tsv``, a row a language)
in the sentence around the quotation, else the speaker of the quotation before. No parser is needed, and none misled by
machine translation's syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from provenance import lexicon
from provenance.records import Span
from provenance.text.names import names
from provenance.text.quotations import quoted_spans
from provenance.text.tokens import sentences, words

_NEAR = 160
"""Characters either side of a quotation in which its speaker is looked for."""
_REACH = 400
"""Characters either side of a verb of saying in which its subject is looked for, so that the cost stays linear."""
_NAMES = re.compile(
    r"[^\W\d_a-z][\w.’'-]*[\w’'](?:\s+(?:(?:al|bin|da|de|del|der|di|van|von|ibn|la|le|el)\s+)?[^\W\d_a-z][\w.’'-]*\w)*"
)
_CLAUSE = re.compile(r"[,;:()\n–—]|[.!?]\s")
_STOP = re.compile(r"(?<![A-Z])[.!?][\"”»’]?\s+(?=\W*[^\W\d_a-z])|[“„«\"”»]")
"""Ends a sentence (not the stop of an initial), or begins another quotation."""
_CIRCUMSTANCE = re.compile(r"\s(?:in|at|on|from|to|during|after|before|by|with|when|as)\s")
"""Where a subject behind its verb ends: names that follow are places, hearers, occasions."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said. ``span`` covers the words without marks; ``speaker`` is a name as written or "";
    ``direct`` tells a quotation from reported speech."""

    span: Span
    text: str
    speaker: str
    direct: bool


@cache
def reporting_verbs(language: str) -> frozenset[str]:
    """Forms of verbs of saying; empty for a language without a row."""
    rows = lexicon.table("reporting_verbs", ("language", "forms"))
    return frozenset(form for row in rows if row["language"] == language for form in row["forms"].split())


@lru_cache(maxsize=1024)
def statements(text: str, language: str = "en") -> tuple[Statement, ...]:
    """Direct quotations of two words or more and reported speech, in the order of the text."""
    known = frozenset(name for name, _ in names(text))
    direct = list(_direct(text, language, known))
    found = [one for one, _ in direct]
    found += _reported(text, language, known, [one.span for one in found])
    goes_on = {one.span for one, closed in direct if not closed}
    return tuple(_resolved(sorted(found, key=lambda one: one.span), goes_on))


def _direct(text: str, language: str, known: frozenset[str]) -> Iterator[tuple[Statement, bool]]:
    """Quotations, with whether each is closed; the speaker is "" where none is named beside it."""
    for quoted in quoted_spans(text):
        span = _trimmed(text, quoted.inner)
        if sum(1 for _ in words(span.slice(text))) >= _LEAST:
            yield Statement(span, span.slice(text), _speaker(text, quoted.span, language, known), True), quoted.closed


def _resolved(found: list[Statement], goes_on: set[Span]) -> Iterator[Statement]:
    """Statements without a speaker get the last one named; a quotation that goes on gets the speaker of its end."""
    last, after = "", ""
    ends: dict[Span, str] = {}
    for one in reversed(found):
        if one.direct:
            after = one.speaker or (after if one.span in goes_on else "")
            ends[one.span] = after
    for one in found:
        speaker = one.speaker or ends.get(one.span, "") or last
        last = speaker
        yield replace(one, speaker=speaker)


def _trimmed(text: str, span: Span) -> Span:
    body = span.slice(text)
    start = span.start + len(body) - len(body.lstrip())
    return Span(start, max(start, span.start + len(body.rstrip(" ,;"))))


def _speaker(text: str, quoted: Span, language: str, known: frozenset[str]) -> str:
    after = text[quoted.end : quoted.end + _NEAR].split("\n")[0]
    before = text[max(0, quoted.start - _NEAR) : quoted.start].split("\n")[-1]
    own = _STOP.split(after)[0]
    return _beside(own, language, known, tail=True) or _beside(_STOP.split(before)[-1], language, known, tail=False)


def _beside(piece: str, language: str, known: frozenset[str], tail: bool) -> str:
    """The name that is the subject of the first verb of saying in ``piece``, a part of one sentence; ``tail`` where it
    follows the quotation, so that the verb may come first."""
    verbs = reporting_verbs(language)
    for match in words(piece):
        if match.group() not in verbs:
            continue
        before = piece[max(0, match.start() - _REACH) : match.start()]
        clauses = [_named(part, known) for part in _CLAUSE.split(before)]
        if clauses[-1]:
            return clauses[-1][-1]
        after = piece[match.end() : match.end() + _REACH]
        told = _CIRCUMSTANCE.split(_CLAUSE.split(after, maxsplit=1)[0])
        behind = next(filter(None, (_named(part, known) for part in told)), [])
        ahead = [part for part in clauses if part]
        if behind and (tail or not ahead) and not _has_subject(before):
            return behind[-1]
        if ahead and before.rstrip().endswith(","):
            return ahead[0 if tail else max(0, len(ahead) - 2)][-1]
    return ""


def _has_subject(before: str) -> bool:
    """Whether words stand between the last clause mark and the verb, such as "he later"."""
    return any(True for _ in words(_CLAUSE.split(before)[-1]))


def _named(piece: str, known: frozenset[str]) -> list[str]:
    """Runs of names in ``piece``, without leading words that are capitals of the sentence only."""
    found = []
    for run in _NAMES.findall(piece):
        parts = run.split()
        while parts and not any(word.group() in known for word in words(parts[0])):
            parts = parts[1:]
        if parts:
            found.append(" ".join(parts).removesuffix("’s").removesuffix("'s"))
    return found


def _reported(text: str, language: str, known: frozenset[str], direct: list[Span]) -> Iterator[Statement]:
    """Sentences with a verb of saying and its subject, outside of quotations."""
    verbs = reporting_verbs(language)
    at = 0
    for span in sentences(text) if verbs else ():
        while at < len(direct) and direct[at].end <= span.start:
            at += 1
        if at < len(direct) and direct[at].start < span.end:
            continue
        piece = span.slice(text)
        speaker = _beside(piece, language, known, tail=False)
        if speaker and len(piece) > 30:
            yield Statement(span, piece, speaker, False)
