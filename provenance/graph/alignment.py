"""Sentences of two articles in two languages, set side by side without a dictionary: by the names and figures that they
share, by their lengths in proportion (Gale and Church 1993) and by their order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.graph.profile import Sentence
from provenance.text.ordered import in_order

Array = NDArray[np.float64]


def align(one: Sequence[Sentence], two: Sequence[Sentence], weights: dict[str, float]) -> float:
    """Number of sentences (weighted by how well they match) that stand in the same order in both, whatever the
    languages: shared names and figures, and lengths in proportion (after Gale and Church 1993)."""
    if not one or not two:
        return 0.0
    a = np.log([s.length for s in one])
    b = np.log([s.length for s in two])
    length = np.exp(-4.0 * ((a - np.median(a))[:, None] - (b - np.median(b))[None, :]) ** 2)
    common, sizes, _ = _in_common(one, two)
    match = length * np.where(sizes > 0, 2.0 * common / np.maximum(sizes, 1), 0.4)
    best = np.zeros(len(two) + 1)
    for row in match:
        step = np.maximum(best[1:], best[:-1] + row)
        best[1:] = np.maximum.accumulate(step)
    return float(best[-1])


def pairing(one: Sequence[Sentence], two: Sequence[Sentence]) -> tuple[float, float, float, float, float]:
    """How many sentences of two articles in two languages are each other's partner; how many of each article stay alone
    before the last partner, and how many after it. Partners keep their order; what speaks for two being partners is the
    length of both, in proportion, and the names and figures that they share."""
    n, m = len(one), len(two)
    if not n or not m:
        return 0.0, 0.0, 0.0, float(n), float(m)
    pairs = in_order(_partners(one, two))
    count, (last_i, last_j) = len(pairs), (pairs[-1][0] + 1, pairs[-1][1] + 1) if pairs else (0, 0)
    return float(count), float(last_i - count), float(last_j - count), float(n - last_i), float(m - last_j)


def _partners(one: Sequence[Sentence], two: Sequence[Sentence]) -> Array:
    """How much speaks for every two sentences being partners: near lengths, names and figures in common."""
    a, b = np.log([s.length + 1 for s in one]), np.log([s.length + 1 for s in two])
    apart = (a - np.median(a))[:, None] - (b - np.median(b))[None, :]
    common, sizes, both = _in_common(one, two)
    named = np.clip(2.0 * common - 0.5 * (sizes - 2.0 * common), -1.5, 5.0)
    return np.asarray(1.0 - 8.0 * apart**2 + np.where(both, named, 0.0))


def _in_common(one: Sequence[Sentence], two: Sequence[Sentence]) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Anchors that every two sentences have in common, those of both together, and whether both have any."""
    grid = np.zeros((len(one), len(two)))
    table: dict[str, list[int]] = {}
    for j, sentence in enumerate(two):
        for key in sentence.anchors:
            table.setdefault(key, []).append(j)
    for i, sentence in enumerate(one):
        for key in sentence.anchors:
            for j in table.get(key, ()):
                grid[i, j] += 1.0
    left, right = (np.array([len(s.anchors) for s in side], dtype=float) for side in (one, two))
    return grid, left[:, None] + right[None, :], np.asarray((left[:, None] > 0) & (right[None, :] > 0), dtype=bool)
