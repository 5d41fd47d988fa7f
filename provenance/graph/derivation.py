"""The history of one event: parents with probabilities, nodes not given, several parents, the point answer.

Log weights of edges (``relations``) make a distribution over trees that hang on an unseen root (``spanning``); its
marginals, calibrated, are the probabilities of edges. What hangs on the root had a parent that is not given or none:
articles that share such a parent are gathered under an inferred node; a translated article gets an inferred parent in
the language it came from; outlets named as sources become claimed nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from provenance.graph.features import Event
from provenance.graph.profile import Profile
from provenance.graph.relations import Model, Scores, score
from provenance.graph.spanning import likeliest, marginals

Array = NDArray[np.float64]

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
    into, root = _tree(event, scores)
    size = event.size
    edges = {(p, c): model.calibrated(float(into[p, c])) for p in range(size) for c in range(size) if into[p, c] > 1e-3}
    found = History(event, edges, _point(event, scores, into, root), tuple(float(x) for x in root))
    _withhold(found, into)
    _several(found, scores, model)
    _gather(found, scores, model)
    return found


def _unseen(scores: Scores, size: int) -> Array:
    """Log weight of each article's having a parent that is not given: shared with another, or alone."""
    total = np.array(scores.alone, dtype=float)
    for (i, j), value in sorted(scores.sibling.items()):
        total[i] = np.logaddexp(total[i], value)
        total[j] = np.logaddexp(total[j], value)
    return total


def _tree(event: Event, scores: Scores) -> tuple[Array, Array]:
    size = event.size
    log_root = _unseen(scores, size)
    weights = np.zeros((size, size))
    for (p, c), value in scores.parent.items():
        weights[p, c] = np.exp(min(value - log_root[c], 30.0))
    return marginals(weights, np.ones(size))


def _point(event: Event, scores: Scores, into: Array, root: Array) -> dict[int, int]:
    names = [f"{place:06d}" for place in range(event.size)]
    log_root = _unseen(scores, event.size)
    weights = {(names[p], names[c]): float(np.exp(min(v - log_root[c], 30.0))) for (p, c), v in scores.parent.items()}
    found = likeliest(weights, dict.fromkeys(names, 1.0))
    return {int(child): int(parent) for child, parent in found.items()}


def _withhold(found: History, into: Array) -> None:
    """Take out the edges whose direction is not decided."""
    for c, p in sorted(found.parent.items()):
        if into[c, p] * UNDECIDED >= into[p, c]:
            found.undecided.add((min(p, c), max(p, c)))
            del found.parent[c]


def _several(found: History, scores: Scores, model: Model) -> None:
    """Further parents: articles that have what the first parent has not (passages joined from several sources)."""
    event = found.event
    for c, p in sorted(found.parent.items()):
        rest = event.rest(p, c)
        if rest is None:
            continue
        best = max(
            (q for q in range(event.size) if q not in (p, c) and not event.later(q, c)),
            key=lambda q: (rest[q], -q),
            default=None,
        )
        if best is None or rest[best] <= 0 or c in found.ancestors(best) or best in found.ancestors(p):
            continue
        odds = model.second(event.second(p, best, c, rest))
        if odds > 0.5:
            found.second[c] = ((best, odds),)


def _gather(found: History, scores: Scores, model: Model) -> None:
    """Inferred nodes: parents that articles share, then the foreign parent of each translated article."""
    free = [c for c in range(found.event.size) if c not in found.parent]
    for members, p in _clusters(found, scores, free, model):
        found.inferred.append(_node(found, scores, members, p))
    shared = {c for node in found.inferred for c in node.children if node.language}
    for c in free:
        child = found.event.profiles[c]
        if c not in shared and _is_translated(child):
            found.inferred.append(_node(found, scores, (c,), found.unseen[c] * child.verdict.p_translated))


def _is_translated(profile: Profile) -> bool:
    return profile.language == "en" and profile.verdict.p_translated > 0.5 and profile.verdict.answer != "original"


def _clusters(found: History, scores: Scores, free: Sequence[int], model: Model) -> list[tuple[tuple[int, ...], float]]:
    """Groups of articles under one parent that is not given: joined from the likeliest pair downwards."""
    odds = _sibling_odds(found, scores, free)
    least = model.card["calibration"].get("least_sibling", 0.5)
    groups: dict[int, set[int]] = {c: {c} for c in free}
    level: dict[int, float] = {}
    for p, i, j in sorted(((p, i, j) for (i, j), p in odds.items() if p >= least), key=lambda x: (-x[0], x[1], x[2])):
        one, two = groups[i], groups[j]
        if one is two or _mean(odds, one, two) < least / 2:
            continue
        one |= two
        for member in two:
            groups[member] = one
        for member in one:
            level[member] = p
    kept = {min(g): tuple(sorted(g)) for g in groups.values() if len(g) > 1}
    return [(members, min(level[m] for m in members)) for _, members in sorted(kept.items())]


def _sibling_odds(found: History, scores: Scores, free: Sequence[int]) -> dict[tuple[int, int], float]:
    """P(two articles share a parent not given), for those that hang on the root."""
    size = found.event.size
    total = _unseen(scores, size)
    odds = {}
    for (i, j), value in scores.sibling.items():
        if (
            i in free
            and j in free
            and found.event.overlap[i, j] < 0.999 * max(found.event.total[i], found.event.total[j])
        ):
            ways = [float(np.exp(value - total[c])) * found.unseen[c] for c in (i, j)]
            odds[i, j] = max(ways)
    return odds


def _mean(odds: dict[tuple[int, int], float], one: set[int], two: set[int]) -> float:
    every = [odds.get((min(a, b), max(a, b)), 0.0) for a in one for b in two]
    return sum(every) / len(every)


def _node(found: History, scores: Scores, members: tuple[int, ...], p: float) -> Inferred:
    profiles = [found.event.profiles[c] for c in members]
    translated = [x for x in profiles if _is_translated(x)]
    language = ""
    if len(translated) == len(profiles):
        language = _language(profiles)
    elif not translated and len({x.language for x in profiles}) == 1:
        language = profiles[0].language
    node = Inferred(members, language, p)
    if translated and len(translated) == len(profiles):
        node.parent, node.parent_p = _above(found, scores, members)
    return node


def _language(profiles: Sequence[Profile]) -> str:
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
    p = float(np.exp(total[best] - every))
    return (best, p) if total[best] > direct else (None, 0.0)
