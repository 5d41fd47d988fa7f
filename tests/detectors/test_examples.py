"""Every detector's own examples: those under Fires mark what stands in brackets, those under Quiet nothing."""

from __future__ import annotations

import pytest

from provenance import manual, plugins
from provenance.contracts import Detector
from provenance.manual import Example

DETECTORS = [kind for kind in plugins.scan("provenance.detectors", Detector) if not kind.needs_rendition]
RULES = [kind for kind in DETECTORS if kind.channel in {"rules", "claims", "furniture"}]


def cases(section: str) -> list[object]:
    return [
        pytest.param(kind, example, id=f"{kind.code}-{number}")
        for kind in DETECTORS
        for number, example in enumerate(getattr(manual.page(kind), section))
    ]


def marks(kind: type[Detector], example: Example) -> list[tuple[int, int]]:
    found = kind().detect(example.document())
    return sorted({tuple(mark.span) for evidence in found for mark in evidence.marks})


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.code)
def test_every_rule_has_all_sections_and_both_kinds_of_examples(kind: type[Detector]) -> None:
    page = manual.page(kind)
    assert page.title.endswith(".")
    assert [name for name in manual.SECTIONS if not page.section(name)] == []
    assert page.fires
    assert all(example.spans for example in page.fires)
    assert page.quiet
    assert not any(example.spans for example in page.quiet)


@pytest.mark.parametrize(("kind", "example"), cases("fires"))
def test_examples_that_fire_mark_what_stands_in_brackets(kind: type[Detector], example: Example) -> None:
    found = marks(kind, example)
    shown = [example.text[start:end] for start, end in found]
    assert found == [tuple(span) for span in example.spans], shown
    sources = {e.hypothesis.source for e in kind().detect(example.document()) if e.marks and e.hypothesis.source}
    assert not sources or not example.languages or sources & set(example.languages), sources


@pytest.mark.parametrize(("kind", "example"), cases("quiet"))
def test_near_misses_stay_quiet(kind: type[Detector], example: Example) -> None:
    assert [example.text[start:end] for start, end in marks(kind, example)] == []
