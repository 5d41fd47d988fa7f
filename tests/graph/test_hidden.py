"""Parents that are not given: what is measured, what joins, what is drawn."""

from __future__ import annotations

import pytest

from provenance.graph import derivation, hidden
from provenance.graph.derivation import History, Inferred, between, shared_slips
from provenance.graph.derive import resolve
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
    pairs = hidden.sibling_measures(event, scores, [0, 1, 2], {(0, 1): 0.4}, (0.5, 0.5, 0.5))
    at = Setting(event, scores, {(0, 1): 0.4}, (0.5, 0.5, 0.5), frozenset(), {(0, 1): 0.5}, 3, {(0, 1): 0.01}, {})
    assert pairs
    assert {len(row) for row in pairs.values()} == {len(SIBLINGS)}
    assert len(shared_measures(at, (0, 1))) == len(SHARED)
    assert len(lone_measures(at, 2)) == len(LONE)


def test_the_model_knows_as_many_measures():
    widths = {name: len(network.mean) for name, network in load().unseen.items()}
    assert widths == {"siblings": len(SIBLINGS), "shared": len(SHARED), "lone": len(LONE)}


def test_groups_join_from_the_likeliest_pair_downwards():
    odds = {(0, 1): 0.8, (0, 2): 0.5, (1, 2): 0.3, (2, 3): 0.05}
    assert hidden.groups({}, 0.1) == set()
    assert hidden.groups(odds, 0.1) == {frozenset(some) for some in ((0, 1), (0, 2), (1, 2), (0, 1, 2))}
    assert hidden.groups(odds, 0.6) == {frozenset((0, 1))}


def test_an_outlet_that_two_name_and_nobody_is_counts():
    texts = ["\n".join(story(3)[at : at + 8]) for at in range(3)]
    claims = (("Valley Wire",), ("Valley Wire",), ("Hill Post",))
    made = [verdict(str(n), text, claims=claims[n]) for n, text in enumerate(texts)]
    event = Event([profile(one) for one in made])
    pairs = hidden.sibling_measures(event, score(load(), event), [0, 1, 2], {}, (0.5, 0.5, 0.5))
    assert [pairs[pair][SIBLINGS.index("lost")] for pair in ((0, 1), (0, 2))] == [1.0, 0.0]
    given = [*made, verdict("9", "\n".join(story(3)), outlet="Valley Wire")]
    event = Event([profile(one) for one in given])
    pairs = hidden.sibling_measures(event, score(load(), event), [0, 1, 2, 3], {}, (0.5,) * 4)
    assert [pairs[0, 1][SIBLINGS.index(name)] for name in ("lost", "named")] == [0.0, 1.0]


def test_log_odds_are_bounded():
    assert [hidden.logit(p) for p in (0.0, 0.5, 1.0)] == [-8.0, 0.0, 8.0]


def test_a_slip_that_both_have_is_told():
    right = "The minister of transport praised the engineers. The engineers thanked the minister."
    one = profile(verdict("1", f"{right} Later the enigneers went home to the valley, said the minister."))
    two = profile(verdict("2", f"Snow fell all night. {right} The enigneers slept."))
    assert shared_slips(one, two) == ("both have “enigneers” for “engineers”",)
    assert shared_slips(profile(verdict("3", right)), two) == ()


LIMITS = {"run": (5.0, 0.4, 0.2), "slip": 0.01, "chance": 0.05}


def test_slips_beyond_chance_propose_a_common_ancestor(event):
    found = History(event, {}, {}, (0.9, 0.9, 0.9))
    found.common = {(i, j): (0, "") for i in range(3) for j in range(i, 3)}
    luck = derivation._luck(found, [0, 1], LIMITS)
    assert luck[0, 1] >= 0.05
    assert derivation._by_luck(found, luck, 0.05) == []
    assert derivation._witness(found, (0, 1), LIMITS) is None
    found = History(slipped(), {}, {}, (0.9, 0.9))
    found.common = {(0, 1): (0, "")}
    assert derivation._by_luck(found, derivation._luck(found, [0, 1], LIMITS), 0.05) == [(0, 1)]
    pair, line = derivation._witness(found, (0, 1), LIMITS)
    assert pair == (0, 1)
    assert "enigneers" in line


def test_a_common_parent_below_the_limit_is_possible_and_changes_nothing(event, monkeypatch):
    model = load()
    least = model.card["hidden"]["least_shared"]
    monkeypatch.setattr("provenance.graph.derivation._witness", lambda *_: None)
    found = derivation.history(event.profiles, model)
    scores = score(model, found.event)
    before = dict(found.parent)
    for p, name in ((derivation.LIKELY / 2, ""), ((derivation.LIKELY + least) / 2, "possible"), (least, "inferred")):
        found.parent = dict(before)
        derivation.gather(found, scores, model, [((0, 1), p)])
        drawn = {kind: [node.children for node in getattr(found, kind)] for kind in ("possible", "inferred")}
        assert ((0, 1) in drawn["possible"], (0, 1) in drawn["inferred"]) == (name == "possible", name == "inferred")
        assert found.parent == before or name == "inferred"
    monkeypatch.setattr("provenance.graph.derivation.proposals", lambda *_: [((0, 1), (derivation.LIKELY + least) / 2)])
    graph = resolve([one.verdict for one in event.profiles])
    shown = [link for link in graph.links if link not in graph.arborescence and link.parent.startswith("inferred:")]
    assert {link.child for link in shown} == {"1", "2"}


@pytest.mark.parametrize(("parent", "shown"), [({}, [(0, 1)]), ({1: 0}, [])])
def test_what_two_share_beyond_chance_is_shown_while_the_point_answer_leaves_it_unexplained(parent, shown):
    model = load()
    found = derivation.history(slipped().profiles, model)
    found.parent = dict(parent)
    derivation.gather(found, score(model, found.event), model, [((0, 1), derivation.LIKELY / 2)])
    assert [node.children for node in found.possible] == shown
    assert all(node.witness for node in found.possible)
    assert found.parent == parent


def test_what_is_shared_proposes_nothing_where_a_parent_is_given_or_one_came_from_the_other():
    found = History(slipped(), {}, {1: 0}, (0.9, 0.9))
    assert derivation._luck(found, [0, 1], LIMITS) == {}
    found = History(slipped(translated=0.97), {}, {}, (0.9, 0.9), via={(0, 1): 2.0})
    assert derivation._by_luck(found, {(0, 1): 0.0001}, 0.05) == []


def test_a_proposal_is_refused_or_accepted_by_its_probability(event):
    scores, model = score(load(), event), load()
    limits = model.card["hidden"]
    for p, drawn in ((limits["least_shared"] - 0.01, []), (limits["least_shared"], [(0, 1)])):
        found = History(event, {}, {}, (0.9, 0.9, 0.9))
        derivation.gather(found, scores, model, [((0, 1), p)])
        assert [node.children for node in found.inferred] == drawn


def test_every_limit_is_in_the_card():
    limits = load().card["hidden"]
    for name in ("open", "link", "chance", "least_shared", "least_lone", "least_bare"):
        assert 0 < limits[name] < 1


def slipped(translated: float = 0.05) -> Event:
    """Two articles with one slip."""
    slip = "The enigneers left; the engineers stayed, and other engineers came."
    texts = [f"{text}\n{slip}" for text in ("\n".join(story(3)[:9]), "\n".join(story(3)[3:]))]
    odds = (0.05, translated)
    return Event([profile(verdict(str(n), text, translated=odds[n], source="de")) for n, text in enumerate(texts)])


def test_a_foreign_parent_stands_between_only_below_a_source_that_is_not_foreign_itself(event):
    found = History(event, {}, {}, (0.9, 0.9, 0.9))
    assert between(found, Inferred((0, 2), "", 0.8)) == (2,)
    assert between(found, Inferred((0, 2), "de", 0.8)) == ()
    unsure = Event([profile(verdict("1", "\n".join(story(3)), translated=p, source="de")) for p in (0.5, 0.97)])
    assert between(History(unsure, {}, {}, (0.9, 0.9)), Inferred((0, 1), "", 0.8)) == (1,)
    both = Event([profile(verdict("1", "\n".join(story(3)), translated=0.97, source="de")) for _ in range(2)])
    assert between(History(both, {}, {}, (0.9, 0.9)), Inferred((0, 1), "", 0.8)) == ()


def test_the_number_of_shared_words_is_that_of_the_words_shown():
    line = "Envoys from Kolding and 14 towns near Vejle met on the old ferry and wanted nothing to be written down"
    other = "Yesterday people heard more about it."
    one, two = (profile(verdict(name, f"{line}.\n{other}" if name == "a" else f"{line}.")) for name in "ab")
    plain, words = derivation.own_run(one, two)
    told = derivation._line(plain, words)
    assert words == line
    assert plain < len(line.split())
    assert told.startswith(f"{len(line.split())} words in a row in both, {plain} of them neither names nor figures")


def test_a_run_with_a_quotation_in_its_midst_is_not_shown():
    before, after = "Envoys from the towns met on the old ferry and agreed that", "should be told to nobody at home"
    one = profile(verdict("a", f"{before} “this quarrel of ours” {after}."))
    two = profile(verdict("b", f"{before} “all of those plans” {after}."))
    plain, words = derivation.own_run(one, two)
    assert (plain > 10, words) == (True, "")
    assert "“" not in derivation._line(plain, words)
