"""One battery over every reader: what any input may do to it."""

from __future__ import annotations

import io
import random

import pytest

from provenance.errors import ProvenanceError
from provenance.records import Article, ReadOptions, Refusal
from provenance.sources import formats, read, readers
from provenance.text.clean import clean

HOSTILE = {
    "nothing": b"",
    "blanks": b" \n\t\r\n ",
    "zeros": bytes(5000),
    "noise": random.Random(7).randbytes(20_000),
    "text": b"The bridge at Kolding will close in the spring, the mayor said.",
    "marks": b'"' * 50_000,
    "braces": b"{" * 50_000,
    "tags": b"<a>" * 5_000,
    "half a head": b"SQLite format 3\x00PAR1WARC/1.0\r\n<?xml",
}


def test_no_ending_belongs_to_two() -> None:
    endings = [suffix for kind in readers() for suffix in kind.suffixes]
    assert sorted(set(endings)) == sorted(endings)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in endings)


@pytest.mark.parametrize("form", formats())
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_bytes_end_in_articles_or_single_lines(form: str, kind: str) -> None:
    try:
        found = list(read(["-"], ReadOptions(format=form), io.BytesIO(HOSTILE[kind])))
    except ProvenanceError as error:  # a format whose extra is not installed
        pytest.skip(str(error))
    for one in found:
        if isinstance(one, Article):
            assert one.text == clean(one.text)
            assert one.text.strip()
            assert one.id
        else:
            assert isinstance(one, Refusal)
            assert one.stage == "read"
            assert one.reason
            assert "\n" not in one.reason
