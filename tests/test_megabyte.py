"""A megabyte of one article, from the file to the verdict: linear time and sound offsets."""

from __future__ import annotations

import math
import time
from functools import cache
from pathlib import Path

import pytest

from provenance.auditor import Auditor
from provenance.claims import claims
from provenance.records import Article, Verdict
from provenance.sources import read

LINE = "The council of Kolding said on Monday that the bridge, “built in 1931”, will close, according to Reuters. "
MADE = {
    "one line": lambda size: LINE * (size // len(LINE)),
    "many lines": lambda size: "Photo: AFP\nHe said no.\n\n" * (size // 24),
    "quotation marks": lambda size: '"a" said b. ' * (size // 20),
    "quotation marks never closed": lambda size: "“word said\n" * (size // 10),
    "nothing but quotation marks": lambda size: '"' * (size // 10) + f" {LINE}",
}
"""At a million: 100,000 quotation marks in each of the last three."""
SIZES = 500_000, 1_000_000


@cache
def auditor() -> Auditor:
    """Loaded and warm, so that only the text is measured."""
    found = Auditor()
    assert list(found.verdicts([Article("warm", LINE * 10, "warm")]))
    return found


def audit(path: Path) -> tuple[float, Verdict]:
    start = time.process_time()
    articles = (one for one in read([path]) if isinstance(one, Article))
    (verdict,) = auditor().verdicts(articles)
    return time.process_time() - start, verdict


def check(verdict: Verdict) -> None:
    """Regions lie in the text, tile it without overlap, and every mark and claim stands where it says."""
    text, at = verdict.article.text, 0
    for region in verdict.document.regions:
        assert 0 <= region.span.start < region.span.end <= len(text)
        if region.kind != "quote":
            assert region.span.start >= at
            at = region.span.end
    for one in verdict.evidence:
        for mark in one.evidence.marks:
            assert 0 <= mark.span.start < mark.span.end <= len(text), one.evidence.code
    for claim in claims(verdict.document):
        assert claim.name.slice(text).strip()
    assert math.isfinite(verdict.llr("translated"))
    assert 0 <= verdict.p_original <= 1


@pytest.mark.parametrize("kind", MADE)
def test_twice_the_text_costs_less_than_three_times_as_much(tmp_path: Path, kind: str) -> None:
    auditor()
    files = [tmp_path / f"{size}.txt" for size in SIZES]
    for path, size in zip(files, SIZES):
        path.write_text(MADE[kind](size), "utf-8")
    best = [math.inf, math.inf]
    for _ in range(3):
        for number, path in enumerate(files):
            seconds, verdict = audit(path)
            best[number] = min(best[number], seconds)
        if best[1] < 3 * best[0]:
            break
    assert best[1] < 3 * best[0]
    assert best[1] < 60
    check(verdict)
