"""What must hold of every history, whatever the model has learned."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.graph import events
from provenance.graph.derive import derive, resolve
from provenance.records import Graph, Verdict
from tests.graph.press import story, verdict

STRANGER = """Orchard growers around Quillhaven picked a third fewer pears this season, their union reported.
Frost in April had killed blossoms on the lower slopes, said Ottoline Wrexby, who keeps 14 hectares there.
Wholesalers pay 2.35 a kilogram now, which covers neither wages nor the rent of cold stores.
A panel of botanists from Yarrowgate College advises planting later kinds and wants hedges against the wind.
Ministry officials promised loans; cider makers, who bought the bruised fruit, were the only ones to smile."""
"""Another event in other words: ``story`` tells every event in the same ones."""
_SETTINGS = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def traditions(draw) -> list[Verdict]:
    """An article, and others that were cut, mixed or translated out of it, some with dates."""
    rng = random.Random(draw(st.integers(0, 10**6)))
    one, two = story(rng.randrange(10**6)), story(rng.randrange(10**6))
    texts = [list(one)]
    for _ in range(draw(st.integers(1, 5))):
        base = rng.choice(texts)
        kept = [line for line in base if rng.random() < 0.8] or base[:1]
        texts.append(kept + list(two[:3]) if rng.random() < 0.3 else kept)
    found = []
    for number, lines in enumerate(texts):
        date = f"2024-03-{rng.randrange(1, 6):02d}T12:00Z" if rng.random() < 0.6 else None
        odds = rng.choice((0.03, 0.5, 0.96))
        name = f"{rng.randrange(10**6):06d}-{number}"
        found.append(verdict(name, "\n".join(lines), date, translated=odds, source="de" if odds > 0.5 else ""))
    return found


def parents(graphs: tuple[Graph, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for graph in graphs:
        for link in graph.arborescence:
            found[link.child].add(link.parent)
    return found


@_SETTINGS
@given(traditions(), st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(made, rng):
    shuffled = list(made)
    rng.shuffle(shuffled)
    assert derive(shuffled) == derive(made)


@_SETTINGS
@given(traditions())
def test_no_article_descends_from_itself(made):
    graph = nx.DiGraph([(parent, child) for child, above in parents(derive(made)).items() for parent in above])
    assert nx.is_directed_acyclic_graph(graph)


@_SETTINGS
@given(traditions())
def test_a_parent_is_not_younger_than_its_child(made):
    dates = {v.article.id: v.article.published for v in made}
    for graph in derive(made):
        for link in graph.links:
            older, younger = dates.get(link.parent), dates.get(link.child)
            assert not (older and younger) or older <= younger


@_SETTINGS
@given(traditions())
def test_removing_an_unrelated_article_changes_nothing(made):
    stranger = verdict("stranger", STRANGER, "2024-03-02")
    alone = derive(made)
    assert [g for g in derive([*made, stranger]) if all(n.id != "stranger" for n in g.nodes)] == list(alone)


@_SETTINGS
@given(traditions(), st.booleans())
def test_a_copy_is_never_the_parent_of_its_original(made, dated):
    original = made[0]
    day = original.article.published
    copy = verdict("copy", original.article.text, "2024-03-09T12:00Z" if dated and day else None,
                   translated=original.p_translated, source="de" if original.sources else "")  # fmt: skip
    assert "copy" not in parents(derive([*made, copy]))[original.article.id]


@_SETTINGS
@given(traditions())
def test_probabilities_are_probabilities(made):
    for graph in derive(made):
        known = {node.id for node in graph.nodes}
        for link in graph.links:
            claimed = link.parent.startswith("claimed:")
            assert link.p is None if claimed else 0.0 <= link.p <= 1.0
            assert {link.parent, link.child} <= known
        assert [name for name, _ in graph.chains] == [n.id for n in graph.nodes if n.kind == "observed"]


def test_an_identical_pair_without_dates_is_undecided():
    text = "\n".join(story(5))
    (graph,) = derive([verdict("001", text), verdict("002", text)])
    assert graph.arborescence == ()
    both = {(link.parent, link.child): link for link in graph.links}
    assert both["001", "002"].p == both["002", "001"].p
    assert both["001", "002"].evidence[0] == "cannot tell which came first"


def test_every_pair_of_many_equal_texts_without_dates_is_said_to_be_undecided():
    text = "\n".join(story(5))
    graph = resolve([verdict(f"{n:03d}", text) for n in range(60)])
    assert graph.arborescence == ()
    assert {link.child for link in graph.links} == {f"{n:03d}" for n in range(60)}
    assert all(link.unordered for link in graph.links)


def test_edges_beside_the_point_answer_say_where_their_direction_is_open():
    text = "\n".join(story(5))
    graph = resolve([
        verdict("001", text), verdict("002", text.replace("Monday", "Tuesday")),
        verdict("003", text.replace("cracks", "gaps")),
    ])  # fmt: skip
    chosen = {(link.parent, link.child) for link in graph.arborescence}
    both = {(link.parent, link.child): link for link in graph.links}
    assert chosen == set()
    assert both["001", "002"].withheld == both["001", "003"].withheld == "open: less likely than not"
    assert both["002", "003"].unordered
    assert both["003", "002"].unordered
    assert not both["001", "002"].unordered


def test_a_large_event_is_derived_in_parts_along_time(monkeypatch):
    monkeypatch.setattr(events, "MOST", 3)
    lines = story(5)
    made = [verdict(f"{n:03d}", "\n".join(lines[n % 3 :]), f"2024-03-{9 - n:02d}") for n in range(7)]
    graphs = derive([*made, verdict("stranger", STRANGER, "2024-03-02")])
    given = [[node.id for node in graph.nodes if node.kind == "observed"] for graph in graphs]
    assert given == [["005", "006"], ["003", "004"], ["000", "001", "002"], ["stranger"]]
    assert [graph.event for graph in graphs] == ["000", "000", "000", "stranger"]
    (line,) = events.cut(graphs)
    assert line.startswith("event 000 has 7 articles, more than 3: derived in 3 parts along time; ")
    assert events.cut(graphs[2:]) == ()


def test_an_identical_pair_with_dates_is_decided():
    text = "\n".join(story(5))
    (graph,) = derive([verdict("001", text, "2024-03-02"), verdict("002", text, "2024-03-01")])
    assert [(link.parent, link.child, link.kind) for link in graph.arborescence] == [("002", "001", "copy")]
    assert dict(graph.chains)["001"] == "002:en >copy 001:en"


def test_unrelated_articles_are_separate_events():
    graphs = derive([verdict(f"{n:03d}", "\n".join(story(n))) for n in range(1, 6)])
    assert [graph.event for graph in graphs] == ["001", "002", "003", "004", "005"]
    assert all(graph.links == () for graph in graphs)


def test_a_translated_article_gets_a_foreign_parent_that_is_not_given():
    (graph,) = derive([verdict("001", "\n".join(story(7)), translated=0.97, source="uk")])
    assert dict(graph.chains) == {"001": "*?:uk >mt 001:en"}


def test_a_named_source_stands_above_the_foreign_parent():
    made = verdict("001", "\n".join(story(7)), translated=0.97, source="uk", claims=("guardian",))
    (graph,) = derive([made])
    assert dict(graph.chains) == {"001": "The Guardian:en >ht/mt *?:uk >mt 001:en"}


def test_several_named_sources_stand_side_by_side():
    made = verdict("003", "\n".join(story(7)), translated=0.97, source="es", claims=("efe", "afp"))
    (graph,) = derive([made])
    assert dict(graph.chains) == {"003": "(AFP:? & EFE:es) >rewrite *?:es >mt 003:en"}


def test_a_foreign_original_is_a_node():
    text = "Der Rat von Karlovos sperrte am Montag die Brücke über die Mirtenra.\nMarta Zanbelfe sprach von 47 Rissen."
    (graph,) = derive([verdict("007", text, language="de")])
    assert dict(graph.chains) == {"007": "007:de"}


def test_a_shared_run_between_an_original_and_a_translation_makes_a_common_ancestor():
    one, two = story(11), story(11)
    shared = "Nobody in the long valley has ever seen the river carry so much timber so late in spring."
    original = " ".join((one[0], one[4], shared, one[9]))
    translated = (
        "In the town the bridge is since Monday blocked for everybody. " + two[6] + " " + shared + " Whoever wants to "
        "cross must from now on take the ferry, which is small and slow and by no means free."
    )
    graph = resolve([verdict("002", original), verdict("004", translated, translated=0.97, source="de")])
    chains = dict(graph.chains)
    assert chains["002"] == "*?:en >copy 002:en"
    assert chains["004"] == "*?:en >ht/mt *?:de >mt 004:en"


def test_a_text_joined_from_two_needs_no_parent_that_is_not_given():
    one, two = story(5), STRANGER.split("\n")
    graph = resolve([
        verdict("a", "\n".join(one), "2024-03-01"), verdict("b", STRANGER, "2024-03-01"),
        verdict("c", "\n".join([*one[:6], *two]), "2024-03-03"),
    ])  # fmt: skip
    assert dict(graph.chains) == {"a": "a:en", "b": "b:en", "c": "(a:en & b:en) >rewrite c:en"}


def test_nothing_gives_nothing():
    assert derive([]) == ()


@pytest.mark.parametrize("text", ["", " \n ", "...", "42", "“" * 50, "Ω≈ç√ Ⅷ\u200b🦉"])
def test_strange_texts_do_no_harm(text):
    graphs = derive([verdict("1", text), verdict("2", text), verdict("3", "\n".join(story(3)))])
    assert sorted(n.id for g in graphs for n in g.nodes if n.kind == "observed") == ["1", "2", "3"]


@pytest.mark.parametrize(("p", "language", "shown"), [(0.9, "de", "de"), (0.4, None, "?")])
def test_the_language_of_a_parent_is_named_only_where_it_is_likelier_than_the_others(p, language, shown):
    told = verdict("a", "\n".join(story(5)), translated=0.97, source="de", claims=("The Guardian",))
    rest = tuple((tag, (1 - p) / 3) for tag in ("es", "uk", "fr"))
    (graph,) = derive([replace(told, sources=(("de", p), *rest))])
    (parent,) = [node for node in graph.nodes if node.kind == "inferred"]
    assert parent.language == language
    kinds = {(link.parent, link.child): link.kind for link in graph.links}
    assert kinds[parent.id, "a"] == "machine_translation"
    (claimed,) = [node for node in graph.nodes if node.kind == "claimed"]
    assert kinds[claimed.id, parent.id] == "translation"
    assert graph.chains == (("a", f"The Guardian:en >ht/mt *?:{shown} >mt a:en"),)
