"""One quotation in many articles: versions gathered although their wording drifted, and the ledger of what changed.

Versions belong together when most of the shorter one's words stand in the longer one; less is asked where both have the
same speaker. How much is asked was chosen on artificial traditions (``scripts/train_derivation.py``). Sentences outside
of quotation marks that have the words of a quotation are the same thing said indirectly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from provenance.drift import changes
from provenance.graph.profile import Profile
from provenance.graph.relations import load
from provenance.records import QuoteVersion, Span
from provenance.speech import Statement, statements
from provenance.text.names import skeleton
from provenance.text.reuse import likeness, sentence_words, tokenise

_LIGHT = 0.35
"""Weight of words of up to three letters, most of which are function words in most languages."""
_SUBSTANCE = 4.0
"""Weight of the least sentence that is taken for an indirect version."""


@dataclass(frozen=True, slots=True)
class Version:
    """A quotation as one article has it."""

    article: str
    language: str
    statement: Statement
    forms: tuple[str, ...]
    weight: float

    @property
    def who(self) -> str:
        """The speaker's last name as compared across spellings; "" when unknown."""
        return skeleton(self.statement.speaker.split()[-1]) if self.statement.speaker else ""


@dataclass(slots=True)
class Group:
    """Versions of one quotation."""

    versions: list[Version] = field(default_factory=list)


def quotes(profiles: Sequence[Profile]) -> tuple[QuoteVersion, ...]:
    """Every quotation of the articles, grouped, in the order of articles and text."""
    same, other, indirect = load().card["quotes"]
    direct = [version for x in profiles for version in direct_versions(x)]
    groups = group(direct, same, other)
    _add_indirect(groups, profiles, indirect)
    found = [(min((v.article, v.statement.span) for v in g.versions), g) for g in groups]
    rows: list[QuoteVersion] = []
    for number, (_, one) in enumerate(sorted(found, key=lambda item: item[0]), 1):
        rows.extend(_rows(f"q{number}", one))
    return tuple(sorted(rows, key=lambda row: (row.article, row.span, row.quote)))


def direct_versions(x: Profile) -> Iterator[Version]:
    """The quotations of one article."""
    text = x.verdict.document.text
    for statement in statements(text, x.language):
        if statement.direct:
            yield _version(x, statement)


def _version(x: Profile, statement: Statement) -> Version:
    forms = tuple(word.form for word in tokenise(statement.text))
    return Version(x.id, x.language, statement, forms, weight(forms))


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


def _add_indirect(groups: list[Group], profiles: Sequence[Profile], least: float) -> None:
    """Sentences without quotation marks that hold most of a quotation which another article has in marks."""
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    for at, one in enumerate(groups):
        for version in one.versions:
            for form in version.forms:
                places[version.language, form].add(at)
    for x in profiles:
        text = x.verdict.document.text
        taken = [statement.span for statement in statements(text, x.language) if statement.direct]
        for span, forms in sentence_words(text):
            if weight(forms) >= _SUBSTANCE and not any(t.start < span.end and span.start < t.end for t in taken):
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


def _rows(name: str, one: Group) -> Iterator[QuoteVersion]:
    versions = sorted(one.versions, key=lambda v: (v.article, v.statement.span))
    centre = medoid(versions)
    speaker = _speaker(versions)
    for version in versions:
        said = version.statement
        known = said.speaker if version.who and version.who != _last(speaker) else speaker
        drift = () if version is centre else ledger(centre.statement, said, version.language)
        yield QuoteVersion(name, version.article, known, said.span, said.text, said.direct, version is centre, drift)


def medoid(versions: Sequence[Version]) -> Version:
    """The direct version that is most like all others; of equals the richest, then the first."""
    distinct = Counter(v.forms for v in versions)
    direct = [v for v in versions if v.statement.direct] or list(versions)

    def central(v: Version) -> float:
        return sum(count * likeness(v.forms, forms) for forms, count in distinct.items())

    return max(direct, key=lambda v: (round(central(v), 9), v.weight))


def _speaker(versions: Sequence[Version]) -> str:
    counts = Counter(v.who for v in versions if v.who)
    if not counts:
        return ""
    who = max(sorted(counts), key=lambda name: counts[name])
    return max((v.statement.speaker for v in versions if v.who == who), key=lambda name: (len(name), name))


def _last(speaker: str) -> str:
    return skeleton(speaker.split()[-1]) if speaker else ""


def ledger(before: Statement, after: Statement, language: str) -> tuple[str, ...]:
    """Typed changes from the central version to another; the last line says where the meaning may have changed."""
    found = changes(before.text, after.text, language)
    if not after.direct:
        found = tuple(change for change in found if change.kind not in ("added", "dropped", "truncated"))
    lines = ["indirect"] if before.direct and not after.direct else []
    lines += [str(change) for change in found]
    if any(change.meaning for change in found):
        lines.append("meaning may have changed")
    return tuple(lines)
