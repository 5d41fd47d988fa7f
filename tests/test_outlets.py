"""Outlets by name, alias, domain and in running text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import lexicon
from provenance.outlets import COLUMNS, addresses, by_domain, by_name, lookup, mentions, outlets


def test_every_row_is_sound() -> None:
    rows = lexicon.table("news_outlets", COLUMNS)
    assert len({row["key"] for row in rows}) == len(rows) > 300
    for outlet in outlets().values():
        assert outlet.kind in {"agency", "newspaper", "broadcaster", "site"}, outlet
        assert outlet.languages, outlet
        assert len(outlet.country) == 2, outlet
        assert all(domain == domain.lower() and "." in domain for domain in outlet.domains), outlet


def test_no_domain_and_no_strong_name_belongs_to_two() -> None:
    rows = lexicon.table("news_outlets", COLUMNS)
    for column in ("domains", "aliases"):
        cells = [cell.strip() for row in rows for cell in row[column].split(";") if cell.strip()]
        assert [cell for cell in set(cells) if cells.count(cell) > 1] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Guardian", "guardian"),
        ("THE GUARDIAN", "guardian"),
        ("dpa", "dpa"),
        ("El Pais", "el_pais"),
        ("Yonhap News", "yonhap"),
        ("edition.cnn.com", "cnn"),
        ("https://www.bbc.co.uk/news/1", "bbc"),
        ("efe", "efe"),
    ],
)
def test_lookup(name: str, key: str) -> None:
    found = lookup(name)
    assert found
    assert found.key == key


def test_unknown_names_and_hosts_are_none() -> None:
    assert by_name("Kolding Wave") is None
    assert by_domain("notcnn.com") is None
    assert by_domain("") is None
    assert lookup("...") is None


def test_longer_domains_go_first() -> None:
    found = by_domain("https://g1.globo.com/mundo")
    assert found
    assert found.key == "g1"


def test_agencies_of_many_languages_have_no_single_one() -> None:
    assert outlets()["afp"].language is None
    assert outlets()["efe"].language == "es"


def found(text: str) -> list[tuple[str, bool]]:
    return [(mention.outlet.key, mention.weak) for mention in mentions(text)]


def test_names_in_running_text() -> None:
    assert found("Reuters and the New York Times wrote to DPA.") == [("reuters", False), ("nyt", False), ("dpa", False)]
    assert found("The Sunday Times is not The Times.") == [("sunday_times", False), ("times_gb", True)]
    assert found("The New York Times is not The Times; The Times is.")[1:] == [("nyt", True), ("nyt", True)]
    assert found("The time of mirrors is past, and focus too.") == []
    assert found("Ask @CNN, or the Foreign Affairs Committee.") == []
    assert found("She told Jane Stern so.") == []
    assert found("She told German Stern so.") == [("stern", True)]


def test_addresses_end_before_punctuation() -> None:
    text = "See https://edition.cnn.com/a?b=c, (www.wave.example/x) and http://x."
    assert [(one.span.slice(text), one.host, one.outlet and one.outlet.key) for one in addresses(text)] == [
        ("https://edition.cnn.com/a?b=c", "edition.cnn.com", "cnn"),
        ("www.wave.example/x", "wave.example", None),
        ("http://x", "x", None),
    ]


@given(st.text(alphabet=st.sampled_from("AFP Reuters./:wh@İ\n"), max_size=80) | st.text(max_size=80))
def test_spans_lie_in_any_text(text: str) -> None:
    for mention in mentions(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
    for one in addresses(text):
        assert one.span.slice(text)


@pytest.mark.parametrize("piece", ["AFP ", "http://a.", "The ", "New York ", "https://", "www.a/"])
def test_cost_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        mentions(piece * times)
        list(addresses(piece * times))
        return time.process_time() - start

    seconds(100)
    small, large = (min(seconds(times) for _ in range(3)) for times in (2_000, 20_000))
    assert large < 40 * max(small, 0.02)
