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
from provenance.graph.features import ALONE, CROSS, SAME, Event
from provenance.lexicon import data

Array = NDArray[np.float64]
Pair = tuple[int, int]
FORMAT = 2
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


@dataclass(frozen=True)
class Model:
    """The networks, and what calibrates the edge probabilities that come out of the tree distribution."""

    same: Network
    cross: Network
    alone: Network
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


def score(model: Model, event: Event) -> Scores:
    """Log weights of every candidate edge. An article that certainly appeared later is nobody's parent."""
    same, cross = event.pairs()
    measured = ((model.cross, event.cross(cross)), (model.same, event.same(same)))
    parent: dict[Pair, float] = {}
    via: dict[Pair, float] = {}
    sibling: dict[Pair, float] = {}
    for network, found in measured:
        if not found:
            continue
        orders = list(found)
        for (p, c), row in zip(orders, network.scores(np.array([found[o] for o in orders])), strict=True):
            key = (min(p, c), max(p, c))
            sibling[key] = sibling.get(key, 0.0) + float(row[SIBLING]) / 2
            if not event.later(p, c):
                parent[p, c], via[p, c] = float(row[PARENT]), float(row[VIA])
    alone = model.alone.scores(event.alone())
    return Scores(parent, sibling, via, alone[:, 0], alone[:, 1])


@cache
def load() -> Model:
    """The shipped model. Raises ModelError where the file is missing or was made for other measures."""
    file = data() / "models" / "derivation.npz"
    if not file.is_file():
        raise ModelError(f"{file}: missing; run scripts/train_derivation.py")
    stored = np.load(io.BytesIO(file.read_bytes()), allow_pickle=False)
    card = json.loads(str(stored["card"]))
    measures = [list(SAME), list(CROSS), list(ALONE)]
    if card["format"] != FORMAT or [card["same"], card["cross"], card["alone"]] != measures:
        raise ModelError(f"{file}: made for other measures; run scripts/train_derivation.py")
    return Model(*(_network(stored, name) for name in ("same", "cross", "alone")), card)


def _network(stored: Any, name: str) -> Network:
    parts = ("mean", "scale", "first", "first_bias", "second", "second_bias")
    return Network(*(np.asarray(stored[f"{name}_{part}"], dtype=float) for part in parts))
