"""Dates keep their hour and zone; what is not understood stays unknown."""

from __future__ import annotations

import pytest

from provenance.text.dates import iso


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2024-06-20 14:05:09+02", "2024-06-20T14:05:09+02:00"),
        ("2024-06-20 14:05:09.25-0330", "2024-06-20T14:05:09-03:30"),
        ("2024-06-20 14:05:09 CET", "2024-06-20T14:05:09"),
        ("2024062012", "2024-06-20T12:00"),
        ("202406201230", "2024-06-20T12:30"),
        ("20240620123005", "2024-06-20T12:30:05"),
        ("20240620T1230Z", "2024-06-20T12:30Z"),
        ("18990620", "1899-06-20"),
        ("2024-06-20 02:05 PM", "2024-06-20T14:05"),
        ("2024-06-20 12:05:09 a.m. EDT", "2024-06-20T00:05:09-04:00"),
        ("2024-06-20 12:05 PM", "2024-06-20T12:05"),
        ("2024-06-20 14:05 PM", "2024-06-20T14:05"),
        ("June 20, 2024 2:05\u202fPM", "2024-06-20T14:05:00"),
        ("06/20/2024 2:05 PM", "2024-06-20T14:05"),
        ("20.06.2024, 9:05:09 +02", "2024-06-20T09:05:09+02:00"),
        ("Thursday, June 20, 2024 at 2:05 PM EDT", "2024-06-20T14:05-04:00"),
        ("2024/06/20 14:05:09.250 UTC", "2024-06-20T14:05:09Z"),
    ],
)
def test_hour_and_zone_are_kept(raw: str, expected: str) -> None:
    assert iso(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "06/20/2024", "20/06/2024", "20-06-2024", "20.06.2024", "20. 6. 2024", "2024/06/20", "2024.06.20", "2024-6-20",
        "June 20, 2024", "June 20 2024", "20 June 2024", "20 June, 2024", "20-Jun-2024", "Jun. 20, 2024",
        "june 20th, 2024", "20-Jun-24", "20th of June 2024", "Thu 20 Jun 2024", "Thursday, June 20, 2024",
    ],
)  # fmt: skip
def test_a_date_that_can_be_no_other_is_read(raw: str) -> None:
    assert iso(raw) == "2024-06-20"


@pytest.mark.parametrize(
    "raw",
    [
        "2024-06-20T00:00:00Z", "2024-06-20 00:00:00+00:00", "1718841600", "20240620T000000Z", "2024-06-20 00:00:00",
        "2024-06-20T00:00:00+02:00", "20.06.2024 00:00", "2024-06-20 12:00 AM",
    ],
)  # fmt: skip
def test_midnight_sharp_is_the_day_alone(raw: str) -> None:
    assert iso(raw) == "2024-06-20"
    assert iso("2024-06-20T00:00:01Z") == "2024-06-20T00:00:01Z"


def test_a_day_and_a_month_of_one_number_need_no_order() -> None:
    assert iso("05/05/2024") == "2024-05-05"
    assert iso("Sept. 3, 2024") == iso("3.9.2024") == "2024-09-03"


@pytest.mark.parametrize(
    "raw",
    ["06/07/2024", "6-7-2024", "31/02/2024", "31.02.2024", "13/13/2024", "06.20.2024", "2024/20/06", "June 31, 2024",
     "Junk 20, 2024", "June 2024", "06/20/24", "20/06", "2024/06-20", "June 20, 2024 25:00", "updated June 20, 2024",
     "June 20, 2024 by Ann Lee", "00/20/2024"],
)  # fmt: skip
def test_a_date_that_can_be_two_or_none_stays_unread(raw: str) -> None:
    assert iso(raw) is None


@pytest.mark.parametrize("raw", ["2024062024", "202406991230", "2024-06-20 25:00", "20 of June"])
def test_a_mangled_date_is_not_guessed(raw: str) -> None:
    assert iso(raw) is None


@pytest.mark.parametrize("raw", ["1712010112", "1712010112000"])
def test_seconds_since_1970_are_no_date_of_another_century(raw: str) -> None:
    assert iso(raw) == "2024-04-01T22:21:52Z"
