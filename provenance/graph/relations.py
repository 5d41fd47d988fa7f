"""The relation model: from measures of pairs to the log weights of edges.

Three small networks (pairs in one language, pairs in two, single articles) score, for every article, who its parent
may be: an article that is given, one that is not given and that it shares with another, or one that nobody shares.
They are learned on artificial traditions whose history is known (``scripts/train_derivation.py``), as head selection
with a softmax over the candidates of each child (Zhang, Cheng and Lapata 2017, *Dependency parsing as head
selection*), and become the edge weights of the tree distribution in ``spanning``. Nothing depends on which article is
named first: two texts without any asymmetry weigh the same either way.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.errors import ModelError
from provenance.graph.features import ALONE, CONTEXT, CROSS, LONE_CONTEXT, SAME, SECOND, Event
from provenance.graph.spanning import marginals
from provenance.lexicon import data

Array = NDArray[np.float64]
Pair = tuple[int, int]
FORMAT = 5
PARENT, SIBLING, VIA = 0, 1, 2
"""What the outputs of a pair network mean: parent; sharing a parent not given; ancestor through a translation not
given."""


@dataclass(frozen=True)
class Network:
    """Standardised measures → hidden units (tanh) → scores."""

    mean: Array
    scale: Array
    first: Array
    first_bias: Array
    second: Array
    second_bias: Array

    def scores(self, measures: Array) -> Array:
        hidden = np.tanh((measures - self.mean) / self.scale @ self.first + self.first_bias)
        return np.asarray(hidden @ self.second + self.second_bias)


Networks = Mapping[str, Network]
KINDS = ("same", "cross", "alone")
UNSEEN = ("siblings", "shared", "lone")
"""The networks of parents not given: pairs of siblings, groups, single articles (see ``hidden``)."""


@dataclass(frozen=True)
class Model:
    """The networks of the first and of the second look and of parents not given, and what was counted on other events:
    calibration of edge probabilities, limits for quotations and hidden nodes."""

    first: Networks
    final: Networks
    unseen: Networks
    card: Mapping[str, Any]

    def calibrated(self, p: float, kind: str = "parent") -> float:
        """Probability of an edge from its tree marginal: log odds stretched and moved as counted on other events."""
        slope, shift = self.card["calibration"].get(kind, (1.0, 0.0))
        p = min(max(p, 1e-9), 1 - 1e-9)
        return float(1 / (1 + np.exp(-(slope * np.log(p / (1 - p)) + shift))))

    def second(self, measures: Array) -> float:
        """Probability of a further parent."""
        weights = np.asarray(self.card["second"], dtype=float)
        return float(1 / (1 + np.exp(-(measures @ weights[:-1] + weights[-1]))))


@dataclass(frozen=True, slots=True)
class Scores:
    """Log weights in one event, by places of articles: ``parent[p, c]``, ``sibling[i, j]`` with i < j, ``via[p, c]``;
    ``alone[c]`` for a parent not given, ``direct[c]`` for that unseen parent having no given ancestor."""

    parent: dict[Pair, float]
    sibling: dict[Pair, float]
    via: dict[Pair, float]
    alone: Array
    direct: Array

    def unseen(self) -> Array:
        """Log weight of each article's having a parent that is not given, shared with another or not."""
        total = np.array(self.alone, dtype=float)
        for (i, j), value in sorted(self.sibling.items()):
            total[i] = np.logaddexp(total[i], value)
            total[j] = np.logaddexp(total[j], value)
        return total

    def tree(self) -> tuple[Array, Array]:
        """Marginals of parent edges and of hanging on the root under the tree distribution."""
        size = len(self.alone)
        log_root = self.unseen()
        weights = np.zeros((size, size))
        for (p, c), value in self.parent.items():
            weights[p, c] = np.exp(min(value - log_root[c], 30.0))
        return marginals(weights, np.ones(size))


@dataclass(frozen=True)
class Measures:
    """What was measured in one event: rows by ordered pair for both kinds, and a row for each article."""

    same: dict[Pair, Array]
    cross: dict[Pair, Array]
    alone: Array


def measure(event: Event) -> Measures:
    """All measures of the pairs worth a look."""
    same, cross = event.pairs()
    found = event.cross(cross)
    return Measures(event.same(same), found, event.alone())


def score(model: Model, event: Event) -> Scores:
    """Log weights of every candidate edge. An article that certainly appeared later is nobody's parent."""
    plain = measure(event)
    first = weigh(model.first, plain, event)
    return weigh(model.final, context(plain, first), event)


def weigh(networks: Networks, measures: Measures, event: Event) -> Scores:
    """Log weights by one set of networks."""
    parent: dict[Pair, float] = {}
    via: dict[Pair, float] = {}
    sibling: dict[Pair, float] = {}
    for kind, found in (("cross", measures.cross), ("same", measures.same)):
        orders = sorted(found)
        rows = networks[kind].scores(np.array([found[o] for o in orders])) if orders else ()
        for (p, c), row in zip(orders, rows, strict=True):
            key = (min(p, c), max(p, c))
            sibling[key] = sibling.get(key, 0.0) + float(row[SIBLING]) / 2
            if not event.later(p, c):
                parent[p, c], via[p, c] = float(row[PARENT]), float(row[VIA])
    alone = networks["alone"].scores(measures.alone)
    return Scores(parent, sibling, via, alone[:, 0], alone[:, 1])


def context(plain: Measures, first: Scores) -> Measures:
    """The measures with what a first look at the event says: who else may be parent, grandparent or sibling."""
    into, root = first.tree()
    total = first.unseen()
    size = len(root)
    beside = np.zeros((size, size))
    for (i, j), value in first.sibling.items():
        for one, two in ((i, j), (j, i)):
            beside[one, two] = np.exp(value - total[two]) * root[two]
    shared, two_up, common = beside.sum(axis=0), into @ into, into.T @ into
    best = np.sort(into, axis=0)[::-1] if size > 1 else np.vstack([into, np.zeros((1, size))])

    def pair(p: int, c: int) -> Array:
        rival = best[1, c] if into[p, c] >= best[0, c] else best[0, c]
        chances = (into[p, c], into[c, p], root[c], root[p], two_up[p, c], two_up[c, p], common[p, c], beside[p, c],
                   beside[c, p], shared[c], shared[p], rival)  # fmt: skip
        return np.log(np.array(chances) + 1e-3)

    more = {kind: {o: np.concatenate([row, pair(*o)]) for o, row in getattr(plain, kind).items()} for kind in KINDS[:2]}
    lone = np.log(np.stack([root, shared, best[0], best[1], into.sum(axis=1)], axis=1) + 1e-3)
    return Measures(more["same"], more["cross"], np.concatenate([plain.alone, lone], axis=1))


@cache
def load() -> Model:
    """The shipped model. Raises ModelError where the file is missing or was made for other measures."""
    file = data() / "models" / "derivation.npz"
    if not file.is_file():
        raise ModelError(f"{file}: missing; run scripts/train_derivation.py")
    stored = np.load(io.BytesIO(file.read_bytes()), allow_pickle=False)
    card = json.loads(str(stored["card"]))
    if card["format"] != FORMAT or card["measures"] != measured_names():
        raise ModelError(f"{file}: made for other measures; run scripts/train_derivation.py")
    looks = [{kind: _network(stored, f"{look}_{kind}") for kind in KINDS} for look in ("first", "final")]
    return Model(looks[0], looks[1], {kind: _network(stored, f"unseen_{kind}") for kind in UNSEEN}, card)


def measured_names() -> list[list[str]]:
    """Names of all measures; a model knows what it was made for."""
    return [list(names) for names in (SAME, CROSS, ALONE, CONTEXT, LONE_CONTEXT, SECOND)]


def _network(stored: Any, name: str) -> Network:
    parts = ("mean", "scale", "first", "first_bias", "second", "second_bias")
    return Network(*(np.asarray(stored[f"{name}_{part}"], dtype=float) for part in parts))
