"""How well a number puts one class above another, whatever its scale."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Operating(NamedTuple):
    """A threshold fitted on negatives, and what it does: rows strictly above ``threshold`` are called positive."""

    threshold: float
    recall: float
    false_positives: float


def threshold_at(negative: ArrayLike, rate: float) -> float:
    """The lowest threshold above which at most ``rate`` of ``negative`` lie strictly; -inf where there are none."""
    down = np.sort(_floats(negative))[::-1]
    allowed = math.floor(rate * down.size + 1e-9)
    return float(down[allowed]) if allowed < down.size else -math.inf


def recall_at(positive: ArrayLike, negative: ArrayLike, rate: float = 0.01) -> Operating:
    """Recall at no more than ``rate`` false positives, the threshold taken from ``negative`` itself; ties are refused.

    >>> recall_at([0.2, 0.9, 0.95], [0.1, 0.5], rate=0.5)
    Operating(threshold=0.1, recall=1.0, false_positives=0.5)
    """
    up, down = _floats(positive), _floats(negative)
    if not up.size or not down.size:
        return Operating(math.nan, math.nan, math.nan)
    threshold = threshold_at(down, rate)
    return Operating(threshold, float((up > threshold).mean()), float((down > threshold).mean()))


def _floats(values: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(values, dtype=np.float64).ravel()
