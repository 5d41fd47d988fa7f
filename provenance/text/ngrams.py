"""Hashed n-gram features of a masked token stream, computed by the arrays; shared by training and judging.

A feature is a 64-bit mix of the token ids under it and of its family; families: ``w1`` … words, ``f3`` … the stream in
which words that are not function words are reduced to their ending, ``s2`` … pairs of words with a gap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.uint64]

_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64
)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def features(words: Ids, reduced: Ids, families: Sequence[str], bits: int) -> NDArray[np.int64]:
    """Feature numbers in ``[0, 2**bits)``, one for every place where a feature stands.

    ``words`` are token ids, ``reduced`` the ids of the same tokens after reduction; both of one length.
    """
    found = [_family(words, reduced, family, k, bits) for k, family in enumerate(families)]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def _family(words: Ids, reduced: Ids, family: str, k: int, bits: int) -> NDArray[np.int64]:
    stream, n = (reduced if family[0] == "f" else words) + np.uint64((k + 1) * 0x1234567), int(family[1])
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
