"""Measures round trips of many articles, and learns from labelled ones what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from provenance import pipeline
from provenance.contracts import Engine
from provenance.evaluation.labels import Label
from provenance.evaluation.reading import Labelled
from provenance.packages import controls
from provenance.packages.controls import Calibration, Measured
from provenance.records import Article
from provenance.render import render_all

TOGETHER = 64
"""Articles whose sentences share batches."""
SENTENCES = 10
"""Sentences of an article that calibration sends: what is learned from ten holds for forty, because the spread of a
measure is learned as a function of their number."""


def measure_articles(
    articles: Iterable[Article], engine: Engine, languages: Sequence[str], most: int = SENTENCES
) -> Iterator[dict[str, Measured]]:
    """What each article's round trips give, by language; streams, in order."""
    stream = iter(articles)
    while chunk := tuple(islice(stream, TOGETHER)):
        cases = tuple(pipeline.segment(chunk))
        for case in render_all(cases, engine, [languages] * len(cases), most):
            yield {one.language: one for one in controls.measure(case.document.renditions)}


def calibrate(
    rows: Sequence[Labelled],
    engine: Engine,
    languages: Sequence[str],
    progress: Callable[[int], None] = lambda done: None,
) -> dict[str, Calibration]:
    """Calibrations by signature. A language's positives are its machine translations; human translations out of it are
    left out; everything else is a control. Raises ModelError where too few articles can be measured."""
    found = []
    for done, one in enumerate(measure_articles((row.article() for row in rows), engine, languages), 1):
        found.append(one)
        progress(done)
    return learn(rows, found, languages)


def learn(
    rows: Sequence[Labelled], measured: Sequence[dict[str, Measured]], languages: Sequence[str]
) -> dict[str, Calibration]:
    """``calibrate`` over what was measured before."""
    learned: dict[str, Calibration] = {}
    for language in languages:
        known = [(row, one[language]) for row, one in zip(rows, measured, strict=True) if language in one]
        negatives = [(row, one) for row, one in known if row.label.source != language]
        positives = [(row, one) for row, one in known if row.label == Label("machine", language)]
        stories = [row.fact("group") or row.id for row, _ in (*negatives, *positives)]
        fitted = controls.fit([one for _, one in negatives], [one for _, one in positives], stories)
        learned[negatives[0][1].signature] = fitted
    return {signature: controls.borrow(one, learned) for signature, one in learned.items()}
