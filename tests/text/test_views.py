"""Views keep offsets, blank furniture, and are shared; windows find what a whole search finds."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from provenance.records import Article, Document, Identification, Region, RegionKind, Span
from provenance.text.clean import clean
from provenance.text.tokens import paragraphs
from provenance.text.views import BLANK, around, counted, find, from_word, lower, view


def document(*lines: tuple[RegionKind, str], quotes: tuple[str, ...] = ()) -> Document:
    text = "\n".join(line for _, line in lines)
    regions, at = [], 0
    for kind, line in lines:
        regions.append(Region(kind, Span(at, at + len(line))))
        at += len(line) + 1
    regions += [Region("quote", Span(text.index(q), text.index(q) + len(q))) for q in quotes]
    return Document(
        Article("v", text, "v"), tuple(sorted(regions, key=lambda r: r.span)), Identification("en", 1.0, True)
    )


def test_furniture_is_blanked_and_offsets_stay() -> None:
    one = document(("headline", "Harbour closed"), ("body", "The harbour “is” closed."), ("boilerplate", "Read more"))
    seen = view(one)
    assert len(seen.prose) == len(one.text)
    assert seen.prose.split("\n")[1] == 'The harbour "is" closed.'
    assert set(seen.prose.split("\n")[0] + seen.prose.split("\n")[2]) == {BLANK}
    assert seen.words == 4 + 2


def test_own_words_leave_out_quotations() -> None:
    seen = view(document(("body", 'He said "it is late" at noon.'), quotes=('"it is late"',)))
    assert "it is late" not in seen.own
    assert seen.own.startswith("He said ")
    assert seen.own.endswith(" at noon.")


def test_views_of_one_document_are_built_once() -> None:
    one, same_text = document(("body", "x y")), document(("boilerplate", "x y"))
    assert view(one) is view(one)
    assert view(one).prose != view(same_text).prose


@given(st.text(max_size=200))
def test_every_view_is_as_long_as_the_text(raw: str) -> None:
    text = clean(raw)
    one = Document(
        Article("h", text, "h"), tuple(Region("body", s) for s in paragraphs(text)), Identification(None, 0, False)
    )
    seen = view(one)
    assert {len(seen.whole), len(seen.prose), len(seen.low), len(seen.own)} == {len(text)}


@given(st.text(alphabet="İıSßﬁ aB", max_size=40))
def test_lower_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


@given(st.text(alphabet="at 15x", max_size=400), st.integers(5, 80))
def test_searching_near_needles_finds_what_a_whole_search_finds(text: str, reach: int) -> None:
    pattern = re.compile(r"\bat 15\b")
    near = [match.span() for match in find(pattern, text, "at 15", reach=reach)]
    assert near == [match.span() for match in pattern.finditer(text)]


@given(st.text(alphabet="ab ", max_size=300))
def test_windows_are_disjoint_and_in_order(text: str) -> None:
    windows = around(text, ["a"], 7)
    assert all(left[0] < left[1] < right[0] for left, right in pairwise(windows))
    assert all(any(start <= at < end for start, end in windows) for at, char in enumerate(text) if char == "a")


def test_a_match_in_a_long_word_between_two_windows_is_found_once() -> None:
    text = "a 15" + "-" * 40 + "15 b"
    assert [match.span() for match in find(re.compile("15"), text, "15", reach=10)] == [(2, 4), (44, 46)]


def test_counted_counts_its_marks() -> None:
    one = counted("FG101", [(0, 2), (5, 6)], 9, "note", "machine", "de")
    assert (one.statistic, one.exposure, one.key) == (2.0, 9.0, "FG101:de")
    assert [mark.span for mark in one.marks] == [Span(0, 2), Span(5, 6)]


def test_spans_can_be_moved_back_to_the_beginning_of_the_word() -> None:
    assert list(from_word("they don't", [(7, 10)])) == [(5, 10)]
