"""What is measured on articles that may come from one that is not given: pairs, groups and single articles."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.graph.features import Event
from provenance.graph.profile import Profile, agreement
from provenance.graph.relations import Network, Pair, Scores

Array = NDArray[np.float64]
Group = frozenset[int]

_STEP, _MANY = 2, 5
"""Articles that are tried as one more member of a group, and members from which none is tried: limits of cost."""
SIBLINGS = (
    "odds_less", "odds_more", "alike", "near_less", "near_more", "sources", "translated_less", "translated_more",
    "crossed", "company", "apart_less", "apart_more", "apart_crossed", "lines", "lost", "named",
    "unseen_less", "unseen_more", "edge_less", "edge_more", "best_less", "best_more", "shared",
)  # fmt: skip
"""Measures of a pair that may share a parent not given. ``lost``: both name an outlet as their source that no article
given is of; ``named``: share of both that name one that is given; ``unseen``:
how likely their parents are not given, ``edge``: that either came from the other, ``best``: from anybody."""
SHARED = (
    "least", "mean", "size", "outside", "free_least", "free_mean", "placed", "translated_least", "translated_mean",
    "translated_most", "crossed", "foreign", "company", "news", "alike", "near", "source", "edge_inside",
    "edge_outside", "explained", "claims", "luck", "linked", "through",
    "apart_least", "apart_mean", "apart_most", "remainder", "remainder_other", "left", "left_other", "common", "lost",
    "named", "free_next", "free_most",
)  # fmt: skip
"""Measures of a group of articles that may share a parent not given: how likely its pairs are siblings, and the
likeliest pair with an article outside; how likely no parent is given, share with one in the point answer; likeliest
edges inside and from outside; agreement on the source language. ``luck``: how rare the rarest coincidence between two
of them would be, ``linked``: share of pairs with a rare one; ``through``: log odds that one came from another by
translation. ``apart``: sentences of either of a pair that the other can't be the source of; ``remainder``: what the
best article outside the group leaves of each (``left``: any other article), in its language and in another.
``common``: log odds that all come out of one language; ``lost``: the most members that name one outlet which is not
given, if two or more; ``named``: as in ``SIBLINGS``."""
LONE = (
    "free", "translated", "source", "beside", "placed", "claims", "company", "present", "edge_foreign", "edge_english",
    "sibling", "near", "via", "news", "explained", "alike", "vote", "dated", "length", "foreign",
    "left", "left_other", "lost", "named", "best", "next",
)  # fmt: skip
"""Measures of one article that may have been translated from one that is not given. ``present``: probability of the
source languages in which an article is given; ``via``: log odds that what was translated came from a given one."""
_BOUND = 8.0
_FAINT = 0.01
"""Odds of a language that the verdict does not name, in parts of even odds."""


@dataclass(frozen=True)
class Setting:
    """An event with what a look at it found: ``odds`` of pairs being siblings, ``placed`` articles with a parent."""

    event: Event
    scores: Scores
    edges: Mapping[Pair, float]
    unseen: Sequence[float]
    placed: frozenset[int]
    odds: Mapping[Pair, float]
    company: int
    luck: Mapping[Pair, float]
    """Expected number of pairs that share as much as this one does by chance alone."""
    via: Mapping[Pair, float]


def logit(p: float) -> float:
    """Log odds, bounded by 8 either way."""
    return max(-_BOUND, min(_BOUND, math.log(max(p, 1e-9) / max(1.0 - p, 1e-9))))


def probability(measures: Array, network: Network) -> float:
    """Of a network with one score, log odds."""
    return float(1.0 / (1.0 + np.exp(-network.scores(measures)[0])))


def sibling_measures(
    event: Event, scores: Scores, chosen: Sequence[int], edges: Mapping[Pair, float], unseen: Sequence[float]
) -> dict[Pair, Array]:
    """Measures of the pairs among ``chosen``, as ``SIBLINGS`` names them. Each pair is weighed by itself against all
    parents and against a lone unseen one (siblings do not take from each other). Texts that are equal are left out:
    nothing tells a common parent from a copy."""
    rivals = np.array(scores.alone, dtype=float)
    for (_, c), value in sorted(scores.parent.items()):
        rivals[c] = np.logaddexp(rivals[c], value)
    inside = set(chosen)
    best = [0.0] * event.size
    for (_, c), p in edges.items():
        best[c] = max(best[c], p)
    measured = {}
    for (i, j), value in sorted(scores.sibling.items()):
        a, b = event.profiles[i], event.profiles[j]
        if i in inside and j in inside and a.shingles != b.shingles:
            odds = sorted(max(-_BOUND, min(_BOUND, value - rivals[c])) for c in (i, j))
            row = (*odds, event.alike[i, j], *sorted(event.nearness(i, j)), agreement(a, b),
                   min(a.translated, b.translated) / 5, max(a.translated, b.translated) / 5,
                   float(a.language != b.language), np.log(len(inside)), *_apart(event, i, j),
                   event.lines[i, j], float(bool(event.lost[i] & event.lost[j])), _named(event, (i, j)),
                   *sorted((logit(unseen[i]), logit(unseen[j]))),
                   *sorted((edges.get((i, j), 0.0), edges.get((j, i), 0.0))), *sorted((best[i], best[j])),
                   np.log1p(event.overlap[i, j]) / 5)  # fmt: skip
            measured[i, j] = np.array(row)
    return measured


def _apart(event: Event, i: int, j: int) -> tuple[float, float, float]:
    """Fewer and more of what either can't have from the other; the fewer again for two languages."""
    less, more = event.apart(i, j)
    return less, more, less * (event.languages[i] != event.languages[j])


def _remainders(event: Event, members: Sequence[int]) -> tuple[float, float, float, float]:
    """Means of what the best article outside, and the best of all, leave of each member."""
    inside = frozenset(members)
    out = [event.remainder(c, inside) for c in members]
    every = [event.remainder(c) for c in members]
    one, two, three, four = (_mean([row[k] for row in rows]) for rows in (out, every) for k in (0, 1))
    return one, two, three, four


def shared_measures(at: Setting, members: Sequence[int]) -> Array:
    """Measures of a group, as ``SHARED`` names them."""
    event, inside = at.event, set(members)
    profiles = [event.profiles[c] for c in members]
    pairs = [(i, j) for i in members for j in members if i < j]
    within = [logit(at.odds.get(pair, 0.0)) for pair in pairs]
    outside = [p for (i, j), p in at.odds.items() if (i in inside) != (j in inside)]
    free = [logit(at.unseen[c]) for c in members]
    translated = [x.translated / 5 for x in profiles]
    languages = {x.language for x in profiles}
    edge, other = _edges(at, inside)
    strangers = [q for q in range(event.size) if q not in inside]
    apart = [event.apart(*pair)[0] for pair in pairs]
    row = (
        min(within), _mean(within), math.log(len(members)), max(outside, default=0.0), min(free), _mean(free),
        _mean([float(c in at.placed) for c in members]), min(translated), _mean(translated), max(translated),
        float(len(languages) > 1), float("en" not in languages), math.log(at.company),
        _mean([event.news(c) for c in members]), _mean([float(event.alike[pair]) for pair in pairs]),
        _mean([sum(event.nearness(*pair)) / 2 for pair in pairs]), _pooled(profiles), edge, other,
        _mean([float(event.explained[strangers, c].max(initial=0.0)) for c in members]),
        _mean([float(bool(x.claims)) for x in profiles]), *_rarity(at, pairs), _through(at, pairs),
        min(apart), _mean(apart), max(apart), *_remainders(event, members), _common(profiles), _lost(event, members),
        _named(event, members), *sorted(free)[-2:],
    )  # fmt: skip
    return np.array(row)


def _rarity(at: Setting, pairs: Sequence[Pair]) -> tuple[float, float]:
    """-log10 of the rarest coincidence, 0 to 6; share of pairs that less than one pair in ten would equal by chance."""
    rare = [min(6.0, max(0.0, -math.log10(max(at.luck.get(pair, 1.0), 1e-9)))) for pair in pairs]
    return max(rare), _mean([float(value > 1.0) for value in rare])


def _through(at: Setting, pairs: Sequence[Pair]) -> float:
    """The greatest log odds that one member came from another through a translation not given."""
    profiles = at.event.profiles
    both = [(p, c) for i, j in pairs for p, c in ((i, j), (j, i)) if profiles[c].translated > 0]
    return max(-_BOUND, min(_BOUND, max((at.via.get(pair, -_BOUND) for pair in both), default=-_BOUND)))


def _named(event: Event, members: Sequence[int]) -> float:
    """Share of ``members`` that name an outlet of an article given as their source."""
    return _mean([float(bool(event.profiles[c].claims - event.lost[c])) for c in members])


def _lost(event: Event, members: Sequence[int]) -> float:
    """The most members that name one outlet which is not given as their source; 0 where no two do."""
    most = max(Counter(key for c in members for key in event.lost[c]).values(), default=0)
    return float(most) if most > 1 else 0.0


def _common(profiles: Sequence[Profile]) -> float:
    """Log odds (bounded) that all came out of one language, against each out of any, languages alike; an article that
    is not in English is in its language, one without an opinion says nothing."""
    languages = sorted({language for x in profiles for language in x.sources})
    total = np.zeros(len(languages) + 1)
    for one in profiles:
        if one.language != "en":
            odds = [float(language == one.language) for language in languages]
            total += np.log(np.array([*odds, float(one.language not in languages)]) * len(total) + _FAINT)
        elif one.sources:
            odds = [one.sources.get(language, 0.0) for language in languages]
            total += np.log(np.array([*odds, 0.0]) * len(total) + _FAINT)
    return max(-_BOUND, min(_BOUND, float(np.logaddexp.reduce(total)) - math.log(len(total))))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _edges(at: Setting, inside: set[int]) -> tuple[float, float]:
    """The likeliest edge between two members; mean over members of the likeliest edge from outside."""
    edge, other = 0.0, dict.fromkeys(inside, 0.0)
    for (p, c), value in at.edges.items():
        if c in inside and p in inside:
            edge = max(edge, value)
        elif c in inside:
            other[c] = max(other[c], value)
    return edge, _mean(sorted(other.values()))


def _pooled(profiles: Sequence[Profile]) -> float:
    """Probability of the source language that the verdicts together find likeliest; 0 where none has an opinion."""
    known = [x.sources for x in profiles if x.sources]
    languages = sorted({language for sources in known for language in sources})
    logs = np.array([sum(math.log(s.get(one, 1e-3) + 1e-4) for s in known) for one in languages])
    return float(1.0 / np.exp(logs - logs.max()).sum()) if len(logs) else 0.0


def lone_measures(at: Setting, c: int) -> Array:
    """Measures of one article, as ``LONE`` names them."""
    event, scores, child = at.event, at.scores, at.event.profiles[c]
    others = [q for q in range(event.size) if q != c]
    given = {event.languages[q] for q in others if not event.later(q, c)}
    edges = [(event.languages[p] == "en", value) for (p, to), value in sorted(at.edges.items()) if to == c]
    siblings = [value - float(scores.alone[c]) for pair, value in scores.sibling.items() if c in pair]
    via = [value - float(scores.direct[c]) for (_, to), value in scores.via.items() if to == c]
    row = (
        logit(at.unseen[c]), child.translated / 5, max(child.sources.values(), default=0.0),
        max((p for pair, p in at.odds.items() if c in pair), default=0.0), float(c in at.placed),
        float(bool(child.claims)), math.log(event.size), sum(p for s, p in child.verdict.sources if s in given),
        math.fsum(value for english, value in edges if not english),
        math.fsum(value for english, value in edges if english),
        min(_BOUND, max(siblings, default=-_BOUND)),
        max((event.nearness(q, c)[0] for q in others if event.languages[q] == "en"), default=0.0),
        max(-_BOUND, min(_BOUND, max(via, default=-_BOUND))), event.news(c),
        float(event.explained[:, c].max(initial=0.0)), float(event.alike[:, c].max(initial=0.0)),
        float(event.votes[:, c].max(initial=0.0)), float(child.since is not None), math.log(len(child.words) + 5) / 6,
        sum(language != "en" for language in event.languages) / event.size, *event.remainder(c),
        float(bool(event.lost[c])), _named(event, (c,)), max((value for _, value in edges), default=0.0),
        sorted((0.0, 0.0, *(p for pair, p in at.odds.items() if c in pair)))[-2],
    )  # fmt: skip
    return np.array(row)


def groups(odds: Mapping[Pair, float], least: float) -> set[Group]:
    """Groups of articles that may have one parent not given: every step of joining them from the likeliest pair
    downwards (by the mean over all pairs between two groups, Sokal and Michener 1958), the likelier pairs, and each of
    these with one member more. ``odds`` are probabilities of pairs; less than ``least`` joins nothing."""
    found = set(_joined(odds, least)) | {frozenset(pair) for pair, p in odds.items() if p >= least}
    beside: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), p in sorted(odds.items()):
        beside[i][j] = beside[j][i] = p
    return found | {one | {more} for one in found if len(one) < _MANY for more in _nearest(beside, one, least)}


def _joined(odds: Mapping[Pair, float], least: float) -> Iterator[Group]:
    near: dict[Group, dict[Group, float]] = defaultdict(dict)
    for (i, j), p in odds.items():
        one, two = frozenset((i,)), frozenset((j,))
        near[one][two] = near[two][one] = p
    while near:
        top = max(max(row.values(), default=0.0) for row in near.values())
        if top < least:
            return
        pairs = [sorted((sorted(a), sorted(b))) for a, row in near.items() for b, p in row.items() if p == top]
        one, two = map(frozenset, max(pairs))
        whole = one | two
        yield whole
        left, right = near.pop(one), near.pop(two)
        for other in sorted((left.keys() | right.keys()) - {one, two}, key=sorted):
            row = near[other]
            p = math.fsum((len(one) * row.pop(one, 0.0), len(two) * row.pop(two, 0.0))) / len(whole)
            row[whole] = near[whole][other] = p


def _nearest(beside: Mapping[int, Mapping[int, float]], one: Group, least: float) -> list[int]:
    """The articles outside that are likeliest siblings of the members, on the mean."""
    near: dict[int, float] = defaultdict(float)
    for member in sorted(one):
        for other, p in beside[member].items():
            near[other] += p / len(one)
    return sorted((c for c in near if c not in one and near[c] >= least), key=lambda c: (-near[c], c))[:_STEP]
