"""Hashed n-gram features of a masked token stream, computed by the arrays; shared by training and judging.

A feature is a 64-bit mix of the token ids under it and of its family. The letter of a family names the stream: ``w``
all words, ``c`` common words and the shapes of others, ``f`` function words and the endings of others, ``s`` two words
of ``c`` with a gap between them. The digit is the number of tokens: ``w1``, ``c3``, ``f4``, ``s2``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.uint64]

_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64
)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def features(streams: Mapping[str, Ids], families: Sequence[str], bits: int) -> NDArray[np.int64]:
    """Feature numbers in ``[0, 2**bits)``, one for every place where a feature stands, family by family.

    ``streams`` has the ids of the same tokens under ``w``, ``c`` and ``f``, all of one length.
    """
    found = [_family(streams["c" if f[0] == "s" else f[0]], f, k, bits) for k, f in enumerate(families)]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def places(tokens: int, families: Sequence[str]) -> NDArray[np.int64]:
    """The token at which each of the ``features`` begins."""
    sizes = (max(0, tokens - int(family[1]) + (family[0] != "s")) for family in families)
    return np.concatenate([np.arange(size) for size in sizes])


def _family(tokens: Ids, family: str, k: int, bits: int) -> NDArray[np.int64]:
    stream, n = tokens + np.uint64((k + 1) * 0x1234567), int(family[1])
    if len(stream) < n:
        return np.zeros(0, np.int64)
    if family[0] == "s":
        mixed = stream[:-n] * _FACTORS[0] + stream[n:] * _FACTORS[1]
    else:
        last = len(stream) - n + 1
        mixed = stream[:last] * _FACTORS[0]
        for j in range(1, n):
            mixed = mixed + stream[j : last + j] * _FACTORS[j]
    mixed = mixed ^ (mixed >> np.uint64(31))
    mixed = mixed * _MIX
    mixed = mixed ^ (mixed >> np.uint64(27))
    numbers: NDArray[np.int64] = (mixed >> np.uint64(64 - bits)).astype(np.int64)
    return numbers
