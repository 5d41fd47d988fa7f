"""Figures of ``scripts/calibrate.py`` by hand: ratios, sums of rules, weights of documents, limits."""

from __future__ import annotations

import dataclasses
import importlib
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.estimates import wilson

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


@contextmanager
def _script(name: str) -> Iterator[Any]:
    """A script, as Python would import it when it is run."""
    pytest.importorskip("scipy")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        yield importlib.import_module(name)
    for path in SCRIPTS.glob("*.py"):
        sys.modules.pop(path.stem, None)


@pytest.fixture(scope="module")
def calibrate() -> Iterator[Any]:
    """The script of calibration."""
    with _script("calibrate") as found:
        yield found


@pytest.fixture(scope="module")
def ratios() -> Iterator[Any]:
    """Its module of ratios."""
    with _script("rule_ratios") as found:
        yield found


def _counts(machine: int, human: int, native: int) -> dict[str, list[int]]:
    return {"machine": [machine, 8000], "human": [human, 1000], "native": [native, 1000], "agency": [0, 100]}


def _drawn(ratios: Any, **counts: dict[str, list[int]]) -> dict[str, tuple[float, float]]:
    found = ratios.drawn(counts, ("human", "machine"), ("native",))
    assert set(found) == set(counts)
    return found


def test_a_rule_counted_often_has_the_ratio_that_was_counted(ratios: Any):
    found = _drawn(ratios, AA101=_counts(4000, 500, 250), AA102=_counts(2000, 250, 500))
    assert found["AA101"][0] == pytest.approx(0.301, abs=0.02)  # log10 2
    assert found["AA102"][0] == pytest.approx(-0.301, abs=0.02)
    assert max(spread for _, spread in found.values()) < 0.05


def test_a_rare_rule_is_drawn_to_its_family_and_keeps_its_doubt(ratios: Any):
    often = {f"AA10{k}": _counts(800, 100, 10) for k in range(5)} | {f"BB10{k}": _counts(80, 10, 100) for k in range(5)}
    found = _drawn(ratios, **often, AA201=_counts(0, 0, 0), BB201=_counts(0, 0, 0), CC101=_counts(0, 0, 0))
    assert found["AA201"][0] == pytest.approx(1, abs=0.15)
    assert found["BB201"][0] == pytest.approx(-1, abs=0.15)
    assert found["CC101"][0] == pytest.approx(0, abs=0.01)
    assert found["AA201"][1] > 2 * found["AA101"][1]
    assert 0 < ratios.cautious(*found["AA201"]) < ratios.cautious(*found["AA101"])
    assert ratios.cautious(*found["CC101"]) == 0


@given(st.integers(0, 200), st.integers(0, 25), st.integers(0, 25), st.integers(1, 20))
@settings(max_examples=25, deadline=None)
def test_more_firings_in_native_english_never_speak_more_for_a_translation(
    ratios: Any, machine: int, human: int, native: int, more: int
):
    others = {f"AA10{k}": _counts(80 * k, 10 * k, 3) for k in range(4)}
    one, two = (_drawn(ratios, **others, AA201=_counts(machine, human, n))["AA201"][0] for n in (native, native + more))
    assert two <= one + 0.1  # the family's own mean moves by a grid's step


def test_a_key_for_each_of_many_languages_counts_as_one_rule(ratios: Any):
    alone = _drawn(ratios, AA101=_counts(800, 100, 10), AA102=_counts(0, 0, 0))["AA102"]
    copies = {f"AA101:{tag}": _counts(800, 100, 10) for tag in ("de", "es", "fr", "ru", "uk")}
    assert _drawn(ratios, **copies, AA102=_counts(0, 0, 0))["AA102"] == pytest.approx(alone)


def test_a_ratio_is_drawn_towards_nothing_by_what_is_not_known(ratios: Any):
    assert ratios.cautious(0.5, 0.2) == pytest.approx(0.3)
    assert ratios.cautious(-0.5, 0.2) == pytest.approx(-0.3)
    assert ratios.cautious(0.1, 0.2) == 0


def test_ratios_of_languages_ask_within_one_set_of_texts(ratios: Any):
    documents = Counter({("one", "de"): 50, ("one", "ru"): 50, ("two", "fr"): 900})
    found = ratios.sources(Counter({"de": 40, "ru": 10}), Counter({"one": 50}), documents)
    # 25 expected of each; fr, of another set, says nothing
    assert found == {"de": pytest.approx(0.108, abs=1e-3), "ru": pytest.approx(-0.227, abs=1e-3)}


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


def test_the_tail_of_few_documents_is_kept_nine_times_in_ten(calibrate: Any):
    rng, kept = np.random.default_rng(2), 0
    for _ in range(400):
        odds = rng.normal(-2.0, 1.0, 50)
        limit = calibrate.tail(1 / (1 + np.exp(-odds)), 0.01)
        kept += np.log(limit / (1 - limit)) >= -2.0 + 2.3263  # what one in a hundred truly passes
    assert 0.86 < kept / 400 < 0.94


def test_a_rate_too_small_to_count_is_that_of_a_normal_tail(calibrate: Any):
    odds = np.random.default_rng(0).normal(-2.0, 1.0, 200_000)
    p = 1 / (1 + np.exp(-odds))
    for share in (0.1, 0.01, 0.001):
        assert (p > calibrate.tail(p, share)).mean() == pytest.approx(share, rel=0.1)


def test_a_line_and_its_change_with_length_are_found_again(calibrate: Any):
    rng = np.random.default_rng(5)
    count, truth = 60_000, np.array([0.5, -0.2, 0.1, 0.6, 0.2, -0.3, 0.0, 0.0])
    rows = [
        {"pf_t": s, "tokens": t, "named": n, "home": h}
        for s, t, n, h in zip(rng.normal(0, 3, count), 10 ** rng.uniform(1.3, 3, count), rng.uniform(0, 1.5, count),
                              rng.normal(0, 3, count))
    ]  # fmt: skip
    usual = {"named": 0.7, "home": 0.0}
    style = calibrate.styled(rows, "pf_t", usual)
    p = 1 / (1 + 10 ** -(style @ truth))
    y = (rng.uniform(size=count) < p).astype(int)
    groups, said = np.array(["native", "machine"])[y], np.zeros((count, 0))
    # weighed by the size of each answer, which the balance takes away and the intercept gives back
    line, weights, _ = calibrate.fit_line(style, said, y, groups, np.ones(count), 9.0, usual)
    line = dataclasses.replace(line, intercept=line.intercept + np.log10(y.mean() / (1 - y.mean())))
    assert weights == []
    assert line.numbers() == pytest.approx(truth, abs=0.08)  # drawn a little towards nought


def test_documents_that_calibrate_come_short_and_joined_too(calibrate: Any):
    text = "\n".join(f"Line {number} of the report." for number in range(9))
    stream = [{"role": role, "text": f"{text} {number}"} for number, role in enumerate(("calibration", "train") * 3)]
    found = list(calibrate._versions(stream))
    assert Counter((one["role"], one["version"]) for one in found) == {
        ("train", "whole"): 3, ("calibration", "whole"): 3, ("calibration", "short"): 3, ("calibration", "joined"): 1,
    }  # fmt: skip
    assert all(one["text"] in (text + " 0", text + " 2", text + " 4") or one["role"] == "train" or
               one["version"] != "whole" for one in found)  # fmt: skip
    assert all(text.startswith(one["text"]) for one in found if one["version"] == "short")
    assert next(one["text"] for one in found if one["version"] == "joined") == f"{text} 0\n{text} 2"


def test_newsrooms_of_wmt_count_as_much_as_the_world(calibrate: Any):
    rows = [{"label": "en", "set": name} for name in ("world", "world", "world", "newstest2014")]
    rows += [{"label": "de", "set": name} for name in ("wmt19", "flores-dev")]
    assert calibrate.worth(rows).tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1.0, 1.0, calibrate.BORN])
