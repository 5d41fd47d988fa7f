"""The stages in their order, as generator functions: the page to read first.

    bytes ─read→ Article ─segment→ Case ─observe→ Case ─render→ Case ─observe→ Case ─weigh→ Verdict ─derive→ Graph

Forward only: a stage adds to what it was given, never changes it, never asks an earlier stage again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from provenance import plugins
from provenance.contracts import Detector, Scorer, Segmenter
from provenance.records import Article, Case, Document, Evidence, Prior, Region, Verdict
from provenance.text.identify import identify
from provenance.text.tokens import paragraphs
from provenance.tongues import tell


@cache
def segmenters() -> tuple[Segmenter, ...]:
    """One of each segmenter, in running order."""
    found = (kind() for kind in plugins.scan("provenance.segmenters", Segmenter))
    return tuple(sorted(found, key=lambda one: (one.order, type(one).__name__)))


@cache
def detectors() -> tuple[Detector, ...]:
    """One of each detector, by code."""
    return tuple(kind() for kind in plugins.scan("provenance.detectors", Detector))


def regions(article: Article) -> tuple[Region, ...]:
    """Regions of the article; lines that no segmenter claims are body."""
    found: list[Region] = []
    taken: set[int] = set()
    lines = paragraphs(article.text)
    starts = [span.start for span in lines]
    for segmenter in segmenters():
        for region in segmenter.segment(article):
            if region.kind != "quote":
                first = bisect_left(starts, region.span.start)
                covered = range(first, bisect_left(starts, region.span.end))
                if not covered or starts[first] != region.span.start or not taken.isdisjoint(covered):
                    continue
                taken.update(covered)
            found.append(region)
    found.extend(Region("body", span) for number, span in enumerate(lines) if number not in taken)
    return tuple(sorted(found, key=lambda region: (region.span, region.kind == "quote")))


def segment(articles: Iterable[Article]) -> Iterator[Case]:
    """Find regions, the language of each article (of its body, where it has one) and of regions in another."""
    for article in articles:
        found = regions(article)
        body = "\n".join(r.span.slice(article.text) for r in found if r.kind == "body")
        whole = identify(body if len(body) > 200 else article.text)
        yield Case(Document(article, tell(found, article.text, whole), whole), ())


def observe(cases: Iterable[Case], *, renditions: bool = False, channels: Sequence[str] = ()) -> Iterator[Case]:
    """Run the detectors that need renditions, or those that do not; ``channels`` restricts them where given."""
    chosen = [d for d in detectors() if d.needs_rendition is renditions and (not channels or d.channel in channels)]
    for case in cases:
        language = case.document.identified.language
        found: list[Evidence] = []
        for detector in chosen:
            if not detector.languages:
                found += detector.detect(case.document)
            elif language in detector.languages:
                found += _within(case.document, detector)
        yield Case(case.document, (*case.evidence, *found))


def _within(document: Document, detector: Detector) -> Iterator[Evidence]:
    """What the detector finds, without marks in regions of another language, of which its rule knows nothing."""
    foreign = [r.span for r in document.regions if r.language is not None and r.language not in detector.languages]
    for one in detector.detect(document):
        kept = tuple(
            mark for mark in one.marks if not any(span.start <= mark.span.start < span.end for span in foreign)
        )
        if len(kept) == len(one.marks):
            yield one
        elif kept:
            yield one._replace(marks=kept, statistic=one.statistic * len(kept) / len(one.marks))


def weigh(cases: Iterable[Case], scorer: Scorer, prior: Prior) -> Iterator[Verdict]:
    """Turn evidence into verdicts."""
    for case in cases:
        yield scorer.judge(case, prior)


__all__ = ["detectors", "observe", "regions", "segment", "segmenters", "weigh"]
