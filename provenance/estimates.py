"""What many rooms need of numbers: a probability for people, the interval of a share, and how well a number puts one
class above another."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

Z95 = 1.959963984540054
"""Standard normal quantile of two-sided 95 %."""


class Interval(NamedTuple):
    """A closed interval; nan where nothing was observed."""

    low: float
    high: float


def probability(p: float) -> str:
    """Two decimals, never rounded to certainty.

    >>> probability(0.999), probability(0.5), probability(0.001)
    ('> 0.99', '0.50', '< 0.01')
    """
    if p > 0.99:
        return "> 0.99"
    return "< 0.01" if p < 0.01 else f"{p:.2f}"


def wilson(hits: float, total: int, z: float = Z95) -> Interval:
    """Wilson's score interval for ``hits`` of ``total`` (Wilson 1927, JASA 22:209-212); 0 to 1 for nothing observed.

    >>> [round(x, 4) for x in wilson(0, 10)], [round(x, 4) for x in wilson(5, 10)]
    ([0.0, 0.2775], [0.2366, 0.7634])
    """
    if total == 0:
        return Interval(0.0, 1.0)
    share, square = hits / total, z * z
    centre = share + square / (2 * total)
    reach = z * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    low = 0.0 if hits == 0 else max(0.0, (centre - reach) / scale)
    high = 1.0 if hits == total else min(1.0, (centre + reach) / scale)
    return Interval(low, high)


def auroc(positive: ArrayLike, negative: ArrayLike) -> float:
    """Probability that a positive outranks a negative, ties counting half (Mann-Whitney); nan where a class is empty.

    >>> auroc([3, 4], [1, 3])
    0.875
    """
    up, down = (np.asarray(values, dtype=np.float64).ravel() for values in (positive, negative))
    if not up.size or not down.size:
        return math.nan
    down = np.sort(down)
    below = np.searchsorted(down, up, "left") + np.searchsorted(down, up, "right")
    return float(below.sum() / (2 * up.size * down.size))
