"""Grouping by event."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.graph import events
from provenance.records import Article
from tests.graph.press import story


def told(name: str, seed: int, published: str | None = None, lines: slice = slice(None)) -> Article:
    return Article(name, "\n".join(story(seed)[lines]), name, published)


def test_versions_of_one_story_meet_and_others_do_not():
    articles = [
        told("a", 1),
        told("b", 1, lines=slice(0, 8)),
        told("c", 2),
        told("d", 2, lines=slice(3, 12)),
        told("e", 3),
    ]
    assert events.events(articles) == (("a", "b"), ("c", "d"), ("e",))


def test_articles_a_month_apart_do_not_meet():
    articles = [told("a", 1, "2024-01-02"), told("b", 1, "2024-03-02")]
    assert events.events(articles) == (("a",), ("b",))


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng):
    articles = [told(f"{n:02d}", n // 3, lines=slice(n % 3, 9 + n % 3)) for n in range(12)]
    shuffled = list(articles)
    rng.shuffle(shuffled)
    assert events.events(shuffled) == events.events(articles)


def test_names_meet_across_scripts():
    one = set(events.keys(Article("a", "Yesterday Zelensky met Orban in Warsaw.", "")))
    two = set(events.keys(Article("b", "Вчора у Варшаві Зеленський зустрів Орбана.", "")))
    assert len(one & two) == 3


def test_pairs_grow_linearly_where_everybody_has_a_key():
    few, many = ([(None, f"{n:05d}") for n in range(size)] for size in (1000, 2000))
    assert len(set(events.pairs(many))) < 2.1 * len(set(events.pairs(few)))


def test_group_joins_what_is_linked_in_any_order():
    links = [("b", "c"), ("d", "e"), ("a", "b")]
    random.Random(1).shuffle(links)
    assert events.group("abcdef", links) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}
