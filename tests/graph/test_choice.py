"""Where one of several would be named by a throw of dice, it is said, or none is."""

from __future__ import annotations

import pytest

from provenance.graph.choice import settle
from provenance.graph.derivation import History, Inferred
from provenance.graph.derive import resolve
from provenance.graph.features import Event
from provenance.graph.profile import profile
from provenance.view.doubts import doubts
from tests.graph.press import story, verdict

WHOLE, PART = "\n".join(story(5)), "\n".join(story(5)[:7])


def chosen(made):
    graph = resolve(made)
    return {(link.parent, link.child) for link in graph.arborescence}, graph


@pytest.mark.parametrize("count", [2, 3, 30])
def test_of_equal_texts_one_stands_for_all_and_it_is_said(count):
    made = [verdict(f"{n:02d}", WHOLE) for n in range(count)]
    pairs, graph = chosen([*made, verdict("part", PART)])
    assert {child for _, child in pairs} == {"part"}
    (line,) = [line for line in doubts([graph])["part"] if "equal texts" in line]
    assert f"one of {count} equal texts" in line
    odds = {link.p for link in graph.links if link.child == "part"}
    assert len(odds) == 1


def test_the_first_print_is_the_source_and_has_the_probability_of_all():
    dates = {"c": "2024-03-02T08:00Z", "a": "2024-03-02T14:00Z", "b": "2024-03-03T09:00Z"}
    pairs, graph = chosen([
        *(verdict(name, WHOLE, date) for name, date in dates.items()), verdict("part", PART, "2024-03-03T20:00Z"),
    ])  # fmt: skip
    assert pairs == {("c", "a"), ("c", "b"), ("c", "part")}
    assert {link.parent for link in graph.links if link.child == "part"} == {"c"}


def test_many_prints_make_nothing_certain():
    made = [verdict(f"{n:02d}", WHOLE, f"2024-03-02T{n:02d}:00Z") for n in range(20)]
    _, graph = chosen([*made, verdict("part", PART, "2024-03-03T12:00Z")])
    assert {link.parent for link in graph.arborescence} == {"00"}
    assert all(0.5 < link.p < 1.0 for link in graph.arborescence)


def test_of_equal_texts_the_one_that_is_named_is_the_source():
    made = [verdict("a", WHOLE, outlet="Hill Post"), verdict("b", WHOLE, outlet="Valley Wire")]
    pairs, _ = chosen([*made, verdict("part", PART, claims=("Valley Wire",))])
    assert pairs == {("b", "part")}


EVENT = [
    verdict("0", WHOLE, "2024-03-01"),
    verdict("1", PART, "2024-03-01"),
    verdict("2", PART + " It rained.", "2024-03-03"),
]


@pytest.mark.parametrize(("odds", "possible", "reason"), [
    ((0.60, 0.39), 0.0, ""),
    ((0.55, 0.44), 0.0, "cannot tell which of 2 it came from"),
    ((0.49, 0.10), 0.0, "less likely than not"),
    ((0.60, 0.10), 0.55, ""),
    ((0.60, 0.10), 0.64, "a source that is not given is likelier"),
])  # fmt: skip
def test_a_parent_is_asserted_where_it_is_likelier_than_not_and_clearly_ahead(odds, possible, reason):
    found = History(Event([profile(one) for one in EVENT]), {(p, 2): odds[p] for p in (0, 1)}, {2: 0}, (0.5,) * 3)
    found.possible = [Inferred((1, 2), "", possible)]
    settle(found)
    assert found.parent == ({} if reason else {2: 0})
    assert found.open.get(2, ("",))[0] == reason


def test_a_further_parent_is_no_rival():
    found = History(Event([profile(one) for one in EVENT]), {(0, 2): 0.5, (1, 2): 0.45}, {2: 0}, (0.5,) * 3)
    found.second[2] = ((1, 0.9),)
    settle(found)
    assert found.parent == {2: 0}
    assert found.second[2] == ((1, 0.9),)


GROWN = "\n".join(
    [*story(5), "A second crossing was first talked of in the year of the flood, when boats were the only way."]
)


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_of_two_undated_texts_the_longer_may_have_grown_from_the_shorter(names):
    whole, part = names
    pairs, graph = chosen([verdict(whole, WHOLE), verdict(part, PART)])
    assert pairs == set()
    (line,) = doubts([graph])[part]
    assert line.startswith(f"perhaps from {whole}:en")
    assert "nothing but length tells" in line
    assert dict(graph.chains) == {"a": "a:en", "b": "b:en"}


def test_a_correction_printed_below_makes_nobody_a_parent():
    corrected = WHOLE.replace("cracks", "gaps") + "\nCorrection: An earlier version of this article spoke of cracks."
    pairs, _ = chosen([verdict("a", WHOLE), verdict("b", corrected)])
    assert pairs == set()


@pytest.mark.parametrize(
    ("part", "dates", "claims"),
    [
        (PART, ("2024-03-01T08:00Z", "2024-03-01T20:00Z"), ()),
        (PART, (None, None), ("Wave",)),
        (f"{PART[:-60]}…", (None, None), ()),
    ],
)
def test_time_a_name_or_a_gap_tells_what_was_cut_out(part, dates, claims):
    made = [verdict("a", WHOLE, dates[0], "Wave"), verdict("b", part, dates[1], claims=claims)]
    assert chosen(made)[0] == {("a", "b")}


def test_two_parts_of_one_undated_text_do_not_vouch_for_it():
    pairs, _ = chosen([verdict("a", GROWN), verdict("b", PART), verdict("c", "\n".join(story(5)[:9]))])
    assert not {("a", "b"), ("a", "c")} & pairs
