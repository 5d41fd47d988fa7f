"""Through which language did a quotation drift? Concerning, preocupante, worrying.

One article has the words as they were said, another has them changed. For each language L the verbatim words are sent
into L, and the L to English model is asked how likely it finds the changed words, against the verbatim ones, against
its own best output. A conditional logit (McFadden 1974) over the languages, with "reworded in English, or through a
language not tried" as one more choice, turns these into probabilities; it was learned on drifts whose route is known
and on pairs of English wordings that no language of ours made, so that a mere paraphrase is answered with itself.

For the library: no command uses it, since it was not found good enough (docs/packages.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.contracts import Engine
from provenance.errors import ModelError
from provenance.packages import store
from provenance.render import HOME, languages_of, signature_of
from provenance.text.clean import plain
from provenance.text.similarity import chrf

FORMAT = 1
ENGLISH = HOME
"""The answer for words that no language tried explains."""
FEATURES = ("forced against verbatim", "forced against own best", "likeness of own output")


@dataclass(frozen=True, slots=True)
class Drift:
    """One quotation as it was said and as another article has it."""

    verbatim: str
    drifted: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What each language makes of a drift: rows of FEATURES, by language; ``likeness`` is chrF of the two wordings."""

    languages: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    likeness: float


def observe(drifts: Sequence[Drift], engine: Engine, languages: Sequence[str] = ()) -> tuple[Seen, ...]:
    """Ask the engine about all drifts at once, a batch a language and direction; languages without packages are left
    out, none given means all that ``engine`` has."""
    known = languages_of(engine)
    chosen = tuple(one for one in languages or known if one in known)
    said = [plain(drift.verbatim) for drift in drifts]
    changed = [plain(drift.drifted) for drift in drifts]
    columns = [_column(said, changed, engine, language) for language in chosen]
    found = []
    for i, (a, b) in enumerate(zip(said, changed)):
        found.append(Seen(chosen, tuple(column[i] for column in columns), chrf(b, a)))
    return tuple(found)


def _column(
    said: Sequence[str], changed: Sequence[str], engine: Engine, language: str
) -> list[tuple[float, float, float]]:
    pivots = engine.translate(said, HOME, language)
    back = engine.translate(pivots, language, HOME)
    drifted = engine.score(pivots, changed, language, HOME)
    verbatim = engine.score(pivots, said, language, HOME)
    free = engine.score(pivots, back, language, HOME)
    likeness = [(chrf(b, c) - chrf(b, s)) / 100 for b, c, s in zip(back, changed, said)]
    return [(d - v, d - f, near) for d, v, f, near in zip(drifted, verbatim, free, likeness)]


@dataclass(frozen=True, slots=True)
class Model:
    """A conditional logit: utility of a language is ``weights`` on its features, standardised by the spread between the
    languages of one drift and overall, plus a constant of its own; the utility of English is ``english``, a constant
    and a weight on the likeness of the two wordings."""

    weights: tuple[float, ...]
    constants: tuple[tuple[str, float], ...]
    english: tuple[float, float]
    signatures: tuple[str, ...]
    """Round trips it was learned with."""
    drifts: int

    def probabilities(self, seen: Seen) -> tuple[tuple[str, float], ...]:
        """(language or ENGLISH, probability), likeliest first; under even odds of all."""
        utilities = _design(seen) @ np.array(self.weights) if seen.rows else np.zeros(0)
        own = dict(self.constants)
        utilities = utilities + np.array([own.get(language, 0.0) for language in seen.languages])
        none = self.english[0] + self.english[1] * seen.likeness / 100
        whole = np.append(utilities, none)
        chance = np.exp(whole - whole.max())
        chance /= chance.sum()
        ranked = zip((*seen.languages, ENGLISH), chance.tolist(), strict=True)
        return tuple(sorted(((name, round(p, 4)) for name, p in ranked), key=lambda row: (-row[1], row[0])))


def _design(seen: Seen) -> NDArray[np.float64]:
    """Features as they are, and against the mean over the languages tried."""
    rows = np.array(seen.rows, dtype=np.float64).reshape(len(seen.languages), len(FEATURES))
    return np.hstack([rows, rows - rows.mean(0)])


def fit(
    seen: Sequence[Seen], answers: Sequence[str], signatures: Sequence[str], *, ridge: float = 1.0, rounds: int = 400
) -> Model:
    """Learn from drifts whose route is known (a language, or ENGLISH); a ridge keeps weights small.

    Raises ModelError where fewer than 30 drifts are given.
    """
    if len(seen) < 30:
        raise ModelError(f"only {len(seen)} drifts to learn the route of quotations from; give 30 or more")
    languages = seen[0].languages
    x = np.stack([_design(one) for one in seen])
    likeness = np.array([one.likeness for one in seen]) / 100
    gold = np.array([languages.index(a) if a in languages else len(languages) for a in answers])
    count = np.bincount(gold, minlength=len(languages) + 1).astype(float)
    weight = (1 / np.maximum(count, 1))[gold] * len(gold) / (len(languages) + 1)
    beta = np.zeros(x.shape[2] + len(languages) + 2)
    for _ in range(rounds):
        gradient, hessian = _step(beta, x, likeness, gold, weight, ridge)
        step = np.linalg.solve(hessian, gradient)
        beta += step / max(1.0, float(np.abs(step).max()))
        if float(np.abs(step).max()) < 1e-8:
            break
    cut = x.shape[2]
    constants = tuple((name, float(b)) for name, b in zip(languages, beta[cut:-2]))
    return Model(
        tuple(beta[:cut].tolist()), constants, (float(beta[-2]), float(beta[-1])), tuple(signatures), len(seen)
    )


def _step(
    beta: NDArray[Any], x: NDArray[Any], likeness: NDArray[Any], gold: NDArray[Any], weight: NDArray[Any], ridge: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Gradient and negated Hessian of the weighted, penalised log likelihood."""
    n, k, f = x.shape
    full = np.zeros((n, k + 1, len(beta)))
    full[:, :k, :f] = x
    full[:, :k, f : f + k] = np.eye(k)
    full[:, k, -2] = 1
    full[:, k, -1] = likeness
    utility = full @ beta
    p = np.exp(utility - utility.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    mean = np.einsum("nk,nkf->nf", p, full)
    chosen = full[np.arange(n), gold]
    gradient = weight @ (chosen - mean) - ridge * beta
    spread = np.einsum("n,nk,nkf,nkg->fg", weight, p, full, full) - np.einsum("n,nf,ng->fg", weight, mean, mean)
    return gradient, spread + ridge * np.eye(len(beta))


def routes(
    drifts: Sequence[Drift], engine: Engine, languages: Sequence[str] = (), model: Model | None = None
) -> tuple[tuple[tuple[str, float], ...], ...]:
    """Probabilities of each drift's route. Raises ModelError where no model was learned with these packages."""
    model = model or shipped()
    seen = observe(drifts, engine, languages)
    for language in seen[0].languages if seen else ():
        if signature_of(engine, language) not in model.signatures:
            raise ModelError(
                f"the route of quotations was not learned with this package pair ({language}); use the shipped "
                "packages, or learn it with scripts/eval_quotation_route.py"
            )
    return tuple(model.probabilities(one) for one in seen)


def write(path: Path, model: Model) -> None:
    """Write a model as JSON."""
    table: Mapping[str, Any] = {
        "format": FORMAT,
        "weights": model.weights,
        "constants": dict(model.constants),
        "english": model.english,
        "signatures": model.signatures,
        "drifts": model.drifts,
    }
    path.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path) -> Model:
    """Read a model. Raises ModelError for a missing file or another format."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ValueError(f"format {found['format']}")
        low, high = found["english"]
        constants = tuple(sorted(found["constants"].items()))
        return Model(tuple(found["weights"]), constants, (low, high), tuple(found["signatures"]), int(found["drifts"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: is no model of quotation routes ({error})") from None


@cache
def shipped() -> Model:
    """The model that comes with the program, for the packages that come with it."""
    return read(store.EMBEDDED / "quotation_route.json")
