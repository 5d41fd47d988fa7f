"""The central version of a quotation, and what another changed against it."""

from __future__ import annotations

import pytest

from provenance.graph.derive import resolve
from provenance.graph.profile import profile
from provenance.graph.quotes import quotes
from tests.graph.press import story, verdict


@pytest.mark.parametrize("odd", [0, 1, 2])
def test_what_most_have_is_the_centre_and_the_other_one_has_changed(odd):
    said = ["pay", "pay", "pay"]
    said[odd] = "not pay"
    texts = [f"“We will {word} the miners of this valley before the winter ends,” said Nora Quist." for word in said]
    rows = quotes([profile(verdict(str(n), text)) for n, text in enumerate(texts)])
    assert {row.quote for row in rows} == {"q1"}
    assert [row.medoid for row in rows].count(True) == 1
    assert not rows[odd].medoid
    assert [row.drift for row in rows if row is not rows[odd]] == [(), ()]
    assert rows[odd].drift == ("negation added: not", "meaning may have changed")


@pytest.mark.parametrize(("first", "centre"), [("2024-03-01", "a"), ("2024-03-09", "b")])
def test_of_two_versions_the_older_is_the_centre_however_rich_the_other(first, centre):
    lines = "\n".join(story(5)[3:])
    texts = {
        "a": "“We may wait until the spring,” said Karel Dunmir.",
        "b": "“We will never wait for the spring to come again,” said Karel Dunmir.",
    }
    made = [verdict("a", f"{texts['a']}\n{lines}", first), verdict("b", f"{texts['b']}\n{lines}", "2024-03-05")]
    graph = resolve(made)
    assert {row.article for row in graph.quotes if row.medoid and "wait" in row.text and "spring" in row.text} == {
        centre
    }


def test_an_ancestor_is_the_centre_before_one_that_came_from_it():
    a, b = (verdict(name, f"“{said},” said Karel Dunmir.") for name, said in (
        ("a", "We will never wait for the spring to come again"), ("b", "We may wait until the spring"),
    ))  # fmt: skip
    for ages, centre in (({"a": 0, "b": 1}, "a"), ({"a": 1, "b": 0}, "b")):
        rows = quotes([profile(a), profile(b)], ages)
        assert [row.article for row in rows if row.medoid] == [centre]
