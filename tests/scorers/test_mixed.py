"""Mixed texts: where the cut falls, and when two halves make an answer."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.halves import LEAST, Half, halves
from provenance.profile import Reading, profile
from provenance.records import (
    Article,
    Case,
    Document,
    Evidence,
    Hypothesis,
    Identification,
    Prior,
    Region,
    Span,
    Verdict,
)
from provenance.reports.columns import article_row
from provenance.scorers.calibration import Line
from provenance.scorers.judge import Judge, two_states
from provenance.view.words import headline, summary
from tests.scorers import made

LINE = Line(slope=0.5, intercept=0.0, bound=2.8)
TABLE = dataclasses.replace(
    made.TABLE, translated=LINE, machine=LINE, thresholds=made.TABLE.thresholds | {"mixed": 0.92}
)
LINES = "The ferry sailed at six with nobody aboard but the cook.\n" * 40


class Stub:
    """A profile that takes ``zu`` for a trace of translation and anything else for one of an original."""

    def lines(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        ends = np.cumsum([len(line.split()) for line in text.split("\n")])
        return np.array([word == "zu" for word in text.split()], np.uint64), ends

    def telling(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return ids * 2.0 - 1.0, np.ones(len(ids), np.int64)

    def judge_ids(self, ids: np.ndarray) -> Reading:
        return Reading(float((ids * 2.0 - 1.0).mean()) * 5, 0.0, (), len(ids))


def document(text: str) -> Document:
    regions = [Region("body", Span(0, len(text)))] if text else []
    return Document(Article("a", text, "a"), tuple(regions), Identification("en", 0.99, True))


@pytest.mark.parametrize("first", [130, 200, 300])
@pytest.mark.parametrize(("one", "two"), [("zu", "ab"), ("ab", "zu")])
def test_the_cut_falls_where_the_style_changes(monkeypatch: pytest.MonkeyPatch, first: int, one: str, two: str) -> None:
    monkeypatch.setattr("provenance.halves.profile", Stub)
    text = "\n".join([" ".join([one] * 10)] * (first // 10) + [" ".join([two] * 10)] * 20)
    found = halves(document(text))
    assert found
    assert abs(found[0].reading.tokens - first) <= 70
    assert (found[0].reading.translated > 0) == (one == "zu")
    assert (found[1].reading.translated > 0) == (two == "zu")
    assert found[0].span.end <= found[1].span.start


def test_one_style_has_no_halves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provenance.halves.profile", Stub)
    assert halves(document("\n".join(["zu ab zu ab"] * 200))) is None


@pytest.mark.parametrize("text", ["", "One line. " * 400, "Short.\nText.", "\n\n\n", "word\n" * (2 * LEAST - 1)])
def test_what_cannot_be_cut_is_not(text: str) -> None:
    assert halves(document(text)) is None


@given(st.lists(st.sampled_from(["zu " * 9, "ab cd ef", "", "  ", "İ zu ŉ ab"]), max_size=120))
@settings(max_examples=60, deadline=None)
def test_halves_lie_in_the_text_and_are_long_enough(lines: list[str]) -> None:
    text = "\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("provenance.halves.profile", Stub)
        found = halves(document(text))
    if found:
        one, two = found
        assert 0 <= one.span.start < one.span.end <= two.span.start < two.span.end <= len(text)
        assert min(one.reading.tokens, two.reading.tokens) >= LEAST
        assert [half.reading.tokens for half in found] == [len(half.span.slice(text).split()) for half in found]


def test_the_shipped_profile_can_be_cut() -> None:
    model = profile()
    ids = model.ids(LINES)
    weight, count = model.telling(ids)
    assert len(weight) == len(count) == len(ids)
    whole = weight.sum() / np.sqrt(count.sum())
    assert np.isfinite(whole)
    assert model.judge_ids(ids) == model.judge(LINES)


def judged(monkeypatch: pytest.MonkeyPatch, one: float, two: float, judge: Judge, prior: Prior) -> Verdict:
    first, second = Reading(one, 0.0, (), 200), Reading(two, 0.0, (), 200)
    parts = Half(Span(0, 900), first), Half(Span(901, 2000), second)
    monkeypatch.setattr("provenance.scorers.judge.halves", lambda document: parts)
    evidence = [Evidence("PF001", Hypothesis("translated"), (one + two) / 2, 400)]
    evidence += [Evidence("PF003", Hypothesis("source", tag), 0.0, 400) for tag in ("de", "es")]
    return judge.judge(Case(document(LINES), tuple(evidence)), prior)


def test_halves_that_clearly_differ_are_mixed_either_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    for one, two in ((4.0, -4.0), (-4.0, 4.0)):
        found = judged(monkeypatch, one, two, Judge(TABLE), Prior())
        assert found.answer == "mixed"
        assert [part.llr for part in found.parts] == [0.5 * one, 0.5 * two]
        assert "characters 901 to 2000" in found.reason
        assert [change.answer for change in found.changes] == ["undetermined"]
        odds = 10 ** two_states(0.5 * one, 0.5 * two)
        assert found.p_mixed == pytest.approx(odds / (1 + odds))


def test_a_mixed_text_is_told_by_its_parts_and_their_probability(monkeypatch: pytest.MonkeyPatch) -> None:
    for one, two, told in ((4.0, -4.0, "first a translation, then an original"),
                           (-4.0, 4.0, "first an original, then a translation")):  # fmt: skip
        found = judged(monkeypatch, one, two, Judge(TABLE), Prior())
        assert headline(found).startswith(f"mixed: {told} (very likely, 0.98)")
        assert summary(found)[0].startswith("Read as one text: translated 0.50. The evidence")
        assert article_row(found)["prov_p_mixed"] == round(found.p_mixed or 0, 4)
    alike = judged(monkeypatch, 4.0, 3.0, Judge(TABLE), Prior())
    assert (alike.p_mixed, article_row(alike)["prov_p_mixed"]) == (None, None)


@pytest.mark.parametrize(("one", "two"), [(4.0, 3.0), (-4.0, -3.0), (6.0, 0.0), (-6.0, 0.0), (1.0, -1.0)])
def test_halves_that_may_be_alike_are_not(monkeypatch: pytest.MonkeyPatch, one: float, two: float) -> None:
    found = judged(monkeypatch, one, two, Judge(TABLE), Prior())
    assert found.answer != "mixed"
    assert found.parts == ()


def test_nothing_is_mixed_without_profile_threshold_or_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = dataclasses.replace(TABLE, thresholds={k: v for k, v in TABLE.thresholds.items() if k != "mixed"})
    for judge, prior in (
        (Judge(TABLE, ("profile",)), Prior()),
        (Judge(TABLE, ("PF001",)), Prior()),
        (Judge(bare), Prior()),
        (Judge(TABLE), Prior(translated=0.0)),
    ):
        assert judged(monkeypatch, 4.0, -4.0, judge, prior).answer != "mixed"


@given(st.floats(-2.8, 2.8), st.floats(-2.8, 2.8))
def test_two_states_need_halves_on_both_sides(one: float, two: float) -> None:
    found = two_states(one, two)
    assert found == two_states(two, one)
    assert found <= min(abs(one), abs(two)) + 1e-9
    if one * two > 0:
        assert found <= 1e-9
