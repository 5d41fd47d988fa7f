"""The three answers of the profile: joined as probabilities, each believed where it should be."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from provenance.regimes import ANSWERS, SURE, Regimes

N, ROWS = 4, 3
K = len(ANSWERS)
LOGITS = arrays(np.float64, (ROWS, K * N + 3), elements=st.floats(-9, 9))
NUMBERS = arrays(np.float64, 2 * K + 2 + 2 * N, elements=st.floats(-2, 2))


@given(NUMBERS, LOGITS)
def test_the_joined_answer_is_a_distribution_between_both_regimes(numbers: np.ndarray, z: np.ndarray) -> None:
    regimes = Regimes.of(numbers)
    home, abroad, first = regimes.parts(z)
    joined = np.exp(regimes.logits(z))
    assert np.allclose(joined.sum(1), 1, atol=1e-9)
    assert np.all(joined <= np.maximum(home, abroad) + 1e-9)
    assert np.all(joined >= np.minimum(home, abroad) - 1e-9)
    assert np.all((first >= 0) & (first <= 1))


@given(NUMBERS)
def test_the_flat_form_holds_everything(numbers: np.ndarray) -> None:
    assert np.array_equal(Regimes.of(numbers).array(), numbers)


def test_a_story_from_home_is_judged_by_one_answer_and_one_told_everywhere_by_another() -> None:
    regimes = Regimes(np.eye(K)[[0, -1]], np.array([0.0, 1.0]), np.zeros((2, 2)))
    for home, likeliest in ((30.0, 0), (-30.0, 1)):
        z = np.array([[5.0, 0.0, 2.0, 2.0, 0.0, 5.0, 0.0, 0.0, home]])
        assert regimes.logits(z)[0].argmax() == likeliest


@settings(deadline=None)
@given(NUMBERS, LOGITS, st.integers(0, 2 * K + 1 + 2 * N))
def test_the_gradient_is_that_of_the_log_probability(numbers: np.ndarray, z: np.ndarray, at: int) -> None:
    regimes = Regimes.of(numbers)
    home, abroad, first = regimes.parts(z)
    joint = first * home[:, 0] + (1 - first) * abroad[:, 0]
    mine = first * home[:, 0] / joint
    right = np.eye(N)[0]
    exact = regimes.back(z, mine[:, None] * (right - home), (1 - mine)[:, None] * (right - abroad), mine - first)[at]
    step = np.zeros_like(numbers)
    step[at] = 1e-6

    def value(w: np.ndarray) -> float:
        a, b, p = Regimes.of(w).parts(z)
        return float(np.log(p * a[:, 0] + (1 - p) * b[:, 0]).sum())

    near = (value(numbers + step) - value(numbers - step)) / 2e-6
    assert abs(exact - near) <= 1e-3 * (1 + abs(exact))


@given(NUMBERS, LOGITS)
def test_how_surely_a_language_is_named_lies_between_any_and_one(numbers: np.ndarray, z: np.ndarray) -> None:
    named = Regimes.of(numbers).named(z)
    assert np.all(named >= -1e-9)
    assert np.all(named <= np.log10(N) + 1e-9)


def test_a_language_is_named_wherever_the_story_is_told() -> None:
    regimes = Regimes.even(2)
    sure, even = [9.0, 0.0] * K, [0.0, 0.0] * K
    z = np.array([[*sure, 0.0, 0.0, 30.0], [*even, 0.0, 0.0, 0.5], [*sure, 0.0, 0.0, -30.0]])
    assert np.allclose(regimes.named(z), [np.log10(2), 0.0, np.log10(2)], atol=1e-2)
    assert regimes.at_home(z).tolist() == [SURE, 0.5, -SURE]
