"""What is told of a rule's figures."""

from __future__ import annotations

from provenance.records import Article, Case, Document, Evidence, Hypothesis, Identification, Mark, Prior, Span
from provenance.scorers.judge import Judge
from provenance.view.rules import catalogue, measured
from provenance.view.words import speaks


def test_a_rule_is_told_with_the_ratio_that_a_report_shows_and_the_counted_one_is_called_so() -> None:
    document = Document(Article("a", "On Monday", "a"), (), Identification("en", 1.0, True))
    evidence = Evidence("DS201", Hypothesis("translated"), 1, 9, (Mark(Span(0, 2)),))
    (one,) = Judge.load().judge(Case(document, (evidence,)), Prior()).evidence
    in_report = speaks(one.llr_translated, one.llr_machine, one.llr_sources)
    (told,) = measured("DS201")
    weighing, _, counted = told.partition(" As counted: ")
    assert weighing.startswith(f"DS201: {'; '.join(in_report)}; fires in")
    assert "likelier in originals" in counted
    assert in_report[0] not in counted


def test_every_rule_and_comparison_says_why_and_what_else_could_cause_it() -> None:
    """A report shows it below the words, ``provenance rule`` with the whole."""
    assert [code for code, one in catalogue().items() if not one.section("Why") or not one.confounders] == []
    assert catalogue()["PR104"].confounders.startswith("Updates: ")
