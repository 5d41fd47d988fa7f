"""Who says what: direct quotations with their speakers, and reported speech.

Speakers are found by shape: the name that is the subject of a verb of saying (``data/tables/reporting_verbs.tsv``, a
row a language) in the sentence around the quotation. The speaker of the statement before is taken for "he", "she" and
for a quotation that stands alone, in the same paragraph or the next, where nobody else is named in between. Real people
are named: in doubt the speaker is empty. No parser is needed, and none misled by machine translation's syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from provenance import abroad, denials, lexicon, speakers
from provenance.records import Span
from provenance.text.names import CAPITAL
from provenance.text.quotations import Quoted, quoted_spans
from provenance.text.tokens import sentences, words

_REACH = 400
"""Characters either side of a quotation or a verb of saying in which is looked for its speaker, so that the cost stays
linear."""
_CLAUSE = re.compile(r"[,;:()\n–—]|[.!?]\s")
_STOP = re.compile(r"(?<![A-Z])[.!?][\"”»’]?\s+(?=\W*" + CAPITAL + r")|[“„«\"”»]")
"""Ends a sentence (not the stop of an initial), or begins another quotation."""
_STOPPED = re.compile(r"(?<![A-Z])[.!?][\"”»’]?\s*\Z")
_CIRCUMSTANCE = re.compile(r"\s(?:in|at|on|from|to|during|after|before|by|with|when|as)\s")
"""Where a subject behind its verb ends: names that follow are places, hearers, occasions."""
_ACCORDING = re.compile(r"\b[Aa]ccording\s+to\s+(?:the\s+)?")
_MARKS = ' .,“”„«»"‘’'
_BE = frozenset(["is", "are", "was", "were", "be", "been"])
_TAGGED = re.compile(r"(?:,\s?[”\"»“’']|[”\"»“’'],)\s*([^“”„«»\"\n.!?;:]+),\s*[“„«\"»‘']")
"""A tag between the marks of two parts of a quotation."""
_DASH = r"(?:\s*[—–]\s*|\s-\s)"
_WITHIN = re.compile(rf"[,!?…]?{_DASH}(?=([^—–“”„«»\"\n]{{1,120}}?)([,.!?…;:]?{_DASH}))")
_WITHIN_COMMAS = re.compile(r",\s(?=([^,;:—–“”„«»\"\n]{1,120}),\s)")
"""A tag inside the marks, between dashes as in most of Europe («Да, — сказал он, — да»), in French between commas."""
_PLAIN = frozenset(["said", "says", "added"])
_LEAST = 2
_TAG = 8
"""Most words of a tag that ends a quotation's sentence, or of the words between a verb and what it governs."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said. ``span`` covers the words without marks; ``speaker`` is a name as written or "";
    ``direct`` tells a quotation from reported speech. Where a short tag interrupts a quotation, each part is a
    statement: ``whole`` of the first holds the words of all parts, and the others ``continue`` it."""

    span: Span
    text: str
    speaker: str
    direct: bool
    whole: str = ""
    continues: bool = False

    @property
    def said(self) -> str:
        """The words of the whole quotation."""
        return self.whole or self.text


Kind = Literal["name", "pronoun", "other", "none"]
"""Somebody named; "he" or "she"; somebody else; or nothing tells."""


class _Subject(NamedTuple):
    """Whose words they are: somebody named, the one spoken of before, somebody else, or nothing tells."""

    kind: Kind
    name: str = ""


class _Found(NamedTuple):
    """A statement on its way, with what tells whose it is."""

    statement: Statement
    kind: Kind
    closed: bool = True
    goes_on: bool = False
    """Whether a tag inside the same marks stands before it."""


_OTHER, _NONE, _PRONOUN = _Subject("other"), _Subject("none"), _Subject("pronoun")


@cache
def reporting_verbs(language: str) -> frozenset[str]:
    """Forms of verbs of saying; empty for a language without a row."""
    rows = lexicon.table("reporting_verbs", ("language", "forms"))
    return frozenset(form for row in rows if row["language"] == language for form in row["forms"].split())


@lru_cache(maxsize=1024)
def statements(text: str, language: str = "en") -> tuple[Statement, ...]:
    """Direct quotations of two words or more and reported speech, in the order of the text."""
    have = speakers.of(text, language)
    bare = speakers.bare(text, language)
    found = list(_joined(bare, list(_direct(text, bare, have)), have))
    found += _reported(text, bare, have, [one.statement.span for one in found])
    return tuple(_resolved(bare, have, sorted(found, key=lambda one: one.statement.span)))


def _direct(text: str, bare: str, have: speakers.Names) -> Iterator[_Found]:
    """Quotations, each with its speaker; "" where none is named beside it. ``bare`` is the text in which names stand
    without stops."""
    for quoted in quoted_spans(text):
        span = _trimmed(text, quoted.inner)
        if sum(1 for _ in words(span.slice(text))) < _LEAST:
            continue
        parts, inside = _within(bare, span, have)
        outside = _speaker(bare, quoted, have)
        said = inside or (_OTHER if outside.kind == "none" and _may_be_tagged(bare, span, have) else outside)
        if inside and outside.kind == "name" and speakers.key(outside.name) != speakers.key(inside.name):
            said = _OTHER  # who speaks quotes somebody
        for part, goes_on in parts:
            yield _Found(Statement(part, part.slice(text), said.name, True), said.kind, quoted.closed, goes_on)


def _within(text: str, span: Span, have: speakers.Names) -> tuple[list[tuple[Span, bool]], _Subject | None]:
    """The parts of a quotation between the tags inside its marks, each with whether it goes on with the one before,
    and whose words it is by the first tag."""
    shapes = (_WITHIN, _WITHIN_COMMAS) if have.language == "fr" else (_WITHIN,)
    found = sorted(
        (match.start(), match.end(2 if shape is _WITHIN else 1), match[1], match[shape.groups])
        for shape in shapes
        for match in shape.finditer(text, span.start, span.end)
        if match.start() > span.start and _is_tag(match[1], have, text[match.start()] in ",!?…")
    )
    parts, start, goes_on = list[tuple[Span, bool]](), span.start, False
    for left, right, _, end in found:
        if left > start:
            parts.append((_trimmed(text, Span(start, left)), goes_on))
            start, goes_on = right, not end.startswith((".", "!", "?", "…"))
    lead = re.match("[ ,]*", text[start : span.end])
    parts.append((Span(start + (lead.end() if lead else 0), span.end), goes_on))
    told = [one for one in parts if any(char.isalnum() for char in one[0].slice(text))]
    return told, _inside(found[0][2], have) if found else None


def _may_be_tagged(text: str, span: Span, have: speakers.Names) -> bool:
    """Whether something between dashes inside the marks may say who speaks, by a verb that is not listed."""
    found = _WITHIN.finditer(text, span.start, span.end)
    return any(text[match.start()] in ",!?…" or _verbs(match[1], have) for match in found)


def _is_tag(piece: str, have: speakers.Names, paused: bool) -> bool:
    """Whether a few words inside a quotation are a tag: they begin or end with a verb of saying. "As X said" is the
    speaker's own aside, and so may be in English, which keeps tags out of the marks, all that is not plainly one by its
    verb or by the comma before its dash, which only translations have."""
    said = [word.group().lower() for word in words(piece)]
    if not said or len(said) > _TAG or said[0] in _set("as said"):
        return False
    forms = [form.split("-")[0] for form in said]
    if have.language == "en" and paused:
        return any(form in reporting_verbs("en") for form in forms)
    if have.language == "en":
        return (forms[0] in _PLAIN and "to" not in forms[1:2]) or (len(forms) < 5 and forms[-1] in _PLAIN)
    return bool(reporting_verbs(have.language).intersection((*forms[:2], *forms[-1:])))


def _inside(tag: str, have: speakers.Names) -> _Subject:
    """Whose words a quotation is by the tag inside it."""
    if any(word.rpartition("-")[2] in _he_or_she(have.language) for word in _lower(tag)):
        return _PRONOUN
    return _tag(tag, have)


def _joined(text: str, found: list[_Found], have: speakers.Names) -> Iterator[_Found]:
    """Quotations, the parts of an interrupted one told from the others: a comma ends the part before, and the tag, of a
    few words with a verb of saying, ends with one, too."""
    lead: list[_Found] = []
    for one in found:
        if lead and (one.goes_on or _interrupts(text[lead[-1].statement.span.end : one.statement.span.start], have)):
            lead.append(one)
            continue
        yield from _parts(lead)
        lead = [one]
    yield from _parts(lead)


def _parts(found: list[_Found]) -> Iterator[_Found]:
    if len(found) < 2:
        yield from found
        return
    whole = " ".join(one.statement.text for one in found)
    named = next((one.statement.speaker for one in found if one.statement.speaker), "")
    kind = found[0].kind
    yield found[0]._replace(statement=replace(found[0].statement, whole=whole, speaker=named))
    for one in found[1:]:
        yield _Found(replace(one.statement, speaker=named, continues=True), kind, one.closed)


def _interrupts(between: str, have: speakers.Names) -> bool:
    """Whether the tag inside one sentence of a quotation stands between two of its parts."""
    match = _TAGGED.fullmatch(between) if len(between) <= _REACH else None
    return match is not None and len(_lower(match[1])) <= _TAG and bool(_verbs(match[1], have))


def _resolved(text: str, have: speakers.Names, found: list[_Found]) -> Iterator[Statement]:
    """Statements with the speaker before, where they may have it; a quotation that goes on has that of its end."""
    after = ""
    ends: dict[Span, str] = {}
    for one in reversed(found):
        if one.statement.direct:
            after = one.statement.speaker or ("" if one.closed else after)
            ends[one.statement.span] = after
    last: Statement | None = None
    for one in found:
        said = one.statement
        speaker = said.speaker or ends.get(said.span, "")
        if not speaker and last and last.speaker and _goes_on(text, last, one, have):
            speaker = last.speaker
        last = replace(said, speaker=speaker)
        if said.direct or speaker:
            yield last


def _goes_on(text: str, last: Statement, one: _Found, have: speakers.Names) -> bool:
    """Whether nobody comes between two statements of one paragraph, or of two that follow each other, and the second is
    of "he" or "she" or follows at once without a word on whose it is."""
    said = one.statement
    if one.kind not in ("pronoun", "none"):
        return False
    between = text[last.span.end : said.span.start]
    lines = between.split("\n")
    if len(between) > 2 * _REACH or any(line.strip() for line in lines[1:-1]):
        return False
    if len(lines) > 1 and said.direct and not _opens(lines[-1], have.language):
        return False
    pieces = [piece for line in "\n".join(lines).strip(_MARKS).split("\n") for piece in _STOP.split(line)]
    tagged = last.direct and not last.text.endswith(".")
    if one.kind == "none" and any(word not in _set("between") for piece in pieces[tagged:] for word in _lower(piece)):
        return False
    others = {key for at, piece in enumerate(pieces) for key in _others(piece, have) if key or at >= tagged}
    if others - {speakers.key(last.speaker)}:
        return False
    stopped = _STOPPED.search(lines[-1].rstrip(_MARKS.replace(".", "")))
    whole = pieces[tagged:] if stopped else pieces[tagged:-1]
    if one.kind == "pronoun" and any(_introduces(piece, have.language) for piece in whole):
        return False
    return not any(_speaks(piece, have) for piece in whole)


def _introduces(piece: str, language: str) -> bool:
    """Whether a sentence opens with somebody without a name ("her deputy nodded"), who may be "he" or "she" then;
    outside English any sentence may that does not open with "he" or "she"."""
    if language != "en":
        return bool(said := _lower(piece)) and not _he_or_she(language).intersection(said[:2])
    for at, word in enumerate(_lower(piece)[:5]):
        if word in _he_or_she(language):
            return False
        if at and word in _set("somebody"):
            return True
    return False


def _others(piece: str, have: speakers.Names) -> Iterator[str]:
    """Keys of the names in ``piece``, without places as "in" and "at" tell them; "" for a name that is no person's."""
    for run in speakers.runs(piece, have):
        before = _lower(piece[: run.start])
        placed = bool(before) and before[-1] in ("of", "in", "at", "from", "near", "on")
        if run.name if run.owns else not placed:
            yield speakers.key(run.name)


def _opens(before: str, language: str) -> bool:
    """Whether a paragraph begins with the quotation, or with "he" or "she"."""
    first = [match.group().lower() for match in words(before)]
    return not first or any(word in _he_or_she(language) for word in first[:2])


def _speaks(piece: str, have: speakers.Names) -> bool:
    """Whether ``piece`` has a verb of saying whose subject is neither "he" nor "she"."""
    said = [match.group().lower() for match in words(piece)]
    return any(w in reporting_verbs(have.language) for w in said) and not any(
        w in _he_or_she(have.language) for w in said
    )


def _trimmed(text: str, span: Span) -> Span:
    body = span.slice(text)
    start = span.start + len(body) - len(body.lstrip())
    return Span(start, max(start, span.start + len(body.rstrip(" ,;"))))


def _speaker(text: str, quoted: Quoted, have: speakers.Names) -> _Subject:
    """Whose words a quotation is, by the rest of its sentence."""
    after = text[quoted.span.end : quoted.span.end + _REACH].split("\n")[0].lstrip(' »”"')
    before = text[max(0, quoted.span.start - _REACH) : quoted.span.start].split("\n")[-1]
    if denials.refuted(text[quoted.span.end : quoted.span.end + _REACH].split("\n")[0], have.language):
        return _OTHER
    own = _STOP.split(after)[0]
    before = "" if _STOPPED.search(before) else _STOP.split(before)[-1]
    if _is_next(text, quoted, own, have):
        own = ""
    tag = _tag(own, have)
    if tag.kind in ("name", "pronoun"):
        return tag
    ahead = _ahead(before, have, quoted.inner.slice(text)[:1].isupper())
    if ahead.kind == "name" and not _verbs(own, have):
        return ahead
    return ahead if tag.kind == "none" else _OTHER


def _is_next(text: str, quoted: Quoted, own: str, have: speakers.Names) -> bool:
    """Whether what follows a quotation that ends as a sentence does is a sentence of its own."""
    inner = quoted.inner.slice(text).rstrip()
    said = [match.group() for match in words(own)]
    if not inner.endswith((".", "!", "?", "…")) or not said:
        return False
    if own.rstrip().endswith(":") or (own.rstrip().endswith(",") and said[0][0].isupper()):
        return True
    verbs = reporting_verbs(have.language)
    tagged = said[0] in verbs or (len(said) <= _TAG and any(word in verbs for word in said[-2:]))
    return inner.endswith(".") and not tagged and not own.lstrip().startswith(",")


def _verbs(piece: str, have: speakers.Names, participles: bool = False) -> list[re.Match[str]]:
    verbs = reporting_verbs(have.language)
    if participles and have.language == "en":
        verbs = verbs | _set("participle")
    return [match for match in words(piece) if match.group() in verbs]


def _tag(piece: str, have: speakers.Names) -> _Subject:
    """The subject of the first verb of saying behind a quotation."""
    for match in _verbs(piece, have)[:1]:
        found = _of_verb(piece, match, have, tail=True)
        return _OTHER if found.kind == "name" and denials.is_denial(match.group(), have.language) else found
    return _according(piece, have) or (_OTHER if any(True for _ in words(piece)) else _NONE)


def _ahead(piece: str, have: speakers.Names, whole: bool) -> _Subject:
    """The subject of the verb of saying nearest before a quotation, if all verbs agree or it governs the quotation;
    ``whole`` where that begins as a sentence."""
    found = [
        (match, _of_verb(piece, match, have, tail=False)) for match in reversed(_verbs(piece, have, participles=True))
    ]
    named = [who for _, who in found if who.kind == "name"]
    if not found:
        return _according(piece, have) or _bare(piece, have)
    match, nearest = found[0]
    between = piece[match.end() :]
    if denials.is_denial(match.group(), have.language) or denials.belied(between, have.language):
        return _OTHER
    if nearest.kind not in ("name", "pronoun") or _voiced(between, have, whole):
        return _OTHER
    alone = {speakers.key(run.name) for run in speakers.runs(piece, have) if run.name}
    if nearest.kind == "pronoun":
        return named[0] if named and len(alone) == 1 else (_OTHER if named else _PRONOUN)
    rest = [word.group() for word in words(between)]
    near = len(rest) <= _TAG and not _BE.intersection(rest)
    return nearest if near or len({speakers.key(who.name) for who in named}) == 1 else _OTHER


def _voiced(between: str, have: speakers.Names, whole: bool) -> bool:
    """Whether somebody else raises his voice between a verb of saying and a quotation ("said he wept when X shouted"):
    by a verb that is listed, or by any straight before a ``whole`` sentence."""
    if have.language != "en":
        return False
    if any(word in _set("voicing") for word in _lower(between)):
        return True
    rest = [_lower(between[run.end :]) for run in speakers.runs(between, have)[-1:] if not run.owns]
    return whole and any(len(said) == 1 and _did(said[0]) for said in rest)


def _according(piece: str, have: speakers.Names) -> _Subject | None:
    """Who stands behind "according to"."""
    match = _ACCORDING.search(piece) if have.language == "en" else None
    if not match:
        return None
    from provenance.outlets import by_name

    run = next(iter(speakers.runs(piece[match.end() : match.end() + _REACH], have)), None)
    if run and run.start == 0 and run.name and not run.owns and not by_name(run.name):
        follows = next(words(piece[match.end() + run.end :]), None)
        if piece[match.end() + run.end :].lstrip()[:1] in (",", "") or not follows:
            return _Subject("name", run.name)
    return _OTHER


def _bare(piece: str, have: speakers.Names) -> _Subject:
    """What the words before a quotation tell that have no verb of saying."""
    said = [match.group().lower() for match in words(piece)]
    if not said or (len(said) < 3 and all(word in _set("between") for word in said)):
        return _NONE
    if any(word in _he_or_she(have.language) for word in said[:2]) and not any(
        run.name for run in speakers.runs(piece, have)
    ):
        return _PRONOUN
    return _OTHER


def _of_verb(piece: str, match: re.Match[str], have: speakers.Names, tail: bool) -> _Subject:
    """Whose the verb at ``match`` is; ``tail`` where it follows the quotation, so that it may come first.
    Nobody's where it is denied or supposed that they said it."""
    found = _nearest(piece, match, have, tail)
    if found.kind not in ("name", "pronoun"):
        return found
    before = piece[max(0, match.start() - _REACH) : match.start()]
    return _OTHER if denials.doubted(before, found.name, have.language) else found


def _nearest(piece: str, match: re.Match[str], have: speakers.Names, tail: bool) -> _Subject:
    """Who stands where the subject of a verb does."""
    before = piece[max(0, match.start() - _REACH) : match.start()]
    clauses = _CLAUSE.split(before)
    said = [word.group().lower() for word in words(clauses[-1])]
    if have.language != "en":
        return _abroad(clauses[-1], said, piece[match.end() : match.end() + _REACH], have)
    if tail and any(word in _set("side") for word in said):
        return _OTHER
    participle = match.group() in _set("participle")
    if participle and said[-1:] and said[-1] in ("as", "of"):
        return _OTHER  # "quoted as saying", "accused of saying": not the subject's words
    runs = speakers.runs(clauses[-1], have)
    if any(word in _he_or_she(have.language) for word in said) and not any(run.name for run in runs):
        return _PRONOUN
    if participle and len(runs) > 1 and not _lower(clauses[-1][runs[-1].end :]):
        return _OTHER  # "she recalled Ida Holm saying"
    if runs:
        return _subject(clauses[-1], runs, have, participle)
    if any(not _may_stand_between(word) for word in said):
        return _antecedent(clauses, have) if said[0] == "who" else _OTHER
    if said[:1] == ["and"] or (participle and not _lower(before)):
        return _NONE if tail else _PRONOUN
    if any(map(_lower, clauses[:-1])):
        return _back(clauses[:-1], have, participle)
    return _behind(piece[match.end() : match.end() + _REACH], have)


def _abroad(clause: str, said: list[str], after: str, have: speakers.Names) -> _Subject:
    """Whose a verb is in another language, between the end of a clause and what follows it."""
    name = abroad.before(clause, have)
    if any(word in _he_or_she(have.language) for word in said) and not name:
        return _PRONOUN
    if name is None:
        after = _CLAUSE.split(after, maxsplit=1)[0]
        if any(word in _he_or_she(have.language) for word in _lower(after)[:1]):
            return _PRONOUN
        name = abroad.behind(after, have)
    return _Subject("name", name) if name else _OTHER


def _lower(piece: str) -> list[str]:
    return [match.group().lower() for match in words(piece)]


def _may_stand_between(word: str) -> bool:
    return word.endswith("ly") or word in _set("between")


def _subject(clause: str, runs: list[speakers.Run], have: speakers.Names, participle: bool = False) -> _Subject:
    """The run that is the subject of the verb behind ``clause``."""
    for run in () if participle else reversed(runs):
        gap, before = _lower(clause[run.end :]), _lower(clause[: run.start])
        if run.owns or (before and before[-1] in _set("of")) or _governed(before):
            continue
        if not gap or gap == ["who"] or (all(map(_may_stand_between, gap)) and "and" not in gap) or _phrase(gap):
            return _Subject("name", run.name) if run.name and not _joint(clause, run, runs) else _OTHER
    return _opening(clause, runs[0], participle)


def _governed(before: list[str]) -> bool:
    """Whether a name is the object of somebody else's verb: of a participle ("an actor playing Ida Holm", "accused of
    killing Ida Holm", "posing as Ida Holm") or of a relative clause ("the man who shot Ida Holm")."""
    if before[-3:-1] == ["to", "have"] or (before[-1:] == ["as"] and before[-2:][0].endswith("ing")):
        return True
    if any(word in ("who", "which") for word in before[:-1]):
        return not any(word in _set("side") - {"who", "which"} for word in before[-1:])
    if any(one == "that" and _did(two) and not _did(zero) for zero, one, two in zip(before, before[1:], before[2:])):
        return True
    if len(before) < 2 or not before[-1].endswith("ing") or _may_stand_between(before[-1]):
        return False
    return before[-2] in ("of", "for", "with") or not any(
        before[-2] in _set(name) for name in ("determiner", "of", "side")
    )


def _opening(clause: str, run: speakers.Run, participle: bool) -> _Subject:
    """The run that opens a clause of which the verb is the second, or the main clause of a participle."""
    gap, before = _lower(clause[run.end :]), _lower(clause[: run.start])
    if run.owns or not run.name or (before and before[-1] in ("a", "an", "the", *_set("of"))):
        return _OTHER
    if participle and before and before[-1] in reporting_verbs("en") and not gap:
        return _Subject("name", run.name)
    if any(_did(word) or word in _set("side") for word in before):
        return _OTHER
    while gap and gap[0] != "and" and _may_stand_between(gap[0]):
        gap = gap[1:]
    fits = gap and _did(gap[0]) and (participle or "and" in gap or gap[0] in reporting_verbs("en"))
    return _Subject("name", run.name) if fits else _OTHER


def _did(word: str) -> bool:
    return word.endswith("ed") or word in _set("did") or word in reporting_verbs("en")


def _joint(clause: str, run: speakers.Run, runs: list[speakers.Run]) -> bool:
    """Whether "and" alone stands between ``run`` and another: two speak, and neither is the speaker."""
    return any(_lower(clause[one.end : run.start]) == ["and"] for one in runs if one.end < run.start)


def _phrase(gap: list[str]) -> bool:
    """Whether ``gap`` is a prepositional phrase only, as far as can be seen."""
    return gap[0] in _set("of") and not _set("side") & set(gap) and not {"and", "but", "who"} & set(gap)


def _antecedent(clauses: list[str], have: speakers.Names) -> _Subject:
    """Who "who" is: the name that ends the clause before."""
    for clause in clauses[-2:-1]:
        runs = speakers.runs(clause, have)
        before = _lower(clause[: runs[-1].start]) if runs else []
        ends = runs and not _lower(clause[runs[-1].end :]) and not runs[-1].owns and runs[-1].name
        placed = before and before[-1] in ("of", "in", "at", "from", "near")
        return _Subject("name", runs[-1].name) if ends and not placed else _OTHER
    return _OTHER


def _back(clauses: list[str], have: speakers.Names, participle: bool) -> _Subject:
    """The subject that stands before insertions between commas."""
    inserted = False
    for clause in reversed(clauses):
        said = _lower(clause)
        runs = speakers.runs(clause, have)
        if not said:
            continue
        if any(word in _he_or_she(have.language) for word in said[:1]) and not inserted:
            return _PRONOUN
        if said[0] in _set("side") or said[0] == "who" or (said[0] in ("a", "an", "the") and not runs):
            inserted = True
            continue
        if runs and not _is_aside(clause, runs, have):
            return _subject(clause, runs, have, participle)
        if participle and not runs:
            return _OTHER
        inserted = True
    return _OTHER


def _is_aside(clause: str, runs: list[speakers.Run], have: speakers.Names) -> bool:
    """Whether the names of an insertion are all behind "of", "in" and the like or a participle, or are nobody's."""
    for run in runs:
        before = _lower(clause[: run.start])
        if run.name and not run.owns and not (before and before[-1] in _set("of")):
            inserted = bool(before) and (before[0] in ("a", "an") or before[0].endswith("ing"))
            return have.language == "en" and inserted and clause.lstrip()[:1].islower()
    return True


def _behind(after: str, have: speakers.Names) -> _Subject:
    """The subject behind its verb."""
    told = _CIRCUMSTANCE.split(_CLAUSE.split(after, maxsplit=1)[0])
    if _lower(told[0])[:1] and _lower(told[0])[0] in _he_or_she(have.language):
        return _PRONOUN
    runs = speakers.runs(told[0], have)
    for run in reversed(runs):
        gap, before = _lower(told[0][run.end :]), _lower(told[0][: run.start])
        if run.owns or (before and before[-1] in _set("of")) or _governed(before):
            continue
        if not gap or _may_stand_between(gap[0]) or gap[0] in ("who", *_set("of"), *_set("side")):
            return _Subject("name", run.name) if run.name and not _joint(told[0], run, runs) else _OTHER
    return _OTHER


@cache
def _he_or_she(language: str) -> frozenset[str]:
    """Of one language: "il" is he in French, and the article of a mayor in Italian."""
    return frozenset(lexicon.words("he or she", language))


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {
        "participle": frozenset(lexicon.words("participle of saying")),
        "did": frozenset(lexicon.words("did before saying")),
        "between": frozenset(lexicon.words("between speaker and verb")),
        "of": frozenset(lexicon.words("of somebody")),
        "side": frozenset(lexicon.words("side clause")),
        "determiner": frozenset(lexicon.words("determiner")),
        "voicing": frozenset(lexicon.words("voicing")),
        "as said": frozenset(lexicon.words("as said")),
        "somebody": frozenset(lexicon.words("somebody")),
    }


def _set(name: str) -> frozenset[str]:
    return _lists()[name]


def _reported(text: str, bare: str, have: speakers.Names, direct: list[Span]) -> Iterator[_Found]:
    """Sentences with a verb of saying and its subject, outside of quotations."""
    at = 0
    for span in sentences(text) if reporting_verbs(have.language) else ():
        while at < len(direct) and direct[at].end <= span.start:
            at += 1
        if at < len(direct) and direct[at].start < span.end:
            continue
        piece = span.slice(bare)
        said = _NONE
        for match in _verbs(piece, have):
            said = _of_verb(piece, match, have, tail=False)
            if said.kind in ("name", "pronoun"):
                break
        if said.kind != "none" and len(piece) > 30:
            yield _Found(Statement(span, span.slice(text), said.name, False), said.kind)
