"""Train the profile: source language, translated or original, machine or human, from masked n-grams.

    python scripts/profile_corpus.py --data ../shared/data --work work/profile    # once, half a minute
    python scripts/train_profile.py --data ../shared/data --work work/profile     # two CPU cores, ten minutes
    python scripts/train_profile.py ... --name e --lines 1,1 --pool 100000 --rounds 20      # on single lines instead
    python scripts/train_profile.py --work work/profile --average a,b,e --name profile      # mean of trainings' weights
    python scripts/train_profile.py ... --strict                                  # whole years held out, to measure

A multinomial logistic model with three heads, trained by Adagrad on documents drawn anew in every round: a language, an
engine and a stretch of 5 to 25 lines. The softmax over languages runs only over those that the drawn set has *from the
same engine*, so neither domain nor engine can stand in for the language. Half of all features are dropped at random.
With ``--lines 1,1`` the documents are single lines, so that what the sentences of one story share cannot be learned;
``--average`` puts such trainings on the scale of the others, and leaves *machine or human* to those.
With ``--deviations`` every set has weights of its own beside the common ones (Daumé 2007); they take up what is true of
one set alone, its topics above all, and only the common weights are kept.
Needs numpy and scipy. Writes ``profile.npz`` into the work folder, and with ``--install`` into the package.
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from splits import line_roles, native_role

from provenance.text.masking import shape
from provenance.text.ngrams import features

HERE = Path(__file__).resolve().parent.parent / "provenance" / "data" / "models"
STRICT = ("wmt21", "wmt22", "wmt12", "wmt17en", "wmt17en-more")
"""Sets that ``--strict`` keeps out of training altogether: unseen years, and with them unseen engines."""
SCALE = 16.0
"""Length of a document's vector; sets the size of a step against the size of a weight."""
SINGLE = (1, 1)
SINGLE_COUNTS = (1.0, 0.25, 0.0)
"""What a training on single lines counts beside one on documents, for languages, *translated* and *machine or human*.
The second is the one with the best loss in calibration; of a machine's habits a line tells next to nothing."""
COMPARED = 4000
"""Documents on which trainings are put on one scale."""


@dataclass(frozen=True)
class Group:
    """The streams of one set and one engine: same stories or same year, one engine, several languages."""

    name: str
    machine: int
    """1 for machine output, 0 for human translation; -1 where the set has no human translations to set against."""
    streams: list[tuple[int, dict[str, Any], np.ndarray]]
    weight: float


class Corpus:
    """The encoded lines and what may be drawn from them."""

    def __init__(self, options: argparse.Namespace) -> None:
        arrays = np.load(options.work / "corpus.npz")
        self.ids, self.ends, self.run = arrays["ids"], arrays["ends"], arrays["run"]
        self.starts = np.concatenate([[0], self.ends[:-1]])
        info = json.loads((options.work / "streams.json").read_text("utf-8"))
        self.vocabulary, self.common, self.streams = info["vocabulary"], info["common"], info["streams"]
        self.rng = np.random.default_rng(options.seed)
        self.options = options
        self.skipped = STRICT if options.strict else ()
        self.tables = self._tables(options.function_words, options.common_words)
        translated = [s for s in self.streams if s["kind"] in ("mt", "ht") and s["set"] not in self.skipped]
        self.languages = sorted({s["lang"] for s in translated if s["kind"] == "mt"})
        self.groups = self._group(translated)
        self.odds = np.array([g.weight for g in self.groups]) / sum(g.weight for g in self.groups)
        self.mask = np.zeros((len(self.groups), len(self.languages)), bool)
        for number, group in enumerate(self.groups):
            self.mask[number, [k for k, _, _ in group.streams]] = True
        self.natives, self.native_odds = self._natives()
        self.flores = next(s for s in self.streams if s["set"] == "flores-dev" and s["kind"] == "en")

    def line(self, number: int) -> np.ndarray:
        """Token ids of one line."""
        return self.ids[self.starts[number] : self.ends[number]]

    def _tables(self, function: int, common: int) -> dict[str, np.ndarray]:
        """Ids of the streams: under ``c`` the most frequent words and shapes, under ``f`` fewer words and endings."""
        rank = np.empty(len(self.vocabulary), np.int64)
        rank[np.argsort(-self._counts(), kind="stable")] = np.arange(len(self.vocabulary))
        numbers = {word: number for number, word in enumerate(self.vocabulary)}
        names: dict[str, int] = {}
        tables = {name: np.zeros(len(self.vocabulary), np.uint16) for name in "cf"}
        for word, number in numbers.items():
            form = shape(word) if word[0].isalpha() and word.islower() else word
            tables["c"][number] = number if rank[number] < common else numbers.get(form, number)
            tables["f"][number] = number if rank[number] < function else 20000 + names.setdefault(form, len(names))
        return tables

    def _counts(self) -> np.ndarray:
        """How often each token stands in texts that are not kept for measuring."""
        count = np.zeros(len(self.vocabulary), np.int64)
        for s in self.streams:
            if s["kind"] != "eval":
                ids = self.ids[self.starts[s["first"]] : self.ends[s["first"] + s["lines"] - 1]]
                count += np.bincount(ids, minlength=len(self.vocabulary))
        return count

    def _group(self, streams: list[dict[str, Any]]) -> list[Group]:
        by: dict[tuple[str, str], list[tuple[int, dict[str, Any], np.ndarray]]] = defaultdict(list)
        for s in streams:
            free = self._free(s)
            if s["lang"] in self.languages and free.sum() > 40:
                engine = "human" if s["kind"] == "ht" else s["engine"]
                by[s["set"], engine].append((self.languages.index(s["lang"]), s, free))
        share = {name: getattr(self.options, name) for name in ("flores", "parallel", "original")}
        groups, both = [], {name for name, engine in by if engine == "human"}
        for (name, engine), found in sorted(by.items(), key=lambda item: item[0]):
            if len({k for k, _, _ in found}) > 1:
                machine = int(engine != "human") if name in both else -1
                groups.append(Group(name, machine, found, sum(f.sum() ** 0.5 for _, _, f in found)))
        total: Counter[str] = Counter()
        for group in groups:
            total[_family(group.name)] += group.weight
        return [
            Group(g.name, g.machine, g.streams, g.weight / total[_family(g.name)] * share[_family(g.name)])
            for g in groups
        ]

    def _free(self, stream: dict[str, Any]) -> np.ndarray:
        """Which lines of a stream train."""
        return np.asarray(line_roles(self.options.data, stream["set"], stream["lang"], stream["lines"]) == 0)

    def _natives(self) -> tuple[list[tuple[dict[str, Any], int]], np.ndarray]:
        found, size, countries = [], [], []
        for s in self.streams:
            if (
                s["kind"] == "en"
                and s["set"] in ("native", "world")
                and s["genre"] in ("native", "news")
                and "translating" not in s["engine"]
            ):
                for number in range(len(s["ids"])):
                    if native_role(s["set"], s["engine"], number) == "train":
                        found.append((s, number))
                        size.append(len(s["ids"]) ** -0.4)
                        countries.append(s["country"])
        total: Counter[str] = Counter()
        for country, one in zip(countries, size):
            total[country] += one
        odds = np.array([one * total[country] ** -0.4 for country, one in zip(countries, size)])
        wmt = np.array([country == "WMT" for country in countries])
        odds[wmt] *= self.options.wmt_natives / odds[wmt].sum()
        odds[~wmt] *= (1 - self.options.wmt_natives) / odds[~wmt].sum()
        return found, odds / odds.sum()

    def draw_translated(self) -> tuple[np.ndarray, int, int, int]:
        """(token ids, language, 1 if machine, 0 if human, -1 where that is not asked, group) of a stretch of lines."""
        number = int(self.rng.choice(len(self.groups), p=self.odds))
        group = self.groups[number]
        language, stream, free = group.streams[self.rng.integers(len(group.streams))]
        want, lines = self._stretch(), stream["lines"]
        run = self.run[stream["first"] : stream["first"] + lines]
        for _ in range(20):
            first = int(self.rng.integers(lines))
            chosen = np.arange(first, min(lines, first + want))
            chosen = chosen[(run[chosen] == run[first]) & free[chosen]]
            if len(chosen) >= min(3, want):
                break
        else:
            chosen = self.rng.choice(np.flatnonzero(free), min(5, want))
        return np.concatenate([self.line(stream["first"] + k) for k in chosen]), language, group.machine, number

    def _stretch(self) -> int:
        """Number of lines of a document."""
        least, most = self.options.lines
        return int(self.rng.integers(least, most + 1))

    def draw_native(self) -> np.ndarray:
        """Token ids of a stretch of an English original, or of the English side of FLORES."""
        if self.rng.random() < self.options.flores_natives:
            free = np.flatnonzero(self._free(self.flores))
            first, want = int(self.rng.integers(len(free) - 3)), self._stretch()
            return np.concatenate([self.line(self.flores["first"] + k) for k in free[first : first + want]])
        stream, number = self.natives[int(self.rng.choice(len(self.natives), p=self.native_odds))]
        run = self.run[stream["first"] : stream["first"] + stream["lines"]]
        if self.options.lines == SINGLE:
            return self.line(stream["first"] + int(self.rng.choice(np.flatnonzero(run == number))))
        ids = np.concatenate([self.line(stream["first"] + k) for k in np.flatnonzero(run == number)])
        want = int(self.rng.integers(100, 700))
        first = int(self.rng.integers(max(1, len(ids) - want)))
        return ids[first : first + want]


def _family(name: str) -> str:
    if name.startswith("flores"):
        return "flores"
    return "parallel" if "en" in name or name in ("wmt08", "wmt09", "wmt10", "wmt11", "wmt12") else "original"


class Space:
    """Which hashed features are kept: frequent, and seen in several sets, so that none belongs to one story."""

    def __init__(self, corpus: Corpus, options: argparse.Namespace) -> None:
        self.families, self.bits = options.families.split(","), options.bits
        self.tables = {name: table.astype(np.uint64) for name, table in corpus.tables.items()}
        count = np.zeros(1 << self.bits, np.int64)
        seen = np.zeros(1 << self.bits, np.int64)
        numbers: dict[str, int] = {}
        for s in corpus.streams:
            if (
                s["kind"] == "eval"
                or s["set"] in STRICT
                or (s["kind"] == "mt" and s["engine"] not in ("google", "bergamot-tiny", "nllb"))
            ):
                continue
            ids = corpus.ids[corpus.starts[s["first"]] : corpus.ends[s["first"] + s["lines"] - 1]]
            here = np.bincount(self.hash(ids), minlength=1 << self.bits)
            count += here
            seen[here > 0] |= 1 << numbers.setdefault(s["set"], len(numbers))
        values, inverse = np.unique(seen, return_inverse=True)
        sets = np.array([bin(int(v)).count("1") for v in values])[inverse]
        self.kept = np.flatnonzero((count >= options.least) & (sets >= options.sets))
        self.place = np.full(1 << self.bits, -1, np.int64)
        self.place[self.kept] = np.arange(len(self.kept))

    def hash(self, ids: np.ndarray) -> np.ndarray:
        """Feature numbers of a token sequence, before anything is dropped."""
        streams = {"w": ids.astype(np.uint64)} | {name: table[ids] for name, table in self.tables.items()}
        return features(streams, self.families, self.bits)

    def vector(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(feature indices, values) with log counts, of unit length."""
        place = self.place[self.hash(ids)]
        numbers, counts = np.unique(place[place >= 0], return_counts=True)
        values = np.log1p(counts).astype(np.float32)
        return numbers, values / np.sqrt(values @ values + 1e-9)

    def matrix(self, vectors: list[tuple[np.ndarray, np.ndarray]]) -> sp.csr_matrix:
        """Stack vectors."""
        ends = np.cumsum([0] + [len(n) for n, _ in vectors])
        numbers = np.concatenate([n for n, _ in vectors]).astype(np.int32)
        return sp.csr_matrix(
            (np.concatenate([v for _, v in vectors]) * np.float32(SCALE), numbers, ends), (len(vectors), len(self.kept))
        )


class Model:
    """Weights of all heads; the last two columns are *translated* and *machine*."""

    def __init__(self, size: int, languages: int, sets: np.ndarray, deviations: float) -> None:
        """``sets`` is the number of each group's set; ``deviations`` the L2 of what a set adds, in parts of the common
        L2, or 0 for none."""
        self.weights = np.zeros((size, languages + 2), np.float32)
        self.bias = np.zeros(languages + 2, np.float32)
        self._squares = np.full_like(self.weights, 1e-6)
        self._bias_squares = np.full_like(self.bias, 1e-6)
        self._sets, self._deviations = sets, deviations
        own = [(size, languages)] * (int(sets.max()) + 1 if deviations else 0)
        self._own = [np.zeros(shape, np.float32) for shape in own]
        self._own_squares = [np.full(shape, 1e-6, np.float32) for shape in own]

    def step(
        self, x: sp.csr_matrix, y: np.ndarray, mask: np.ndarray, rate: float, l2: np.ndarray
    ) -> tuple[float, float, float]:
        """One Adagrad step on a batch; ``y`` has language, translated, machine (-1 unknown) and group a row."""
        logits = x @ self.weights + self.bias
        gradient = np.zeros_like(logits)
        known = y[:, 0] >= 0
        parts = self._parts(x, y)
        for number, chosen, part in parts:
            logits[chosen, :-2] += part @ self._own[number]
        rows = np.flatnonzero(known)
        p = np.where(mask[y[known, 3]], logits[known, :-2], -1e4)
        p = np.exp(p - p.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        loss = -np.log(p[np.arange(len(rows)), y[known, 0]] + 1e-9).mean()
        p[np.arange(len(rows)), y[known, 0]] -= 1
        gradient[rows, :-2] = p / len(rows)
        losses = [loss]
        for column, target in ((-2, y[:, 1]), (-1, y[:, 2])):
            given = target >= 0
            share = max(1e-3, float((target[given] == 1).mean()))
            balance = np.where(target == 1, 0.5 / share, 0.5 / max(1e-3, 1 - share)) * given
            q = 1 / (1 + np.exp(-logits[:, column]))
            gradient[:, column] = (q - target) * balance / given.sum()
            losses.append(float(-(np.log(np.where(target == 1, q, 1 - q) + 1e-9) * balance)[given].mean()))
        self._apply(x, gradient, rate, l2)
        for number, chosen, part in parts:
            touched = np.unique(part.indices)
            own, squares = self._own[number], self._own_squares[number]
            g = (part.T.tocsr() @ gradient[chosen, :-2])[touched] + self._deviations * l2[:-2] * own[touched]
            squares[touched] += g * g
            own[touched] -= rate * g / np.sqrt(squares[touched])
        return losses[0], losses[1], losses[2]

    def _parts(self, x: sp.csr_matrix, y: np.ndarray) -> list[tuple[int, np.ndarray, sp.csr_matrix]]:
        """(number of a set, its rows, their features) of the translated rows."""
        if not self._own:
            return []
        of = np.where(y[:, 0] >= 0, self._sets[y[:, 3]], -1)
        return [(int(k), np.flatnonzero(of == k), x[of == k]) for k in np.unique(of[of >= 0])]

    def _apply(self, x: sp.csr_matrix, gradient: np.ndarray, rate: float, l2: np.ndarray) -> None:
        touched = np.unique(x.indices)
        g = (x.T.tocsr() @ gradient)[touched] + l2 * self.weights[touched]
        self._squares[touched] += g * g
        self.weights[touched] -= rate * g / np.sqrt(self._squares[touched])
        b = gradient.sum(0)
        self._bias_squares += b * b
        self.bias -= 0.1 * b / np.sqrt(self._bias_squares)


def pool(corpus: Corpus, space: Space, size: int) -> tuple[sp.csr_matrix, np.ndarray]:
    """Documents of one round."""
    vectors, y = [], []
    for _ in range(size):
        if corpus.rng.random() < 0.3:
            vectors.append(space.vector(corpus.draw_native()))
            y.append((-1, 0, -1, 0))
        else:
            ids, language, machine, group = corpus.draw_translated()
            vectors.append(space.vector(ids))
            y.append((language, 1, machine, group))
    return space.matrix(vectors), np.array(y)


def dropped(x: sp.csr_matrix, share: float, rng: np.random.Generator) -> sp.csr_matrix:
    """``x`` with a share of its entries left out and the rest scaled up."""
    x = x.copy()
    x.data *= (rng.random(len(x.data), np.float32) > share).astype(np.float32) / np.float32(1 - share)
    return x


def save(path: Path, corpus: Corpus, space: Space, model: Model) -> None:
    """Write the model."""
    np.savez_compressed(
        path,
        format=np.array(2),
        languages=np.array(" ".join(corpus.languages)),
        families=np.array(" ".join(space.families)),
        bits=np.array(space.bits),
        vocabulary=np.array(" ".join(corpus.vocabulary)),
        common=np.array(" ".join(corpus.common)),
        reduced=corpus.tables["f"],
        common_or_shape=corpus.tables["c"],
        kept=space.kept.astype(np.int32),
        bias=model.bias,
        lines=np.array(corpus.options.lines),
        **packed(model.weights * np.float32(SCALE)),
    )


def average(options: argparse.Namespace) -> None:
    """Write the mean of trainings over the same features, the cheapest of ensembles. They must share their corpus.

    Trainings on single lines are first brought to the spread and, language by language, to the mean that the others
    have on training documents; then they count ``SINGLE_COUNTS``.
    """
    models = [dict(np.load(options.work / f"{name}.npz")) for name in options.average.split(",")]
    for name in ("kept", "reduced", "common_or_shape", "vocabulary", "languages", "families"):
        if any((model[name] != models[0][name]).any() for model in models[1:]):
            raise SystemExit(f"the trainings differ in {name}: average only what one corpus and one space made")
    weights = [model["weights"].astype(np.float32) * model["scale"] for model in models]
    single = [tuple(model.pop("lines")) == SINGLE for model in models]
    biases = [model["bias"] for model in models]
    if any(single) and not all(single):
        corpus = Corpus(options)
        x, y = pool(corpus, Space(corpus, options), COMPARED)
        logits = [x @ w / np.float32(SCALE) + b for w, b in zip(weights, biases)]
        whole = np.mean([z for z, one in zip(logits, single) if not one], axis=0)
        for k in np.flatnonzero(single):
            weights[k], biases[k] = _aligned(weights[k], logits[k], biases[k], whole, y[:, 1] == 1)
    part = np.ones((len(models), len(biases[0])), np.float32)
    if not all(single):
        part[single] = [*[SINGLE_COUNTS[0]] * (part.shape[1] - 2), *SINGLE_COUNTS[1:]]
    part /= part.sum(0)
    mean, bias = sum(p * w for p, w in zip(part, weights)), sum(p * b for p, b in zip(part, biases))
    np.savez_compressed(options.work / f"{options.name}.npz", **(models[0] | packed(mean) | {"bias": bias}))


def _aligned(
    weights: np.ndarray, logits: np.ndarray, bias: np.ndarray, whole: np.ndarray, translated: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases with the spread and the means of ``whole``: of the languages over translated documents, the
    differences between languages alone; of *translated* over all."""

    def spread(z: np.ndarray) -> float:
        return float((z[translated, :-2] - z[translated, :-2].mean(1, keepdims=True)).std())

    factor = np.full(len(bias), spread(whole) / spread(logits), np.float32)
    factor[-2:] = whole[:, -2:].std(0) / logits[:, -2:].std(0)
    moved = (logits - bias) * factor
    shift = np.append(whole[translated, :-2].mean(0) - moved[translated, :-2].mean(0), (whole - moved)[:, -2:].mean(0))
    return weights * factor, shift.astype(np.float32)


def packed(weights: np.ndarray) -> dict[str, np.ndarray]:
    """Weights of 8 bits a number, symmetric, one scale a column."""
    scale = np.maximum(np.quantile(np.abs(weights), 0.99999, axis=0), 1e-6) / 127
    return {
        "weights": np.clip(np.rint(weights / scale), -127, 127).astype(np.int8),
        "scale": scale.astype(np.float32),
    }


def main() -> None:
    """Train, say how it goes, save after every round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    parser.add_argument("--name", default="profile", help="stem of the files written")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--pool", type=int, default=30000, help="documents drawn a round")
    parser.add_argument(
        "--lines", type=lambda given: tuple(int(k) for k in given.split(",")), default=(5, 25),
        help="least and most lines of a document; 1,1 trains on single lines",
    )  # fmt: skip
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--rate", type=float, default=0.02)
    parser.add_argument("--l2", type=float, default=1e-3)
    parser.add_argument("--l2-heads", type=float, default=1e-3, help="for translated and machine")
    parser.add_argument("--drop", type=float, default=0.5)
    parser.add_argument(
        "--deviations", type=float, default=0.0,
        help="let every set add weights of its own, which are thrown away after training; their L2 in parts of --l2",
    )  # fmt: skip
    parser.add_argument("--families", default="w1,c2,c3,f3,f4,s2")
    parser.add_argument("--bits", type=int, default=21)
    parser.add_argument("--least", type=int, default=60, help="occurrences a kept feature must have")
    parser.add_argument("--sets", type=int, default=6, help="sets a kept feature must stand in")
    parser.add_argument("--function-words", type=int, default=250)
    parser.add_argument("--common-words", type=int, default=2500, help="words that n-grams keep; others become a shape")
    parser.add_argument("--flores", type=float, default=0.3, help="share of documents from each family of sets")
    parser.add_argument("--parallel", type=float, default=0.25)
    parser.add_argument("--original", type=float, default=0.45)
    parser.add_argument("--wmt-natives", type=float, default=0.4, help="share of originals from the WMT newsrooms")
    parser.add_argument("--flores-natives", type=float, default=0.08, help="share of originals from FLORES")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--strict", action="store_true", help="keep whole years and their engines out")
    parser.add_argument(
        "--average", default="", help="comma-separated names of trainings to average, instead of training"
    )
    parser.add_argument("--install", action="store_true", help="copy the result into the package")
    options = parser.parse_args()
    if options.average:
        average(options)
        return
    begun = time.time()
    corpus = Corpus(options)
    space = Space(corpus, options)
    print(f"{len(space.kept)} features, {len(corpus.groups)} groups, {len(corpus.natives)} natives", flush=True)
    names = sorted({group.name for group in corpus.groups})
    sets = np.array([names.index(group.name) for group in corpus.groups])
    model = Model(len(space.kept), len(corpus.languages), sets, options.deviations)
    l2 = np.full(len(corpus.languages) + 2, options.l2, np.float32)
    l2[-2:] = options.l2_heads
    target = options.work / f"{options.name}.npz"
    for number in range(options.rounds):
        x, y = pool(corpus, space, options.pool)
        order = corpus.rng.permutation(x.shape[0])
        losses = []
        for at in range(0, len(order), options.batch):
            chosen = order[at : at + options.batch]
            losses.append(
                model.step(dropped(x[chosen], options.drop, corpus.rng), y[chosen], corpus.mask, options.rate, l2)
            )
        print(number + 1, f"{time.time() - begun:.0f} s", np.mean(losses[-20:], 0).round(3), flush=True)
        save(target, corpus, space, model)
    if options.install:
        shutil.copy(target, HERE / "profile.npz")


if __name__ == "__main__":
    main()
