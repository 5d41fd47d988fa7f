"""What the derivation looks at in one article, taken once from its verdict."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from provenance.outlets import lookup
from provenance.records import Region, Span, Verdict
from provenance.text.identify import stated
from provenance.text.names import names, numbers, skeleton
from provenance.text.reuse import Word, tokenise
from provenance.text.tokens import paragraphs, sentences

SHINGLE = 3
"""Words of a shingle: long enough to be rare, short enough to survive small changes."""
CLOSE = timedelta(hours=1)
"""Instants less far apart decide no order. A page's time is that of its first or of its last version, by the clock of
its system, and news agencies deliver before any page appears: what came before may be dated minutes after. Set, not
fitted; on artificial traditions, whose times are all true, an hour costs nothing and three hours cost a parent in a
hundred."""
_DAY = timedelta(days=1, seconds=-1)
_FURNITURE = ("boilerplate", "credit", "byline")
_HUNG = 8
"""Lines at most that a page is taken to hang below its text."""
_ENDS = ".!?…。！？।॥۔؟"
_CLOSING = "”“\"»«’'」』)]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as compared within a language (``forms``) and across languages (``anchors``, ``length``)."""

    forms: tuple[str, ...]
    anchors: frozenset[str]
    length: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One article, ready to be compared. ``since`` and ``until`` bound its time of publication, None when unknown."""

    verdict: Verdict
    id: str
    language: str
    words: tuple[Word, ...]
    shingles: frozenset[tuple[str, ...]]
    sentences: tuple[Sentence, ...]
    anchors: frozenset[str]
    since: datetime | None
    until: datetime | None
    outlet: str
    claims: frozenset[str]
    repeats: int
    furniture: int
    lines: frozenset[str]
    """Page furniture, line by line, as compared."""
    translated: float
    """Natural-log odds of translation, bounded by 5 either way."""

    @property
    def sources(self) -> dict[str, float]:
        return dict(self.verdict.sources)


def profile(verdict: Verdict) -> Profile:
    """The profile of one verdict's article; page furniture takes no part in comparisons, but is counted."""
    article, document = verdict.article, verdict.document
    words, lines, repeats = _content(article.text, document.regions)
    forms = [word.form for word in words]
    since, until = moment(article.published)
    found = tuple(_sentences(article.text, words))
    return Profile(
        verdict,
        article.id,
        stated(document.identified, len(words)) or "und",
        words,
        frozenset(tuple(forms[at : at + SHINGLE]) for at in range(len(forms) - SHINGLE + 1)),
        found,
        frozenset(anchor for sentence in found for anchor in sentence.anchors),
        since,
        until,
        outlet_key(article.outlet or ""),
        frozenset(outlet_key(key) for key, _ in claims(verdict)),
        repeats,
        len(lines),
        frozenset(" ".join(line.lower().split()) for line in lines),
        _log_odds(verdict.p_translated),
    )


def _content(text: str, regions: Iterable[Region]) -> tuple[tuple[Word, ...], list[str], int]:
    """Words outside furniture and repeated lines; the lines that are furniture, and how many are repeats."""
    out = [region.span for region in regions if region.kind in _FURNITURE]
    out += [span for span in _hung_below(text) if not any(span.start < o.end and o.start < span.end for o in out)]
    lines = [span.slice(text) for span in out]
    seen: set[str] = set()
    repeats = at = 0
    for line in text.split("\n"):
        form = " ".join(line.lower().split())
        if form and form in seen:
            out.append(Span(at, at + len(line)))
            repeats += 1
        seen.add(form)
        at += len(line) + 1
    if not out:
        return tokenise(text), [], 0
    dropped = sorted(out)
    kept, i = [], 0
    for word in tokenise(text):
        while i < len(dropped) and dropped[i][1] <= word.start:
            i += 1
        if i == len(dropped) or word.start < dropped[i][0]:
            kept.append(word)
    return tuple(kept), lines, repeats


def _hung_below(text: str) -> list[Span]:
    """The lines after the last one that ends as a sentence does: what a page hangs below its text. None where no line
    ends so, nor where more than ``_HUNG`` follow it: a table or a poem is text."""
    found: list[Span] = []
    for span in reversed(list(paragraphs(text))):
        if span.slice(text).rstrip(_CLOSING).endswith(tuple(_ENDS)):
            return found
        if len(found) == _HUNG:
            return []
        found.append(span)
    return []


def sentence_spans(text: str, words: Sequence[Word]) -> Iterator[tuple[Span, int, int]]:
    """Places of the sentences that are compared, of four words or more that are not furniture, and the places of their
    first word and of the one behind their last among ``words``."""
    starts = [word.start for word in words]
    for span in sentences(text):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if last - first >= 4:
            yield span, first, last


def _sentences(text: str, words: tuple[Word, ...]) -> Iterable[Sentence]:
    for span, first, last in sentence_spans(text, words):
        anchors = {"#" + value for value, _ in numbers(text, span) if len(value) > 1}
        anchors.update(skeleton(name) for name, _ in names(text, span))
        yield Sentence(tuple(word.form for word in words[first:last]), frozenset(anchors), span.end - span.start)


def moment(published: str | None) -> tuple[datetime | None, datetime | None]:
    """Earliest and latest instant that an ISO 8601 date or time can mean: in UTC where it names a zone, in any zone
    (UTC-12 to UTC+14) where a time names none; None for both where it is none or too near the ends of the calendar.

    >>> [str(m) for m in moment("2024-06-20")]
    ['2024-06-20 00:00:00', '2024-06-20 23:59:59']
    >>> [str(m) for m in moment("2024-06-20T14:00")]
    ['2024-06-20 00:00:00', '2024-06-21 02:00:00']
    """
    if not published:
        return None, None
    try:
        when = datetime.fromisoformat(published)
        if when.tzinfo:
            when = when.astimezone(UTC).replace(tzinfo=None)
            return when, when
        if len(published) > 10:
            return when - timedelta(hours=14), when + timedelta(hours=12)
        return when, when + _DAY
    except (ValueError, OverflowError):
        return None, None


def earlier(one: Profile, two: Profile) -> bool:
    """Whether ``one`` certainly appeared before ``two``; instants closer than ``CLOSE`` count as equal. A day is the
    outlet's own: against a time it can be a day of any zone."""
    if one.until is None or two.since is None:
        return False
    exact = one.since == one.until or two.since == two.until
    apart = two.since - one.until
    if _is_day(one) is not _is_day(two):
        apart -= timedelta(hours=12 if _is_day(one) else 14)
    return apart >= CLOSE if exact else apart > timedelta()


def _is_day(one: Profile) -> bool:
    return one.since is not None and one.until == one.since + _DAY


def agreement(one: Profile, two: Profile) -> float:
    """How likely both were translated from one language, given that both were translated (0 to 1)."""
    theirs = two.sources
    return sum(p * theirs.get(language, 0.0) for language, p in one.sources.items())


PHOTO = "CL105"
"""Evidence that credits a picture, which says nothing of the text."""


def claims(verdict: Verdict) -> Iterable[tuple[str, Span]]:
    """(outlet's key, place) of every source that the article names for its text."""
    for weighed in verdict.evidence:
        if weighed.channel == "claims" and weighed.evidence.code != PHOTO:
            for mark in weighed.evidence.marks:
                if mark.value:
                    yield mark.value, mark.span


def outlet_key(name: str) -> str:
    """An outlet as compared: the key of the table for any of its names, else the name in small letters."""
    if not name:
        return ""
    known = lookup(name)
    return known.key if known else " ".join(name.casefold().split()).removeprefix("the ")


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return max(-5.0, min(5.0, math.log(p / (1 - p))))
