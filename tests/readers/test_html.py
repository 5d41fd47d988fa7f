"""A saved page becomes its article with title, date with hour, outlet and address."""

from __future__ import annotations

import io
import json

import pytest

from provenance import pages
from provenance.pipeline import regions
from provenance.records import Article, ReadOptions, Refusal
from provenance.sources import read

LONG = "The harbour reopened on Monday after the storm, and the mayor of Kolding thanked the crews for their long work."


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def one(raw: bytes, **options: object) -> Article | Refusal:
    (found,) = read(["-"], ReadOptions(**options), io.BytesIO(raw))  # type: ignore[arg-type]
    return found


def test_metadata_are_kept_and_the_headline_goes_first() -> None:
    linked = json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2024-06-20T14:05:00+02:00"}]})
    head = (
        '<title>Harbour reopens | Daily Wave</title><meta property="og:title" content="Harbour reopens">'
        '<meta property="og:site_name" content="Daily Wave"><link rel="canonical" href="https://wave.example/a">'
        f'<script type="application/ld+json">{linked}</script>'
    )
    found = one(page(f"<p>{LONG}</p><h2>What next</h2><p>{LONG} More.</p>", head))
    assert isinstance(found, Article)
    assert found.text.startswith(f"Harbour reopens\n\n{LONG}")
    assert (found.title, found.outlet, found.url) == ("Harbour reopens", "Daily Wave", "https://wave.example/a")
    assert found.published == "2024-06-20T14:05:00+02:00"
    assert any("glued" in note for note in found.notes)


def test_the_page_s_own_date_goes_before_linked_data() -> None:
    head = '<meta property="article:published_time" content="2024-06-19T08:00:00Z">'
    found = one(page(f"<p>{LONG}</p>", head))
    assert isinstance(found, Article)
    assert found.published == "2024-06-19T08:00:00Z"


@pytest.mark.parametrize(
    ("head", "served", "outlet"),
    [
        ("", "https://www.wave.example/a", "wave.example"),
        ('<link rel="canonical" href="https://www.agency.example/a">', "https://www.wave.example/a", "wave.example"),
        ('<link rel="canonical" href="https://www.agency.example/a">', "", "agency.example"),
        ('<meta property="og:site_name" content="Daily Wave">', "https://www.wave.example/a", "Daily Wave"),
    ],
)
def test_the_outlet_is_who_served_the_page_and_not_whom_it_names_as_the_first(
    head: str, served: str, outlet: str
) -> None:
    assert pages.article(page(f"<p>{LONG}</p>", head), "a", ReadOptions(), served=served).outlet == outlet


@pytest.mark.parametrize("copies", [2, 3, 4])
def test_repeated_paragraphs_are_kept(copies: int) -> None:
    found = one(page(f"<p>{LONG}</p><p>Another one.</p>" + f"<p>Said <b>twice</b>: {LONG}</p>" * copies))
    assert isinstance(found, Article)
    assert found.text.count("Said twice") == copies
    assert "\ue0ff" not in found.text


def test_a_reprint_in_the_same_run_is_read_again() -> None:
    raw = page(f"<p>{LONG}</p>" * 3)
    texts = [found.text for _ in range(4) for found in [one(raw)] if isinstance(found, Article)]
    assert len(texts) == 4
    assert len(set(texts)) == 1


def test_declared_encodings_are_believed_where_the_bytes_agree() -> None:
    text = "Die Bürgermeisterin von Köln erklärte am Montag, die Brücke über den Fluß müsse viel größer werden."
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    raw = page(f"<p>{text}</p>", head)
    legacy = one(raw.decode().encode("cp1252"))
    assert isinstance(legacy, Article)
    assert text in legacy.text
    lying = one(page(f"<p>{text}</p>", '<meta charset="klingon">'))
    assert isinstance(lying, Article)
    assert text in lying.text


@pytest.mark.parametrize("name", ["idna", "unicode_escape", "raw_unicode_escape", "utf-7", "cp037", "rot13"])
def test_encodings_that_the_web_does_not_have_count_as_none(name: str) -> None:
    body = f"<p>{LONG} The office is at port.xn--bcher-kva.example, room \\u0041, box +AGE-.</p>"
    plain, told = (one(page(body, f'<meta charset="{said}">')) for said in ("utf-8", name))
    assert isinstance(plain, Article)
    assert isinstance(told, Article)
    assert told.text == plain.text


def test_a_page_that_names_punycode_is_not_decoded_by_it() -> None:
    """Decoding by it takes time that grows with the square of the length."""
    found = one(page(f"<p>The café said: {LONG}</p>", '<meta charset="punycode">').decode().encode("punycode"))
    assert isinstance(found, Article)
    assert "The caf said" in found.text


@pytest.mark.parametrize("served", ["a\0b", "\ud800", "none"])
def test_a_server_s_encoding_that_is_no_name_counts_as_none(served: str) -> None:
    assert LONG in pages.article(page(f"<p>{LONG}</p>"), "x.html", ReadOptions(), served).text


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><p>a",
        b"<html>" + b"<div>" * 9000 + b"x",
        b"<html>" + b"<" * 50_000,
        b"<html><body>" + b"<b><i>" * 9000,
        b'<html><a href="' + b"x" * 200_000,
        b"<html></html>",
        b"<html><p>\x00\xff\xed\xa0\x80</p>",
        b"<html><!--",
        b'<?xml version="1.0" encoding="utf-16"?><html><body><p>Hi there</p>',
        b'<html><script type="application/ld+json">' + b"[" * 50_000,
    ],
    ids=lambda raw: raw[:24].decode("latin-1"),
)
def test_broken_pages_end_in_one_line_or_an_article(raw: bytes) -> None:
    found = one(raw)
    assert isinstance(found, Article) or "\n" not in found.reason


def test_pages_of_too_many_elements_are_refused() -> None:
    found = one(b"<html>" + b"<br>x" * 70_000)
    assert isinstance(found, Refusal)
    assert "elements" in found.reason


DEK = "The harbour runs again after the storm, the mayor said on Monday."


@pytest.mark.parametrize(
    "markup",
    [
        f'<p class="dek">{DEK}</p>',
        f'<h2 class="article__subtitle css-1x">{DEK}</h2>',
        f'<div class="ArticleStandfirst"><p>{DEK}</p></div>',
        f'<p class="post-lede"><b>The harbour</b>{DEK.removeprefix("The harbour")}</p>',
        f'<h2 itemprop="alternativeHeadline">{DEK}</h2>',
    ],
)
def test_what_a_page_marks_as_its_dek_is_one(markup: str) -> None:
    found = one(page(f"<h1>Harbour reopens</h1>{markup}<p>{LONG}</p><p>{LONG[::-1]}</p>"))
    assert isinstance(found, Article)
    assert [(one.kind, one.span.slice(found.text)) for one in regions(found)][:3] == [
        ("headline", "Harbour reopens"),
        ("dek", DEK),
        ("body", LONG),
    ]


@pytest.mark.parametrize("name", ["dek-image", "lead", "subtitles", "undek", "subheading"])
def test_other_classes_mark_no_dek(name: str) -> None:
    found = one(page(f'<h1>Harbour reopens</h1><p class="{name}">{DEK}</p><p>{LONG}</p>'))
    assert isinstance(found, Article)
    assert [one.kind for one in regions(found)] == ["headline", "body", "body"]


def test_a_page_that_is_all_dek_keeps_a_body() -> None:
    found = one(page(f'<h1>Harbour reopens</h1><p class="dek">{LONG}</p>'))
    assert isinstance(found, Article)
    assert [one.kind for one in regions(found)] == ["headline", "body"]
