"""Whether a text is set where the press writes in English and has habits that elsewhere speak of translation."""

from __future__ import annotations

import re
from functools import cache

from provenance import lexicon


def set_in_world_english(text: str) -> bool:
    """Whether it names a country, people, city or amount of world English: Nigerian, Kenyan, Guyanese, Indian, …"""
    return _world().search(text) is not None


def writes_decimal_commas(text: str) -> bool:
    """Whether it names a place, or rands, of those whose English has a decimal comma and groups digits with blanks."""
    return _commas().search(text) is not None


@cache
def _world() -> re.Pattern[str]:
    return re.compile(_capitals_too(lexicon.either("place of world English")))


@cache
def _commas() -> re.Pattern[str]:
    return re.compile(_capitals_too(lexicon.either("place of decimal commas in English")) + r"|\bR ?\d")


def _capitals_too(names: str) -> str:
    """As written, or in the capitals of a dateline."""
    return rf"\b{names}\b|\b(?=[A-Z]{{3}})(?i:{names})\b"
