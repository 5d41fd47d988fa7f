"""The region at a place is found whatever stands before it."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from provenance.pipeline import regions
from provenance.records import Article, Document, Identification, Region, Span
from provenance.text.clean import clean

PIECES = ["The bridge is closed. ", "“", "”", "“It is late,” he said.", "\n", "\n\n", "By Jane Doe", "İ"]


def document(text: str, found: tuple[Region, ...]) -> Document:
    return Document(Article("a", text, "a"), found, Identification("en", 1.0, True))


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_region_at_a_place_is_the_one_that_covers_it(raw: str) -> None:
    text = clean(raw)
    found = regions(Article("a", text, "a"))
    one = document(text, found)
    for offset in range(-1, len(text) + 2):
        covering = [r for r in found if r.kind != "quote" and r.span.start <= offset < r.span.end]
        assert one.region_at(offset) == next(iter(covering), None)


def test_ten_thousand_places_among_as_many_regions_cost_little() -> None:
    one = document("", tuple(Region("body", Span(at, at + 9)) for at in range(0, 100_000, 10)))
    start = time.process_time()
    assert all(one.region_at(at) for at in range(0, 100_000, 10))
    assert time.process_time() - start < 1
