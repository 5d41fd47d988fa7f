"""Calibration: a package that separates earns weight, one that does not weighs nothing."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import ModelError
from provenance.packages import controls
from provenance.packages.controls import Measured

STORIES = 60


def articles(shift: float, seed: int, count: int = STORIES) -> list[Measured]:
    """Articles whose forced score and chrF lie ``shift`` standard deviations above what their difficulty promises."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        n, free, words, rest = int(rng.integers(5, 40)), rng.normal(-0.5, 0.1), rng.uniform(12, 30), rng.uniform(0, 0.3)
        spread = math.sqrt(0.01 + 0.05 / n)
        forced = -1 + free + 0.4 * math.log(words) + (shift + rng.normal()) * spread
        chrf = 50 - 4 * math.log(words) + 20 * rest + (shift + rng.normal()) * 20 * spread
        found.append(Measured("de", "made", n, words, rest, chrf, chrf / 2, forced, free))
    return found


def fitted(shift: float) -> controls.Calibration:
    stories = [f"s{i}" for i in range(STORIES)] * 2
    return controls.fit(articles(0, 1), articles(shift, 2), stories)


def test_a_package_that_separates_earns_weight() -> None:
    scale = fitted(2.0).scale("forced")
    assert scale is not None
    assert scale.auc is not None
    assert scale.auc > 0.85
    assert scale.slope > 0.2
    fresh = np.array([scale.llr(scale.z(one, "forced")) for one in articles(2.0, 3)])
    others = np.array([scale.llr(scale.z(one, "forced")) for one in articles(0, 4)])
    assert fresh.mean() > 0.3 > 0 > others.mean()
    assert max(abs(fresh).max(), abs(others).max()) <= scale.bound <= 2


@pytest.mark.parametrize("shift", [0.0, -1.0])
def test_a_package_that_does_not_separate_weighs_nothing(shift: float) -> None:
    for _, scale in fitted(shift).scales:
        assert scale.slope == 0
        assert {scale.llr(z) for z in (-5.0, 0.0, 5.0)} == {0.0}


def test_z_of_controls_is_standard_whatever_the_length() -> None:
    scale = controls.expectation("forced", articles(0, 5, 400))
    rows = articles(0, 6, 2000)
    for low, high in ((5, 12), (12, 25), (25, 40)):
        z = np.array([scale.z(one, "forced") for one in rows if low <= one.sentences < high])
        assert abs(z.mean()) < 0.2
        assert 0.75 < z.std() < 1.3


def test_too_few_controls_are_refused() -> None:
    with pytest.raises(ModelError, match="only 5 control articles"):
        controls.fit(articles(0, 1, 5), [], ["s"] * 5)


def test_without_positives_weight_is_borrowed_and_low() -> None:
    known = {"a": fitted(2.0), "b": fitted(1.2)}
    bare = controls.fit(articles(0, 7), [], [f"s{i}" for i in range(STORIES)])
    lent = controls.borrow(bare, known)
    assert lent.borrowed
    own, given_ = lent.scale("forced"), known["b"].scale("forced")
    assert own is not None
    assert given_ is not None
    assert own.slope == given_.slope
    assert own.bound <= 0.5
    assert controls.borrow(known["a"], known) == known["a"]
    assert controls.borrow(bare, {}).scale("forced").slope == 0  # type: ignore[union-attr]


def test_nothing_is_borrowed_where_a_measured_package_earned_nothing() -> None:
    bare = controls.fit(articles(0, 7), [], [f"s{i}" for i in range(STORIES)])
    lent = controls.borrow(bare, {"a": fitted(2.0)})
    assert all(scale.slope > 0 for _, scale in lent.scales)
    for own in (bare, lent):
        found = controls.borrow(own, {"a": fitted(2.0), "b": fitted(0.0)})
        assert {scale.llr(z) for _, scale in found.scales for z in (-5.0, 0.0, 5.0)} == {0.0}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    found = {"made": fitted(2.0)}
    controls.write(tmp_path / "c.json", found)
    read = controls.read(tmp_path / "c.json")
    assert {name: dict(one.scales) for name, one in read.items()} == {n: dict(one.scales) for n, one in found.items()}
    assert controls.read(tmp_path / "none.json") == {}


@pytest.mark.parametrize("content", ["", "[]", '{"format": 99, "pairs": {}}', '{"format": 1, "pairs": {"a": {}}}'])
def test_another_file_is_one_clear_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "c.json").write_text(content)
    with pytest.raises(ModelError, match="is no calibration"):
        controls.read(tmp_path / "c.json")


@given(st.floats(-1e6, 1e6), st.floats(0, 5), st.floats(-3, 3), st.floats(0, 2))
@settings(deadline=None)
def test_a_ratio_never_passes_its_bound(z: float, slope: float, offset: float, bound: float) -> None:
    assert abs(controls.Scale((0.0,) * 4, (1.0, 0.0), slope, offset, bound).llr(z)) <= bound
