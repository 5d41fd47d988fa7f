"""Each row of the furniture tables finds its own example, and ordinary sentences are no furniture."""

from __future__ import annotations

import pytest

from provenance import lexicon
from provenance.furniture import COLUMNS, LONGEST, furniture

ROWS = [(row["language"], row) for row in lexicon.table("page_furniture", COLUMNS) if row["language"]]


@pytest.mark.parametrize(("tag", "row"), ROWS, ids=[f"{tag}:{row['found'][:20]}" for tag, row in ROWS])
def test_every_row_finds_its_example(tag: str, row: lexicon.Row) -> None:
    text, spans = lexicon.bare(row["example"])
    assert spans
    assert tuple(found.span for found in furniture(text) if found.language == tag) == spans


@pytest.mark.parametrize(
    "text",
    [
        "The next article of the treaty says that ships may pass.",
        "She asked her readers to share the story with the local council.",
        "Local people read more than they did a year ago, the study says.",
        "He will close the bridge and search the boats.",
    ],
)
def test_sentences_are_no_furniture(text: str) -> None:
    assert furniture(text) == ()


def test_a_row_for_the_line_demands_the_whole_line() -> None:
    assert [found.kind for found in furniture("Close\nClose the door.\n— Advertisement —")] == ["cms", "ad"]


def test_a_bar_of_several_labels_is_furniture() -> None:
    assert {found.kind for found in furniture("Facebook | Twitter | WhatsApp | Copy link")} == {"share"}


def test_long_lines_are_spared() -> None:
    assert furniture("word " * LONGEST + "follow us on Google News") == ()
    assert furniture("word " * (LONGEST - 10) + "follow us on Google News")
