"""Do probabilities mean what they say? Brier score, expected calibration error and reliability bins, all weightable."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Bin(NamedTuple):
    """Rows whose probability fell into one bin: mean probability, share that came true, weight and rows in it."""

    probability: float
    share: float
    weight: float
    rows: int


def brier(probability: ArrayLike, truth: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Mean squared error of ``probability`` against 0/1 ``truth`` (Brier 1950): 0 best, 0.25 for always one half.

    >>> brier([0.5, 0.5], [0, 1])
    0.25
    """
    p, y, w = _columns(probability, truth, weight)
    return float((w * (p - y) ** 2).sum()) if p.size else math.nan


def multiclass_brier(named: ArrayLike, rest: ArrayLike) -> float:
    """Mean of (1 - p of the truth)^2 + the sum of squares over the other classes (0 best, 2 worst)."""
    p, others = np.asarray(named, dtype=float), np.asarray(rest, dtype=float)
    return float(((1 - p) ** 2 + others).mean()) if p.size else math.nan


def reliability(
    probability: ArrayLike, truth: ArrayLike, weight: ArrayLike | None = None, bins: int = 10
) -> tuple[Bin, ...]:
    """Equal-width bins over 0..1 that hold any row; weights are scaled to sum to 1."""
    p, y, w = _columns(probability, truth, weight)
    place = np.minimum((p * bins).astype(int), bins - 1)
    found = []
    for index in np.unique(place):
        inside = place == index
        mass = float(w[inside].sum())
        if mass > 0:
            mean, share = (float((w * column)[inside].sum() / mass) for column in (p, y))
            found.append(Bin(mean, share, mass, int(inside.sum())))
    return tuple(found)


def ece(probability: ArrayLike, truth: ArrayLike, weight: ArrayLike | None = None, bins: int = 10) -> float:
    """Expected calibration error: weighted mean distance of share and probability over equal-width bins (Naeini et al.
    2015); biased upwards for few rows. nan for none."""
    found = reliability(probability, truth, weight, bins)
    return sum(one.weight * abs(one.share - one.probability) for one in found) if found else math.nan


def balance(truth: ArrayLike, prior: float) -> NDArray[np.float64]:
    """Weights under which the positives have mass ``prior``: what a posterior under that prior is true of."""
    y = np.asarray(truth, dtype=bool)
    up, down = int(y.sum()), int((~y).sum())
    return np.where(y, prior / max(up, 1), (1 - prior) / max(down, 1))


def _columns(
    probability: ArrayLike, truth: ArrayLike, weight: ArrayLike | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    p, y = np.asarray(probability, dtype=float).ravel(), np.asarray(truth, dtype=float).ravel()
    w = np.ones(p.size) if weight is None else np.asarray(weight, dtype=float).ravel()
    return p, y, w / w.sum() if p.size and w.sum() > 0 else w
