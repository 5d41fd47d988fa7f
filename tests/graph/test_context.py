"""Context errors: who is contradicted by whom, and the last weighing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.comparisons.other_particular import OtherParticular
from provenance.graph.context import CODE, context, judge
from provenance.graph.derive import derive
from provenance.particulars import particulars, single
from provenance.records import Evidence, Graph, Hypothesis, Link, Mark, Node, Prior, Span, Weighed
from provenance.scorers.judge import Judge
from tests.graph.press import story, verdict

RIGHT = (
    "On Monday the spokesman Matthew Brunner met 400 sailors in Karlevik. He praised them.",
    "In the harbour of Karlevik there were 400 sailors, and the spokesman Matthew Brunner spoke.",
    "The spokesman Matthew Brunner came late to Karlevik; the 400 sailors had gone.",
)
WRONG = "It was the minister Joe Brunner who greeted 700 sailors near Karlewik."


def kinds(texts, name):
    return sorted(slip.mine.kind for slip in judge([(n, w, text) for n, w, text in texts])[name].slips)


def named(*texts: str) -> list[tuple[str, str, str]]:
    return [(str(n), str(n), text) for n, text in enumerate(texts)]


def test_what_two_others_agree_in_is_held_against_an_article():
    texts = named(WRONG, *RIGHT)
    assert kinds(texts, "0") == ["figure", "given", "spelling", "title"]
    assert [kinds(texts, name) for name in "123"] == [[], [], []]


def test_one_other_proves_nothing():
    assert kinds(named(WRONG, RIGHT[0]), "0") == []


def test_measures_of_other_things_contradict_nobody():
    others = ("It cost 300 million kroner over 5 years.", "Of the 300 million kroner for 5 years he said nothing.")
    assert kinds(named("The quay cost 90 million kroner and took 2 years.", *others), "0") == []


def test_copies_are_one_witness():
    assert kinds([("0", "0", WRONG), ("1", "1", RIGHT[0]), ("2", "1", RIGHT[0])], "0") == []


def test_who_has_a_companion_is_not_contradicted():
    assert kinds(named(WRONG, WRONG, *RIGHT), "0") == []
    assert kinds([("0", "0", WRONG), ("1", "0", WRONG), ("2", "2", RIGHT[0]), ("3", "3", RIGHT[1])], "0") != []


def test_an_article_that_says_both_contradicts_nobody():
    both = f"{WRONG} The spokesman Matthew Brunner met 400 sailors in Karlevik, said the minister."
    assert kinds(named(both, *RIGHT), "0") == []


def test_forms_of_one_given_name_are_one():
    names = [
        single(f"Yesterday {given} Brunner slept.")["given", "brunner"].form for given in ("Vladimir", "Volodymyr")
    ]
    assert names[0] == names[1]


def test_a_longer_form_of_a_name_is_another_word():
    assert kinds(named("He saw Karleviks there.", *RIGHT), "0") == []


@given(st.text(max_size=300))
def test_places_lie_in_the_text(text):
    for one in particulars(text):
        assert 0 <= one.span.start < one.span.end <= len(text)


@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: random.Random):
    texts = named(WRONG, *RIGHT)
    shuffled = list(texts)
    rng.shuffle(shuffled)
    mine, other = judge(texts)["0"], judge(shuffled)["0"]
    assert mine.chances == other.chances
    assert [slip.mine for slip in mine.slips] == [slip.mine for slip in other.slips]


def test_the_comparison_shows_what_the_other_has():
    (found,) = OtherParticular().compare(verdict("p", RIGHT[0]).document, verdict("c", WRONG).document)
    assert [mark.value for mark in found.marks] == ["title", "given", "figure", "spelling"]
    assert found.hypothesis == Hypothesis("translated")
    (quiet,) = OtherParticular().compare(verdict("p", RIGHT[0]).document, verdict("c", RIGHT[1]).document)
    assert (quiet.statistic, quiet.exposure) == (0.0, 6.0)


def event() -> tuple[list, Graph]:
    made = [verdict(str(n), text) for n, text in enumerate((WRONG, *RIGHT))]
    nodes = tuple(Node(str(n), "observed", None, "en", None) for n in range(4))
    return made, Graph("0", nodes, (), (), (), ())


def test_evidence_goes_to_the_article_that_is_contradicted():
    made, graph = event()
    found = context(made, [graph])
    assert set(found) == {"0"}
    assert found["0"].evidence.code == CODE
    assert all(WRONG[mark.span.start : mark.span.end] in mark.note for mark in found["0"].evidence.marks)


def test_links_of_copying_make_one_witness():
    made, graph = event()
    copies = tuple(Link("1", child, "copy", 0.9, None, ()) for child in ("2", "3"))
    assert context(made, [replace(graph, arborescence=copies)]) == {}


def test_an_event_alone_gives_nothing():
    made = [verdict("1", "\n".join(story(1))), verdict("2", "\n".join(story(2)))]
    assert context(made, derive(made)) == {}


@pytest.fixture(scope="module")
def scorer() -> Judge:
    return Judge.load()


def weighed(llr: float) -> Weighed:
    evidence = Evidence(CODE, Hypothesis("translated"), 1.0, 4.0, (Mark(Span(0, 2), "x", "given"),))
    return Weighed(evidence, "comparisons", "context", llr_translated=llr, calibrated=llr != 0.0)


def judged(scorer: Judge):
    from provenance.pipeline import observe, segment
    from provenance.records import Article

    (case,) = observe(segment([Article("1", "\n".join(story(5)), "1")]))
    return scorer.judge(case, Prior())


def test_evidence_without_a_ratio_is_shown_and_changes_nothing_else(scorer):
    before = judged(scorer)
    after = scorer.reconsider(before, weighed(0.0))
    assert after.evidence == (*before.evidence, weighed(0.0))
    assert replace(after, evidence=before.evidence) == before


def test_a_ratio_is_weighed_once(scorer):
    before = judged(scorer)
    after = scorer.reconsider(before, weighed(0.5))
    assert after.llr("translated") == pytest.approx(before.llr("translated") + 0.5)
    assert after.p_translated > before.p_translated
    assert after.signature == f"{before.signature}|context:0.5"


def test_context_can_be_left_out():
    scorer = Judge.load(without=("comparisons",))
    before = judged(scorer)
    assert scorer.reconsider(before, weighed(0.5)) is before
