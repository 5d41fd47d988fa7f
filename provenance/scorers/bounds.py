"""How exactly a ratio was measured: 95 % intervals from the documents that calibration happened to draw.

A ratio is ``slope * statistic + intercept + weights * what the rules say``, slope and intercept moving with the
length of the text. They and the weights were fitted to a sample of documents; their covariance over bootstrap draws of
whole stories and outlets stands in ``calibration.json`` and is carried to the ratio by the delta method. To it comes
the counting error of every rule that weighs. The interval says how far another sample of calibration documents would
have moved the ratio; it says nothing about another text (on the precision of a likelihood ratio: Morrison and Enzinger
2016, Science & Justice 56:466-476).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from provenance.estimates import Z95

Covariance = tuple[tuple[float, ...], ...]


def reach(gradient: Sequence[float], covariance: Covariance, errors: Iterable[float]) -> float:
    """Half the width of the interval: ``gradient`` is the ratio's by each fitted number, ``errors`` are the standard
    errors of what was counted, already weighted.

    >>> round(reach((2.0, 1.0), ((0.01, 0.0), (0.0, 0.04)), (0.1,)), 3)
    0.588
    """
    fitted = math.fsum(a * b * cell for a, row in zip(gradient, covariance) for b, cell in zip(gradient, row))
    return Z95 * math.sqrt(max(0.0, fitted) + math.fsum(error * error for error in errors))
