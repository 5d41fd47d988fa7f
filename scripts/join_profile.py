"""Join trainings to the profile: their mean, and when to believe which of its two answers.

    python scripts/join_profile.py --data ../shared/data --work work/profile a,b,c,d,e,f,g,h,i,j [--install]

Trainings on documents and on single lines are averaged, the cheapest of ensembles; those on single lines are first put
on the scale of the others. Trainings on stories told in every language (``train_profile.py --original 0``) are averaged
apart: they know style and no topic. Which of the two is asked, a text tells itself: the head *at home* weighs two
regimes, each a sum of both answers with weights and biases of its own (a mixture of experts; Jacobs, Jordan, Nowlan and
Hinton 1991). The weights of the regimes are fitted by likelihood on documents of the calibration role, which no
training saw. Writes ``profile.npz`` into the work folder, and with ``--install`` into the package.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from calibrate import FLAT, documents, real
from scipy.optimize import minimize
from train_profile import SCALE, SINGLE, Corpus, Pool, Space, arguments

from provenance.profile import FORMAT, STYLE, Profile
from provenance.regimes import HEADS, Regimes
from provenance.text.clean import clean

HERE = Path(__file__).resolve().parent.parent / "provenance" / "data" / "models"
SINGLE_COUNTS = (1.0, 0.25, 0.0, 0.0)
"""What a training on single lines counts beside one on documents, for languages and heads. The second is the one with
the best loss in calibration; of a machine's habits and of topics a line tells next to nothing."""
COMPARED = 4000
"""Documents on which trainings are put on one scale."""
ABROAD = 0.5
"""Weight of a document of the sets with the same stories in every language: half of a real article (.3 tried, too)."""
NEVER = -30.0
"""Bias of a language that cannot be named."""
DRAWN = 2e-3
"""Pull of the biases towards zero."""
SPACE = ("families", "bits", "kept")
"""What trainings must share to be averaged."""
CORPUS = ("languages", "vocabulary", "common", "reduced", "common_or_shape")
"""What all trainings must share."""


@dataclass(frozen=True)
class Training:
    """What one training learned; ``weights`` has a row a feature, a column a language and a head."""

    arrays: dict[str, Any]
    weights: np.ndarray
    bias: np.ndarray

    @property
    def single(self) -> bool:
        """Whether it saw single lines."""
        return tuple(self.arrays["lines"]) == SINGLE

    @property
    def style(self) -> bool:
        """Whether it saw nothing but stories told in every language."""
        return float(self.arrays["original"]) == 0.0


def trainings(work: Path, names: list[str]) -> list[Training]:
    """Trainings by name."""
    found = [dict(np.load(work / f"{name}.npz")) for name in names]
    _same(found, CORPUS)
    return [Training(arrays, arrays["weights"].astype(np.float32), arrays["bias"]) for arrays in found]


def _same(found: list[dict[str, Any]], fields: tuple[str, ...]) -> None:
    for field in fields:
        if any(not np.array_equal(arrays[field], found[0][field]) for arrays in found[1:]):
            raise SystemExit(f"the trainings differ in {field}: join only what one corpus and one space made")


def broad(found: list[Training], data: Path, work: Path) -> dict[str, Any]:
    """The mean of trainings on documents and on single lines, as arrays."""
    _same([t.arrays for t in found], SPACE)
    weights, biases = [t.weights for t in found], [t.bias for t in found]
    single = np.array([t.single for t in found])
    if single.any() and not single.all():
        corpus = Corpus(arguments().parse_args(["--data", str(data), "--work", str(work)]))
        x, y = Pool(corpus, Space(corpus, corpus.options)).draw(COMPARED)
        logits = [x @ w / np.float32(SCALE) + b for w, b in zip(weights, biases)]
        whole = np.mean([z for z, one in zip(logits, single) if not one], axis=0)
        for k in np.flatnonzero(single):
            weights[k], biases[k] = aligned(weights[k], logits[k], biases[k], whole, y[:, 1] == 1)
    part = np.ones((len(found), len(biases[0])), np.float32)
    if not single.all():
        part[single] = [*[SINGLE_COUNTS[0]] * (part.shape[1] - HEADS), *SINGLE_COUNTS[1:]]
    part /= part.sum(0)
    return _arrays(found[0], sum(p * w for p, w in zip(part, weights)), sum(p * b for p, b in zip(part, biases)))


def style(found: list[Training]) -> dict[str, Any]:
    """The mean of trainings on stories told in every language, as arrays, languages only; one that has no such story
    stands at the mean of the others."""
    _same([t.arrays for t in found], SPACE)
    weights = np.mean([t.weights[:, :-HEADS] for t in found], axis=0)
    bias = np.mean([t.bias[:-HEADS] for t in found], axis=0)
    seen = np.abs(weights).max(0) > 0
    weights[:, seen] -= weights[:, seen].mean(1, keepdims=True)
    bias[seen] -= bias[seen].mean()
    return _arrays(found[0], weights, bias)


def _arrays(training: Training, weights: np.ndarray, bias: np.ndarray) -> dict[str, Any]:
    return {name: training.arrays[name] for name in SPACE} | packed(weights) | {"bias": bias.astype(np.float32)}


def aligned(
    weights: np.ndarray, logits: np.ndarray, bias: np.ndarray, whole: np.ndarray, translated: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases with the spread and the means of the logits ``whole``: of the languages over translated
    documents, the differences between languages alone; of the heads over all documents."""

    def spread(z: np.ndarray) -> float:
        return float((z[translated, :-HEADS] - z[translated, :-HEADS].mean(1, keepdims=True)).std())

    factor = np.full(len(bias), spread(whole) / spread(logits), np.float32)
    factor[-HEADS:] = whole[:, -HEADS:].std(0) / np.maximum(logits[:, -HEADS:].std(0), 1e-6)
    moved = (logits - bias) * factor
    gap = whole - moved
    shift = np.append(gap[translated, :-HEADS].mean(0), gap[:, -HEADS:].mean(0))
    return weights * factor, shift.astype(np.float32)


def packed(weights: np.ndarray) -> dict[str, np.ndarray]:
    """Weights of 8 bits a number, symmetric, one scale a column."""
    scale = np.maximum(np.quantile(np.abs(weights), 0.99999, axis=0), 1e-6) / 127
    return {
        "weights": np.clip(np.rint(weights / scale), -127, 127).astype(np.int8),
        "scale": scale.astype(np.float32),
    }


def fit_regimes(arrays: dict[str, Any], data: Path) -> Regimes:
    """The regimes, by likelihood on documents of the calibration role, balanced over languages; what is said of world
    originals, on the whole, is drawn towards no language in particular, as in ``calibrate.py``."""
    model = Profile(arrays | {"regimes": Regimes.even(len(str(arrays["languages"]).split())).array()}, "")
    rows = [row for row in documents(data) if row["role"] == "calibration" and row["label"] != "agency"]
    logits = np.array([model.logits_of(model.ids(clean(row["text"]))) for row in rows], np.float64)
    languages = list(model.languages)
    translated = np.array([row["label"] != "en" for row in rows])
    world = np.array([row["set"] == "world" and row["label"] == "en" for row in rows])
    y = np.array([languages.index(row["label"].replace("ht:", "")) for row in rows if row["label"] != "en"])
    weight = np.array([1.0 if real(row["set"]) else ABROAD for row, t in zip(rows, translated) if t])
    weight *= (np.bincount(y, minlength=len(languages)) ** -0.5)[y]
    unseen = np.flatnonzero((arrays[STYLE + "weights"] == 0).all(0))
    return fitted(logits[translated], y, weight / weight.sum(), logits[world], unseen)


def fitted(z: np.ndarray, y: np.ndarray, weight: np.ndarray, none: np.ndarray, unseen: np.ndarray) -> Regimes:
    """Maximum of the likelihood of languages ``y`` under the logits ``z``; ``none`` are the logits of originals. The
    languages ``unseen`` by style are named at home only: abroad nothing could ever speak against them."""
    n = (z.shape[1] - HEADS) // 2
    fixed = unseen - n
    rows = np.arange(len(y))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        regimes = Regimes.of(w)
        one, two, first = regimes.parts(z)
        joint = first * one[rows, y] + (1 - first) * two[rows, y] + 1e-300
        mine = first * one[rows, y] / joint
        value = -(weight * np.log(joint)).sum()
        g1, g2 = weight[:, None] * mine[:, None] * one, weight[:, None] * (1 - mine)[:, None] * two
        g1[rows, y] -= weight * mine
        g2[rows, y] -= weight * (1 - mine)
        gradient = regimes.back(z, g1, g2, -weight * (mine - first))
        one, two, first = regimes.parts(none)
        said = (first[:, None] * one + (1 - first)[:, None] * two).mean(0) + 1e-9
        value -= FLAT * np.log(said).mean()
        down = -FLAT / n / said / len(none)
        g1 = first[:, None] * one * (down - (one * down).sum(1, keepdims=True))
        g2 = (1 - first)[:, None] * two * (down - (two * down).sum(1, keepdims=True))
        gradient += regimes.back(none, g1, g2, first * (1 - first) * ((one - two) * down).sum(1))
        value += DRAWN * (regimes.bias**2).mean(1).sum()
        gradient[-2 * n :] += 2 * DRAWN / n * regimes.bias.ravel()
        gradient[fixed] = 0
        return value, gradient

    start = Regimes.even(n).array()
    start[fixed] = NEVER
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    print(f"loss of languages {loss(start)[0]:.3f}, with regimes {found.fun:.3f}")
    return Regimes.of(found.x)


def main() -> None:
    """Join and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", help="comma-separated names of trainings")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    parser.add_argument("--name", default="profile", help="stem of the file written")
    parser.add_argument("--install", action="store_true", help="copy the result into the package")
    options = parser.parse_args()
    found = trainings(options.work, options.names.split(","))
    arrays = {name: found[0].arrays[name] for name in CORPUS} | {"format": np.array(FORMAT)}
    arrays |= broad([t for t in found if not t.style], options.data, options.work)
    arrays |= {STYLE + name: array for name, array in style([t for t in found if t.style]).items()}
    regimes = fit_regimes(arrays, options.data)
    target = options.work / f"{options.name}.npz"
    np.savez_compressed(target, **arrays, regimes=regimes.array())
    print("home", regimes.slopes[0], "abroad", regimes.slopes[1], "gate", regimes.gate)
    if options.install:
        shutil.copy(target, HERE / "profile.npz")


if __name__ == "__main__":
    main()
