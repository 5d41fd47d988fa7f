"""The interval of anything that is no plain share: the bootstrap over whole groups."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.estimates import Interval

Statistic = Callable[[NDArray[np.intp]], float]


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
