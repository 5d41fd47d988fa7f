"""robots.txt after RFC 9309."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.robots import NOTHING, parse

AGENT = "translation-provenance/0.1"
SITE = "https://example.org"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /a*c*e", "/abcde", False),
        ("Disallow: /a*c*e$", "/abcdef", True),
        ("Disallow: /%7Euser", "/~user/x", False),
        ("Disallow: /x # a remark", "/x", False),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a?b", "/a?b=1", False),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    assert parse(f"User-agent: *\n{rules}", AGENT).allows(SITE + path) is allowed


def test_own_group_goes_before_the_group_of_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Translation-Provenance\nDisallow: /b\n"
    found = parse(text, AGENT)
    assert found.allows(SITE + "/a")
    assert not found.allows(SITE + "/b")


@pytest.mark.parametrize("name", ["", "translation", "example.org", "me", "provenance", "translation-provenance-news"])
def test_a_group_that_does_not_bear_the_name_is_not_ours(name: str) -> None:
    found = parse(f"User-agent: {name}\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", f"{AGENT} (+me@example.org)")
    assert [found.allows(SITE + path) for path in ("/a", "/b")] == [True, False]


@pytest.mark.parametrize("name", ["TRANSLATION-PROVENANCE", "Translation-Provenance/2.0", "translation-provenance 1"])
def test_a_group_that_bears_the_name_is_ours_with_any_version(name: str) -> None:
    assert not parse(f"User-agent: {name}\nDisallow: /", f"{AGENT} (+me@example.org)").allows(SITE + "/a")


def test_groups_of_one_name_add_up() -> None:
    found = parse("User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: *\nDisallow: /b", AGENT)
    assert [found.allows(SITE + path) for path in ("/a", "/b", "/c")] == [False, False, True]


def test_nothing_allows_nothing() -> None:
    assert not NOTHING.allows(SITE + "/")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=50))
def test_noise_is_parsed_to_an_answer(text: str, path: str) -> None:
    assert parse(text, AGENT).allows(f"{SITE}/{path}") in (True, False)


def test_many_stars_cost_little() -> None:
    found = parse("User-agent: *\nDisallow: /" + "*a" * 2000 + "$", AGENT)
    began = time.perf_counter()
    found.allows(SITE + "/" + "a" * 20_000 + "b")
    assert time.perf_counter() - began < 1.0
