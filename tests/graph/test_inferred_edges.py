"""How the edges of a parent that is not given are named, and what stands on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from provenance.graph.derive import UNTOLD, resolve
from provenance.records import Graph, Verdict
from provenance.view.doubts import doubts
from tests.graph.press import story, verdict
from tests.graph.test_refusals import GERMAN

SPANISH = """El puente sobre el Mirtenra en Karlovos fue cerrado el lunes tras hallarse 47 grietas.
Marta Zanbelfe, que dirige las obras, calcula un coste de 312 millones de coronas.
Un transbordador para 64 coches irá de Karlovos a Dunshel desde la próxima semana.
El alcalde Rafel Torgri dijo en Karlovos que el informe estaba en la biblioteca desde 1963.
Los camiones pesados deben dar un rodeo de 28 kilómetros por Polomir."""
LINE = "Nobody in the long valley has ever seen the river carry so much timber so late in spring."
REPORT = """Shares in Northwick close {how} on {day}
The Northwick index closed {how} on {day} at {points} points, as investors waited for news from the bank.
{best} was the best of the day and gained {gain} percent. Turnover reached {turn} million crowns.
“Investors are nervous and nobody wants to take big positions,” said Ivar Stolt, an analyst at Norbank.
The index of the 30 largest companies on the exchange is calculated from prices weighted by value.
It was introduced in 1987 with a base of 1,000 points."""


@pytest.fixture
def offer(monkeypatch):
    """Articles that are taken to share a parent not given with a probability."""

    def resolved(made: list[Verdict], p: float = 0.99) -> Graph:
        members = tuple(range(len(made)))
        made = sorted(made, key=lambda one: one.article.id)
        alone = [((c,), 0.75) for c, one in enumerate(made) if one.answer == "machine_translated"]
        monkeypatch.setattr("provenance.graph.derivation.proposals", lambda *_: [(members, p), *alone])
        return resolve(made)

    return resolved


def told(number: int) -> str:
    return "\n".join(story(number)[number : number + 4])


def kinds(graph: Graph) -> dict[str, str]:
    return {link.child: link.kind for link in graph.arborescence}


def test_what_two_children_share_stands_on_their_edges_only_and_names_the_other(offer):
    made = [verdict("a", f"{told(1)}\n{LINE}"), verdict("b", f"{told(2)}\n{LINE}"), verdict("c", told(3))]
    graph = offer(made)
    lines = {link.child: [line for line in link.evidence if "in a row" in line] for link in graph.arborescence}
    assert lines["a"][0].startswith("with b: ")
    assert lines["b"][0].startswith("with a: ")
    assert lines["c"] == []


def test_nobody_says_that_an_article_alone_in_its_language_was_translated(offer):
    made = [verdict("a", told(1)), verdict("b", told(2), translated=0.97, source="es")]
    made[1] = replace(made[1], answer="translated")
    graph = offer([*made, verdict("d", GERMAN, language="de")], 0.9)
    unseen = {node.id for node in graph.nodes if node.kind == "inferred"}
    assert {"a", "b"} <= {link.child for link in graph.arborescence if link.parent in unseen}
    assert "d" not in {link.child for link in graph.arborescence}


def test_what_only_one_english_article_shares_with_a_foreign_one_stays_possible(offer):
    made = [verdict("b", told(2), translated=0.97, source="es"), verdict("d", GERMAN, language="de")]
    graph = offer([replace(made[0], answer="translated"), made[1]], 0.9)
    assert "d" not in {link.child for link in graph.arborescence}
    assert {link.child for link in graph.links if UNTOLD in link.evidence and link.p == 0.9} >= {"d"}


@example([("en", 0.97), ("de", 0.02), ("es", 0.02), ("es", 0.02), ("en", 0.5)])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(("en", "de", "es")), st.sampled_from((0.02, 0.5, 0.97))), min_size=2, max_size=5)
)
def test_nothing_is_copied_from_another_language(offer, rows):
    made = [
        verdict(f"{n}", told(n + 1), language=language, translated=p if language == "en" else 0.5, source="es")
        for n, (language, p) in enumerate(rows)
    ]
    graph = offer(made)
    nodes = {node.id: node for node in graph.nodes}
    for name in {link.parent for link in graph.arborescence if nodes[link.parent].kind == "inferred"}:
        below = [link for link in graph.arborescence if link.parent == name]
        copied = {nodes[link.child].language for link in below if link.kind in ("copy", "rewrite")}
        translated = {nodes[link.child].language for link in below if link.kind.endswith("translation")} - {None}
        assert len(copied) <= 1
        assert not copied & translated
        assert nodes[name].language in (None, *copied) or not copied
        assert nodes[name].language not in translated
    for one in made:
        if one.answer == "machine_translated" and kinds(graph).get(one.article.id):
            assert kinds(graph)[one.article.id] == "machine_translation"


def test_a_translated_article_keeps_its_foreign_parent_beside_a_foreign_article(offer):
    made = [verdict("en", told(1), translated=0.97, source="es"), verdict("de", GERMAN, language="de")]
    assert dict(offer(made).chains) == {"en": "*?:es >mt en:en", "de": "de:de"}
    made.append(verdict("more", told(1), translated=0.97, source="es"))
    chains = dict(offer(made).chains)
    assert chains == {"en": "*?:es >mt en:en", "more": "*?:es >mt more:en", "de": "de:de"}


def test_a_translated_article_keeps_its_foreign_parent_beside_one_that_was_not_judged(offer):
    made = [verdict("a", told(1), translated=0.97, source="es"), verdict("b", told(2), translated=0.5)]
    assert dict(offer(made).chains)["a"] == "*?:? >ht/mt *?:es >mt a:en"
    assert kinds(offer(made))["b"] in ("copy", "rewrite")


def test_two_that_only_translation_joins_need_no_third(offer):
    graph = offer([verdict("de", GERMAN, language="de"), verdict("es", SPANISH, language="es")])
    assert not any(link.parent.startswith("inferred:") for link in graph.arborescence)
    assert all(UNTOLD in line for line in (*doubts([graph])["de"], *doubts([graph])["es"]))
    both = [
        verdict("de", GERMAN, language="de", claims=("Valley Wire",)),
        verdict("es", SPANISH, language="es", claims=("Valley Wire",)),
    ]
    assert any(link.parent.startswith("inferred:") for link in offer(both).arborescence)


def report(name: str, date: str, outlet: str, **facts: str) -> Verdict:
    return verdict(name, REPORT.format(**facts), date, outlet, translated=0.5)


@pytest.mark.parametrize(("outlets", "dates", "apart"), [
    (("North Wire", "North Wire"), ("2024-05-06T16:00Z", "2024-05-07T16:00Z"), True),
    (("North Wire", "South Wire"), ("2024-05-06T16:00Z", "2024-05-07T16:00Z"), False),
    (("North Wire", "North Wire"), ("2024-05-06T10:00Z", "2024-05-06T16:00Z"), False),
    (("", ""), ("2024-05-06T16:00Z", "2024-05-07T16:00Z"), False),
])  # fmt: skip
def test_the_same_report_of_another_day_is_no_descent(offer, outlets, dates, apart):
    made = [
        report("1", dates[0], outlets[0], how="higher", day="Monday", points="142", best="Aker", gain="3", turn="850"),
        report("2", dates[1], outlets[1], how="lower", day="Tuesday", points="139", best="Fjell", gain="1", turn="91"),
    ]  # fmt: skip
    assert bool(offer(made).arborescence) != apart
    assert bool(resolve(made).arborescence) != apart
