"""What the rules weigh: counts of documents in which each one fires, and ratios drawn from its family; for
``calibrate.py``.

A rule that is rare fires in a handful of documents, and alone would prove nothing. But rules of one family (casing and
signs, names, offices, …) are guesses of one sort, and what the family's other rules turned out to weigh says what to
expect of the next. So every ratio is drawn towards its family's mean as far as its own counts leave it open (empirical
Bayes; Efron and Morris 1975), and then towards zero by what still is not known.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import Any

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm

from provenance import plugins
from provenance.contracts import Detector

Doc = dict[str, Any]
Counts = dict[str, list[int]]
KINDS = ("native", "agency", "human", "machine")
RATIOS = np.linspace(-3, 3, 241)
"""Base-10 log ratios among which each one is sought."""
MEANS = np.linspace(-1.5, 1.5, 61)
SPREADS = np.array([0.3, 0.5, 0.7, 1.0])
"""Means and standard deviations that a family may have; none is so alike that its rules' own counts say nothing."""
USUAL = 0.7
"""Standard deviation of the means of families about zero, as far as that is known before anything is counted."""
LEAST = 0.02
"""Ratios of languages nearer to zero are left out."""


def kind(label: str) -> str:
    """``native``, ``agency``, ``other``, ``human`` or ``machine``."""
    known = {"en": "native", "agency": "agency", "other": "other"}
    return known.get(label, "human" if label.startswith("ht:") else "machine")


def count_rules(rows: list[Doc]) -> tuple[dict[str, Any], dict[str, int]]:
    """Counts and ratios of every key, and how many documents of each kind were counted."""
    totals = Counter(kind(r["label"]) for r in rows)
    fired: dict[str, Counter[str]] = defaultdict(Counter)
    by_language: dict[str, Counter[str]] = defaultdict(Counter)
    by_set: dict[str, Counter[str]] = defaultdict(Counter)
    documents_in: Counter[tuple[str, str]] = Counter()
    for r in rows:
        language = r["label"].replace("ht:", "")
        translated = kind(r["label"]) in ("human", "machine")
        if translated:
            documents_in[r["set"], language] += 1
        for key in r["fired"]:
            fired[key][kind(r["label"])] += 1
            if translated:
                by_language[key][language] += 1
                by_set[key][r["set"]] += 1
    uncountable = {d.code for d in plugins.scan("provenance.detectors", Detector) if not getattr(d, "countable", True)}
    counts = {
        key: {k: [fired[key][k], totals[k]] for k in KINDS}
        for key in sorted(fired)
        if key.split(":")[0] not in uncountable and key[:2] not in ("CL", "RN", "PF")
    }
    translated = drawn(counts, ("human", "machine"), ("native",))
    machine = drawn(counts, ("machine",), ("human",))
    return {
        key: {
            "counts": counted,
            "native_rate": round(counted["native"][0] / max(1, counted["native"][1]), 5),
            "llr_translated": round(cautious(*translated[key]), 3),
            "llr_machine": round(cautious(*machine[key]), 3),
            "low": round(translated[key][0] - norm.isf(0.025) * translated[key][1], 3),
            "high": round(translated[key][0] + norm.isf(0.025) * translated[key][1], 3),
            "llr_sources": sources(by_language[key], by_set[key], documents_in),
        }
        for key, counted in counts.items()
    }, dict(totals)


def drawn(counts: dict[str, Counts], above: tuple[str, ...], below: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Mean and standard deviation of the base-10 log ratio of each key's rate in the kinds ``above`` (their mean) to
    that in those ``below``, given its counts and its family, which is the letters its code begins with.

    The share of firings that fall above is binomial given the ratio, the ratios of a family are normal, and its mean
    and spread are those that make the counts likeliest. A rule with a key for each of many languages counts as one.
    """
    families: dict[str, list[str]] = defaultdict(list)
    for key in counts:
        families[key[:2]].append(key)
    found = {}
    for keys in families.values():
        likely = np.array([_likely(counts[key], above, below) for key in keys])
        keys_of = Counter(key.split(":")[0] for key in keys)
        share = np.array([1 / keys_of[key.split(":")[0]] for key in keys])
        prior = norm.logpdf(RATIOS, MEANS[:, None, None], SPREADS[:, None])
        prior -= logsumexp(prior, axis=-1, keepdims=True)
        fit = sum(part * logsumexp(prior + row, axis=-1) for part, row in zip(share, likely))
        fit += norm.logpdf(MEANS, 0, USUAL)[:, None]
        at = np.unravel_index(fit.argmax(), fit.shape)
        p = np.exp(prior[at] + likely - logsumexp(prior[at] + likely, axis=1, keepdims=True))
        mean = p @ RATIOS
        spread = np.sqrt(p @ RATIOS**2 - mean**2)
        found |= {key: (float(m), float(s)) for key, m, s in zip(keys, mean, spread)}
    return found


def _likely(counted: Counts, above: tuple[str, ...], below: tuple[str, ...]) -> np.ndarray:
    """Log likelihood of the counts under each of ``RATIOS``."""
    (a, n_a), (b, n_b) = _joined(counted, above), _joined(counted, below)
    odds = 10**RATIOS * n_a / n_b
    return a * np.log(odds / (1 + odds)) - b * np.log1p(odds)


def _joined(counted: Counts, kinds: tuple[str, ...]) -> tuple[float, float]:
    """Firings and documents that tell as much as the mean of the kinds' rates, each kind alike."""
    documents = len(kinds) ** 2 / sum(1 / max(1, counted[k][1]) for k in kinds)
    return documents * sum(counted[k][0] / max(1, counted[k][1]) for k in kinds) / len(kinds), documents


def cautious(mean: float, spread: float) -> float:
    """A ratio drawn towards zero by its standard deviation, so that what is not known weighs nothing."""
    return math.copysign(max(0.0, abs(mean) - spread), mean)


def sources(languages: Counter[str], sets: Counter[str], documents_in: Counter[tuple[str, str]]) -> dict[str, float]:
    """Base-10 log ratios of languages: firings over those expected within the same sets of texts, so that a set's topic
    is no evidence; smoothed with two documents and drawn towards zero by their standard error."""
    size: Counter[str] = Counter()
    for (name, _), n in documents_in.items():
        size[name] += n
    expected: dict[str, float] = defaultdict(float)
    for (name, language), n in documents_in.items():
        expected[language] += n * sets[name] / size[name]
    found = {}
    for language, e in sorted(expected.items()):
        o = languages[language]
        llr = cautious(math.log10((o + 2) / (e + 2)), 1 / math.sqrt(min(o, e) + 2) / math.log(10))
        if abs(llr) > LEAST:
            found[language] = round(llr, 3)
    return found
