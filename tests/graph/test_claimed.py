"""Outlets that an article only names: whose claim it is, and how its words are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.claims import claims
from provenance.graph.derive import _shown, resolve
from provenance.records import Evidence, Graph, Hypothesis, Mark, Verdict, Weighed
from tests.graph.press import story, verdict
from tests.graph.test_derive import STRANGER

SAID = "The harbour master told Yonhap that no ship had left before the tide turned."


def with_claims(one: Verdict) -> Verdict:
    """The verdict with the claims that the article makes."""
    marks = tuple(Mark(found.span, value=found.value) for found in claims(one.document))
    assert marks
    evidence = (Weighed(Evidence("CL101", Hypothesis("translated"), 1.0, 1.0, marks), "claims", "CL"),)
    return replace(one, evidence=evidence)


def claimed(graph: Graph) -> set[tuple[str, str]]:
    return {(link.parent, link.child) for link in graph.links if link.parent.startswith("claimed:")}


def test_a_claim_that_was_copied_belongs_to_the_article_it_was_copied_from() -> None:
    text = "\n".join((*story(4), SAID))
    made = [
        with_claims(verdict("new", text, "2024-03-04", outlet="Later Post")),
        with_claims(verdict("old", text, "2024-03-01", outlet="Early Post")),
    ]
    graph = resolve(made)
    assert ("old", "new") in {(link.parent, link.child) for link in graph.arborescence}
    assert claimed(graph) == {("claimed:yonhap", "old")}
    assert dict(graph.chains)["new"] == "Yonhap:ko >quote Early Post:en >copy Later Post:en"


def test_a_claim_that_its_parent_makes_in_other_words_is_not_made_again() -> None:
    other = SAID.replace("told Yonhap", "said on Tuesday, according to Yonhap,")
    made = [
        with_claims(verdict("new", "\n".join((*story(4), other)), "2024-03-04")),
        with_claims(verdict("old", "\n".join((*story(4), SAID)), "2024-03-01")),
    ]
    assert claimed(resolve(made)) == {("claimed:yonhap", "old")}


def test_a_claim_of_its_own_stays_with_the_child() -> None:
    made = [
        with_claims(verdict("new", "\n".join((*story(4)[:8], SAID)), "2024-03-04")),
        verdict("old", "\n".join((*story(4), "The Yonhap building is closed.")), "2024-03-01"),
    ]
    graph = resolve(made)
    assert ("old", "new") in {(link.parent, link.child) for link in graph.arborescence}
    assert claimed(graph) == {("claimed:yonhap", "new")}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("told Yonhap", "told Yonhap"),
        ("according to " + "wordy " * 20 + "Yonhap", "according to " + "wordy " * 10 + "wordy…"),
        ("https://example.org/" + "a" * 90, "https://example.org/" + "a" * 90),
        ("see https://example.org/" + "a" * 90 + " for more", "see https://example.org/" + "a" * 90 + " …"),
        ("字" * 100, "字" * 80 + "…"),
    ],
)
def test_the_words_of_a_claim_are_cut_between_words_and_never_in_an_address(words: str, shown: str) -> None:
    assert _shown(words) == shown


def test_an_article_whose_id_looks_like_a_named_source_stays_an_article() -> None:
    made = with_claims(verdict("a", "\n".join((*story(4), SAID))))
    graph = resolve([made, verdict("claimed:yonhap", STRANGER)])
    nodes = {node.id: node.kind for node in graph.nodes}
    assert nodes["claimed:yonhap"] == "observed"
    assert nodes["claimed:yonhap~"] == "claimed"
    assert dict(graph.chains)["claimed:yonhap"] == "claimed%3Ayonhap:en"
    assert dict(graph.chains)["a"] == "Yonhap:ko >quote a:en"
