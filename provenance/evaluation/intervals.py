"""Intervals: Wilson's for a share, the bootstrap over whole groups for anything else."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""Standard normal quantile of two-sided 95 %."""

Statistic = Callable[[NDArray[np.intp]], float]


class Interval(NamedTuple):
    """A closed interval; nan where nothing was observed."""

    low: float
    high: float


def wilson(hits: int, total: int, z: float = Z95) -> Interval:
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


def bootstrap(
    groups: Sequence[Hashable], statistic: Statistic, *, times: int = 400, seed: int = 20251, level: float = 0.95
) -> Interval:
    """Percentile bootstrap that draws whole groups with replacement (Efron & Tibshirani 1993, ch. 13; cluster form).

    ``statistic`` takes row numbers and gives one value; draws for which it is nan (a class was missing) are left out.
    Same groups, seed and statistic give the same interval. nan for no rows.
    """
    members = _members(groups)
    if not members:
        return Interval(math.nan, math.nan)
    generator = np.random.default_rng(seed)
    draws = [
        statistic(np.concatenate([members[i] for i in generator.integers(len(members), size=len(members))]))
        for _ in range(times)
    ]
    values = np.array([value for value in draws if not math.isnan(value)])
    if not values.size:
        return Interval(math.nan, math.nan)
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))


def _members(groups: Sequence[Hashable]) -> list[NDArray[np.intp]]:
    """Row numbers of each group, in order of appearance."""
    found: dict[Hashable, list[int]] = {}
    for row, group in enumerate(groups):
        found.setdefault(group, []).append(row)
    return [np.array(rows, dtype=np.intp) for rows in found.values()]
