"""The words of a verdict say whose probability they give and which way the evidence points."""

from __future__ import annotations

import dataclasses

import pytest

from provenance.graph.routes import chains
from provenance.records import Graph, Hypothesis, Link, Node, Prior, Weight
from provenance.view.layout import picture
from provenance.view.tree import tree
from provenance.view.words import balance, headline, speaks, summary
from tests.graph.press import verdict

WEIGHED = (Weight(Hypothesis("translated"), 1.4, 0.4, 2.4),)
MADE = dataclasses.replace(verdict("a", "Some words.", translated=0.96), weights=WEIGHED)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("machine_translated", "machine-translated (very likely, 0.90)"),
        ("human_translated", "translated by a person (very unlikely, 0.06)"),
        ("translated", "translated, by a machine or a person (very likely, 0.96)"),
        ("original", "original (very unlikely, 0.04)"),
        ("mixed", "mixed: parts differ (translated: very likely, 0.96)"),
        ("undetermined", "undetermined: the evidence does not decide (translated 0.96)"),
    ],
)
def test_the_headline_gives_the_probability_of_its_answer(answer, said):
    assert headline(dataclasses.replace(MADE, answer=answer, p_machine=0.9, p_human=0.06)) == said


@pytest.mark.parametrize(
    ("question", "llr", "said"),
    [
        ("machine", 2.0, "if a machine translated it than if a person did: moderately strong support"),
        ("machine", -2.0, "if a person did than if a machine translated it: moderately strong support"),
        ("translated", 2.0, "if the text was translated than if it was written in this language: moderately strong"),
        ("translated", -2.0, "if it was written in this language than if the text was translated: moderately strong"),
    ],
)
def test_the_balance_names_the_side_that_the_evidence_is_on(question, llr, said):
    assert balance(question, llr).startswith(f"The evidence is 100 times likelier {said}")


def test_a_piece_of_evidence_names_the_side_that_it_is_on():
    assert speaks(1.0, 1.0, (("de", 1.0),)) == (
        "10 times likelier in translations", "10 times likelier from a machine", "10 times likelier out of German",
    )  # fmt: skip
    assert speaks(-1.0, -1.0, (("de", -1.0),)) == (
        "10 times likelier in originals",
        "10 times likelier from a person",
    )


def test_what_was_not_judged_gets_no_probability_in_words():
    silent = dataclasses.replace(MADE, answer="undetermined", weights=())
    assert headline(silent) == "undetermined (not judged)"
    assert len(summary(silent)) == 1, "the prior alone"


@pytest.mark.parametrize(("answer", "asked"), [("original", False), ("undetermined", False), ("translated", True)])
def test_machine_or_person_is_asked_only_of_translations(answer, asked):
    said = " ".join(summary(dataclasses.replace(MADE, answer=answer)))
    assert ("a machine translated it or a person did" in said) is asked


def test_the_whole_prior_is_told():
    (said,) = summary(dataclasses.replace(MADE, weights=(), prior=Prior(0.2, 0.7, (("de", 0.6), ("uk", 0.1)))))
    assert said == (
        "Prior: 0.2 that a text was translated; if it was, 0.7 that a machine did it; out of German 0.6, Ukrainian 0.1."
    )


def test_no_probability_is_written_as_certain_anywhere() -> None:
    nodes = (Node("inferred:1", "inferred", None, "de"), *(Node(f"a{n}", "observed", None, "en") for n in range(9)))
    links = tuple(Link("inferred:1", node.id, "translation", 0.99996) for node in nodes[1:])
    graph = Graph("e", nodes, links, links)
    drawn = [edge.label for edge in picture(graph).edges]
    shown = " ".join((*dict(chains(nodes, links, chances=True)).values(), *tree(graph), *drawn))
    assert "1.00" not in shown
    assert shown.count("> 0.99") == 2 * len(links) + len(drawn)


def test_evidence_against_a_language_is_not_called_without_weight() -> None:
    assert speaks(0.0, 0.0, (("uk", -0.4),)) == ("2.5 times likelier out of another language than Ukrainian",)
    assert speaks(0.0, 0.0, (("uk", 0.01),)) == ()
