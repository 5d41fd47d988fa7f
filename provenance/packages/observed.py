"""What detectors of renditions share: calibrated evidence of one measure, with the sentences that show it best."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.packages import controls
from provenance.records import Document, Evidence, Hypothesis, Mark, Rendition, Span
from provenance.text.clean import plain
from provenance.text.similarity import chrf

SHOWN = 2
"""Sentences that are marked, at most."""


def evidence(code: str, measure: str, document: Document) -> Iterator[Evidence]:
    """Evidence for each language whose round trip is long enough.

    The statistic is a log10 likelihood ratio, out of this language against not, 0 where the package pair is not
    calibrated or earned no weight; exposure is in sentences.
    """
    for one in controls.measure(document.renditions):
        calibration = controls.known().get(one.signature)
        scale = calibration.scale(measure) if calibration else None
        llr = round(scale.llr(scale.z(one, measure)), 4) if scale else 0.0
        marks = tuple(_marks(document, one.language, measure)) if llr > 0 else ()
        yield Evidence(code, Hypothesis("source", one.language), llr, float(one.sentences), marks)


def _marks(document: Document, language: str, measure: str) -> Iterator[Mark]:
    """The sentences that survived best."""
    folded = plain(document.text)
    own = [r for r in document.renditions if len(r.route) == 3 and r.route[1] == language]
    ranked = sorted(
        ((_survived(one, i, measure), at, i, one) for at, one in enumerate(own) for i in range(len(one.source))),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    for _, _, i, one in ranked[:SHOWN]:
        start = folded.find(one.source[i], one.region.span.start, one.region.span.end)
        if start >= 0:
            span = Span(start, start + len(one.source[i]))
            yield Mark(span, f"through {language} it comes back as: {one.text[i]}", language)


def _survived(one: Rendition, i: int, measure: str) -> float:
    return one.forced[i] - one.free[i] if measure == "forced" else chrf(one.text[i], one.source[i])
