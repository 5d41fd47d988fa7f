"""Each comparison on a pair where it must see something and on one where it must not."""

from __future__ import annotations

import pytest

from provenance.comparisons import quote_drift
from provenance.comparisons.abridgement import Abridgement
from provenance.comparisons.figure_drift import FigureDrift
from provenance.comparisons.quote_drift import QuoteDrift
from provenance.comparisons.rewritten_sentence import RewrittenSentence
from provenance.comparisons.shared_error import SharedError
from provenance.comparisons.verbatim_run import VerbatimRun
from provenance.text.reuse import tokenise
from tests.graph.press import story, verdict

ONE = story(1)
TEXT = "\n".join(ONE)
OTHER = "A dog was found asleep on the roof of a tram on Friday. Nobody in the depot knows how it came there."
QUOTED = "“The old bridge is a danger to every child in town,” said Ada Brun.\nBrun left."


def compare(comparison, parent: str, child: str):
    (found,) = comparison.compare(verdict("p", parent).document, verdict("c", child).document)
    for mark in found.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(child)
    return found


CASES = [
    (VerbatimRun(), TEXT, "Yesterday we heard more. " + ONE[8], OTHER),
    (RewrittenSentence(), TEXT, ONE[8].replace("will have to rise", "must get up"), OTHER),
    (QuoteDrift(), QUOTED, QUOTED.replace("danger", "threat"), QUOTED),
    (FigureDrift(), TEXT, TEXT.replace("19", "18"), TEXT),
    (
        SharedError(),
        TEXT + "\nThe council met, the council ate, the counicl slept.",
        "We say that the counicl slept.",
        "We say that the council slept.",
    ),
    (Abridgement(), TEXT, "\n".join(ONE[:6]), TEXT),
]


@pytest.mark.parametrize(("comparison", "parent", "fires", "quiet"), CASES, ids=lambda x: getattr(x, "code", None))
def test_fires_and_stays_quiet(comparison, parent, fires, quiet):
    assert compare(comparison, parent, fires).statistic > 0
    assert compare(comparison, parent, quiet).statistic == 0


@pytest.mark.parametrize("comparison", [case[0] for case in CASES], ids=lambda x: x.code)
def test_nothing_is_found_in_nothing(comparison):
    found = compare(comparison, "", "")
    assert (found.statistic, found.marks) == (0.0, ())
    assert found.hypothesis.question == "derived"


def test_exposure_to_rewriting_counts_sentences():
    child = "The price of bread rose to 2.50 crowns\nNobody in the town knew why it did so"
    assert compare(RewrittenSentence(), TEXT, child).exposure == 2.0


def test_a_quotation_is_cut_into_words_once(monkeypatch):
    cut = []
    monkeypatch.setattr(quote_drift, "tokenise", lambda text: cut.append(text) or tokenise(text))
    text = "\n".join(f"“The old bridge is {number} years old,” said Ada Brun." for number in range(9))
    compare(QuoteDrift(), text, text)
    assert len(cut) == 18


def test_a_run_inside_a_quotation_is_no_reuse():
    parent = "He wrote: “we shall never leave the valley before the last sheep is sold”. Good."
    child = "They read “we shall never leave the valley before the last sheep is sold” aloud."
    assert compare(VerbatimRun(), parent, child).statistic == 0


@pytest.mark.parametrize(("one", "two"), [("12 million", "12 billion"), ("June", "July"), ("twelve", "forty")])
def test_magnitudes_months_and_words_for_numbers_are_particulars(one, two):
    parent = f"The firm at the old harbour received {one} crowns of state aid for the new quay and the ferry."
    if one == "June":
        parent = "The firm at the old harbour will close its new quay and the ferry in June after many years."
    assert compare(FigureDrift(), parent, parent.replace(one, two)).statistic == 1


def test_languages_are_not_mixed():
    german = verdict("d", "Die alte Brücke ist eine Gefahr.", language="de").document
    assert list(RewrittenSentence().compare(german, verdict("e", TEXT).document)) == []


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("A casual remark, a casual man and the causal link.", "Of the causal link: a casual look, a casual day."),
        ("Kristen spoke, Kristen left and Kirsten wept.", "Then Kirsten wept. Kristen slept. Kristen woke."),
        ("The council ate. The council met: a counicl of war.", "The council fell. The council rose as counicl six."),
        ("They sell rope, nails, etc., and glue.", "She bought pins, etc., and glue."),
    ],
)
def test_right_words_names_and_abbreviations_are_no_slips(parent, child):
    assert compare(SharedError(), parent, child).statistic == 0


def test_a_doubled_stop_is_a_slip():
    assert compare(SharedError(), "He said so.. Then he left.", "She said so.. Then she slept.").statistic == 1
