"""The shipped profile: blind to names, numbers and quotation marks, repeatable, at home with any text."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import pipeline
from provenance.errors import ModelError
from provenance.linear import Linear
from provenance.profile import FORMAT, LINES, Profile, profile, reading
from provenance.records import Article
from provenance.regimes import Regimes
from provenance.text.masking import masked
from provenance.text.ngrams import features

TEXT = (
    "The minister said that the talks with Norland had been difficult. "
    "According to him, 3 of the 12 points remain open.\n"
    'In this regard, he added: "We have to wait." The delegation of Sudmark left the city on Friday evening.'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Norland", "Zubrowka"), ("Sudmark", "Freedonia"), ("12", "4711"), ('"', "”"), ("Friday", "Tuesday")],
)
def test_names_numbers_weekdays_and_quotation_marks_do_not_matter(old: str, new: str) -> None:
    assert profile().judge(TEXT) == profile().judge(TEXT.replace(old, new))


def test_words_do_matter() -> None:
    assert profile().judge(TEXT) != profile().judge(TEXT.replace("According to him", "He said"))


def test_nothing_to_read_is_neutral() -> None:
    found = profile().judge("")
    assert (found.translated, found.machine, found.tokens) == (0.0, 0.0, 0)


def test_a_line_that_stands_again_says_nothing_new() -> None:
    rows = "\n".join(
        f"Station {k} of Norland reported {3 * k + 7} votes to the commission on Monday." for k in range(900)
    )
    (table,) = pipeline.segment([Article("a", rows, "a")])
    (row,) = pipeline.segment([Article("a", rows.split("\n")[0], "a")])
    assert reading(table.document) == reading(row.document)
    assert reading(table.document).tokens < 20


def test_lines_that_differ_are_all_read() -> None:
    (case,) = pipeline.segment([Article("a", TEXT, "a")])
    assert reading(case.document) == profile().judge(TEXT)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert np.isfinite(profile().judge(text).translated)


PIECES = st.sampled_from(
    ["Norland", "Ab", "the", "said", "zorgs", "Friday", "12", ",", "'s", "xx", " ", "  ", "\n", "”"]
)


@settings(deadline=None)
@given(st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join) | st.text())
def test_judging_sees_the_tokens_that_training_saw(text: str) -> None:
    vocabulary, common = ["N", "#", "DAY", "the", "said", ",", "'s", "~s"], ["the", "said", "'s"]
    linear = {"families": "w1", "bits": 4, "kept": np.arange(2)}
    broad = linear | {"weights": np.zeros((2, 4), np.int8), "scale": np.ones(4), "bias": np.zeros(4)}
    lines = linear | {"weights": np.zeros((2, 5), np.int8), "scale": np.ones(5), "bias": np.zeros(5)}
    arrays = {
        "format": FORMAT,
        "languages": "de",
        "vocabulary": " ".join(vocabulary),
        "common": " ".join(common),
        "common_or_shape": np.arange(len(vocabulary)),
        "reduced": np.arange(len(vocabulary)),
        "regimes": Regimes.even(1).array(),
        "heads": np.zeros(3),
        **broad,
        **{LINES + name: array for name, array in lines.items()},
    }
    known = [vocabulary.index(form) for form in masked(text, frozenset(common)) if form in vocabulary]
    assert Profile(arrays, "test").ids(text).tolist() == known


@given(st.text())
def test_masking_is_repeatable_and_never_keeps_a_number(text: str) -> None:
    common = frozenset(["the", "of"])
    found = masked(text, common)
    assert found == masked(text, common)
    assert not [token for token in found if token[0].isascii() and token[0].isdigit()]


@given(st.lists(st.integers(0, 500), max_size=40))
def test_a_feature_depends_only_on_the_tokens_under_it(numbers: list[int]) -> None:
    ids = np.array(numbers, np.uint64)
    whole = features({"w": ids}, ("w2",), 21)
    parts = [features({"w": ids[k : k + 2]}, ("w2",), 21) for k in range(len(ids) - 1)]
    assert len(whole) == max(0, len(ids) - 1)
    assert [int(part[0]) for part in parts] == whole.tolist()


def test_a_file_of_another_format_is_refused() -> None:
    with pytest.raises(ModelError, match="format"):
        Profile({"format": np.array(99)}, "x")


def test_sums_are_finer_than_the_order_in_which_a_processor_adds() -> None:
    random = np.random.default_rng(0)
    weights = random.integers(-127, 128, (256, 3)).astype(np.int8)
    linear = Linear(
        {"families": "w1", "bits": 8, "kept": np.arange(256), "weights": weights}
        | {"scale": np.full(3, 0.1, np.float32), "bias": np.zeros(3, np.float32)}
    )
    streams = {"w": random.integers(0, 5000, 1000).astype(np.uint64)}
    rows, counts = np.unique(linear.place(streams), return_counts=True)
    logs = [math.log1p(count) for count in counts.tolist()]
    length = math.sqrt(math.fsum(x * x for x in logs))
    sums = [math.fsum(x * int(weight) for x, weight in zip(logs, weights[rows, answer])) for answer in range(3)]
    assert linear.logits(streams) == pytest.approx([float(np.float32(0.1)) * x / length for x in sums], rel=1e-12)
