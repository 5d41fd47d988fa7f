"""The history of one event: parents with probabilities, nodes not given, several parents, the point answer.

Log weights of edges (``relations``) make a distribution over trees that hang on an unseen root (``spanning``); its
marginals, calibrated, are the probabilities of edges. What hangs on the root had a parent that is not given or none:
articles that share such a parent are gathered under an inferred node; a translated article gets an inferred parent in
the language it came from; outlets named as sources become claimed nodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.graph.features import Event
from provenance.graph.profile import Profile
from provenance.graph.relations import Model, Scores, score
from provenance.graph.spanning import likeliest
from provenance.text.quotations import quoted_spans
from provenance.text.reuse import Word, runs

Array = NDArray[np.float64]

SIBLINGS = (
    "odds_less", "odds_more", "alike", "near_less", "near_more", "sources", "translated_less", "translated_more",
    "crossed", "company",
)  # fmt: skip
"""Measures of a pair that may share a parent not given."""
CHANCE = 0.05
"""Expected number of chance finds in an event, below which a shared run makes a common ancestor."""
UNDECIDED = 1.5
"""Where one order is less than this many times as probable as the other, the direction is not decided."""


@dataclass(slots=True)
class Inferred:
    """A node not given: places of its children, its language ("" unknown), its parent's place (None: not given)."""

    children: tuple[int, ...]
    language: str
    p: float
    parent: int | None = None
    parent_p: float = 0.0
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class History:
    """What was found: ``edges[p, c]`` calibrated probabilities, ``parent[c]`` of the point answer, ``second[c]`` more
    parents, ``unseen[c]`` probability that the parent is not given, ``undecided`` pairs, nodes inferred."""

    event: Event
    edges: dict[tuple[int, int], float]
    parent: dict[int, int]
    unseen: tuple[float, ...]
    undecided: set[tuple[int, int]] = field(default_factory=set)
    second: dict[int, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    inferred: list[Inferred] = field(default_factory=list)

    def ancestors(self, place: int) -> set[int]:
        """Every given article above ``place`` in the point answer, itself included."""
        found: set[int] = set()
        todo = [place]
        while todo:
            one = todo.pop()
            if one in found:
                continue
            found.add(one)
            todo.extend(self._parents(one))
        return found

    def _parents(self, place: int) -> list[int]:
        above = [self.parent[place]] if place in self.parent else []
        above.extend(who for who, _ in self.second.get(place, ()))
        above.extend(h.parent for h in self.inferred if place in h.children and h.parent is not None)
        return above


def history(profiles: Sequence[Profile], model: Model) -> History:
    """The history of the articles of one event, given sorted by id."""
    event = Event(profiles)
    scores = score(model, event)
    found = look(event, scores, model)
    gather(found, scores, model)
    return found


def look(event: Event, scores: Scores, model: Model) -> History:
    """Parents among the articles given."""
    into, root = scores.tree()
    size = event.size
    edges = {(p, c): model.calibrated(float(into[p, c])) for p in range(size) for c in range(size) if into[p, c] > 1e-3}
    found = History(event, edges, _point(event, into, root), tuple(float(x) for x in root))
    _withhold(found, into)
    _several(found, model)
    return found


def _point(event: Event, into: Array, root: Array) -> dict[int, int]:
    """The arborescence with most expected true edges: the maximum one under the marginals (minimum-risk decoding).
    Articles with the same words stand up for each other: which of them it was weighs less than whether it was one."""
    names = [f"{place:06d}" for place in range(event.size)]
    into, root = _as_one(event, into, root)
    twins = np.array([[a.shingles == b.shingles for b in event.profiles] for a in event.profiles], dtype=float)
    weights = np.where(into > 1e-4, twins.reshape(into.shape) @ into + 0.01 * into, 0.0)
    every = {(names[p], names[c]): float(weights[p, c]) for p, c in np.argwhere(weights > 0)}
    found = likeliest(every, {name: max(1e-6, float(root[i])) for i, name in enumerate(names)})
    return {int(child): int(parent) for child, parent in found.items()}


def _as_one(event: Event, into: Array, root: Array) -> tuple[Array, Array]:
    """Equal texts whose order is not known are one witness: none is another's parent, and each may have any parent
    that one of them may have."""
    into, root = into.copy(), root.copy()
    plain, starts = into.copy(), root.copy()
    for same in twins(event):
        for c in same:
            into[same, c] = np.where(event.order[same, c], plain[same, c], 0.0)
            if not event.order[same, c].any():
                column = plain[:, same].sum(axis=1)
                column[same] = 0.0
                total = float(column.sum() + starts[same].sum())
                into[:, c], root[c] = column / max(total, 1e-9), float(starts[same].sum()) / max(total, 1e-9)
                into[event.order[c], c] = 0.0
    return into, root


def twins(event: Event) -> list[list[int]]:
    """Places of articles that are the same word for word, furniture included, two or more at a time."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(event.profiles):
        key = (one.language, tuple(word.form for word in one.words), one.repeats, one.furniture)
        groups.setdefault(key, []).append(place)
    return [same for same in groups.values() if len(same) > 1]


def _withhold(found: History, into: Array) -> None:
    """Take out the edges whose direction is not decided; equal texts without an order are never decided."""
    order = found.event.order
    for same in twins(found.event):
        pairs = [(i, j) for i in same for j in same if i < j and not (order[i, j] or order[j, i])]
        found.undecided.update(pairs)
    for c, p in sorted(found.parent.items()):
        if into[c, p] * UNDECIDED >= into[p, c] and not order[p, c] and into[c, p] > 0.01:
            found.undecided.add((min(p, c), max(p, c)))
            del found.parent[c]


def _several(found: History, model: Model) -> None:
    """Further parents: articles that have what the first parent has not (passages joined from several sources)."""
    event = found.event
    for c, p in sorted(found.parent.items()):
        rest = event.rest(p, c)
        q = next_source(event, p, c, rest)
        if rest is None or q is None or c in found.ancestors(q) or q in found.ancestors(p):
            continue
        odds = model.second(event.second(p, q, c, rest))
        if odds > 0.5:
            found.second[c] = ((q, odds),)


def next_source(event: Event, p: int, c: int, rest: Array | None) -> int | None:
    """The article that has most of what c has and its parent p has not; None where nobody has any."""
    if rest is None:
        return None
    others = [q for q in range(event.size) if q not in (p, c) and not event.later(q, c) and rest[q] > 0]
    return max(others, key=lambda q: (rest[q], -q), default=None)


def gather(found: History, scores: Scores, model: Model) -> None:
    """Inferred nodes: parents that articles share, then the foreign parent of each translated article."""
    limits = model.card["hidden"]
    free = [c for c in range(found.event.size) if c not in found.parent]
    sure = [c for c in free if found.unseen[c] >= limits["unseen"]]
    found.inferred = []
    for members, p in _clusters(found, scores, sure, limits):
        found.inferred.append(_node(found, scores, members, p))
    shared = {c for node in found.inferred for c in node.children if node.language}
    for c in free:
        child = found.event.profiles[c]
        p = found.unseen[c] * child.verdict.p_translated
        if c not in shared and is_translated(child) and p >= limits["translated"]:
            found.inferred.append(_node(found, scores, (c,), p))
    _join_by_runs(found, sure, limits["run"])


def _join_by_runs(found: History, free: Sequence[int], null: Sequence[float]) -> None:
    """A common ancestor for articles without a parent that share words beyond what independent reports of one event
    share, where no other inferred source explains it."""
    event = found.event
    taken = {c for node in found.inferred if len(node.children) > 1 for c in node.children}
    for node in found.inferred:
        if 1 < len(node.children) < 6:
            _support(found, node, null)
    tops = [c for c in free if c not in taken]
    pairs = [(i, j) for i in tops for j in tops if i < j and event.overlap[i, j] >= 5]
    group = {c: {c} for c in tops}
    why: dict[int, tuple[float, str]] = {}
    for i, j in pairs:
        if event.profiles[i].shingles == event.profiles[j].shingles:
            continue
        length, words = own_run(event.profiles[i], event.profiles[j])
        chance = null_chance(length, null) * len(pairs)
        if chance < CHANCE:
            p = (1.0 - chance) * min(found.unseen[i], found.unseen[j])
            why[i] = why[j] = max((p, _line(length, words)), why.get(i, (0.0, "")), why.get(j, (0.0, "")))
            group[i] |= group[j]
            for member in group[i]:
                group[member] = group[i]
    for members in sorted({tuple(sorted(one)) for one in group.values() if len(one) > 1}):
        p, line = max(why[c] for c in members if c in why)
        found.inferred.insert(0, Inferred(members, "", p, evidence=(line,)))


def _support(found: History, node: Inferred, null: Sequence[float]) -> None:
    """Give a node that was inferred already the words that its children share, where they are beyond chance."""
    for at, i in enumerate(node.children):
        for j in node.children[at + 1 :]:
            length, words = own_run(found.event.profiles[i], found.event.profiles[j])
            chance = null_chance(length, null)
            if chance < CHANCE:
                node.p = max(node.p, (1.0 - chance) * min(found.unseen[i], found.unseen[j]))
                node.evidence = node.evidence or (_line(length, words),)


def _line(length: int, words: str) -> str:
    return f"{length} plain words in a row in both, outside of quotations: “{words}”"


def null_chance(length: int, null: Sequence[float]) -> float:
    """P(two independent reports of one event share a run of ``length`` plain words or more): geometric beyond the
    shortest run counted. ``null`` is (that length, its share of pairs, ratio from one length to the next)."""
    start, share, ratio = null
    return float(share * ratio ** max(0.0, length - start))


def own_run(one: Profile, two: Profile) -> tuple[int, str]:
    """Plain words (no names, no figures) of the richest run that both have outside of quotations, and the run."""
    text = two.verdict.document.text
    ours, theirs = _unquoted(one), _unquoted(two)
    best = (0, "")
    for run in runs(ours, theirs):
        words = theirs[run.right : run.right + run.length]
        plain = sum(text[word.start].islower() for word in words)
        whole = text[words[0].start : words[-1].end]
        best = max(best, (plain, whole if len(whole) < 20 * run.length else ""))
    return best


def _unquoted(one: Profile) -> tuple[Word, ...]:
    quoted = [quote.span for quote in quoted_spans(one.verdict.document.text)]
    kept, at = [], 0
    for word in one.words:
        while at < len(quoted) and quoted[at].end <= word.start:
            at += 1
        if at == len(quoted) or word.end <= quoted[at].start:
            kept.append(word)
    return tuple(kept)


def is_translated(profile: Profile) -> bool:
    """Whether its verdict says so; a withheld verdict gives no foreign parent, however likely one may be."""
    return profile.language == "en" and profile.verdict.answer not in ("original", "undetermined")


def _clusters(
    found: History, scores: Scores, free: Sequence[int], limits: Mapping[str, Any]
) -> list[tuple[tuple[int, ...], float]]:
    """Groups of articles under one parent that is not given: joined from the likeliest pair downwards."""
    odds = _sibling_odds(found, scores, free, limits["siblings"])
    least = limits["sibling"]
    groups: dict[int, set[int]] = {c: {c} for c in free}
    level: dict[int, float] = {}
    for p, i, j in sorted(((p, i, j) for (i, j), p in odds.items() if p >= least), key=lambda x: (-x[0], x[1], x[2])):
        one, two = groups[i], groups[j]
        if one is not two and not _beyond_chance(found, i, j, limits["run"]):
            continue
        if one is two or _mean(odds, one, two) < least / 2:
            continue
        one |= two
        for member in two:
            groups[member] = one
        for member in one:
            level[member] = p
    kept = {min(g): tuple(sorted(g)) for g in groups.values() if len(g) > 1}
    return [(members, min(level[m] for m in members)) for _, members in sorted(kept.items())]


def _beyond_chance(found: History, i: int, j: int, null: Sequence[float]) -> bool:
    """Whether two articles in one language share more, outside of quotations, than independent reports do."""
    a, b = found.event.profiles[i], found.event.profiles[j]
    return a.language != b.language or null_chance(own_run(a, b)[0], null) < CHANCE


def _sibling_odds(
    found: History, scores: Scores, free: Sequence[int], weights: Sequence[float]
) -> dict[tuple[int, int], float]:
    """P(two articles share a parent not given), for those that hang on the root."""
    measured = sibling_measures(found, scores, free)
    fitted = np.asarray(weights, dtype=float)
    return {pair: float(1 / (1 + np.exp(-(row @ fitted[:-1] + fitted[-1])))) for pair, row in measured.items()}


def sibling_measures(found: History, scores: Scores, free: Sequence[int]) -> dict[tuple[int, int], Array]:
    """Measures of pairs that may share a parent not given, as ``SIBLINGS`` names them. Each pair is weighed by itself
    against all parents and against a lone unseen one (siblings do not take from each other). Texts that are equal are
    left out: nothing tells a common parent from a copy."""
    event = found.event
    rivals = np.array(scores.alone, dtype=float)
    for (_, c), value in sorted(scores.parent.items()):
        rivals[c] = np.logaddexp(rivals[c], value)
    chosen = set(free)
    measured = {}
    for (i, j), value in sorted(scores.sibling.items()):
        a, b = event.profiles[i], event.profiles[j]
        if i in chosen and j in chosen and a.shingles != b.shingles:
            odds = sorted(max(-8.0, min(8.0, value - rivals[c])) for c in (i, j))
            near = event.nearness(i, j)
            crossed = float(a.language != b.language)
            row = (*odds, event.alike[i, j], *sorted(near), _agreed(a, b), min(a.translated, b.translated) / 5,
                   max(a.translated, b.translated) / 5, crossed, np.log(len(chosen)))  # fmt: skip
            measured[i, j] = np.array(row)
    return measured


def _agreed(a: Profile, b: Profile) -> float:
    theirs = b.sources
    return sum(p * theirs.get(language, 0.0) for language, p in a.sources.items())


def _mean(odds: dict[tuple[int, int], float], one: set[int], two: set[int]) -> float:
    every = [odds.get((min(a, b), max(a, b)), 0.0) for a in one for b in two]
    return sum(every) / len(every)


def _node(found: History, scores: Scores, members: tuple[int, ...], p: float) -> Inferred:
    profiles = [found.event.profiles[c] for c in members]
    translated = [x for x in profiles if is_translated(x)]
    language = ""
    if len(translated) == len(profiles):
        language = best_source(profiles)
    elif not translated and len({x.language for x in profiles}) == 1:
        language = profiles[0].language
    node = Inferred(members, language, p)
    if translated and len(translated) == len(profiles):
        node.parent, node.parent_p = _above(found, scores, members)
    return node


def best_source(profiles: Sequence[Profile]) -> str:
    """The source language that the verdicts together find likeliest; "" where none has an opinion."""
    logs: dict[str, float] = {}
    for language in sorted({language for x in profiles for language in x.sources}):
        logs[language] = sum(float(np.log(x.sources.get(language, 1e-3) + 1e-6)) for x in profiles)
    return max(sorted(logs), key=lambda language: logs[language]) if logs else ""


def _above(found: History, scores: Scores, members: tuple[int, ...]) -> tuple[int | None, float]:
    """The given article that the unseen parent of ``members`` came from, with its probability, or None."""
    below = set(members)
    total: dict[int, float] = {}
    direct = sum(float(scores.direct[c]) for c in members) / len(members)
    for p in range(found.event.size):
        if not below & found.ancestors(p):
            values = [scores.via.get((p, c)) for c in members]
            known = [v for v in values if v is not None]
            if len(known) == len(values):
                total[p] = sum(known) / len(known)
    if not total:
        return None, 0.0
    best = max(sorted(total), key=lambda p: total[p])
    every = np.logaddexp.reduce([direct, *total.values()])
    chance = float(np.exp(total[best] - every))
    return (best, chance) if total[best] > direct else (None, 0.0)
