"""Pairs that keep the order."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from provenance.text.ordered import in_order

GAINS = arrays(
    np.float64,
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    elements=st.integers(-3, 5).map(float),
)


def best_of_all(gain: np.ndarray) -> float:
    """The greatest sum, by trying every set of pairs."""
    rows, columns = gain.shape
    sums = [0.0]
    for size in range(1, min(gain.shape) + 1):
        for chosen in combinations(range(rows), size):
            sums += [float(gain[list(chosen), list(others)].sum()) for others in combinations(range(columns), size)]
    return max(sums)


@given(GAINS)
def test_no_other_pairs_in_order_gain_more(gain: np.ndarray) -> None:
    pairs = in_order(gain)
    assert sum(gain[i, j] for i, j in pairs) == best_of_all(gain)


@given(GAINS)
def test_pairs_rise_in_both_and_each_gains(gain: np.ndarray) -> None:
    pairs = in_order(gain)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert all(gain[i, j] > 0 for i, j in pairs)
