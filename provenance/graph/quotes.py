"""One quotation in many articles: versions gathered although their wording drifted, and the ledger of what changed.

Versions belong together when most of the shorter one's words stand in the longer one; less is asked where both have the
same speaker. How much is asked was chosen on artificial traditions (``scripts/train_derivation.py``). Sentences outside
of quotation marks that have the words of a quotation are the same thing said indirectly. A group in another language
joins the group it matches best, and that matches it best, by speaker, names, figures, length and place in the text.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, islice
from typing import Any

from provenance.drift import changes, core, is_latin, other_speaker
from provenance.graph.profile import Profile
from provenance.graph.relations import load
from provenance.records import QuoteVersion, Span
from provenance.speech import Statement, statements
from provenance.text.names import names, numbers, skeleton
from provenance.text.reuse import likeness, sentence_words, tokenise

_LIGHT = 0.35
"""Weight of words of up to three letters, most of which are function words in most languages."""
ACROSS = (
    "speaker", "other_speaker", "keys", "share", "near_keys", "near_share", "ratio", "apart", "close", "length",
    "longer",
)  # fmt: skip
"""Measures of two quotations in two languages."""
_TELLING = tuple(map(ACROSS.index, ("speaker", "keys", "near_keys")))
_CLOSE = 150
"""Characters around a quotation whose names and figures help to match it across languages."""
_MARKS = ' “”„«»"‘’'
_ENDS = re.compile(r"[.!?…](?=\s|\Z)|[“”„«»\"\n]")
"""Where the rest of a quotation's sentence ends on either side."""
_SAMPLES, _LIKE = 3, 5
"""Wordings of a group that are matched across languages, and versions of each: limits of cost."""
MOST = 1_500
"""Quotations of one article that are gathered, its first: cost grows with the square of their number."""
_WITNESSES = 400
"""Different wordings of one quotation among which its centre is sought, the commonest: a limit of cost."""
_SUBSTANCE = 4.0
"""Weight of the least sentence that is taken for an indirect version."""


_ENOUGH = 0.5
"""Share of a version's substance that names its speaker by another version."""


_OWN = 0.8
"""Share of the shorter version's substance from which it is the other's words, whoever is said to have said them."""


@dataclass(frozen=True, slots=True)
class Version:
    """A quotation as one article has it."""

    article: str
    language: str
    statement: Statement
    forms: tuple[str, ...]
    weight: float
    keys: frozenset[str] = frozenset()
    """Names and figures said, as compared across languages."""
    about: frozenset[str] = frozenset()
    """The same with what stands close by."""
    beside: frozenset[str] = frozenset()
    """Names in the rest of its sentence, where it is told whose it is."""
    place: float = 0.0
    """Where it begins, from 0 to 1 of the text."""
    rest: tuple[Statement, ...] = ()
    """The further parts of a quotation that its tag interrupts; they have their own rows."""

    @property
    def who(self) -> str:
        """The speaker's last name as compared across spellings; "" when unknown."""
        return skeleton(self.statement.speaker.split()[-1]) if self.statement.speaker else ""


@dataclass(slots=True)
class Group:
    """Versions of one quotation."""

    versions: list[Version] = field(default_factory=list)


Ages = Mapping[str, int]
"""Place of each article in an order in which who is older, or an ancestor, comes first."""


def quotes(profiles: Sequence[Profile], ages: Ages | None = None) -> tuple[QuoteVersion, ...]:
    """Every quotation of the articles, grouped, in the order of articles and text."""
    same, other, indirect = load().card["quotes"]
    direct = [version for x in profiles for version in direct_versions(x)]
    groups = across(group(direct, same, other), load().card["across"])
    _add_indirect(groups, profiles, indirect)
    found = [(min((v.article, v.statement.span) for v in g.versions), g) for g in groups]
    rows: list[QuoteVersion] = []
    for number, (_, one) in enumerate(sorted(found, key=lambda item: item[0]), 1):
        rows.extend(_rows(f"q{number}", one, ages or {}))
    return tuple(sorted(rows, key=lambda row: (row.article, row.span, row.quote)))


def cut(rows: Iterable[QuoteVersion]) -> tuple[str, ...]:
    """A line for people on every article that has as many quotations as are gathered at most."""
    counts = Counter(row.article for row in rows if row.direct)
    return tuple(
        f"no more than the first {MOST:,} quotations of {name} were looked at"
        for name, count in sorted(counts.items())
        if count >= MOST
    )


def direct_versions(x: Profile) -> Iterator[Version]:
    """The quotations of one article, each with its further parts; at most ``MOST`` of them."""
    said = [one for one in statements(x.verdict.document.text, x.language) if one.direct]
    leads = [at for at, one in enumerate(said) if not one.continues]
    for at, end in islice(zip(leads, [*leads[1:], len(said)]), MOST):
        yield _version(x, said[at], tuple(said[at + 1 : end]))


def _version(x: Profile, statement: Statement, rest: tuple[Statement, ...]) -> Version:
    forms = tuple(word.form for word in tokenise(statement.said))
    text, span = x.verdict.document.text, statement.span
    around = Span(max(0, span.start - _CLOSE), min(len(text), span.end + _CLOSE))
    place = span.start / max(1, len(text))
    beside = frozenset(skeleton(name) for name, _ in names(f"x {_tag(text, span, around)}"))
    return Version(
        x.id, x.language, statement, forms, weight(forms), _keys(text, span), _keys(text, around), beside, place, rest
    )


def _tag(text: str, span: Span, around: Span) -> str:
    """The rest of a quotation's sentence on either side, as far as ``around`` reaches."""
    before = text[around.start : span.start].rstrip(_MARKS)
    after = "" if span.slice(text).endswith(".") else text[span.end : around.end].lstrip(f"{_MARKS},")
    return f"{'' if before.endswith(tuple('.!?…')) else _ENDS.split(before)[-1]} {_ENDS.split(after, maxsplit=1)[0]}"


def _keys(text: str, span: Span) -> frozenset[str]:
    figures = {"#" + value for value, _ in numbers(text, span) if len(value) > 1}
    return frozenset(figures.union(skeleton(name) for name, _ in names(text, span)))


def weight(forms: Iterable[str]) -> float:
    """Substance of words: 1 for each, less for short ones."""
    return sum(1.0 if len(form) > 3 else _LIGHT for form in forms)


def contained(one: Version, two: Version) -> float:
    """Share of the poorer version's substance that the other has too (0 to 1)."""
    shared = weight((Counter(one.forms) & Counter(two.forms)).elements())
    return shared / max(1e-9, min(one.weight, two.weight))


def _in_order(one: Version, two: Version) -> float:
    """Share of the shorter version's words that stand in the other in the same order."""
    from rapidfuzz.distance import LCSseq

    return float(LCSseq.similarity(one.forms, two.forms)) / max(1, min(len(one.forms), len(two.forms)))


def group(versions: Sequence[Version], same: float, other: float) -> list[Group]:
    """Versions put together, the richest first; each joins the group that holds most of it, or begins one."""
    ordered = sorted(versions, key=lambda v: (-v.weight, v.forms, v.article, v.statement.span))
    groups: list[Group] = []
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    exact: dict[tuple[str, tuple[str, ...]], int] = {}
    for version in ordered:
        at = exact.get((version.language, version.forms))
        if at is None:
            at = _home(version, groups, places, same, other)
        if at is None:
            at = len(groups)
            groups.append(Group())
        groups[at].versions.append(version)
        if (version.language, version.forms) not in exact:
            exact[version.language, version.forms] = at
            for form in set(version.forms):
                if len(form) > 3:
                    places[version.language, form].append(at)
    return groups


def _home(
    version: Version, groups: list[Group], places: dict[tuple[str, str], list[int]], same: float, other: float
) -> int | None:
    shared: Counter[int] = Counter()
    for form in set(version.forms):
        shared.update(set(places[version.language, form]) if len(form) > 3 else ())
    best: tuple[float, int] | None = None
    for at, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:20]:
        level = max(_level(version, member, same, other) for member in _distinct(groups[at].versions))
        if level > 0 and (best is None or level > best[0]):
            best = (level, at)
    return best[1] if best else None


def _distinct(versions: Sequence[Version]) -> list[Version]:
    return list({v.forms: v for v in reversed(versions)}.values())[:12]


def _level(one: Version, two: Version, same: float, other: float) -> float:
    """How far two versions are alike beyond what is asked; 0 where they are not."""
    held = contained(one, two)
    asked = same if one.who and one.who == two.who else other
    if min(one.weight, two.weight) < 1.5 and held < 1.0:
        return 0.0
    return held if held >= asked else 0.0


def across(groups: list[Group], model: Mapping[str, Any]) -> list[Group]:
    """Groups of other languages put into those of the commonest one, each into the one it matches best; two groups of
    one language never meet by it. ``model`` has ``weights`` and the least probability ``limit``."""
    said = Counter(v.language for one in groups for v in one.versions)
    common = max(sorted(said), key=lambda language: said[language], default="")
    kept = [one for one in groups if one.versions[0].language == common]
    chances = {
        (i, j): matching(one, two, model["weights"])
        for j, two in enumerate(groups)
        if two.versions[0].language != common
        for i, one in enumerate(kept)
    }
    best: dict[tuple[str, int], float] = {}
    for (i, j), p in chances.items():
        for side in (("", j), (groups[j].versions[0].language, i)):
            best[side] = max(best.get(side, 0.0), p)
    taken: set[tuple[str, int]] = set()
    joined: set[int] = set()
    whole = {i: list(one.versions) for i, one in enumerate(kept)}
    for (i, j), p in sorted(chances.items()):
        language = groups[j].versions[0].language
        mutual = p == best["", j] == best[language, i] and p >= model["limit"]
        if mutual and j not in joined and (language, i) not in taken:
            whole[i].extend(groups[j].versions)
            joined.add(j)
            taken.add((language, i))
    rest = [one for j, one in enumerate(groups) if one.versions[0].language != common and j not in joined]
    return [*map(Group, whole.values()), *rest]


def matching(one: Group, two: Group, weights: Sequence[float]) -> float:
    """Probability that two groups in two languages are one quotation: the mean over a few wordings of each, of which
    the two articles that fit best speak; 0 where they share neither speaker nor name nor figure, since place and length
    alone are anybody's."""
    rows = [[matched(a, b) for a in ours for b in theirs] for ours in samples(one) for theirs in samples(two)]
    if not any(row[at] for pairs in rows for row in pairs for at in _TELLING):
        return 0.0
    logits = [max(sum(w * x for w, x in zip(weights, (*row, 1.0), strict=True)) for row in pairs) for pairs in rows]
    return round(sum(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x)))) for x in logits) / len(logits), 9)


def samples(one: Group) -> list[list[Version]]:
    """The first few wordings, of the group's own language, each with a few of its versions."""
    found: dict[tuple[str, ...], list[Version]] = {}
    for version in one.versions:
        if version.language == one.versions[0].language:
            found.setdefault(version.forms, []).append(version)
    return [alike[:_LIKE] for alike in found.values()][:_SAMPLES]


def matched(a: Version, b: Version) -> tuple[float, ...]:
    """Measures of two versions in two languages, as ``ACROSS`` names them."""
    known, same = bool(a.who and b.who), a.who == b.who
    said, near, apart = a.keys & b.keys, a.about & b.about, abs(a.place - b.place)
    one, two = len(a.statement.text), len(b.statement.text)
    return (
        float(known and same), float(known and not same), math.log1p(len(said)),
        len(said) / max(1, min(len(a.keys), len(b.keys))), math.log1p(len(near)),
        len(near) / max(1, min(len(a.about), len(b.about))), abs(math.log((one + 5) / (two + 5))), apart,
        min(apart, 0.15), math.log1p(min(one, two)) / 5, min(4.0, abs(one - two) / 50),
    )  # fmt: skip


def _add_indirect(groups: list[Group], profiles: Sequence[Profile], least: float) -> None:
    """Sentences without quotation marks that hold most of a quotation which another article has in marks."""
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    for at, one in enumerate(groups):
        for version in one.versions:
            for form in version.forms:
                places[version.language, form].add(at)
    for x in profiles:
        text = x.verdict.document.text
        taken = sorted(statement.span for statement in statements(text, x.language) if statement.direct)
        starts, ends = [span.start for span in taken], list(accumulate((span.end for span in taken), max))
        for span, forms in sentence_words(text):
            before = bisect_left(starts, span.end)
            if weight(forms) >= _SUBSTANCE and not (before and span.start < ends[before - 1]):
                _place_indirect(groups, places, x, span, forms, least)


def _place_indirect(
    groups: list[Group],
    places: dict[tuple[str, str], set[int]],
    x: Profile,
    span: Span,
    forms: tuple[str, ...],
    least: float,
) -> None:
    shared = Counter(at for form in set(forms) if len(form) > 3 for at in places.get((x.language, form), ()))
    version = Version(
        x.id, x.language, Statement(span, span.slice(x.verdict.document.text), "", False), forms, weight(forms)
    )
    best: tuple[float, int] | None = None
    for at, count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:8]:
        members = [v for v in _distinct(groups[at].versions) if v.statement.direct and v.weight >= _SUBSTANCE]
        level = max((min(contained(version, v), _in_order(version, v)) for v in members), default=0.0)
        if count > 2 and level >= least and (best is None or level > best[0]):
            best = (level, at)
    if best:
        groups[best[1]].versions.append(version)


def _rows(name: str, one: Group, ages: Ages) -> Iterator[QuoteVersion]:
    versions = sorted(one.versions, key=lambda v: (v.article, v.statement.span))
    centre = medoid(versions, ages)
    for version in versions:
        said = version.statement
        known = _speaker(version, versions)
        drift = () if version is centre else _drift(centre, version)
        yield QuoteVersion(name, version.article, known, said.span, said.text, said.direct, version is centre, drift)
        for part in version.rest:
            yield QuoteVersion(name, version.article, known, part.span, part.text, True, False)


def _drift(centre: Version, version: Version) -> tuple[str, ...]:
    """What changed from the centre; between languages words are not compared. The same words are in one language,
    whatever that of the rest of the article."""
    if version.language != centre.language:
        return () if version.statement.text == centre.statement.text else ("other language",)
    alike = min(centre.weight, version.weight) >= _SUBSTANCE and contained(centre, version) >= _OWN
    return ledger(centre.statement, version.statement, version.language, alike)


def medoid(versions: Sequence[Version], ages: Ages | None = None) -> Version:
    """The direct version, in the commonest language, that is most like all others; of equals that of an ancestor, then
    the oldest (two are always equals), then the richest and the first."""
    distinct = Counter(v.forms for v in versions)
    said = Counter(v.language for v in versions if v.statement.direct)
    common = max(sorted(said), key=lambda language: said[language], default="")
    direct = [v for v in versions if v.statement.direct and v.language == common] or list(versions)
    if len(distinct) > _WITNESSES:
        wanted = [v.forms for v in direct]
        distinct = Counter(dict(Counter(wanted).most_common(_WITNESSES)))
        direct = [v for v in direct if v.forms in distinct]

    @cache
    def closeness(mine: tuple[str, ...]) -> float:
        return sum(count * likeness(mine, forms) for forms, count in distinct.items())

    def central(v: Version) -> float:
        return closeness(v.forms)

    return max(direct, key=lambda v: (round(central(v), 9), -(ages or {}).get(v.article, 0), v.weight))


def _speaker(version: Version, versions: Sequence[Version]) -> str:
    """The fullest form of the version's speaker; where it names nobody, the one whom all others name, if their words
    are enough to be the same."""
    named = [v for v in versions if v.who]
    if version.who:
        own = set(version.statement.speaker.split())
        known = [v.statement.speaker for v in named if own <= set(v.statement.speaker.split())]
    else:
        agreed = len({v.who for v in named}) == 1 and any(_same(version, v) for v in named)
        known = [v.statement.speaker for v in named] if agreed else []
    latin = is_latin(version.statement.text)
    return max(known, key=lambda name: (is_latin(name) == latin, len(name), name), default="")


def _same(version: Version, named: Version) -> bool:
    """Whether a version that names nobody has enough words of one that does: a few are anybody's, but those that the
    same article has elsewhere, as headlines do. In another language words tell nothing: he must be named close by."""
    if version.language != named.language:
        return min(version.weight, named.weight) >= _SUBSTANCE and named.who in version.beside
    if version.article == named.article and version.weight <= named.weight:
        return contained(version, named) == 1.0
    return min(version.weight, named.weight) >= _SUBSTANCE and contained(version, named) >= _ENOUGH


def ledger(before: Statement, after: Statement, language: str, alike: bool = True) -> tuple[str, ...]:
    """Typed changes from the central version to another; the last line says where the meaning may have changed. Only
    where the words are ``alike`` enough to be one person's is another speaker a change."""
    said = after.said if after.direct else core(before.said, after.said, language)
    found = changes(before.said, said, language)
    speaker = other_speaker(before.speaker, after.speaker) if alike else None
    found = (speaker, *found) if speaker else found
    if not after.direct:
        found = tuple(change for change in found if change.kind not in ("added", "dropped", "truncated"))
    lines = ["indirect"] if before.direct and not after.direct else []
    lines += [str(change) for change in found]
    if any(change.meaning for change in found):
        lines.append("meaning may have changed")
    return tuple(lines)
