"""Answers against the truth: accuracy, top-k, confusion, and measures that reward an honest silence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence


def top_k(ranks: Sequence[int], k: int = 1) -> float:
    """Share of ``ranks`` (1 = named first, 0 = never named) within the first ``k``; nan for none.

    >>> top_k([1, 2, 0, 5], 3)
    0.5
    """
    return sum(1 <= rank <= k for rank in ranks) / len(ranks) if ranks else math.nan


def c_at_1(right: int, unanswered: int, total: int) -> float:
    """c@1 (Peñas & Rodrigo 2011, ACL): accuracy in which every unanswered case earns the accuracy over all cases.

    >>> c_at_1(right=6, unanswered=2, total=10)
    0.72
    """
    return (right + unanswered * right / total) / total if total else math.nan


def f05u(hits: int, false_alarms: int, misses: int, unanswered: int) -> float:
    """F0.5u (Bevendorff et al. 2019, NAACL): F with precision weighing double, unanswered cases counting as misses.

    ``unanswered`` counts cases of either class. nan where there is nothing to count.

    >>> round(f05u(hits=6, false_alarms=1, misses=2, unanswered=1), 4)
    0.8108
    """
    below = 1.25 * hits + 0.25 * (misses + unanswered) + false_alarms
    return 1.25 * hits / below if below else math.nan


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Counts by truth, then by what was said; both in alphabetical order."""
    counted = Counter(pairs)
    truths = sorted({truth for truth, _ in counted})
    return {t: {said: counted[t, said] for said in sorted({s for truth, s in counted if truth == t})} for t in truths}


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; nan for none."""
    return math.fsum(values) / len(values) if values else math.nan
