"""Stages: what rules of one language are shown of a text in two."""

from __future__ import annotations

import pytest

from provenance import pipeline
from provenance.records import Article, Evidence

ENGLISH = (
    "The council met the builders in the old hall and asked how long the new bridge would take and what it would cost. "
    "Nobody in the room could say, and the meeting ended late in the evening without a vote.\n\n"
)
GERMAN = (
    "Der Rat traf sich mit den Bauleuten im alten Saal und fragte, wie lange die neue Brücke dauern werde. "
    "Niemand im Saal konnte es sagen, und die Sitzung endete ohne Beschluss in Moskau.\n\n"
)


def found(text: str) -> dict[str, Evidence]:
    (case,) = pipeline.observe(pipeline.segment([Article("a", text, "a")]))
    return {one.key: one for one in case.evidence if one.marks}


def test_a_paragraph_in_another_language_is_no_evidence_against_the_english_one() -> None:
    assert "NM102:de" in found(ENGLISH * 3 + "He flew to Moskau on the next morning to ask again.\n\n" + ENGLISH)
    assert "NM102:de" not in found(ENGLISH * 3 + GERMAN + ENGLISH)


@pytest.mark.parametrize("foreign", [1, 3])
def test_marks_in_english_stay_beside_a_foreign_paragraph(foreign: int) -> None:
    mine = "He flew to Moskau on the next morning to ask again.\n\n"
    evidence = found(ENGLISH * 4 + mine + GERMAN * foreign)["NM102:de"]
    assert [mark.span.start for mark in evidence.marks] == [len(ENGLISH * 4) + mine.index("Moskau")]
    assert evidence.statistic == 1
