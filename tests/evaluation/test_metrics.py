"""Metrics against brute force, published values and their own laws."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.estimates import auroc, wilson
from provenance.evaluation import calibration, decisions, likelihood, ranking
from provenance.evaluation.intervals import bootstrap

scores = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=12)
llrs = st.lists(st.floats(-6, 6), min_size=1, max_size=12)
unit = st.floats(0, 1)


@given(scores, scores)
def test_auroc_equals_the_count_over_all_pairs(up: list[float], down: list[float]) -> None:
    pairs = [1.0 if u > d else 0.5 if u == d else 0.0 for u, d in itertools.product(up, down)]
    assert auroc(up, down) == pytest.approx(sum(pairs) / len(pairs))
    assert auroc(up, down) + auroc(down, up) == pytest.approx(1)


def test_auroc_of_an_empty_class_is_nan() -> None:
    assert math.isnan(auroc([], [1.0]))
    assert math.isnan(auroc([1.0], []))


@given(scores, scores, st.floats(0, 1))
def test_recall_at_keeps_the_rate_and_no_threshold_does_better(up: list[float], down: list[float], rate: float) -> None:
    found = ranking.recall_at(up, down, rate)
    assert found.false_positives <= rate + 1e-9
    for threshold in [-math.inf, *up, *down]:
        if sum(d > threshold for d in down) / len(down) <= rate:
            assert sum(u > threshold for u in up) / len(up) <= found.recall


def test_recall_at_refuses_ties_on_the_threshold() -> None:
    assert ranking.recall_at([1.0, 1.0], [1.0, *[0.0] * 9], rate=0.05).recall == 0
    assert ranking.recall_at([1.0, 1.0], [1.0, *[0.0] * 9], rate=0.1).recall == 1


@given(llrs, llrs)
def test_cllr_equals_its_definition(up: list[float], down: list[float]) -> None:
    plain = sum(math.log2(1 + 10**-x) for x in up) / len(up) + sum(math.log2(1 + 10**x) for x in down) / len(down)
    assert likelihood.cllr(up, down) == pytest.approx(plain / 2)


def test_cllr_of_silence_is_one_and_of_a_sure_mistake_infinite() -> None:
    assert likelihood.cllr([0.0, 0.0], [0.0]) == 1
    assert likelihood.cllr([math.inf], [-math.inf]) == 0
    assert likelihood.cllr([-math.inf], [-math.inf]) == math.inf


@given(llrs, llrs)
def test_cllr_min_lies_between_zero_and_cllr_and_ignores_scale(up: list[float], down: list[float]) -> None:
    least = likelihood.cllr_min(up, down)
    assert -1e-12 <= least <= min(1.0, likelihood.cllr(up, down)) + 1e-9
    stretched = [[3 * round(x, 3) + 1 for x in side] for side in (up, down)]
    rounded = [[round(x, 3) for x in side] for side in (up, down)]
    assert likelihood.cllr_min(*stretched) == pytest.approx(likelihood.cllr_min(*rounded))


def test_cllr_min_of_known_scores() -> None:
    assert likelihood.cllr_min([2.0, 3.0], [0.0, 1.0]) == 0
    assert likelihood.cllr_min([0.0, 1.0], [2.0, 3.0]) == pytest.approx(1)
    # Blocks {1 of 2} and {1 of 1 positive}, {1 of 1 negative}: only the two tied scores cost anything, one bit each.
    assert likelihood.cllr_min([1.0, 2.0], [0.0, 1.0]) == pytest.approx(0.5)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 1)), min_size=1, max_size=9))
def test_isotonic_equals_the_max_min_formula(points: list[tuple[int, int]]) -> None:
    """Robertson, Wright & Dykstra 1988: the fit at i is max over a<=i of min over b>=i of the mean from a to b."""
    levels = sorted({x for x, _ in points})
    at = {x: [y for other, y in points if other == x] for x in levels}

    def mean(low: int, high: int) -> float:
        inside = [y for x in levels if low <= x <= high for y in at[x]]
        return sum(inside) / len(inside)

    fitted = likelihood.isotonic([x for x, _ in points], [y for _, y in points])
    for (x, _), value in zip(points, fitted):
        expected = max(min(mean(a, b) for b in levels if b >= x) for a in levels if a <= x)
        assert value == pytest.approx(expected)


@given(llrs)
def test_tippett_is_the_share_at_or_above(values: list[float]) -> None:
    curve = likelihood.tippett(values)
    assert curve[0][1] == 1
    for x, share in curve:
        assert share == pytest.approx(sum(value >= x for value in values) / len(values))


@given(st.lists(st.tuples(unit, st.booleans()), min_size=1, max_size=20))
def test_brier_and_ece_equal_plain_loops(rows: list[tuple[float, bool]]) -> None:
    p, y = [one for one, _ in rows], [truth for _, truth in rows]
    assert calibration.brier(p, y) == pytest.approx(sum((a - b) ** 2 for a, b in rows) / len(rows))
    total = 0.0
    for index in range(10):
        inside = [(a, b) for a, b in rows if min(int(a * 10), 9) == index]
        if inside:
            total += abs(sum(a for a, _ in inside) - sum(b for _, b in inside)) / len(rows)
    assert calibration.ece(p, y) == pytest.approx(total)
    assert sum(one.rows for one in calibration.reliability(p, y)) == len(rows)


@given(st.integers(1, 20), st.integers(1, 20), st.floats(0.05, 0.95))
def test_balance_gives_the_positives_the_mass_of_the_prior(up: int, down: int, prior: float) -> None:
    truth = [True] * up + [False] * down
    weight = calibration.balance(truth, prior)
    assert weight[:up].sum() == pytest.approx(prior)
    assert weight.sum() == pytest.approx(1)
    assert calibration.ece([prior] * len(truth), truth, weight) == pytest.approx(0, abs=1e-12)


def test_multiclass_brier_of_certainty_and_ignorance() -> None:
    assert calibration.multiclass_brier([1.0], [0.0]) == 0
    assert calibration.multiclass_brier([0.25], [3 * 0.25**2]) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (score).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_published_values(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_holds_the_share_and_mirrors(hits: int, total: int) -> None:
    hits = min(hits, total)
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total <= high <= 1
    assert wilson(total - hits, total) == pytest.approx((1 - high, 1 - low))


def test_wilson_of_nothing_is_everything() -> None:
    assert wilson(0, 0) == (0, 1)


def test_bootstrap_repeats_and_is_wider_over_groups() -> None:
    generator = np.random.default_rng(1)
    groups = [number // 20 for number in range(400)]
    values = np.repeat(generator.normal(size=20), 20) + generator.normal(scale=0.1, size=400)

    def width(members: list[int]) -> float:
        low, high = bootstrap(members, lambda at: float(values[at].mean()), times=200)
        return high - low

    assert width(groups) == width(groups)
    assert width(groups) > 2 * width(list(range(400)))


def test_bootstrap_interval_is_near_the_normal_one() -> None:
    values = np.random.default_rng(2).normal(size=900)
    low, high = bootstrap(range(900), lambda at: float(values[at].mean()), times=1000)
    assert (low, high) == pytest.approx((values.mean() - 1.96 / 30, values.mean() + 1.96 / 30), abs=0.02)


def test_bootstrap_of_nothing_is_nan() -> None:
    assert all(map(math.isnan, bootstrap([], lambda at: 1.0)))


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_c_at_1_is_accuracy_where_all_is_answered_and_rewards_silence_over_mistakes(r: int, w: int, u: int) -> None:
    total = r + w + u
    if not total:
        assert math.isnan(decisions.c_at_1(0, 0, 0))
        return
    assert decisions.c_at_1(r, 0, total) == pytest.approx(r / total)
    assert decisions.c_at_1(r, u, total) >= decisions.c_at_1(r, 0, total)
    assert 0 <= decisions.c_at_1(r, u, total) <= 1


@given(st.integers(1, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_f05u_is_f_half_with_unanswered_as_misses(tp: int, fp: int, fn: int, mute: int) -> None:
    precision, recall = tp / (tp + fp), tp / (tp + fn + mute)
    expected = 1.25 * precision * recall / (0.25 * precision + recall)
    assert decisions.f05u(tp, fp, fn, mute) == pytest.approx(expected)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=20))
@settings(max_examples=50)
def test_top_k_grows_with_k_and_never_counts_the_unnamed(ranks: list[int]) -> None:
    values = [decisions.top_k(ranks, k) for k in range(1, 9)]
    assert values == sorted(values)
    assert values[-1] == pytest.approx(sum(rank > 0 for rank in ranks) / len(ranks))


def test_confusion_counts_by_truth_then_answer() -> None:
    assert decisions.confusion([("b", "a"), ("a", "a"), ("b", "a"), ("b", "b")]) == {
        "a": {"a": 1},
        "b": {"a": 2, "b": 1},
    }
