"""What is measured on articles that may come from one that is not given: pairs, groups and single articles."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.graph.features import Event
from provenance.graph.profile import Profile
from provenance.graph.relations import Pair, Scores

Array = NDArray[np.float64]

SIBLINGS = (
    "odds_less", "odds_more", "alike", "near_less", "near_more", "sources", "translated_less", "translated_more",
    "crossed", "company", "apart_less", "apart_more", "apart_crossed", "lines",
)  # fmt: skip
"""Measures of a pair that may share a parent not given."""
SHARED = (
    "least", "mean", "size", "outside", "free_least", "free_mean", "placed", "translated_least", "translated_mean",
    "translated_most", "crossed", "foreign", "company", "news", "alike", "near", "source", "edge_inside",
    "edge_outside", "explained", "claims", "luck", "linked", "through",
    "apart_least", "apart_mean", "apart_most", "remainder", "remainder_other", "left", "left_other",
)  # fmt: skip
"""Measures of a group of articles that may share a parent not given: how likely its pairs are siblings, and the
likeliest pair with an article outside; how likely no parent is given, share with one in the point answer; likeliest
edges inside and from outside; agreement on the source language. ``luck``: how rare the rarest coincidence between two
of them would be, ``linked``: share of pairs with a rare one; ``through``: log odds that one came from another by
translation. ``apart``: sentences of either of a pair that the other can't be the source of; ``remainder``: what the
best article outside the group leaves of each (``left``: any other article), in its language and in another."""
LONE = (
    "free", "translated", "source", "beside", "placed", "claims", "company", "present", "edge_foreign", "edge_english",
    "sibling", "near", "via", "news", "explained", "alike", "vote", "dated", "length", "foreign",
    "left", "left_other",
)  # fmt: skip
"""Measures of one article that may have been translated from one that is not given. ``present``: probability of the
source languages in which an article is given; ``via``: log odds that what was translated came from a given one."""
_BOUND = 8.0


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


def probability(measures: Array, weights: Sequence[float]) -> float:
    """Of a logistic model whose last weight is the constant."""
    return float(1.0 / (1.0 + math.exp(-(float(measures @ np.asarray(weights[:-1])) + weights[-1]))))


def sibling_measures(event: Event, scores: Scores, chosen: Sequence[int]) -> dict[Pair, Array]:
    """Measures of the pairs among ``chosen``, as ``SIBLINGS`` names them. Each pair is weighed by itself against all
    parents and against a lone unseen one (siblings do not take from each other). Texts that are equal are left out:
    nothing tells a common parent from a copy."""
    rivals = np.array(scores.alone, dtype=float)
    for (_, c), value in sorted(scores.parent.items()):
        rivals[c] = np.logaddexp(rivals[c], value)
    inside = set(chosen)
    measured = {}
    for (i, j), value in sorted(scores.sibling.items()):
        a, b = event.profiles[i], event.profiles[j]
        if i in inside and j in inside and a.shingles != b.shingles:
            odds = sorted(max(-_BOUND, min(_BOUND, value - rivals[c])) for c in (i, j))
            row = (*odds, event.alike[i, j], *sorted(event.nearness(i, j)), _agreed(a, b),
                   min(a.translated, b.translated) / 5, max(a.translated, b.translated) / 5,
                   float(a.language != b.language), np.log(len(inside)), *_apart(event, i, j),
                   event.lines[i, j])  # fmt: skip
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


def _agreed(a: Profile, b: Profile) -> float:
    theirs = b.sources
    return sum(p * theirs.get(language, 0.0) for language, p in a.sources.items())


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
        min(apart), _mean(apart), max(apart), *_remainders(event, members),
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
    )  # fmt: skip
    return np.array(row)
