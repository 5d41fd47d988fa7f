"""Calibration of round trips: what raw values mean, learned from English whose origin is known.

Raw values mean nothing across languages (the strongest model always wins) and little across articles (names and plain
sentences survive any trip). So each package pair is measured on controls: what chrF and what forced score would be
expected of an article with sentences of this length that the model finds this easy; the residual in standard
deviations is ``z``. Where texts that did come out of the language were at hand, a regularised logistic regression,
fitted by story, turns ``z`` into a log10 likelihood ratio; its slope is cut to the lower end of a bootstrap interval
and is 0 where that interval holds 0: a package that adds nothing weighs nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.errors import ModelError
from provenance.estimates import auroc
from provenance.packages import store
from provenance.records import Rendition
from provenance.text.similarity import pooled_bleu, pooled_chrf
from provenance.text.tokens import count_words

FORMAT = 1
MEASURES = ("chrf", "bleu", "forced")
FEWEST = 3
"""Sentences; an article with fewer sent through a language is not measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One article's round trip through one language. ``forced`` and ``free`` are log10 per piece, ``chrf`` and ``bleu``
    0 to 100, ``words`` the mean words of a sentence, ``rest`` the share of its words in capitals or figures."""

    language: str
    signature: str
    sentences: int
    words: float
    rest: float
    chrf: float
    bleu: float
    forced: float
    free: float

    def value(self, measure: str) -> float:
        """The raw value of one of MEASURES."""
        return float(getattr(self, measure))

    def difficulty(self) -> tuple[float, ...]:
        """What the expectation is regressed on."""
        return 1.0, self.free, math.log(self.words + 1), self.rest


def measure(renditions: Iterable[Rendition]) -> tuple[Measured, ...]:
    """Pool an article's renditions by language; languages with fewer than FEWEST sentences are left out."""
    groups: dict[tuple[str, str], list[Rendition]] = {}
    for one in renditions:
        if len(one.route) == 3 and one.forced and one.free:
            groups.setdefault((one.route[1], one.signature), []).append(one)
    found = (_pool(language, signature, group) for (language, signature), group in sorted(groups.items()))
    return tuple(one for one in found if one.sentences >= FEWEST)


def _pool(language: str, signature: str, group: Sequence[Rendition]) -> Measured:
    source = [s for one in group for s in one.source]
    text = [t for one in group for t in one.text]
    lengths = np.array([max(1, count_words(s)) for s in source], dtype=float)
    marked = sum(1 for s in source for word in s.split()[1:] if word[0].isupper() or word[0].isdigit())
    return Measured(
        language, signature, len(source), float(lengths.mean()), marked / float(lengths.sum()),
        pooled_chrf(text, source), pooled_bleu(text, source),
        float(np.average([f for one in group for f in one.forced], weights=lengths)),
        float(np.average([f for one in group for f in one.free], weights=lengths)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """Calibration of one measure: expectation (coefficients over ``difficulty``), variance of an article
    (``spread[0] + spread[1] / sentences``), then ``llr = slope * z + offset``, cut at ``bound``."""

    expectation: tuple[float, ...]
    spread: tuple[float, float]
    slope: float = 0.0
    offset: float = 0.0
    bound: float = 0.0
    auc: float | None = None
    """Of z, texts out of the language against all others, on the calibration documents; None where there were none."""

    def z(self, one: Measured, measure_name: str) -> float:
        """Residual in standard deviations of control articles of this length."""
        expected = sum(a * b for a, b in zip(self.expectation, one.difficulty(), strict=True))
        variance = self.spread[0] + self.spread[1] / one.sentences
        return (one.value(measure_name) - expected) / math.sqrt(max(variance, 1e-9))

    def llr(self, z: float) -> float:
        """log10 likelihood ratio, out of this language against not."""
        return max(-self.bound, min(self.bound, self.slope * z + self.offset)) if self.slope else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """All measures of one package pair, and how much they rest on."""

    language: str
    scales: tuple[tuple[str, Scale], ...]
    controls: int
    positives: int
    borrowed: bool = False
    """True where no text out of the language was at hand: slopes are the smallest of the measured pairs'."""

    def scale(self, measure_name: str) -> Scale | None:
        """The scale of one of MEASURES."""
        return dict(self.scales).get(measure_name)


def fit(
    controls: Sequence[Measured], positives: Sequence[Measured], stories: Sequence[str], *, seed: int = 0
) -> Calibration:
    """Learn one package pair. ``stories`` names the story of each control, then of each positive; bootstrap resamples
    whole stories. Raises ModelError for fewer than 20 controls."""
    if len(controls) < 20:
        raise ModelError(f"only {len(controls)} control articles could be measured; give 20 or more with --control DIR")
    scales = tuple((name, _fit_scale(name, controls, positives, stories, seed)) for name in MEASURES)
    return Calibration(controls[0].language, scales, len(controls), len(positives))


def _fit_scale(
    name: str, controls: Sequence[Measured], positives: Sequence[Measured], stories: Sequence[str], seed: int
) -> Scale:
    base = expectation(name, controls)
    if len(set(stories[len(controls) :])) < 10:
        return base
    rows = (*controls, *positives)
    z = np.array([base.z(one, name) for one in rows])
    truth = np.array([0] * len(controls) + [1] * len(positives))
    slope, offset = _logistic(z, truth)
    low = _lower_slope(z, truth, np.array(stories), seed)
    bound = min(2.0, math.log10(1 + len(set(stories[len(controls) :]))))
    auc = round(auroc(z[truth == 1], z[truth == 0]), 4)
    if low <= 0:
        return Scale(base.expectation, base.spread, auc=auc)
    middle = -offset / slope
    return Scale(base.expectation, base.spread, low, -low * middle, bound, auc)


def expectation(name: str, controls: Sequence[Measured]) -> Scale:
    """Ridge regression of a measure on difficulty, and the variance left, as a function of length."""
    x = np.array([one.difficulty() for one in controls])
    y = np.array([one.value(name) for one in controls])
    centre = x.mean(0)
    penalty = np.diag([0.0, *(1e-2 * len(y) * x[:, 1:].var(0))])
    shifted = x - np.array([0.0, *centre[1:]])
    beta = np.linalg.solve(shifted.T @ shifted + penalty + 1e-9 * np.eye(x.shape[1]), shifted.T @ y)
    left = (y - shifted @ beta) ** 2
    beta[0] -= float(beta[1:] @ centre[1:])
    inverse = np.array([1 / one.sentences for one in controls])
    share = float((left * inverse).sum() / (inverse**2).sum())
    floor = float(np.mean(left)) * 0.25
    noise = max(0.0, min(share, float((np.mean(left) - floor) / inverse.mean())))
    base = max(float(np.mean(left)) - noise * float(inverse.mean()), floor)
    return Scale(tuple(round(float(b), 6) for b in beta), (round(base, 8), round(noise, 8)))


def _logistic(z: NDArray[Any], truth: NDArray[Any]) -> tuple[float, float]:
    """Slope and offset in log10 units under even odds, by Newton steps; slope lightly shrunk (precision 1)."""
    weight = np.where(truth == 1, 0.5 / max(1, (truth == 1).sum()), 0.5 / max(1, (truth == 0).sum())) * len(z)
    x = np.stack([z, np.ones(len(z))], 1)
    beta = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weight * (truth - p)) - np.array([1.0, 1e-6]) * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag([1.0, 1e-6])
        step = np.linalg.solve(hessian, gradient)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return float(beta[0]) / math.log(10), float(beta[1]) / math.log(10)


def _lower_slope(z: NDArray[Any], truth: NDArray[Any], stories: NDArray[Any], seed: int, rounds: int = 200) -> float:
    """Fifth percentile of the slope over resampled stories."""
    rng = np.random.default_rng(seed)
    names, place = np.unique(stories, return_inverse=True)
    members = [np.flatnonzero(place == i) for i in range(len(names))]
    slopes = []
    for _ in range(rounds):
        rows = np.concatenate([members[i] for i in rng.integers(0, len(names), len(names))])
        if 0 < truth[rows].sum() < len(rows):
            slopes.append(_logistic(z[rows], truth[rows])[0])
    return float(np.quantile(slopes, 0.05)) if slopes else 0.0


def borrow(own: Calibration, others: Mapping[str, Calibration]) -> Calibration:
    """``own`` with the smallest slopes of ``others`` where it has none: what is known of packages at large.

    That is 0 as soon as one of them earned nothing: this one may be as bad, and a weight can carry an accusation.
    """
    scales = []
    for name, scale in own.scales:
        known = [s for c in others.values() if not c.borrowed and (s := c.scale(name)) is not None]
        weakest = min(known, key=lambda s: s.slope, default=None)
        if own.positives or weakest is None:
            scales.append((name, scale))
            continue
        bound = min(weakest.bound, 0.5)
        scales.append((name, Scale(scale.expectation, scale.spread, weakest.slope, weakest.offset, bound)))
    return Calibration(own.language, tuple(scales), own.controls, own.positives, not own.positives)


def weighs(signature: str) -> bool:
    """True for a round trip that calibration gives any weight; the others need not be asked."""
    calibration = known().get(signature)
    return calibration is not None and any(scale.slope for _, scale in calibration.scales)


def write(path: Path, found: Mapping[str, Calibration]) -> None:
    """Write calibrations, by the signature of their round trip."""
    table = {signature: asdict(one) for signature, one in found.items()}
    for row in table.values():
        row["scales"] = dict(row["scales"])
    path.write_text(json.dumps({"format": FORMAT, "pairs": table}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, Calibration]:
    """Read calibrations; empty where there is no file. Raises ModelError for another format."""
    if not path.exists():
        return {}
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise ValueError(f"format {stored['format']}")
        return {signature: _restore(one) for signature, one in stored["pairs"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: is no calibration ({error}); run: provenance models calibrate") from None


def _restore(one: dict[str, Any]) -> Calibration:
    scales = tuple((name, _restore_scale(row)) for name, row in sorted(one["scales"].items()))
    return Calibration(one["language"], scales, one["controls"], one["positives"], one["borrowed"])


def _restore_scale(row: dict[str, Any]) -> Scale:
    low, high = row["spread"]
    return Scale(tuple(row["expectation"]), (low, high), row["slope"], row["offset"], row["bound"], row["auc"])


def shipped() -> Path:
    """Calibration of the packages that come with the program."""
    return store.EMBEDDED / "calibration.json"


def own() -> Path:
    """Calibration of packages that the user installed, beside argostranslate's packages."""
    return store.folder().parent / "provenance-calibration.json"


@cache
def known() -> dict[str, Calibration]:
    """All calibrations, the user's before the shipped ones; read once."""
    return read(shipped()) | read(own())
