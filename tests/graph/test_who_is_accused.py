"""Who is said to have taken from whom, and by what: on verdicts, dates and weights that leave one right answer."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from provenance.graph.derivation import History, look
from provenance.graph.derive import derive
from provenance.graph.features import SECOND, Event
from provenance.graph.profile import profile
from provenance.graph.relations import Scores, load
from tests.graph.press import story, verdict
from tests.graph.test_derive import STRANGER

ONE, TWO = story(7), STRANGER.split("\n")
TRANSLATED = verdict("001", "\n".join(ONE), translated=0.97, source="uk")


@pytest.mark.parametrize(
    ("answer", "arrow"), [("translated", "ht/mt"), ("machine_translated", "mt"), ("human_translated", "ht")]
)
@pytest.mark.parametrize("machine", [0.1, 0.9])
def test_a_route_names_a_machine_or_a_person_only_where_the_verdict_does(answer, arrow, machine):
    made = dataclasses.replace(TRANSLATED, answer=answer, p_machine=machine * 0.97, p_human=(1 - machine) * 0.97)
    (graph,) = derive([made])
    assert dict(graph.chains) == {"001": f"*?:uk >{arrow} 001:en"}


@pytest.mark.parametrize("answer", ["undetermined", "original"])
def test_a_withheld_verdict_gives_no_foreign_parent_however_likely(answer):
    (graph,) = derive([dataclasses.replace(TRANSLATED, answer=answer)])
    assert (graph.links, dict(graph.chains)) == ((), {"001": "001:en"})


@pytest.mark.parametrize(
    ("claim", "chain"),
    [
        ("cnn", "CNN:en >rewrite 001:en"),
        ("mill-friends.example", "001:en"),
        ("?Valley Post", "Valley Post:? >rewrite 001:en"),
    ],
)
def test_an_address_of_nobody_known_is_no_source(claim, chain):
    (graph,) = derive([verdict("001", "\n".join(ONE), claims=(claim,))])
    assert dict(graph.chains) == {"001": chain}


def test_times_are_compared_in_one_zone():
    text = "\n".join(ONE)
    (graph,) = derive([verdict("001", text, "2024-03-01T23:00-05:00"), verdict("002", text, "2024-03-02T01:00+02:00")])
    assert [(link.parent, link.child) for link in graph.arborescence] == [("002", "001")]


def looked(texts: list[str], parents: dict[tuple[int, int], float], **card: object) -> History:
    """What a look finds where ``parents`` are given as odds against a parent not given; all else is even."""
    even = np.zeros(len(texts))
    scores = Scores({pair: math.log(odds) for pair, odds in parents.items()}, {}, {}, even, even)
    model = load()
    event = Event([profile(verdict(str(n), text)) for n, text in enumerate(texts)])
    return look(event, scores, dataclasses.replace(model, card={**model.card, **card}))


@pytest.mark.parametrize(
    ("there", "back", "parent"), [(140, 100, {}), (100, 140, {}), (170, 100, {1: 0}), (100, 170, {0: 1})]
)
def test_a_direction_is_told_only_where_it_is_clear(there, back, parent):
    texts = ["\n".join(ONE).replace(old, new) for old, new in (("decided", "resolved"), ("bread", "cakes"))]
    found = looked(texts, {(0, 1): there, (1, 0): back})
    assert found.parent == parent
    assert found.undecided == (set() if parent else {(0, 1)})


@pytest.mark.parametrize(("taken", "second"), [(5, {2: 1}), (1, {})])
def test_who_has_what_the_first_parent_lacks_is_a_second_parent_if_it_is_enough(taken, second):
    rest = [40.0 if name == "rest" else 0.0 for name in SECOND]
    texts = ["\n".join(ONE), "\n".join(TWO), "\n".join([*ONE[:6], *TWO[:taken]])]
    found = looked(texts, {(0, 2): 100}, second=[*rest, -8.0])
    assert found.parent == {2: 0}
    assert {child: parent for child, ((parent, _),) in found.second.items()} == second


@pytest.mark.parametrize(
    ("line", "p"), [((1.0, 0.0), (0.6, 0.2)), ((2.0, 0.0), (0.6923, 0.0588)), ((0.0, 0.0), (0.5, 0.5))]
)
def test_probabilities_of_edges_are_those_that_were_calibrated(line, p):
    found = looked(["\n".join(ONE), "\n".join(ONE[1:])], {(0, 1): 3, (1, 0): 1}, calibration={"parent": line})
    assert (found.edges[0, 1], found.edges[1, 0]) == pytest.approx(p, abs=1e-4)


GERMAN = (
    "Der Stadtrat von Lindenau hat am Dienstagabend beschlossen, entlang der Mühlstraße neue Radwege anzulegen. Die "
    "Kosten belaufen sich auf rund 3,2 Millionen Euro. „Wir halten in dieser Sache Wort“, sagte Bürgermeisterin Ada "
    "Brekel nach der Sitzung. Die Arbeiten sollen im April beginnen und noch vor den Ferien abgeschlossen sein. Mehr "
    "als 2.000 Anwohner hatten zuvor gegen den Wegfall der Parkplätze unterschrieben, vor allem aus der Kanalstraße."
)


def test_words_in_the_child_s_own_language_are_copied_and_not_translated() -> None:
    """A page half in English with the German report below it is no translation of that report, nor it of the page."""
    (graph,) = derive(
        [
            verdict("001", GERMAN, "2024-03-01T08:00", language="de"),
            verdict("002", f"{' '.join(story(3))}\n\n{GERMAN}", "2024-03-02T08:00"),
        ]
    )
    links = [link for link in graph.links if {link.parent, link.child} == {"001", "002"}]
    assert links
    assert {link.kind for link in links} <= {"copy", "rewrite", "quote"}
    assert all("other language" not in version.drift for version in graph.quotes)
