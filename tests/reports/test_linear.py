"""Reports of hostile size take linear time and stay small."""

from __future__ import annotations

import io
import time

import pytest
from made_verdicts import verdict

from provenance.contracts import Report
from provenance.records import Evidence, Hypothesis, Mark, Span, Verdict, Weighed
from provenance.reports.html_report import Html
from provenance.reports.json_report import Json
from provenance.reports.markdown import Markdown
from provenance.reports.plain import Plain


def _weighed(number: int, *marks: Mark) -> Weighed:
    return Weighed(
        Evidence(f"NM{number}", Hypothesis("translated"), 1, 1, marks), "rules", "g", 1.0, 0.5, (), 0.01, True
    )


def many_marks() -> Verdict:
    text = "ostmark, " * 110_000
    return verdict(text, evidence=(_weighed(101, *(Mark(Span(at, at + 7)) for at in range(0, len(text), 9))),))


def nested_marks() -> Verdict:
    text = "ostmark, " * 110_000
    return verdict(text, evidence=tuple(_weighed(100 + n, Mark(Span(n, len(text) - n))) for n in range(500)))


def many_lines() -> Verdict:
    text = "ostmark\n" * 125_000
    marks = [Mark(Span(at, at + 7)) for at in range(0, len(text), 800)]
    return verdict(text, evidence=tuple(_weighed(100 + n, mark) for n, mark in enumerate(marks)))


@pytest.mark.parametrize("report", [Plain(), Markdown(), Html(), Json()], ids=lambda one: one.format)
@pytest.mark.parametrize("made", [many_marks, nested_marks, many_lines])
def test_a_megabyte_is_written_in_seconds(report: Report, made: object) -> None:
    one = made()  # type: ignore[operator]
    out = io.StringIO()
    start = time.perf_counter()
    report.write([one], (), out)
    assert time.perf_counter() - start < 20
    assert len(out.getvalue()) < 40_000_000
