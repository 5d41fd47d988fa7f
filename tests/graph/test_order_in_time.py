"""What is certain of the order of two articles."""

from __future__ import annotations

import pytest

from provenance.graph.profile import earlier, moment, profile
from tests.graph.press import verdict


@pytest.mark.parametrize(
    ("one", "two", "certain"),
    [
        ("2024-06-20T12:00Z", "2024-06-20T13:00Z", True),
        ("2024-06-20T12:00Z", "2024-06-20T12:59Z", False),
        ("2024-06-20T12:00:00Z", "2024-06-20T12:00:01Z", False),
        ("2024-06-20T14:00+02:00", "2024-06-20T13:01Z", True),
        ("2024-06-20T12:00", "2024-06-20T23:59Z", False),
        ("2024-06-20T12:00", "2024-06-21T01:01Z", True),
        ("2024-06-20T12:00Z", "2024-06-21T01:59", False),
        ("2024-06-20T12:00Z", "2024-06-21T03:01", True),
        ("2024-06-20T12:00", "2024-06-21T13:00", False),
        ("2024-06-20", "2024-06-21", True),
        ("2024-06-20", "2024-06-21T00:30Z", False),
        ("2024-06-20", "2024-06-21T06:00Z", False),
        ("2024-06-20", "2024-06-21T14:00Z", True),
        ("2024-06-19T13:00Z", "2024-06-20", False),
        ("2024-06-19T08:00Z", "2024-06-20", True),
        ("2024-06-20T20:00-04:00", "2024-06-20", False),
        ("2024-06-20", None, False),
    ],
)
def test_a_time_is_certainly_before_another_from_an_hour_on_and_can_be_of_any_zone_where_it_names_none(
    one, two, certain
):
    assert earlier(profile(verdict("1", "", one)), profile(verdict("2", "", two))) is certain


@pytest.mark.parametrize("published", ["0001-01-01T00:00", "0001-01-01T00:00+02:00", "9999-12-31T12:00", "soon"])
def test_the_ends_of_the_calendar_say_nothing(published):
    assert moment(published) == (None, None)
