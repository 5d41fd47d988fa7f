"""Two articles in two languages given together: which came out of which, or neither?

The foreign one is translated, sentences are aligned in their order, and the aligned ones are scored both ways by forced
decoding: a translation is likelier given its original than the other way round (Wastl, Vamvas and Sennrich 2025,
Machine translation models are zero-shot detectors of translation direction). Published detectors print a softmax of the
two scores, which can hardly leave one half; here a multinomial logistic regression, learned on pairs whose direction is
known, turns difference, coverage and likeness into odds, with "neither is the other's original" as one of the answers.

For the library: no command uses it, since it was not found good enough (docs/packages.md).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.contracts import Engine
from provenance.errors import ModelError
from provenance.linear import softmax
from provenance.packages import store
from provenance.render import HOME, signature_of
from provenance.text.clean import plain
from provenance.text.ordered import in_order

FORMAT = 1
ANSWERS = ("from foreign", "from English", "neither")
"""The English article came out of the foreign one; the foreign out of the English; neither out of the other."""
MOST = 60
"""Sentences of an article that are compared, at most: the first ones."""
GRAM = 4
LIKE = 0.18
"""Dice coefficient of character 4-grams below which two sentences are not aligned."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``pairs`` are aligned (English, foreign) sentence numbers; ``into`` and ``out`` the mean log10 probability per
    piece of the English given the foreign, and of the foreign given the English; ``likeness`` 0 to 1 of aligned
    sentences; ``coverage`` the share of sentences of either side that found a partner."""

    language: str
    pairs: tuple[tuple[int, int], ...]
    into: float
    out: float
    likeness: float
    coverage: float
    signature: str

    def features(self) -> tuple[float, ...]:
        """What the regression sees."""
        return 1.0, self.into - self.out, self.likeness, self.coverage, math.log1p(len(self.pairs))


def compare(english: Sequence[str], foreign: Sequence[str], language: str, engine: Engine) -> Compared:
    """Translate, align and score. Raises PackageError where the engine lacks a package."""
    ours = [plain(one) for one in english[:MOST]]
    theirs = [plain(one) for one in foreign[:MOST]]
    translated = engine.translate(theirs, language, HOME)
    pairs, likeness = align(ours, translated)
    given = [theirs[j] for _, j in pairs]
    wanted = [ours[i] for i, _ in pairs]
    into = engine.score(given, wanted, language, HOME)
    out = engine.score(wanted, given, HOME, language)
    coverage = 2 * len(pairs) / max(1, len(ours) + len(theirs))
    return Compared(language, pairs, _mean(into), _mean(out), likeness, coverage, signature_of(engine, language))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


def align(first: Sequence[str], second: Sequence[str]) -> tuple[tuple[tuple[int, int], ...], float]:
    """The best alignment that keeps the order (dynamic programming over the likeness of sentences), and the mean
    likeness of its pairs.

    >>> align(["the old bridge", "a new school"], ["an old bridge", "nothing", "one new school"])[0]
    ((0, 0), (1, 2))
    """
    likeness = _likeness(first, second)
    pairs = in_order(np.maximum(likeness - LIKE, 0.0))
    return pairs, _mean([float(likeness[i, j]) for i, j in pairs])


def _likeness(first: Sequence[str], second: Sequence[str]) -> NDArray[np.float64]:
    ours, theirs = [_grams(one) for one in first], [_grams(one) for one in second]
    rows = [[2 * len(a & b) / max(1, len(a) + len(b)) for b in theirs] for a in ours]
    return np.array(rows, dtype=np.float64).reshape(len(first), len(second))


def _grams(text: str) -> frozenset[str]:
    folded = f" {text.lower()} "
    return frozenset(folded[i : i + GRAM] for i in range(len(folded) - GRAM + 1))


@dataclass(frozen=True, slots=True)
class Model:
    """A multinomial logistic regression a language: a row of weights over ``Compared.features`` for each answer."""

    weights: tuple[tuple[str, tuple[tuple[float, ...], ...]], ...]
    signatures: tuple[str, ...]
    pairs: int

    def probabilities(self, compared: Compared) -> tuple[tuple[str, float], ...]:
        """(answer, probability) under even odds, likeliest first. Raises ModelError for packages it was not learned
        with."""
        if compared.signature not in self.signatures:
            raise ModelError(
                f"the direction was not learned with this package pair ({compared.language}); use the shipped packages"
            )
        chance = softmax(np.array(dict(self.weights)[compared.language]) @ np.array(compared.features()))
        ranked = zip(ANSWERS, (round(float(p), 4) for p in chance), strict=True)
        return tuple(sorted(ranked, key=lambda row: (-row[1], row[0])))


def fit(compared: Sequence[Compared], answers: Sequence[str], *, ridge: float = 0.5, rounds: int = 3000) -> Model:
    """Learn from pairs whose direction is known. Raises ModelError where a language has fewer than 10 of an answer."""
    weights = []
    for language in sorted({one.language for one in compared}):
        rows = [i for i, one in enumerate(compared) if one.language == language]
        x = np.array([compared[i].features() for i in rows])
        gold = np.array([ANSWERS.index(answers[i]) for i in rows])
        count = np.bincount(gold, minlength=len(ANSWERS))
        if count.min() < 10:
            raise ModelError(f"{language}: ten pairs of each answer are needed, there are {count.tolist()}")
        weights.append((language, _fit(x, gold, count, ridge, rounds)))
    return Model(tuple(weights), tuple(sorted({one.signature for one in compared})), len(compared))


def _fit(
    x: NDArray[Any], gold: NDArray[Any], count: NDArray[Any], ridge: float, rounds: int
) -> tuple[tuple[float, ...], ...]:
    """Gradient descent on standardised features; each answer weighs the same."""
    middle, spread = x.mean(0), x.std(0)
    middle[0], spread[spread == 0] = 0.0, 1.0
    z, truth = (x - middle) / spread, np.eye(len(ANSWERS))[gold]
    weight = (len(gold) / len(ANSWERS) / count)[gold]
    beta = np.zeros((len(ANSWERS), x.shape[1]))
    for _ in range(rounds):
        error = (truth - softmax(z @ beta.T)) * weight[:, None]
        beta += 0.5 * (error.T @ z - ridge * beta) / len(gold)
    plain_weights = beta / spread
    plain_weights[:, 0] -= (beta[:, 1:] * middle[1:] / spread[1:]).sum(1)
    return tuple(tuple(float(round(w, 6)) for w in row) for row in plain_weights)


def write(path: Path, model: Model) -> None:
    """Write a model as JSON."""
    table = {"format": FORMAT, "weights": dict(model.weights), "signatures": model.signatures, "pairs": model.pairs}
    path.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path) -> Model:
    """Read a model. Raises ModelError for a missing file or another format."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ValueError(f"format {found['format']}")
        weights = tuple((la, tuple(tuple(row) for row in rows)) for la, rows in sorted(found["weights"].items()))
        return Model(weights, tuple(found["signatures"]), int(found["pairs"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: is no model of translation directions ({error})") from None


@cache
def shipped() -> Model:
    """The model that comes with the program, for the packages that come with it."""
    return read(store.EMBEDDED / "direction.json")
