"""Grouping by event."""

from __future__ import annotations

import random
from dataclasses import replace
from string import ascii_lowercase

import pytest
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
    few, many = ([(None, f"{n:05d}", n) for n in range(size)] for size in (1000, 2000))
    assert len(set(events.pairs(many))) < 2.1 * len(set(events.pairs(few)))


@pytest.mark.parametrize("count", [2, 5, 12, 13, 40, 150])
@pytest.mark.parametrize("tail", ["", "\nMore from {0} on page 3, says {0}."])
def test_many_copies_stay_in_the_event_of_what_was_cut_out_of_them(count, tail):
    outlets = [f"Daily Ostra{one}{two}o" for one in ascii_lowercase for two in ascii_lowercase]
    whole = told("", 1)
    copies = [replace(whole, id=f"{n:03d}", text=whole.text + tail.format(outlets[n])) for n in range(count)]
    part = told("zz", 1, lines=slice(0, 8))
    assert events.events([*copies, part]) == ((*(one.id for one in copies), "zz"),)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 60)), st.integers(0, 3)), min_size=2, max_size=12))
def test_holders_of_a_key_are_linked_as_if_each_stood_for_itself(rows):
    holders = [(day, f"{n:02d}", alike) for n, (day, alike) in enumerate(rows)]
    ids = [name for _, name, _ in holders]
    single = [(day, name, name) for day, name, _ in holders]
    assert events.group(ids, events.pairs(holders)) == events.group(ids, events.pairs(single))


def test_copies_of_a_key_are_not_paired_with_one_another_all_over():
    copies = [(None, f"{n:04d}", 0) for n in range(1000)]
    assert len(set(events.pairs(copies))) == len(copies) - 1


def test_a_copy_of_later_than_the_window_tells_no_event():
    late = 1 + events.WINDOW.days
    assert list(events.pairs([(1, "a", 0), (1 + late, "b", 0)])) == []
    assert list(events.pairs([(1, "a", 0), (late, "b", 0), (1, "c", 0)])) == [("a", "c"), ("b", "c")]


def test_group_joins_what_is_linked_in_any_order():
    links = [("b", "c"), ("d", "e"), ("a", "b")]
    random.Random(1).shuffle(links)
    assert events.group("abcdef", links) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}
