"""Regions in another language than their article: cheap signs first, langdetect only where they speak."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from provenance import lexicon
from provenance.records import Identification, Region
from provenance.text.identify import identify

LOOKED = 400
"""Characters of a region that are looked at."""
MOST = 8
"""Regions of one article that langdetect is asked about."""
FEWEST = 3
"""Common words of another language that a region must hold."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def tell(regions: Iterable[Region], text: str, whole: Identification) -> tuple[Region, ...]:
    """``regions`` with a language where it is surely not that of the ``whole``; None says "as the article".

    Quotations and captions of a few words are left alone: langdetect takes names for a language (measured).
    """
    asked = 0
    told: list[Region] = []
    for region in regions:
        piece = text[region.span.start : min(region.span.end, region.span.start + LOOKED)]
        if asked < MOST and region.kind != "quote" and is_foreign(piece, whole.language):
            asked += 1
            found = identify(piece)
            if found.certain and found.language != whole.language:
                region = region._replace(language=found.language)
        told.append(region)
    return tuple(told)


def is_foreign(piece: str, language: str | None) -> bool:
    """Whether script or common words say that ``piece`` is not in ``language``: at least ``FEWEST`` common words of
    another language that ``language`` lacks, and more of them than of its own."""
    written = _WORD.findall(piece)
    if not written or language is None:
        return False
    if _script(piece, written) not in _scripts(language):
        return True
    if _strangers(language).isdisjoint(map(str.lower, written)):
        return False
    words = [word.lower() for word in written]
    known = _languages()
    counts = Counter(tongue for word in words if word in known for tongue in known[word])
    own = counts.pop(language, 0)
    return any(count >= FEWEST and count > own for count in counts.values())


@cache
def _strangers(language: str) -> frozenset[str]:
    """Common words of others that ``language`` lacks: without one of them no other language can have more."""
    return frozenset(word for word, tongues in _languages().items() if language not in tongues)


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    """The languages of each common word."""
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicon.table("common_words", ("language", "words")):
        for word in row["words"].split():
            found[word] = (*found.get(word, ()), row["language"])
    return found


@cache
def _scripts(language: str) -> frozenset[str]:
    """Scripts that a text in ``language`` may be in; Latin for all that are not listed."""
    listed = {row["language"]: row["scripts"] for row in lexicon.table("scripts", ("language", "scripts"))}
    return frozenset({*listed.get(language, "LATIN").split(), ""})


def _script(piece: str, words: Iterable[str]) -> str:
    """The commonest script among the letters of ``piece``, by the first word of their names; empty without letters.
    ``words`` are its words."""
    if 2 * sum(map(len, filter(str.isascii, words))) > len(piece):
        return "LATIN"
    if piece.isascii():
        return "LATIN" if any(map(str.isalpha, piece)) else ""
    names: Counter[str] = Counter()
    for char, count in Counter(piece).items():
        if char.isalpha():
            names[_named(char)] += count
    best = names.most_common(1)
    return best[0][0] if best else ""


@lru_cache(maxsize=10_000)
def _named(char: str) -> str:
    """The first word of the name of a letter."""
    return unicodedata.name(char, "").partition(" ")[0]
