"""Quotations gathered over articles, with speakers and what changed."""

from __future__ import annotations

import pytest

from provenance.drift import changes
from provenance.graph.profile import profile
from provenance.graph.quotes import quotes
from provenance.speech import statements
from tests.graph.press import verdict

BASE = "It would weaken the dam, of course, and perhaps, depending on the kind of stone they use, flood the valley."


def found(*texts: str):
    return quotes([profile(verdict(f"{n:03d}", text)) for n, text in enumerate(texts)])


def test_drifted_versions_are_one_quotation_with_a_ledger():
    rows = found(
        f"Yesterday in Tellin, Nora Quist told reporters: “{BASE}”",
        "“It would weaken the dam, perhaps, depending on the kind of stone, and could flood the valley,” said Quist.",
        "Quist was clear. It would weaken the dam and perhaps, depending on the stone they use, even flood the valley.",
    )
    assert {row.quote for row in rows} == {"q1"}
    assert [row.article for row in rows] == ["000", "001", "002"]
    assert [row.direct for row in rows] == [True, True, False]
    assert sum(row.medoid for row in rows) == 1
    assert rows[2].drift[0] == "indirect"
    assert {row.speaker for row in rows} == {"Nora Quist"}


def test_different_quotations_stay_apart():
    rows = found("Mira Toll said “the harvest was lost” and later “nobody in town has bought a tractor since”.")
    assert [row.quote for row in rows] == ["q1", "q2"]


def test_foreign_marks_do_not_matter():
    rows = found(
        "«We shall rebuild the mill by autumn,» said Ada Brun.", "„We shall rebuild the mill by spring“, said Brun."
    )
    assert {row.quote for row in rows} == {"q1"}
    assert any(
        line == "swap: autumn -> spring" or line == "swap: spring -> autumn" for row in rows for line in row.drift
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("it is deeply troubling", "it is deeply worrying", ["swap: troubling -> worrying"]),
        ("it might fail", "it fails", ["hedge lost: might", "swap: fail -> fails"]),
        ("we will pay", "we will not pay", ["negation added: not"]),
        ("there were 12 men", "there were 15 men", ["number: 12 -> 15"]),
        ("we met Jonas Brandt there", "we met Jonas Bruhn there", ["name: Brandt -> Bruhn"]),
        ("we will go home and rest a while", "we will go home", ["truncated: and rest a while"]),
        ("as far as we know they left in March", "they left in March as far as we know", ["moved: they left in March"]),
        ("the same", "the same", []),
    ],
)
def test_changes_are_typed(before, after, told):
    assert [str(change) for change in changes(before, after)] == told


def test_only_some_changes_touch_the_meaning():
    assert [change.meaning for change in changes("it might be 3 men", "it is 4 people")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are late,” said Olga Brandt, a driver. Brandt left.", "Olga Brandt"),
        ("In the town Jan Moor, the mayor, said: “We are late.” Moor left.", "Jan Moor"),
        ("“We are late,” warned the city’s speaker Jan Moor. And Moor left.", "Jan Moor"),
        ("Yesterday Jan Moor spoke. He said “we are late”. Then Moor said “we are lost”.", "Moor"),
    ],
)
def test_speakers_are_found_by_shape(text, speaker):
    assert speaker in {one.speaker for one in statements(text) if one.direct}


def test_a_quotation_that_goes_on_has_the_speaker_of_its_end():
    text = "“The first part is long enough.\n“The second part ends it,” Nora Quist said on Friday with Quist’s smile."
    assert [one.speaker for one in statements(text)] == ["Nora Quist", "Nora Quist"]


def test_spans_hold_the_words():
    text = f"Yesterday Nora Quist said: “{BASE}” and left."
    for one in statements(text):
        assert one.span.slice(text) == one.text
