"""Figures are told apart from their neighbours."""

from __future__ import annotations

import pytest

from provenance.text.names import numbers


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("In June 2024 150 people came.", ["2024", "150"]),
        ("There were 150 2024 models.", ["150", "2024"]),
        ("1,200 and 1.200 and 1 200", ["1200", "1200", "1200"]),
        ("12 345 678,5 or 3.1415", ["12345678.5", "3.1415"]),
    ],
)
def test_a_figure_has_groups_of_three_behind_its_first_three_digits(text: str, figures: list[str]) -> None:
    assert [figure for figure, _ in numbers(text)] == figures
