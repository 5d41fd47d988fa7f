"""Lines that stand twice are found with how they differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.text.repeats import mangled, repeats


@pytest.mark.parametrize(
    ("lines", "how"),
    [
        (("Harbour of Lund closes again", "Harbour of Lund closes again"), "exact"),
        (("Harbour of Lund closes again", "“Harbour of Lund” closes again"), "exact"),
        (("Harbour of Lund Closes Again", "Harbour of lund closes again"), "case"),
        (("Harbour of Lund closes again today", "Harbour of Lund closes again todays"), "near"),
        (("Storm over Lund: harbour closes", "Storm over Lund", "harbour closes"), "parts"),
    ],
)
def test_copies_are_told_apart(lines: tuple[str, ...], how: str) -> None:
    assert [one.how for one in repeats("\n".join(lines))] == [how]


def test_labels_and_different_lines_are_no_copies() -> None:
    assert repeats("Sport\nSport\nThe harbour of Lund is closed\nThe market of Lund is open today") == ()


def test_the_copy_that_lost_its_capitals_is_named_wherever_it_stands() -> None:
    poor, rich = "harbour of lund closes again", "Harbour of Lund Closes Again"
    assert [span.slice(f"{poor}\n{rich}") for span in mangled(f"{poor}\n{rich}")] == [poor]
    assert [span.slice(f"{rich}\n{poor}") for span in mangled(f"{rich}\n{poor}")] == [poor]


@given(
    st.lists(
        st.sampled_from(["one two three four", "One Two Three Four", "x", "", "five six seven eight"]), max_size=30
    )
)
def test_spans_lie_in_the_text_and_name_an_earlier_line(lines: list[str]) -> None:
    text = "\n".join(lines)
    for one in repeats(text):
        assert one.first.start < one.span.start
        assert one.span.end <= len(text)
        assert one.first_row < one.row
