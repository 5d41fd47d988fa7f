"""Figures of ``scripts/calibrate.py`` by hand: ratios, sums of rules, weights of documents, limits."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from provenance.evaluation.intervals import wilson

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


@pytest.fixture(scope="module")
def calibrate() -> Iterator[Any]:
    """The script, as Python would import it when it is run."""
    pytest.importorskip("scipy")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        yield importlib.import_module("calibrate")
    for path in SCRIPTS.glob("*.py"):
        sys.modules.pop(path.stem, None)


def test_a_ratio_is_drawn_towards_nothing_by_its_standard_error(calibrate: Any):
    # log10 2 = 0.30103; sqrt(1 / 20.5 + 1 / 10.5) / ln 10 = 0.164815
    assert calibrate._shrunk(0.2, 0.1, 20, 10) == pytest.approx((0.136215, -0.022008, 0.624068), abs=1e-5)
    assert calibrate._shrunk(0.1, 0.2, 10, 20) == pytest.approx((-0.136215, -0.624068, 0.022008), abs=1e-5)
    assert calibrate._shrunk(0.11, 0.1, 20, 10)[0] == 0


def test_only_the_strongest_rule_of_a_group_is_added(calibrate: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(calibrate, "_GROUPS", {"AA101": "a", "AA102": "a", "BB101": "b", "BB102": "b"})
    rules = {key: {"llr": llr} for key, llr in {"AA101": 0.5, "AA102": -0.9, "BB101:de": 0.3, "BB102": 0.1}.items()}
    assert calibrate.rule_sum([*rules, "CC101"], rules, "llr") == pytest.approx(-0.9 + 0.3)
    assert calibrate.rule_sum([*reversed(rules)], rules, "llr") == pytest.approx(-0.9 + 0.3)
    assert calibrate.rule_sum([], rules, "llr") == 0


def test_both_answers_and_their_groups_weigh_alike(calibrate: Any):
    y, groups = np.array([1, 1, 1, 0, 0]), np.array(["machine", "machine", "human", "native", "native"])
    weight = calibrate.balanced(y, groups, np.array([1.0, 3.0, 5.0, 1.0, 1.0]))
    assert weight.tolist() == pytest.approx([0.125, 0.375, 0.5, 0.5, 0.5])


@pytest.mark.parametrize("most", [0.02, 0.05, 0.2])
def test_a_limit_is_the_mildest_that_keeps_its_promise(calibrate: Any, most: float):
    p = np.random.default_rng(3).permutation(np.arange(1, 201) / 202)

    def bound(hits: int) -> float:
        return wilson(hits, len(p), 1.2816).high  # one-sided 90 %

    over = int((p >= calibrate.threshold(p, most)).sum())
    under = int((p <= calibrate.threshold(p, most, above=False)).sum())
    assert bound(over) <= most < bound(over + 1)
    assert under == over
    assert calibrate.threshold(p, most) > 0.7 > 0.3 > calibrate.threshold(p, most, above=False)


def test_where_nothing_can_be_promised_nothing_is_beyond_the_limit(calibrate: Any):
    p = np.array([0.2, 0.9, 0.4])
    assert calibrate.threshold(p, 0.01) == pytest.approx(0.9, abs=1e-5)
    assert not (p >= calibrate.threshold(p, 0.01)).any()
    assert not (p <= calibrate.threshold(p, 0.01, above=False)).any()


def test_a_rate_too_small_to_count_is_that_of_a_normal_tail(calibrate: Any):
    odds = np.random.default_rng(0).normal(-2.0, 1.0, 200_000)
    p = 1 / (1 + np.exp(-odds))
    for share in (0.1, 0.01, 0.001):
        assert (p > calibrate.tail(p, share)).mean() == pytest.approx(share, rel=0.1)
