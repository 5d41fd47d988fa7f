"""Parents that are not given: what is measured, what joins, what is drawn."""

from __future__ import annotations

import pytest

from provenance.graph import derivation, hidden
from provenance.graph.derivation import History, Inferred, between, shared_slips
from provenance.graph.features import Event
from provenance.graph.hidden import LONE, SHARED, SIBLINGS, Setting, lone_measures, shared_measures
from provenance.graph.profile import profile
from provenance.graph.relations import load, score
from tests.graph.press import story, verdict


@pytest.fixture
def event() -> Event:
    lines = story(3)
    made = [
        verdict("1", "\n".join(lines[:9])),
        verdict("2", "\n".join(lines[3:])),
        verdict("3", "\n".join(lines[:4] + lines[7:]), translated=0.97, source="de"),
    ]
    return Event([profile(one) for one in made])


def test_every_measure_has_a_name(event):
    scores = score(load(), event)
    pairs = hidden.sibling_measures(event, scores, [0, 1, 2])
    at = Setting(event, scores, {(0, 1): 0.4}, (0.5, 0.5, 0.5), frozenset(), {(0, 1): 0.5}, 3)
    assert pairs
    assert {len(row) for row in pairs.values()} == {len(SIBLINGS)}
    assert len(shared_measures(at, (0, 1))) == len(SHARED)
    assert len(lone_measures(at, 2)) == len(LONE)


def test_the_model_knows_as_many_measures():
    limits = load().card["hidden"]
    assert [len(limits[name]) - 1 for name in ("siblings", "shared", "lone")] == [
        len(SIBLINGS),
        len(SHARED),
        len(LONE),
    ]


def test_log_odds_are_bounded():
    assert [hidden.logit(p) for p in (0.0, 0.5, 1.0)] == [-8.0, 0.0, 8.0]


def test_a_slip_that_both_have_is_told():
    right = "The minister of transport praised the engineers. The engineers thanked the minister."
    one = profile(verdict("1", f"{right} Later the enigneers went home to the valley, said the minister."))
    two = profile(verdict("2", f"Snow fell all night. {right} The enigneers slept."))
    assert shared_slips(one, two) == ("both have “enigneers” for “engineers”",)
    assert shared_slips(profile(verdict("3", right)), two) == ()


def test_slips_beyond_chance_make_a_common_ancestor(event):
    found = History(event, {}, {}, (0.9, 0.9, 0.9))
    found.common = {(i, j): (0, "") for i in range(3) for j in range(i, 3)}
    derivation._join_by_runs(found, [0, 1], (5.0, 0.4, 0.2), 0.01)
    assert found.inferred == []
    lines = [f"{text}\nThe enigneers left; the engineers stayed, and other engineers came." for text in
             ("\n".join(story(3)[:9]), "\n".join(story(3)[3:]))]  # fmt: skip
    found = History(Event([profile(verdict(str(n), text)) for n, text in enumerate(lines)]), {}, {}, (0.9, 0.9))
    found.common = {(0, 1): (0, "")}
    derivation._join_by_runs(found, [0, 1], (5.0, 0.4, 0.2), 0.01)
    assert [node.children for node in found.inferred] == [(0, 1)]
    assert "enigneers" in found.inferred[0].evidence[0]


def test_a_foreign_parent_stands_between_only_below_an_english_source(event):
    found = History(event, {}, {}, (0.9, 0.9, 0.9))
    assert between(found, Inferred((0, 2), "", 0.8)) == (2,)
    assert between(found, Inferred((0, 2), "de", 0.8)) == ()
    unsure = Event([profile(verdict("1", "\n".join(story(3)), translated=p, source="de")) for p in (0.5, 0.97)])
    assert between(History(unsure, {}, {}, (0.9, 0.9)), Inferred((0, 1), "", 0.8)) == ()
