"""Versions of a quotation laid under each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.records import Graph, QuoteVersion, Span
from provenance.view.ledger import COLUMNS, MOST, ledger


def graph(*texts: str) -> Graph:
    versions = tuple(
        QuoteVersion("q", f"a{n}", "Ada Brekke", Span(0, 1), text, True, n == 0, ()) for n, text in enumerate(texts)
    )
    return Graph("e", (), (), (), versions)


def test_columns_line_up() -> None:
    (entry,) = ledger(graph("we keep our word to them", "we keep our promise to them", "we all keep our word"))
    assert {len(row.cells) for row in entry.rows} == {5}
    promise = next(row for row in entry.rows if row.articles == ("a1",))
    assert promise.cells == (("we", False), ("", False), ("keep our", False), ("promise", True), ("to them", False))


def test_case_and_outer_marks_are_no_change() -> None:
    (entry,) = ledger(graph("“We keep our word,”", "we keep our word."))
    assert len(entry.rows) == 1
    assert entry.rows[0].articles == ("a0", "a1")


def test_the_same_words_of_somebody_else_have_a_line_of_their_own() -> None:
    words, changed = "we keep our word to them", ("speaker: Ada Brekke -> Per Dahl", "meaning may have changed")
    versions = (
        QuoteVersion("q", "a0", "Per Dahl", Span(0, 1), words, True, False, changed),
        QuoteVersion("q", "a1", "Ada Brekke", Span(0, 1), words, True, True, ()),
        QuoteVersion("q", "a2", "Ada Brekke", Span(0, 1), words, True, False, ()),
    )
    (entry,) = ledger(Graph("e", (), (), (), versions))
    assert entry.speaker == "Ada Brekke"
    assert [(row.articles, row.drift) for row in entry.rows] == [(("a1", "a2"), ()), (("a0",), changed)]


def test_another_sentence_is_not_laid_under_word_by_word() -> None:
    (entry,) = ledger(graph("we keep our word to the islands", "ships will certainly sail again in the spring"))
    assert entry.rows[1].cells == ()
    assert entry.rows[1].pieces == (("same", "ships will certainly sail again in the spring"),)


def test_many_changes_stand_within_the_line() -> None:
    base = " ".join(f"w{n}" for n in range(40))
    other = " ".join("new" if n % 4 == 0 else f"w{n}" for n in range(40))
    (entry,) = ledger(graph(base, other))
    assert entry.rows[1].cells == ()
    assert ("gone", "w4") in entry.rows[1].pieces
    assert ("new", "new") in entry.rows[1].pieces


def test_no_more_rows_than_can_be_read() -> None:
    (entry,) = ledger(graph(*(f"we keep our word number {n}" for n in range(40))))
    assert len(entry.rows) == MOST
    assert len(entry.more) == 40 - MOST


words = st.lists(
    st.sampled_from(["we", "keep", "our", "word", "to", "the", "islands", "and", "ships", "sail"]),
    min_size=1,
    max_size=14,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(words.map(" ".join), min_size=1, max_size=6))
def test_every_row_reads_as_its_version(texts: list[str]) -> None:
    (entry,) = ledger(graph(*texts))
    columns = max(len(row.cells) for row in entry.rows)
    assert columns <= COLUMNS
    for row in entry.rows:
        read = [text for text, _ in row.cells if text] or [text for kind, text in row.pieces if kind != "gone"]
        assert " ".join(read) in {texts[int(name[1:])] for name in row.articles}
        assert len(row.cells) in (0, columns)
