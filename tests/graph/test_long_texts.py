"""Texts of tens of thousands of sentences: memory is bounded, and what was not compared is said."""

from __future__ import annotations

import tracemalloc

import pytest

from provenance.graph import events, features, quotes
from provenance.graph.derive import resolve
from provenance.graph.features import LONGEST, Event, within
from provenance.graph.profile import profile
from tests.graph.press import story, verdict

HUNDRED_MB = 100 * 2**20


def table(lines: int, first: int = 0) -> str:
    """A text whose every line is a sentence of its own."""
    return "\n".join(f"Station {at} reported {at * 7919 % 9973} votes." for at in range(first, first + lines))


def test_an_article_alone_is_compared_with_nothing() -> None:
    tracemalloc.start()
    graph = resolve([verdict("long", table(20_000))])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [node.id for node in graph.nodes] == ["long"]
    assert graph.notes == ()
    assert peak < 2 * HUNDRED_MB  # 20,000 sentences with one another would be 1,600 MB


def test_only_the_first_sentences_of_a_long_text_are_compared_and_that_is_said() -> None:
    lines = 2 * LONGEST
    made = [verdict("long", table(lines)), verdict("copy", table(lines)), verdict("short", "\n".join(story(1)))]
    graph = resolve(made)
    note = f"only the first {LONGEST:,} of {lines:,} sentences of long were compared one by one"
    assert note in graph.notes
    assert len(graph.notes) == 2
    assert all(note in link.evidence for link in graph.links if {link.parent, link.child} == {"long", "copy"})
    assert {("long", "copy"), ("copy", "long")} & {(link.parent, link.child) for link in graph.links}
    assert f"event {graph.event}: {note}" in events.cut([graph])


def test_an_ordinary_article_beside_a_long_one_keeps_all_its_sentences() -> None:
    event = Event([profile(one) for one in (verdict("a", "\n".join(story(1))), verdict("b", table(2_000)))])
    assert [len(one.sentences) for one in event.profiles] == [len(story(1)), LONGEST]
    assert event.cut == {1: 2_000}
    assert event.likeness.shape == (LONGEST + len(story(1)),) * 2


def test_only_the_first_of_very_many_quotations_are_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "MOST", 10)
    lines = [f"“{line.removesuffix('.')} today,” said Anna Berg." for line in table(30).split("\n")]
    graph = resolve([verdict("long", "\n".join(lines))])
    assert len(graph.quotes) >= 10
    assert sum(row.direct for row in graph.quotes) == 10
    assert graph.notes == ("no more than the first 10 quotations of long were looked at",)


def test_many_long_texts_share_what_can_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "DIFFERENT", 100)
    made = [profile(verdict(f"{n}", table(60, 1_000 * n))) for n in range(3)]
    kept = within([*made, profile(verdict("s", "\n".join(story(1))))])
    assert sum(len(one.sentences) for one in kept) <= 100
    assert len(kept[3].sentences) == len(story(1))
    assert {len(one.sentences) for one in kept[:3]} == {(100 - len(story(1))) // 3}
