"""One battery over every segmenter."""

from __future__ import annotations

import pytest

from provenance.contracts import Segmenter
from provenance.pipeline import segmenters
from provenance.records import Article
from provenance.text.tokens import paragraphs

TEXTS = [
    "",
    "\n\n",
    "x",
    "Bridge to close\n\nThe bridge will close, the mayor said on Monday after a long meeting of the council.\n\n(AFP)",
    "«\n»\n“\n” İ\n\n(\n)\n:",
    "Share\n" * 40,
]


@pytest.mark.parametrize("one", segmenters(), ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("text", TEXTS)
def test_regions_begin_and_end_with_lines_and_come_again(one: Segmenter, text: str) -> None:
    article = Article("a", text, "a")
    found = list(one.segment(article))
    assert list(type(one)().segment(article)) == found
    lines = list(paragraphs(text))
    for region in found:
        if region.kind == "quote":
            assert any(line.start <= region.span.start < region.span.end <= line.end for line in lines)
        else:
            assert region.span.start in {line.start for line in lines}
            assert region.span.end in {line.end for line in lines}
