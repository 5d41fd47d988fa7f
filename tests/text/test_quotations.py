"""Quotations: pairs by shape and place, and a broken mark harms its own paragraph at most."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.text.quotations import LONGEST, quotations, quoted_spans

MARKS = "“”„‟\"«»‹›「」『』‘’‚'"
texts = st.text(alphabet=st.sampled_from(MARKS + " abc.,\n5"), max_size=120) | st.text(max_size=120)


def inner(text: str) -> list[str]:
    return [quoted.inner.slice(text) for quoted in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “yes” and “no”.", ["yes", "no"]),
        ('She said "yes" and "no".', ["yes", "no"]),
        ("„Ja“, sagte sie. „Nein”, sagte er.", ["Ja", "Nein"]),
        ("»Ja«, sagte sie. « Non », dit-il.", ["Ja", " Non "]),
        ("”Ja”, sade hon, ”nej”.", ["Ja", "nej"]),
        ("她说「是的」和“好”。", ["是的", "好"]),
        ("‘We’ll go,’ she said, ‘now’.", ["We’ll go,", "now"]),
        ("She said ”well, yes,” and left.", ["well, yes,"]),
        ("He called it “too late”Monday and left.", ["too late"]),
        ('He said:"Come in."Then he left.', ["Come in."]),
        ("“Outer ‘inner’ outer” ends.", ["Outer ‘inner’ outer"]),
        ("“One “two” three” ends.", ["One “two” three"]),
        ('Mixed "marks” pair.', ["marks"]),
        ("The workers’ rights and the ’90s don’t count, nor 'tis.", []),
        ("A board of 6' 2\" is long.", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_an_open_mark_does_not_swallow_what_follows() -> None:
    text = "He said “yes and left.\nShe stayed “here” and waited.\nThe end”."
    found = quotations(text)
    assert inner(text) == ["here"]
    assert [text[at] for at in found.orphans] == ["“", "”"]


def test_straight_marks_find_their_step_again_after_a_lost_one() -> None:
    assert inner('He said "yes and left. She said "no" and "never".') == ["no", "never"]


def test_a_quotation_that_goes_on_ends_with_its_paragraph() -> None:
    text = "“The first part.\n\n“The second part,” she said."
    first, second = quoted_spans(text)
    assert (first.span.slice(text), first.closed) == ("“The first part.", False)
    assert (second.span.slice(text), second.closed) == ("“The second part,”", True)
    assert quotations(text).orphans == ()


def test_a_foreign_mark_beside_a_pair_is_an_orphan() -> None:
    text = "“It would be a loss,” » she said."
    assert inner(text) == ["It would be a loss,"]
    assert [text[at] for at in quotations(text).orphans] == ["»"]


def test_no_quotation_is_longer_than_the_bound() -> None:
    assert inner("“" + "word " * LONGEST + "”") == []


@given(texts)
def test_quotations_lie_in_the_text_and_in_one_line_and_do_not_overlap(text: str) -> None:
    at = 0
    for quoted in quoted_spans(text):
        start, end = quoted.span
        assert at <= start < end <= len(text)
        assert start < quoted.inner.start <= quoted.inner.end <= end
        assert "\n" not in text[start:end]
        at = end


@given(texts)
def test_orphans_are_marks_outside_the_ends_of_quotations(text: str) -> None:
    found = quotations(text)
    ends = {at for quoted in found.quoted for at in (quoted.span.start, quoted.inner.end) if quoted.closed}
    assert not ends & set(found.orphans)
    assert all(text[at] in MARKS + "＂〃″〝〞〟" for at in found.orphans)


@pytest.mark.parametrize("piece", ['"', "“", "'", ' "a', "‘a s’ ", "“a ", '"a\n', "”", "«"])
def test_cost_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        quotations(piece * times)
        return time.process_time() - start

    seconds(1000)
    small, large = (min(seconds(times) for _ in range(3)) for times in (4_000, 40_000))
    assert large < 40 * max(small, 0.02)
