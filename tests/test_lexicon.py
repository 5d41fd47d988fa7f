"""The matcher behind the tables: what patterns mean, where errors point, and that its work is linear."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import lexicon
from provenance.errors import TableError
from provenance.lexicon import Patterns, Row

WORD = st.text("abcdefgh", min_size=1, max_size=4)
FILLER = st.lists(st.sampled_from(["Zulu", "zoo", "zinc,", "zest.", "zero:", "zip!", "“Zeal”", "zest\n"]), max_size=12)


def found(pattern: str, text: str, **cells: str) -> list[str]:
    table = Patterns([("de", Row(found=pattern, **cells))])
    return [hit.span.slice(text) for hit in table.find(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("in turn ,", "In turn, he left. He took his turn, in turn.", ["In turn,"]),
        ("Kremlin chief", "The Kremlin Chief and the kremlin chief.", ["Kremlin Chief"]),
        ("said/added that", "He added that, she said that, they say that.", ["added that", "said that"]),
        ("taken/carried_out by", "It was carried out by him and taken by her.", ["carried out by", "taken by"]),
        ("bring * into play", "They bring a new man into play.", ["bring a new man into play"]),
        ("bring * into play", "They bring. Men came into play.", []),
        ("bring * into play", "They bring one two three four five six into play.", []),
        ("bring * into play", "They bring into play.", ["bring into play"]),
        ("^ recall that", "Recall that. They recall that. “Recall that.”", ["Recall that", "Recall that"]),
        ("- media $", "Lake froze - media\nThe old - media say so.", ["- media"]),
        ("on <weekday>", "On Friday, on friday, on May.", ["On Friday"]),
        ("in <month>", "In May, in may, in Friday.", ["In May"]),
        (
            "<number> persons",
            "12 persons, 1,200 persons, ten persons, 9th persons.",
            ["12 persons", "1,200 persons", "9th persons"],
        ),
        ("<Name> said", "Orlov said. He said. the said.", ["Orlov said"]),
        ("mayor 's office", "The mayor’s office and the mayor's office.", ["mayor’s office", "mayor's office"]),
        ("us/u.s. army", "The U.S. army and the US army.", ["U.S. army", "US army"]),
        ("old town; new town", "From the old town to the new town.", ["old town", "new town"]),
    ],
)
def test_patterns_mean_what_the_manual_says(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_near_demands_company_in_the_sentence_and_unless_forbids_what_it_covers() -> None:
    text = "The bank failed. The bank of the river failed. The West Bank shop failed with money. A bank holds money."
    assert found("bank", text, near="money") == ["Bank", "bank"]
    assert found("bank", text, near="money", unless="West Bank") == ["bank"]


def test_of_overlapping_hits_of_one_language_the_longest_stays() -> None:
    rows = [
        ("de", Row(found="it became known")),
        ("de", Row(found="became known that")),
        ("ru", Row(found="became known")),
    ]
    text = "It became known that he left."
    assert [(hit.tag, hit.span.slice(text)) for hit in Patterns(rows).find(text)] == [
        ("de", "It became known"),
        ("ru", "became known"),
    ]


@given(st.lists(WORD, min_size=1, max_size=5), FILLER, FILLER)
def test_a_planted_phrase_is_found_where_it_stands(words: list[str], before: list[str], after: list[str]) -> None:
    phrase = " ".join(words)
    lead = " ".join([*before, "z "])
    text = f"{lead}{phrase} z {' '.join(after)}"
    hits = Patterns([("", Row(found=phrase))]).find(text)
    assert hits[0].span == (len(lead), len(lead) + len(phrase))


@given(st.lists(WORD, min_size=2, max_size=4), st.integers(0, 8))
def test_a_star_stands_for_at_most_five_words(words: list[str], gap: int) -> None:
    text = " ".join([words[0], *["zoo"] * gap, *words[1:]])
    assert bool(found(f"{words[0]} * {' '.join(words[1:])}", text)) == (gap <= lexicon.GAP)


@given(st.text(max_size=200))
def test_any_text_is_cut_into_tokens_that_stand_where_they_say(text: str) -> None:
    cut = lexicon.tokens(text)
    assert list(cut.start) == sorted(set(cut.start))
    assert all(len(form) <= len(text) - at for form, at in zip(cut.surface, cut.start))
    for hit in Patterns([("", Row(found="<Name>")), ("", Row(found="<number> *  a"))]).find(text):
        assert 0 <= hit.span.start < hit.span.end <= len(text)


@pytest.mark.parametrize("unit", ["alpha beta ", "alpha alpha ", "alpha\n", "alpha ", "ALPHA, ", "9 9 9 "])
def test_work_is_linear_in_the_text(unit: str) -> None:
    rows = [
        ("", Row(found=form)) for form in ("alpha * alpha * alpha omega", "alpha * beta * omega", "<Name> * <number>")
    ]
    table = Patterns([*rows, ("", Row(found="alpha", near="beta", unless="alpha beta"))])

    fresh = count()

    def cost(length: int) -> float:
        text = unit * (length // len(unit)) + f"z{next(fresh)}"  # a text that comes again is remembered
        start = process_time()
        table.find(text)
        return process_time() - start

    cost(5_000)
    short = min(cost(10_000), cost(10_000))
    assert min(cost(40_000), cost(40_000)) < 12 * short + 0.1


def write(folder: Path, *lines: str) -> Path:
    file = folder / "calques.tsv"
    file.write_text("\n".join(lines), "utf-8")
    return file


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("* said\ta", ":2:1: ", "stands between words"),
        ("said * * so\ta", ":2:1: ", "not twice"),
        ("he <verb> so\ta", ":2:1: ", "unknown kind <verb>"),
        ("he ^ said\ta", ":2:1: ", "^ stands in front"),
        ("^\ta", ":2:1: ", "at least one word"),
        (" ".join("abcdefghijklmn") + "\ta", ":2:1: ", "divide the pattern"),
        ("fine\t* bad", ":2:6: ", "stands between words"),
    ],
)
def test_a_bad_pattern_names_file_line_and_column(tmp_path: Path, row: str, place: str, words: str) -> None:
    file = write(tmp_path, "found\tnear", row)
    with pytest.raises(TableError) as error:
        Patterns(("de", line) for line in lexicon.read(file, ("found",)))
    assert str(error.value).startswith(f"{file}{place}")
    assert words in str(error.value)


def test_a_bad_table_names_file_line_and_column(tmp_path: Path) -> None:
    file = write(tmp_path, "found\tnote", "# a remark", "", "one\ttwo\tthree")
    with pytest.raises(TableError, match=r"calques\.tsv:4:14: 3 cells, expected 2"):
        list(lexicon.read(file, ("found",)))
    with pytest.raises(TableError, match=r"calques\.tsv:1:1: column 'source form' is missing"):
        list(lexicon.read(file, ("source form",)))
    file.write_bytes(b"found\xff")
    with pytest.raises(TableError, match=r"calques\.tsv:1:6: not UTF-8"):
        list(lexicon.read(file, ("found",)))


def test_brackets_of_an_example_become_spans() -> None:
    assert lexicon.bare("A ⟦red⟧ and a ⟦blue⟧ one.") == ("A red and a blue one.", ((2, 5), (12, 16)))
    assert lexicon.bare("⟦A ⟦red⟧⟧ one.") == ("A red one.", ((0, 5), (2, 5)))


@pytest.mark.parametrize("example", ["A red⟧ one.", "A ⟦red one.", "A ⟦red⟧⟧ one."])
def test_a_bracket_without_its_partner_is_named(example: str) -> None:
    with pytest.raises(TableError, match="bracket"):
        lexicon.bare(example)
