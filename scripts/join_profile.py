"""Join trainings to the profile: their means, and when to believe which of its three answers.

    python scripts/join_profile.py --data ../shared/data --work work/profile a,b,c,d,e,f [--install]
    python scripts/join_profile.py ... --pulls .002,.02,.06,.2      # how far to hold biases back: loss on sets left out

Trainings of one kind are averaged, the cheapest of ensembles. There are three kinds: *broad* are those on documents,
and for languages those on single lines with the same features beside them; *lines* those on single lines with features
of their own; *style* those with the same features on stories told in every language (``train_profile.py --original
0``), which know no topic. Which of them is asked, a text tells itself: the head *at home* weighs two regimes, each a
sum of all answers with weights and biases of its own (a mixture of experts; Jacobs, Jordan, Nowlan and Hinton 1991).
The weights of the regimes, and what the heads of single lines count beside those of documents, are fitted by likelihood
on documents of the calibration role, which no training saw. Writes ``profile.npz`` into the work folder, and with
``--install`` into the package.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from calibrate import BORN, FLAT, PULL, balanced, calibrates, documents, kind, real
from scipy.optimize import minimize
from train_profile import SINGLE

from provenance.profile import FORMAT, LINES, Profile
from provenance.regimes import ANSWERS, HEADS, MACHINE, TRANSLATED, Regimes
from provenance.text.clean import clean

HERE = Path(__file__).resolve().parent.parent / "provenance" / "data" / "models"
FOLDS = 6
"""Parts that the sets of calibration are divided into, each left out in turn."""
NEVER = -30.0
"""Bias of a language that cannot be named."""
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


def broad(whole: list[Training], single: list[Training]) -> dict[str, Any]:
    """The mean of trainings on documents, as arrays; languages are the mean of that and of trainings on single lines in
    the same space, whose weights are made as long."""
    _same([t.arrays for t in (*whole, *single)], SPACE)
    weights, bias = _mean(whole)
    if single:
        more, own = _mean(single)
        ratio = np.float32(_spread(weights) / _spread(more))
        weights[:, :-HEADS] = (weights + ratio * more)[:, :-HEADS] / 2
        bias[:-HEADS] = (bias + ratio * own)[:-HEADS] / 2
    return _arrays(whole[0], weights, bias)


def lines(seen: list[Training], style: list[Training]) -> dict[str, Any]:
    """The mean of trainings on single lines, and after its columns that of those on stories told in every language, as
    arrays; a language that has no such story stands at the mean of the others."""
    _same([t.arrays for t in (*seen, *style)], SPACE)
    weights, bias = _mean(seen)
    apart, own = (part[..., :-HEADS] for part in _mean(style))
    told = np.abs(apart).max(0) > 0
    apart[:, told] -= apart[:, told].mean(1, keepdims=True)
    own[told] -= own[told].mean()
    return _arrays(seen[0], np.hstack([weights, apart]), np.append(bias, own))


def _mean(found: list[Training]) -> tuple[np.ndarray, np.ndarray]:
    weights = sum((t.weights for t in found[1:]), found[0].weights.copy()) / len(found)
    return weights, np.mean([t.bias for t in found], axis=0)


def _spread(weights: np.ndarray) -> float:
    """How far the weights of the languages are from their mean."""
    own = weights[:, :-HEADS]
    return float(np.linalg.norm(own - own.mean(1, keepdims=True)))


def _arrays(training: Training, weights: np.ndarray, bias: np.ndarray) -> dict[str, Any]:
    return {name: training.arrays[name] for name in SPACE} | packed(weights) | {"bias": bias.astype(np.float32)}


def packed(weights: np.ndarray) -> dict[str, np.ndarray]:
    """Weights of 8 bits a number, symmetric, one scale a column."""
    scale = np.maximum(np.quantile(np.abs(weights), 0.99999, axis=0), 1e-6) / 127
    return {
        "weights": np.clip(np.rint(weights / scale), -127, 127).astype(np.int8),
        "scale": scale.astype(np.float32),
    }


def joined(found: list[Training], rows: list[dict[str, Any]], pulls: Sequence[float] = ()) -> dict[str, Any]:
    """The arrays of a profile made of trainings, fitted on ``rows``."""
    arrays = {name: found[0].arrays[name] for name in CORPUS} | {"format": np.array(FORMAT)}
    whole, style = [t for t in found if not t.single], [t for t in found if t.style]
    single = [t for t in found if t.single and not t.style]
    if not (whole and style):
        raise SystemExit("name trainings on documents, on single lines and, with --original 0, on style")
    near = [np.array_equal(t.arrays["kept"], whole[0].arrays["kept"]) for t in single]
    arrays |= broad(whole, [t for t, same in zip(single, near) if same])
    seen = [t for t, same in zip(single, near) if not same]
    if not seen:
        raise SystemExit("name a training on single lines with the features of style")
    arrays |= {LINES + name: array for name, array in lines(seen, style).items()}
    return arrays | fit(arrays, rows, pulls)


def calibrating(data: Path) -> list[dict[str, Any]]:
    """The documents of the calibration role that regimes are fitted on."""
    return [row for row in documents(data) if calibrates(row)]


def fit(arrays: dict[str, Any], rows: list[dict[str, Any]], pulls: Sequence[float]) -> dict[str, np.ndarray]:
    """``heads`` and ``regimes``: what the heads of single lines count beside those of documents, and when to believe
    which answer. Both by likelihood on ``rows``. Prints what other ``pulls`` would do."""
    even = {"regimes": Regimes.even(len(str(arrays["languages"]).split())).array()}
    without, both = (
        np.array([model.logits_of(model.ids(clean(row["text"]))) for row in rows], np.float64)
        for model in (Profile(arrays | even | {"heads": np.float32([k, k, 0])}, "") for k in (0, 1))
    )
    what = np.array([kind(row["label"]) for row in rows])
    count = np.array([1.0 if real(row["set"]) or row["label"] == "en" else BORN for row in rows])
    heads, translated = np.zeros(HEADS, np.float32), what != "native"
    every = np.ones(len(what), bool)
    for head, asked, yes in ((TRANSLATED, every, translated), (MACHINE, translated, what == "machine")):
        x = np.column_stack([without[asked, head], (both - without)[asked, head]])
        heads[head] = counted(x, yes[asked], balanced(yes[asked], what[asked], count[asked]))
    print("heads of single lines count", heads)
    given = regimes_data(arrays, without, rows)
    names = np.array([row["set"] for row in rows if row["label"] != "en"])
    for pull in pulls:
        print(f"pull {pull:g}: loss on sets left out, real articles and others:", *left_out(*given, names, pull))
    return {"heads": heads, "regimes": fitted(*given).array()}


def counted(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> float:
    """What the second column counts where the first counts 1, in the logistic regression of ``y`` on both; from 0."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        sign = np.where(y, 1.0, -1.0)
        z = sign * (x @ w[:2] + w[2])
        g = -weight * sign / (1 + np.exp(z))
        return float((weight * np.logaddexp(0, -z)).sum()), np.append(g @ x, g.sum())

    first, second, _ = minimize(
        loss, [1.0, 0.0, 0.0], jac=True, method="L-BFGS-B", bounds=[(1e-3, None), (0, None), (None, None)]
    ).x
    return float(second / first)


def regimes_data(
    arrays: dict[str, Any], logits: np.ndarray, rows: list[dict[str, Any]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What ``fitted`` asks for, balanced over languages."""
    languages = str(arrays["languages"]).split()
    translated = np.array([row["label"] != "en" for row in rows])
    world = np.array([row["set"] == "world" and row["label"] == "en" for row in rows])
    y = np.array([languages.index(row["label"].replace("ht:", "")) for row in rows if row["label"] != "en"])
    weight = (np.bincount(y, minlength=len(languages)) ** -0.5)[y]
    style = arrays[LINES + "weights"][:, -len(languages) :]
    unseen = np.flatnonzero((style == 0).all(0))
    return logits[translated], y, weight / weight.sum(), logits[world], unseen


def left_out(
    z: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    none: np.ndarray,
    unseen: np.ndarray,
    names: np.ndarray,
    pull: float,
) -> tuple[float, float]:
    """Mean loss of languages on sets (their ``names``, a document each) that were left out of the fit: on those of real
    articles, and on the others."""
    order, loss = sorted(set(names)), np.zeros(len(y))
    for fold in range(FOLDS):
        out = np.isin(names, order[fold::FOLDS])
        regimes = fitted(z[~out], y[~out], weight[~out] / weight[~out].sum(), none, unseen, pull)
        loss[out] = -regimes.logits(z[out])[np.arange(out.sum()), y[out]]
    home = np.array([real(name) for name in names])
    first, second = (float(np.average(loss[part], weights=weight[part])) for part in (home, ~home))
    return round(first, 3), round(second, 3)


def fitted(
    z: np.ndarray, y: np.ndarray, weight: np.ndarray, none: np.ndarray, unseen: np.ndarray, pull: float = PULL
) -> Regimes:
    """Maximum of the likelihood of languages ``y`` under the logits ``z``; ``none`` are the logits of originals, of
    which nothing shall be said on the whole, as in ``calibrate.py``. The languages ``unseen`` by style are named at
    home only: abroad nothing could ever speak against them."""
    n = (z.shape[1] - HEADS) // len(ANSWERS)
    fixed = unseen - n
    free = np.ones(2 * n)
    free[fixed] = 0
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
        bias = free * regimes.bias.ravel()
        value += pull / n * (bias**2).sum()
        gradient[-2 * n :] += 2 * pull / n * bias
        gradient[fixed] = 0
        return value, gradient

    start = Regimes.even(n).array()
    start[fixed] = NEVER
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return Regimes.of(found.x)


def main() -> None:
    """Join and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", help="comma-separated names of trainings")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    parser.add_argument("--name", default="profile", help="stem of the file written")
    parser.add_argument(
        "--pulls", type=lambda given: [float(x) for x in given.split(",")], default=[], help="of biases, to be compared"
    )
    parser.add_argument("--install", action="store_true", help="copy the result into the package")
    options = parser.parse_args()
    found = trainings(options.work, options.names.split(","))
    arrays = joined(found, calibrating(options.data), options.pulls)
    target = options.work / f"{options.name}.npz"
    np.savez_compressed(target, **arrays)
    regimes = Regimes.of(arrays["regimes"])
    print("home", regimes.slopes[0], "abroad", regimes.slopes[1], "gate", regimes.gate)
    if options.install:
        shutil.copy(target, HERE / "profile.npz")


if __name__ == "__main__":
    main()
