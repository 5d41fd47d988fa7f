"""What happened to a quotation between two of its versions: typed changes, word by word.

Words are aligned by the longest common subsequence; what stands in both but elsewhere has moved. Amounts are one word
whatever way they are written (``amounts``). Modality and negation come from ``data/tables/modality.tsv`` (a row a
language and kind) and are balanced over the whole: "do not think there is any" says what "there is no" says. What is
cut off at an end is cut, and no negation in it is lost, unless it governs what stays ("we deny that").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from provenance import gazetteer, lexicon, speakers
from provenance.amounts import Token, opens, same, tokens
from provenance.text.names import fold
from provenance.text.reuse import Run, Word, runs

Kind = Literal[
    "swap", "added", "dropped", "truncated", "moved", "hedge lost", "hedge added", "negation lost", "negation added",
    "strength lost", "strength added", "number", "date", "name", "speaker", "indirect", "direct",
]  # fmt: skip
MEANING: frozenset[Kind] = frozenset(
    {"hedge lost", "hedge added", "negation lost", "negation added", "number", "date", "name", "speaker"}
)
"""Changes that can alter what was said."""
PARTICULARS: frozenset[Kind] = frozenset({"number", "date", "name"})
"""Changes of what was told: how many, when, who and where."""
_MOVED = 3
"""Words of the shortest clause that is said to have moved."""
_CUT = 3
"""Words of the shortest part that is said to be cut off."""
_NAMES = 4
"""A stretch with as many names or more is another text, not another name."""
_PAUSES = frozenset(".,;:!?…–—-")
_UN = re.compile(r"un(?!less$|like$)(?=\w{4})|(?:im|in|il|ir)(?=\w*(?:ble|al|ant|ent|ar|ate|ect|ive)$)(?=\w{5})")
"""Before what it denies ("unsafe", "illegal")."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change from an older to a newer wording; ``before`` or ``after`` is empty where words came or went."""

    kind: Kind
    before: str
    after: str

    @property
    def meaning(self) -> bool:
        """Whether the meaning may have changed."""
        return self.kind in MEANING

    def __str__(self) -> str:
        if self.before and self.after:
            return f"{self.kind}: {self.before} -> {self.after}"
        return f"{self.kind}: {self.before or self.after}" if self.before or self.after else self.kind


@cache
def modality(language: str, kind: str) -> frozenset[str]:
    """Words of one kind (hedge, negation, strength) of a language; empty without a row."""
    rows = lexicon.table("modality", ("language", "kind", "forms"))
    return frozenset(
        w for row in rows if (row["language"], row["kind"]) == (language, kind) for w in row["forms"].split()
    )


def changes(before: str, after: str, language: str = "en") -> tuple[Change, ...]:
    """Typed changes that lead from ``before`` to ``after``, in the order of the text.

    >>> [str(change) for change in changes("It might be 12 men.", "It is 15 men.")]
    ['hedge lost: might', 'number: 12 -> 15', 'swap: be -> is']
    """
    one, two = tokens(before, language), tokens(after, language)
    moved = _moved(one, two)
    found = [Change("moved", _words(before, one, run.left, run.left + run.length), "") for run in moved]
    denied = _Denied(before, one, language), _Denied(after, two, language)
    gone = {run.left + i for run in moved for i in range(run.length)}
    come = {run.right + i for run in moved for i in range(run.length)}
    for tag, i, j, k, m in _opcodes(one, two):
        if tag == "equal":
            found.extend(_money(before, after, one[i:j], two[k:m]))
            continue
        old = _Side(before, one, [at for at in range(i, j) if at not in gone])
        new = _Side(after, two, [at for at in range(k, m) if at not in come])
        found.extend(
            _cut(old, new, language)
            or _typed(old, new, language, (denied[1].beside(k, denied[0], i), denied[0].beside(i, denied[1], k)))
        )
    return tuple(_balanced(found))


def core(before: str, after: str, language: str) -> str:
    """The clauses of a longer text ``after`` in which the words of ``before`` stand; all of it where none does."""
    one, two = tokens(before, language), tokens(after, language)
    same = [at for tag, _, _, k, m in _opcodes(one, two) if tag == "equal" for at in (k, m - 1)]
    if not same:
        return after
    clauses = _clauses(after, two, language)
    start = next(at for at in range(len(two)) if clauses[at] == clauses[same[0]])
    start += two[start].form in lexicon.words("joins clauses", language)
    end = next(at for at in reversed(range(len(two))) if clauses[at] == clauses[same[-1]])
    return after[two[start].start : two[end].end]


def _clauses(text: str, words: Sequence[Token], language: str) -> list[int]:
    """The number of each word's clause; those that join clauses begin one."""
    found, clause, joins = list[int](), 0, lexicon.words("joins clauses", language)
    for at, word in enumerate(words):
        clause += at > 0 and bool(_PAUSES.intersection(text[words[at - 1].end : word.start]) or word.form in joins)
        found.append(clause)
    return found


def other_speaker(before: str, after: str) -> Change | None:
    """The change of speaker between two versions that name two people; None where one names nobody, where the names
    share a word ("Keller" and "Maria Keller") or sound alike, and where they are written in two scripts."""
    one, two = _parts(before), _parts(after)
    if not one or not two or one & two or is_latin(before) != is_latin(after):
        return None
    return None if speakers.key(before) == speakers.key(after) else Change("speaker", before, after)


def _parts(name: str) -> frozenset[str]:
    return frozenset(map(fold, name.replace("-", " ").split()))


def is_latin(name: str) -> bool:
    """Whether a text has Latin letters."""
    return any(char < "\u0250" for char in name if char.isalpha())


@dataclass(frozen=True, slots=True)
class _Side:
    """Words (by their places) of one version that have no equal in the other."""

    text: str
    words: tuple[Token, ...]
    places: list[int]

    def told(self, places: list[int]) -> str:
        """The words as they stand, one that holds two (can't) once."""
        spans = dict.fromkeys((self.words[at].start, self.words[at].end) for at in places)
        return " ".join(self.text[start:end] for start, end in spans)

    def without(self, places: list[int]) -> _Side:
        return _Side(self.text, self.words, [at for at in self.places if at not in places])

    def kinds(self, *kinds: str) -> list[int]:
        return [at for at in self.places if self.words[at].kind in kinds]

    def values(self) -> set[str]:
        return {self.words[at].value for at in self.kinds("quantity")}

    def names(self, language: str) -> list[int]:
        """Words with a capital; one that opens a sentence only where it is a name anyhow."""
        return [at for at in self.places if self._is_name(at, language)]

    def few(self, other: _Side, places: list[int]) -> list[int]:
        """The "one" or "half" that stands where the other version has one number (at ``places``) of the same thing, as
        far as its first letter tells."""
        mine = [at for at in self.places if self.words[at].value in ("1", "half")]
        if len(mine) != 1 or len(places) != 1:
            return []
        one, two = self.words[mine[0] + 1 :][:1], other.words[places[0] + 1 :][:1]
        return mine if one and two and one[0].form[0] == two[0].form[0] else []

    def _is_name(self, at: int, language: str) -> bool:
        word = self.words[at]
        written = self.text[word.start : word.end]
        if word.kind or len(word.form) < 2 or not written[0].isupper():
            return False
        if language == "de":  # where every noun has a capital
            before = self.words[at - 1].form if at else ""
            known = before in lexicon.words("before a surname", language) or before in speakers.given_names(language)
            placed = before in lexicon.words("of whom", language) and bool(gazetteer.find(written))
            return known or placed or speakers.is_name(written, language)
        return not opens(self.text, word.start) or speakers.is_name(written, language)

    def of(self, forms: frozenset[str]) -> list[int]:
        return [at for at in self.places if self.words[at].form in forms and not self.words[at].kind]


class _Denied:
    """Which clauses of a version hold a negation, where the language says one with any number of words ("no lo dijo
    nadie"), so that one more or less is none."""

    def __init__(self, text: str, words: Sequence[Token], language: str) -> None:
        known = language in lexicon.words("one negation in many words")
        self._clauses = _clauses(text, words, language) if known else []
        forms = modality(language, "negation")
        self._denied = {clause for clause, word in zip(self._clauses, words) if word.form in forms}

    def beside(self, place: int, other: _Denied, there: int) -> bool:
        """Whether the clause at ``place`` is denied, which stands where that at ``there`` does in another version; the
        clause before where that does not begin there."""
        mine = self._clauses
        if not mine:
            return False
        begins = not 0 < there < len(other._clauses) or other._clauses[there - 1] < other._clauses[there]
        return mine[min(max(0, place - (not begins)), len(mine) - 1)] in self._denied


def _money(before: str, after: str, one: Sequence[Token], two: Sequence[Token]) -> list[Change]:
    """Equal numbers in two currencies, of which one at least is told by a sign; words are compared as words."""
    return [
        Change("number", f"{a.money}{before[a.start : a.end]}", f"{b.money}{after[b.start : b.end]}")
        for a, b in zip(one, two)
        if a.money and b.money and a.money != b.money and (a.signed or b.signed)
    ]


def _cut(old: _Side, new: _Side, language: str) -> list[Change]:
    """What was cut off at an end, if nothing replaces it and it does not govern what stays."""
    places = old.places
    first, last = places[:1] == [0], places[-1:] == [len(old.words) - 1]
    if new.places or len(places) < _CUT or not (first or last):
        return []
    if first and last:
        return [Change("truncated", old.told(places), "")]
    edge = places[-1] + 1 if first else places[0]
    gap = old.text[old.words[edge - 1].end : old.words[edge].start]
    beside = old.words[edge - 1 if first else edge].form
    ends = _PAUSES.intersection(gap) or beside in lexicon.words("joins clauses", language)
    return [Change("truncated", old.told(places), "")] if ends else []


def _typed(old: _Side, new: _Side, language: str, denied: tuple[bool, bool]) -> list[Change]:
    """Changes of words for others; ``denied`` tells whether what the new and the old version have there is negated."""
    found: list[Change] = []
    edge = old.places[:1] == [0] or old.places[-1:] == [len(old.words) - 1]
    for kind in ("hedge", "negation", "strength"):
        forms = modality(language, kind)
        lost, got = old.of(forms), new.of(forms)
        if kind == "negation" and ((lost and not got and denied[0]) or (got and not lost and denied[1])):
            continue
        old, new = old.without(lost), new.without(got)
        if lost and not got:
            found.append(Change(f"{kind} lost", old.told(lost), ""))  # type: ignore[arg-type]
        elif got and not lost:
            found.append(Change(f"{kind} added", "", new.told(got)))  # type: ignore[arg-type]
        elif lost and old.told(lost).lower() != new.told(got).lower():
            found.append(Change("swap", old.told(lost), new.told(got)))
    if language == "en":
        for one, two, without in _denials(old, new):
            found.append(Change("negation lost" if without else "negation added", old.told([one]), new.told([two])))
            old, new = old.without([one]), new.without([two])
    pairs: list[tuple[Kind, list[int], list[int]]] = [
        ("number", old.kinds("number", "ordinal"), new.kinds("number", "ordinal")),
        ("number", old.kinds("currency"), new.kinds("currency")),
        ("date", old.kinds("date"), new.kinds("date")),
    ]
    if old.values() != new.values():
        pairs.append(("number", old.kinds("quantity"), new.kinds("quantity")))
    names = old.names(language), new.names(language)
    if max(map(len, names)) < _NAMES:
        pairs.append(("name", *names))
    for special, a, b in pairs:
        if special == "number":
            a, b = a or old.few(new, b), b or new.few(old, a)
        if a and b:
            alike = special == "name" and _are_one(old.told(a), new.told(b))
            alike = alike or (len(a) == len(b) and all(same(old.words[i], new.words[k]) for i, k in zip(a, b)))
            found.append(Change("swap" if alike else special, old.told(a), new.told(b)))
            old, new = old.without(a), new.without(b)
    return found + _plain(old, new, edge)


def _denials(old: _Side, new: _Side) -> list[tuple[int, int, bool]]:
    """Words of which the other version has what they deny, and whether the older one denies ("unsafe" and "safe")."""
    had = {old.words[at].form: at for at in old.places}
    have = {new.words[at].form: at for at in new.places}
    lost = [(at, have[bare], True) for form, at in had.items() if (bare := _denied(form)) in have]
    return lost + [(had[bare], at, False) for form, at in have.items() if (bare := _denied(form)) in had]


def _denied(form: str) -> str:
    """What a word denies ("safe" for "unsafe"); "" for others."""
    un = _UN.match(form)
    return form[un.end() :] if un else ""


def _are_one(one: str, two: str) -> bool:
    """Whether two names are one written otherwise: "Kyiv" and "Kiev", "US" and "America"."""
    known = [{name.english or name.name for name in gazetteer.find(each)} for each in (one, two)]
    both = {one.lower(), two.lower()}
    lands = lexicon.words("names of the states"), lexicon.words("names of the kingdom")
    if known[0] & known[1] or any(both.issubset(land) for land in lands):
        return True
    return _spelt(one) == _spelt(two)


def _spelt(name: str) -> str:
    """A name without what spellings of one differ in: y for i, and letters doubled."""
    return re.sub(r"(\w)\1+", r"\1", re.sub("[yj]", "i", fold(name)))


def _plain(old: _Side, new: _Side, edge: bool) -> list[Change]:
    before, after = old.told(old.places), new.told(new.places)
    if before and after:
        return [Change("swap", before, after)]
    if before:
        return [Change("truncated" if edge and len(old.places) >= _CUT else "dropped", before, "")]
    return [Change("added", "", after)] if after else []


def _balanced(found: list[Change]) -> list[Change]:
    """``found`` without hedges and negations that went in one place and came in another."""
    for kind in ("hedge", "negation"):
        lost = [at for at, one in enumerate(found) if one.kind == f"{kind} lost"]
        got = [at for at, one in enumerate(found) if one.kind == f"{kind} added"]
        even = {at for pair in zip(lost, got) for at in pair}
        found = [one for at, one in enumerate(found) if at not in even]
    return found


def _opcodes(one: Sequence[Token], two: Sequence[Token]) -> list[tuple[str, int, int, int, int]]:
    from rapidfuzz.distance import LCSseq

    steps = LCSseq.opcodes([w.form for w in one], [w.form for w in two])
    merged: list[tuple[str, int, int, int, int]] = []
    for step in steps:
        tag = "equal" if step.tag == "equal" else "change"
        now = (tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
        if merged and tag == "change" and merged[-1][0] == "change":
            _, i, _, k, _ = merged.pop()
            now = (tag, i, now[2], k, now[4])
        merged.append(now)
    return merged


def _moved(one: Sequence[Token], two: Sequence[Token]) -> list[Run]:
    """Runs that both versions have, left out of the alignment because they changed places."""
    left: set[int] = set()
    right: set[int] = set()
    for tag, i, j, k, m in _opcodes(one, two):
        if tag != "equal":
            left.update(range(i, j))
            right.update(range(k, m))
    found = []
    a, b = [Word(*word[:3]) for word in one], [Word(*word[:3]) for word in two]
    for run in runs(a, b, _MOVED):
        inside = [x for x in range(run.length) if run.left + x in left and run.right + x in right]
        if len(inside) == run.length:
            found.append(run)
    return sorted(found, key=lambda run: run.left)


def _words(text: str, words: Sequence[Token], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end]
