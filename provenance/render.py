"""The stage that translates: sentences of many articles together, English to L and back, with forced-decoding scores.

Only this stage asks an engine; detectors of renditions see what it leaves in the document. Nothing is routed through a
third language unless the user asked for it (see ``packages.routes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from provenance.contracts import Engine
from provenance.packages.controls import weighs
from provenance.records import Case, Document, Region, Rendition
from provenance.text.clean import plain
from provenance.text.tokens import count_words, sentences

HOME = "en"
MOST = 40
"""Sentences of one article that are sent; of a longer one, as many at even distances."""
WORDS = (4, 80)
"""Fewest and most words of a sentence that is sent: shorter ones say nothing, longer ones are lists or lost stops."""


class _Piece(NamedTuple):
    region: Region
    text: str


def languages_of(engine: Engine) -> tuple[str, ...]:
    """Languages to which ``engine`` goes from English and back."""
    pairs = engine.pairs()
    return tuple(sorted(b for a, b in pairs if a == HOME and (b, HOME) in pairs))


def missing(engine: Engine, languages: Iterable[str]) -> tuple[str, ...]:
    """Those of ``languages`` that lack a package one way or the other."""
    known = languages_of(engine)
    return tuple(language for language in languages if language not in known)


def in_play(sources: Sequence[tuple[str, float]], engine: Engine, top: int) -> tuple[str, ...]:
    """The ``top`` likeliest of ``sources`` (language, probability) whose packages carry weight: the others would cost
    time and say nothing."""
    known = [language for language in languages_of(engine) if weighs(signature_of(engine, language))]
    ranked = sorted(sources, key=lambda row: (-row[1], row[0]))
    return tuple(language for language, _ in ranked if language in known)[:top]


def render(case: Case, engine: Engine, languages: Sequence[str]) -> Case:
    """``case`` with a rendition per region and language; languages without packages are left out."""
    (found,) = render_all([case], engine, [languages])
    return found


def render_all(
    cases: Sequence[Case], engine: Engine, languages: Sequence[Sequence[str]], most: int = MOST
) -> tuple[Case, ...]:
    """Many cases at once, each with its own ``languages``: one batch per language and direction.

    At most ``most`` sentences of an article are sent. Articles that are not in English come back unchanged.
    """
    pieces = [tuple(_pieces(case.document, most)) for case in cases]
    added: list[list[Rendition]] = [[] for _ in cases]
    for language in sorted({one for wanted in languages for one in wanted}.intersection(languages_of(engine))):
        chosen = [i for i, wanted in enumerate(languages) if language in wanted and pieces[i]]
        trips = _trips([p.text for i in chosen for p in pieces[i]], engine, language)
        signature = signature_of(engine, language)
        for i in chosen:
            own = [next(trips) for _ in pieces[i]]
            added[i].extend(_renditions(pieces[i], own, language, signature))
    return tuple(
        Case(replace(case.document, renditions=case.document.renditions + tuple(new)), case.evidence) if new else case
        for case, new in zip(cases, added)
    )


def signature_of(engine: Engine, language: str) -> str:
    """What decides the round trip through ``language``; calibration is kept under this."""
    return f"{engine.describe(HOME, language)} {engine.describe(language, HOME)}"


class _Trip(NamedTuple):
    source: str
    pivot: str
    text: str
    forced: float
    free: float


def _trips(texts: Sequence[str], engine: Engine, language: str) -> Iterator[_Trip]:
    pivots = engine.translate(texts, HOME, language)
    back = engine.translate(pivots, language, HOME)
    forced = engine.score(pivots, texts, language, HOME)
    free = engine.score(pivots, back, language, HOME)
    return iter([_Trip(*row) for row in zip(texts, pivots, back, forced, free, strict=True)])


def _renditions(pieces: Sequence[_Piece], trips: Sequence[_Trip], language: str, signature: str) -> Iterator[Rendition]:
    by_region: dict[Region, list[_Trip]] = {}
    for piece, trip in zip(pieces, trips, strict=True):
        by_region.setdefault(piece.region, []).append(trip)
    for region, own in by_region.items():
        source, pivot, text, forced, free = (tuple(column) for column in zip(*own))
        yield Rendition(region, (HOME, language, HOME), source, pivot, text, signature, forced, free)


def _pieces(document: Document, most: int) -> Iterator[_Piece]:
    """Sentences of the English body, plain quotation marks and dashes, at most ``most``."""
    if document.identified.language not in (HOME, None):
        return
    found = [
        _Piece(region, plain(span.slice(document.text)))
        for region in document.regions
        if region.kind == "body" and region.language in (HOME, None)
        for span in sentences(document.text, region.span)
        if WORDS[0] <= count_words(span.slice(document.text)) <= WORDS[1]
    ]
    step = max(1.0, len(found) / most)
    yield from (found[int(i * step)] for i in range(min(most, len(found))))
