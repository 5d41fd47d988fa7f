"""Quality of likelihood ratios: Cllr, its minimum by isotonic regression, and Tippett curves.

Brümmer & du Preez 2006, "Application-independent evaluation of speaker detection", Comput. Speech Lang. 20:230-275;
Meuwly, Ramos & Haraksim 2017, Forensic Science International 276:142-153. All ratios are base-10 logarithms.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

_LN10 = math.log(10)


def cllr(positive: ArrayLike, negative: ArrayLike) -> float:
    """Log-likelihood-ratio cost in bits: 0 perfect, 1 says nothing, more misleads; inf where a sure ratio was wrong.

    >>> cllr([0.0], [0.0])
    1.0
    """
    up, down = _floats(positive), _floats(negative)
    if not up.size or not down.size:
        return math.nan
    return float((_bits(-up).mean() + _bits(down).mean()) / 2)


def cllr_min(positive: ArrayLike, negative: ArrayLike) -> float:
    """Cllr after the best monotone recalibration (pool adjacent violators): what is left is lack of discrimination."""
    up, down = _floats(positive), _floats(negative)
    if not up.size or not down.size:
        return math.nan
    scores = np.concatenate([up, down])
    truth = np.concatenate([np.ones(up.size), np.zeros(down.size)])
    with np.errstate(divide="ignore"):
        fitted = np.clip(isotonic(scores, truth), 0.0, 1.0)
        llr = np.log10(fitted) - np.log10(1 - fitted) - math.log10(up.size / down.size)
    return cllr(llr[: up.size], llr[up.size :])


def isotonic(scores: ArrayLike, values: ArrayLike) -> NDArray[np.float64]:
    """Least-squares non-decreasing fit of ``values`` against ``scores``, equal scores sharing one value, in linear time
    after sorting (pool adjacent violators; Ayer et al. 1955)."""
    x, y = _floats(scores), _floats(values)
    levels, place = np.unique(x, return_inverse=True)
    weights = np.bincount(place, minlength=levels.size).astype(float)
    means = np.bincount(place, weights=y, minlength=levels.size) / weights
    blocks: list[list[float]] = []
    for mean, weight in zip(means, weights):
        blocks.append([float(mean), float(weight), 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            right, left = blocks.pop(), blocks[-1]
            total = left[1] + right[1]
            left[:] = [(left[0] * left[1] + right[0] * right[1]) / total, total, left[2] + right[2]]
    fitted = np.repeat([block[0] for block in blocks], [int(block[2]) for block in blocks])
    return np.asarray(fitted[place], dtype=np.float64)


def tippett(llr: ArrayLike) -> tuple[tuple[float, float], ...]:
    """The curve (x, share of ratios >= x) at every distinct ratio, rising x."""
    values = np.sort(_floats(llr))
    distinct, first = np.unique(values, return_index=True)
    return tuple((float(x), float(1 - at / values.size)) for x, at in zip(distinct, first))


def _bits(llr: NDArray[np.float64]) -> NDArray[np.float64]:
    """log2(1 + 10**llr), stable for large ratios."""
    return np.logaddexp(0.0, llr * _LN10) / math.log(2)


def _floats(values: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(values, dtype=np.float64).ravel()
