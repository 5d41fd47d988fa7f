"""Whether a text is set where English is the language of the press and has habits that elsewhere speak of translation:
Nigerian, Ghanaian, Kenyan, Guyanese, Indian, Pakistani, Philippine and other world English."""

from __future__ import annotations

import re
from functools import cache

from provenance import lexicon


@cache
def _places() -> re.Pattern[str]:
    return re.compile(rf"\b{lexicon.either('place of world English')}\b")


def set_in_world_english(text: str) -> bool:
    """Whether one of its countries, peoples, capitals or currencies is named, with a capital."""
    return _places().search(text) is not None
