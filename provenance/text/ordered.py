"""Pairs of two sequences that keep the order of both."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def in_order(gain: NDArray[np.float64]) -> tuple[tuple[int, int], ...]:
    """The pairs (row, column), rising in both, whose gains have the greatest sum; by dynamic programming (Needleman and
    Wunsch 1970) in rows times columns. A pair that gains nothing is left out.

    >>> in_order(np.array([[1.0, 0.0, 3.0], [0.0, 2.0, 0.0], [0.0, 0.0, 2.0]]))
    ((0, 0), (1, 1), (2, 2))
    """
    rows, columns = gain.shape
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], best[i, :-1] + gain[i]))
    found, i, j = list[tuple[int, int]](), rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return tuple(reversed(found))
