"""Hostile and broken input: one clear line, or a sound result with right offsets, in linear time; the rest goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.claims import claims
from provenance.furniture import furniture
from provenance.pipeline import observe, regions, segment
from provenance.records import Article, ReadOptions, Refusal
from provenance.sources import read
from provenance.text.clean import clean

BODY = "The bridge at Kolding will close in the spring, the mayor said on Monday after a long meeting of the council."

NAUGHTY = {
    "dotted capital I grows in lower case": "İSTANBUL İİİ İzmir “İğdır” İ",
    "sharp s grows in upper case": "STRAẞE straße ﬁn ﬀ ŉ ǰ ΐ",
    "final sigma": "ΟΔΥΣΣΕΥΣ ὈΔΥΣΣΕΎΣ",
    "combining marks piled up": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "not yet composed": "Cafe\u0301 A\u030angstro\u0308m",
    "grows by composition": "\u0958\u2adc\u0344\ufb2c",
    "emoji with joiners and flags": "👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇦🇩🇰 👍🏽",
    "right to left": "\u202eabc\u202c مرحبا “بالعالم” שלום\u200f",
    "zero width": "ze\u200bro wi\u200cd\u200dth \u2060 \ufeff",
    "line and paragraph separators": "one\u2028two\u2029three\x85four\x0bfive\x0csix",
    "carriage returns": "a\r\nb\rc\n\rd",
    "controls": "\x01\x02\x1b[31mred\x1b[0m\x7f",
    "beyond the first plane": "𝒯𝒽𝑒 𝓺𝓊𝒾𝒸𝓀 𐍈 𠜎",
    "numerals of all kinds": "٠١٢ ०१२ ⅷ ½ ² ①",
    "private use and noncharacters": "\ue000\uf8ff\ufffe\uffff\U0010ffff",
    "spaces of all kinds": "a\u00a0b\u2003c\u3000d\u202fe\u1680f",
    "only quotation marks": "“”„‟\"'«»‹›「」『』‘’‚‛",
    "unbalanced": "“““ ((( [[[ «« 「",
    "script and markup": "<script>alert('x')</script> <a href=\"javascript:x\">y</a> &amp;&#x27; {{7*7}} ${x} %s %n",
    "shell and SQL": "'; DROP TABLE articles; -- $(rm -rf /) `id` | & \\",
    "paths and formulas": '../../etc/passwd =HYPERLINK("x") @SUM(1) +1 -1',
    "numbers that are none": "NaN Infinity 1e999 0x1F 1,000.00 1/0",
    "long word": "a" * 5000,
    "long address": "https://" + "a." * 1000 + "b/" + "c" * 2000,
    "mojibake": "Ã¼Ã¶Ã¤ â€œquoteâ€\x9d",
    "brackets of credits": "(" * 300 + "AP" + ")" * 300,
}

LINES = {
    "quotation marks": '"', "opening marks": "“", "apostrophes": "' ", "quoted words": '"a" ', "names": "Reuters, ",
    "cues": "according to ", "cues and names": "according to AFP ", "brackets": "(AFP", "dots": ". . ", "spaces": " ",
    "words": "word ", "furniture": "share this ", "newspapers": "newspaper A ", "addresses": "http://a.b/c ",
    "capitals": "The New York ", "no blanks": "x", "İ": "İ", "combining": "e\u0301\u0302", "dates": "June 20 ",
    "colons": "photo: ", "dashes": "- ", "digits": "1,",
}  # fmt: skip


TEXTUAL = ("rules", "claims", "furniture")
"""Channels that look for places in the text."""


def check(article: Article) -> None:
    """Regions tile, and all marks of all detectors lie in the text."""
    (case,) = observe(segment([article]), channels=TEXTUAL)
    size = len(article.text)
    for region in case.document.regions:
        assert 0 <= region.span.start < region.span.end <= size
    for evidence in case.evidence:
        for mark in evidence.marks:
            assert 0 <= mark.span.start <= mark.span.end <= size, evidence.code
            assert mark.span.end > mark.span.start, evidence.code
    for claim in claims(case.document):
        assert claim.name.slice(article.text)


@pytest.mark.parametrize("kind", NAUGHTY)
def test_naughty_strings_end_in_a_sound_result_or_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{NAUGHTY[kind]}\n\n{BODY}\n\n{BODY} {NAUGHTY[kind]}\n".encode())
    alone = tmp_path / "b.txt"
    alone.write_bytes(NAUGHTY[kind].encode())
    found = list(read([path, alone]))
    assert len(found) == 2
    for one in found:
        if isinstance(one, Refusal):
            assert "\n" not in one.reason
        else:
            check(one)
    assert isinstance(found[0], Article)


def test_offsets_stand_behind_letters_whose_length_changes() -> None:
    text = clean("İİİ ŉ ﬁ: İzmir bridge to close\n\nİİİ “İzmir” is far, according to Reuters. Photo: AFP\n\n" + BODY)
    (case,) = segment([Article("a", text, "a")])
    assert [claim.name.slice(text) for claim in claims(case.document)] == ["Reuters", "AFP"]
    assert [r.span.slice(text) for r in case.document.regions if r.kind == "quote"] == ["“İzmir”"]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text(raw: str) -> None:
    if (text := clean(raw)).strip():
        check(Article("a", text, "a"))


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_end_in_one_article_or_one_line(raw: bytes) -> None:
    import io

    for form in ("txt", "html", "jsonl", "csv"):
        for one in read(["-"], ReadOptions(format=form), io.BytesIO(raw)):
            if isinstance(one, Refusal):
                assert one.reason
                assert "\n" not in one.reason
            else:
                assert one.text == clean(one.text)
                assert one.text.strip()


@pytest.mark.parametrize("kind", LINES)
def test_regions_and_claims_cost_linear_time(kind: str) -> None:
    piece = LINES[kind]

    def seconds(size: int) -> float:
        article = Article("a", "Title\n\n" + clean(piece * (size // len(piece) + 1))[:size] + "\n\n" + BODY, "a")
        start = time.process_time()
        (case,) = segment([article])
        claims(case.document)
        furniture(article.text)
        return time.process_time() - start

    seconds(1000)
    small, large = (min(seconds(size) for _ in range(3)) for size in (12_000, 120_000))
    assert large < 40 * max(small, 0.02)


@pytest.mark.parametrize("kind", LINES)
def test_the_battery_of_rules_costs_linear_time(kind: str) -> None:
    """A rule of quadratic cost needs minutes here; the bound leaves room for a busy machine."""
    piece = LINES[kind]
    text = clean(piece * (100_000 // len(piece)))
    start = time.process_time()
    check(Article("a", f"Title\n\n{text}\n\n{BODY}", "a"))
    assert time.process_time() - start < 15


def test_a_hundred_thousand_quotation_marks() -> None:
    text = '"a" said b.\n' * 50_000
    start = time.process_time()
    found = regions(Article("a", text, "a"))
    assert len(found) == 100_000
    assert time.process_time() - start < 60


def test_fifty_megabytes_on_one_line_are_one_line_of_refusal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a " * 25_000_000)
    good = tmp_path / "b.txt"
    good.write_text(BODY)
    refusal, article = read([path, good])
    assert isinstance(refusal, Refusal)
    assert "characters" in refusal.reason
    assert isinstance(article, Article)
