"""Figures of the report worked out by hand, each so that its mirror image would be another number."""

from __future__ import annotations

import dataclasses
import math
from statistics import mean
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.evaluation import summary
from provenance.evaluation.judged import Judged, logit10
from provenance.evaluation.labels import parse
from tests.evaluation.test_summary import ROWS, row

UP, DOWN = (0.9, 0.7, 0.5, 0.8, 0.4), (0.1, 0.2, 0.6, 0.3)
"""``p_translated`` of the translations and of the originals among ``ROWS``."""


def report(rows: object = ROWS) -> Any:
    return summary.summarise(rows, summary.Options(times=10))  # type: ignore[arg-type]


def test_auroc_is_the_share_of_pairs_in_the_right_order():
    found = report()
    assert found["translated"]["auroc_machine"]["value"] == pytest.approx(11 / 12)
    assert found["translated"]["auroc_human"]["value"] == pytest.approx(7 / 8)
    assert found["machine"]["auroc"]["value"] == pytest.approx(4 / 6)
    assert found["machine"]["auroc_original"]["value"] == 1
    for one in (found["translated"]["auroc_machine"], found["translated"]["auroc_human"]):
        assert one["group_low"] <= one["value"] <= one["group_high"]


def test_brier_score_as_it_is_and_at_the_prior():
    up, down = mean((1 - p) ** 2 for p in UP), mean(p**2 for p in DOWN)
    found = report()["translated"]
    assert found["brier"] == pytest.approx((5 * up + 4 * down) / 9)
    assert found["brier_at_prior"] == pytest.approx((up + down) / 2)
    rare = report([dataclasses.replace(one, prior_translated=0.2) for one in ROWS])["translated"]
    assert rare["brier_at_prior"] == pytest.approx(0.2 * up + 0.8 * down)


def test_cllr_counts_bits_of_either_class():
    bits = mean(-math.log2(p) for p in UP) + mean(-math.log2(1 - p) for p in DOWN)
    assert report()["translated"]["cllr"] == pytest.approx(bits / 2)


def test_probabilities_of_the_source_languages():
    source = report()["source"]
    machine, human = source["machine"], source["human"]
    one = (1 / 2) ** 2 + (1 / 3) ** 2 + (1 / 6) ** 2
    two = (2 / 3) ** 2 + (1 / 2) ** 2 + (1 / 6) ** 2
    three = (5 / 6) ** 2 + (1 / 2) ** 2 + (1 / 3) ** 2
    assert machine["brier"] == pytest.approx((one + two + three) / 3)
    assert human["brier"] == pytest.approx(((1 / 3) ** 2 + (1 / 3) ** 2 + 1 + (2 / 3) ** 2 + (1 / 3) ** 2) / 2)
    assert machine["ece"] == pytest.approx(1 / 2 - 1 / 3)
    assert human["ece"] == pytest.approx(2 / 3 - 1 / 2)


def test_sets_that_name_nothing_are_told_apart():
    rows = (row("de", 0.9, "translated", "de es"), row("de", 0.9, "translated"), row("de", 0.9, "translated", "es de"))
    found = report([*rows, row("de", 0.9, "translated", "es fr de")])["source"]["machine"]
    assert (found["coverage"]["share"], found["coverage_of_nonempty"]) == (0.5, pytest.approx(2 / 3))
    assert (found["set_size"], found["empty_sets"]) == (1.5, 1)


def test_the_worst_language_is_the_one_with_the_fewest_right_answers_of_ten_or_more():
    right = {"de": (10, 10), "es": (4, 10), "fr": (0, 9), "cs": (7, 10)}
    rows = [row(tag, 0.9, "translated", tag if n < hits else "uk") for tag, (hits, all_) in right.items()
            for n in range(all_)]  # fmt: skip
    found = report(rows)["source"]["machine"]
    assert (found["worst_language"], found["worst_top1"]) == ("es", 0.4)


@pytest.mark.parametrize(
    ("words", "name"),
    [(1, "1-99"), (99, "1-99"), (100, "100-249"), (249, "100-249"), (250, "250-499"), (499, "250-499"),
     (500, "500-999"), (999, "500-999"), (1000, "1000+"), (10**6, "1000+")],
)  # fmt: skip
def test_classes_of_length_begin_at_their_lower_number(words, name):
    assert summary.length_class(words) == name


def test_rows_of_one_story_are_drawn_together():
    def width(stories: int) -> float:
        rows = [row("de", 0.9, "translated", "de" if n < 20 else "es", group=str(n * stories // 40)) for n in range(40)]
        found = summary.grouped(rows, lambda one: one.rank() == 1, summary.Options(times=100))
        assert found["group_low"] < 0.5 < found["group_high"]
        return found["group_high"] - found["group_low"]

    assert width(4) > 2 * width(40)


def test_an_original_called_mixed_is_a_false_accusation():
    found = report([row("en", 0.5, "mixed"), row("en", 0.1, "original"), row("de", 0.5, "mixed")])
    assert found["translated"]["at_verdict"]["false_positives"]["hits"] == 1
    assert found["translated"]["at_verdict"]["recall_machine"]["hits"] == 1
    assert found["machine"]["original_called_machine"]["hits"] == 0


@settings(max_examples=25)
@given(st.floats(0.01, 1), st.floats(0.001, 0.999), st.floats(0.05, 0.95))
def test_the_ratio_of_a_machine_is_that_given_a_translation(p: float, q: float, prior: float):
    judged = Judged(parse("de"), p, p * q, (), (), "translated", prior_machine=prior)
    assert judged.llr_machine + logit10(prior) == pytest.approx(logit10(q), abs=1e-9)
