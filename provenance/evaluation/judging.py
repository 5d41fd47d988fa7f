"""Has labelled articles judged, in this process or in several; the order of the rows is kept in either case."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import Protocol

from provenance.auditor import Auditor, Settings
from provenance.evaluation.judged import Judged, from_verdict
from provenance.evaluation.masking import mask_names
from provenance.evaluation.reading import FACTS, Labelled
from provenance.records import Article, Verdict
from provenance.text.tokens import count_words

CHUNK = 16
"""Articles that are judged together, and go to a worker at a time."""


class Judging(Protocol):
    """Anything that turns articles into verdicts, in their order; ``Auditor`` does."""

    def verdicts(self, articles: Iterable[Article]) -> Iterator[Verdict]: ...


def judge(rows: Iterable[Labelled], auditor: Judging) -> Iterator[Judged]:
    """Judge each row, a few at a time, so that the slow stages can work on several together."""
    for chunk in _chunks(rows):
        verdicts = auditor.verdicts(row.article() for row in chunk)
        for row, verdict in zip(chunk, verdicts, strict=True):
            facts = {name: row.fact(name) for name in FACTS}
            facts["group"] = row.story
            yield from_verdict(verdict, row.label, count_words(row.text), id=row.id, **facts)


def masked(rows: Iterable[Labelled]) -> Iterator[Labelled]:
    """The same rows with names and numbers masked."""
    return (replace(row, text=mask_names(row.text)) for row in rows)


def judge_all(rows: Sequence[Labelled], settings: Settings, workers: int = 1) -> Iterator[Judged]:
    """Judge ``rows`` in ``workers`` processes (1: in this one)."""
    if workers <= 1:
        yield from judge(rows, Auditor(settings))
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(settings,)) as pool:
        for done in pool.map(_chunk, _chunks(rows)):
            yield from done


_auditor: Auditor | None = None
"""The auditor of a worker process, made once by its initializer."""


def _start(settings: Settings) -> None:
    global _auditor
    _auditor = Auditor(settings)


def _chunk(rows: Sequence[Labelled]) -> tuple[Judged, ...]:
    assert _auditor is not None
    return tuple(judge(rows, _auditor))


def _chunks(rows: Iterable[Labelled]) -> Iterator[tuple[Labelled, ...]]:
    stream = iter(rows)
    while chunk := tuple(islice(stream, CHUNK)):
        yield chunk
