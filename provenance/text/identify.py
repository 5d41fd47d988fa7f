"""The only door to langdetect: seeded, on a bounded slice, honest about short and mixed text."""

from __future__ import annotations

from functools import cache
from typing import Any

from provenance.records import Identification

SLICE = 600
"""Characters that are looked at: three stretches, from the start, the middle and the end of the text."""
ENOUGH = 80
"""Fewer letters than this are never certain."""


def identify(text: str) -> Identification:
    """Language of ``text`` by langdetect with seed 0. ``certain`` is False for short or mixed text."""
    sample = _slice(text)
    letters = sum(1 for char in sample if char.isalpha())
    if letters < 3:
        return Identification(None, 0.0, False)
    ranked = _detect(sample)
    if not ranked:
        return Identification(None, 0.0, False)
    (language, probability), *rest = ranked
    certain = letters >= ENOUGH and probability >= 0.9
    return Identification(language, probability, certain, rest[0][0] if rest else None)


def _slice(text: str) -> str:
    if len(text) <= SLICE:
        return text
    third = SLICE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _detect(sample: str) -> list[tuple[str, float]]:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.seed = 0
    detector.append(sample)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return []
    return [("zh" if item.lang.startswith("zh") else item.lang, float(item.prob)) for item in found]


@cache
def _factory() -> Any:
    from langdetect import detector_factory

    detector_factory.DetectorFactory.seed = 0
    detector_factory.init_factory()
    return detector_factory._factory
