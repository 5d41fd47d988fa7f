"""Train the profile: source language, translated or original, machine or human, at home or abroad, from masked n-grams.

    python scripts/profile_corpus.py --data ../shared/data --work work/profile    # once, half a minute
    python scripts/train_profile.py --data ../shared/data --work work/profile     # two CPU cores, ten minutes
    python scripts/train_profile.py ... --name e --lines 1,1 --pool 100000 --rounds 20      # on single lines instead
    python scripts/train_profile.py ... --name i --lines 1,1 --original 0         # on stories told in every language
    python scripts/train_profile.py ... --strict                                  # whole years held out, to measure
    python scripts/join_profile.py --work work/profile a,b,e,i                    # the profile, out of such trainings

A multinomial logistic model with four heads, trained by Adagrad on documents drawn anew in every round: a language, an
engine and a stretch of 5 to 25 lines. The softmax over languages runs only over those that the drawn set has *from the
same engine*, so neither domain nor engine can stand in for the language. Half of all features are dropped at random.
With ``--lines 1,1`` the documents are single lines, so that what the sentences of one story share cannot be learned.
With ``--original 0`` all of them come from sets where the same stories stand in every language: style without topic.
With ``--deviations`` every set has weights of its own beside the common ones (Daumé 2007); they take up what is true of
one set alone, its topics above all, and only the common weights are kept.
*At home* is a story of a set whose articles were written in the source language; *abroad* one of a set that has the
same stories in several languages.
Needs numpy and scipy. Writes ``NAME.npz`` into the work folder.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from splits import line_roles, native_role

from provenance.regimes import HEADS
from provenance.text.masking import shape
from provenance.text.ngrams import features, places

STRICT = ("wmt21", "wmt22", "wmt12", "wmt17en", "wmt17en-more")
"""Sets that ``--strict`` keeps out of training altogether: unseen years, and with them unseen engines."""
SCALE = 16.0
"""Length of a document's vector; sets the size of a step against the size of a weight."""
SINGLE = (1, 1)
GROUP = 1 + HEADS
"""The last column of a label, the number of the group. Before it stand the language (-1 for an original) and 1, 0 or -1
(not asked) for each of the heads."""
ORIGINAL = (-1, 0, -1, -1, 0)
"""The label of an original."""


@dataclass(frozen=True)
class Group:
    """The streams of one set and one engine: same stories or same year, one engine, several languages."""

    name: str
    machine: int
    """1 for machine output, 0 for human translation; -1 where the set has no human translations to set against."""
    home: int
    """1 where the articles were written in the source language, 0 where one story stands in every language."""
    streams: list[tuple[int, dict[str, Any], np.ndarray]]
    weight: float

    def label(self, language: int, number: int) -> tuple[int, ...]:
        """The label of one of its translations; ``number`` is the group's own."""
        return language, 1, self.machine, self.home, number


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
        translated = [s for s in self.streams if s["kind"] in ("mt", "ht") and not self._kept_out(s)]
        self.languages = sorted({s["lang"] for s in translated if s["kind"] == "mt"})
        self.groups = self._group(translated)
        self.odds = np.array([g.weight for g in self.groups]) / sum(g.weight for g in self.groups)
        self.mask = np.zeros((len(self.groups), len(self.languages)), bool)
        for number, group in enumerate(self.groups):
            self.mask[number, [k for k, _, _ in group.streams]] = True
        self.natives, self.native_odds = self._natives()
        self.flores = next(s for s in self.streams if s["set"] == "flores-dev" and s["kind"] == "en")

    def _kept_out(self, stream: dict[str, Any]) -> bool:
        """Whether a stream of translations takes no part in training."""
        articles = _family(stream["set"]) == "original"
        return stream["set"] in self.skipped or (articles and stream["lang"] in self.options.without.split(","))

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
        """How often each token stands in news that is not kept for measuring."""
        count = np.zeros(len(self.vocabulary), np.int64)
        for s in self.streams:
            if s["kind"] != "eval" and s["set"] != "other":
                ids = self.ids[self.starts[s["first"]] : self.ends[s["first"] + s["lines"] - 1]]
                count += np.bincount(ids, minlength=len(self.vocabulary))
        return count

    def _group(self, streams: list[dict[str, Any]]) -> list[Group]:
        by: dict[tuple[str, str], list[tuple[int, dict[str, Any], np.ndarray]]] = defaultdict(list)
        for s in streams:
            free = self.free(s)
            if s["lang"] in self.languages and free.sum() > 40:
                engine = "human" if s["kind"] == "ht" else s["engine"]
                by[s["set"], engine].append((self.languages.index(s["lang"]), s, free))
        share = {name: getattr(self.options, name) for name in ("flores", "parallel", "original")}
        groups, both = [], {name for name, engine in by if engine == "human"}
        for (name, engine), found in sorted(by.items(), key=lambda item: item[0]):
            if len({k for k, _, _ in found}) > 1:
                machine = int(engine != "human") if name in both else -1
                home = int(_family(name) == "original")
                groups.append(Group(name, machine, home, found, sum(f.sum() ** 0.5 for _, _, f in found)))
        total: Counter[str] = Counter()
        for group in groups:
            total[_family(group.name)] += group.weight
        return [
            replace(g, weight=g.weight / total[_family(g.name)] * share[_family(g.name)])
            for g in groups
            if share[_family(g.name)]
        ]

    def free(self, stream: dict[str, Any]) -> np.ndarray:
        """Which lines of a stream train."""
        return np.asarray(line_roles(self.options.data, stream["set"], stream["lang"], stream["lines"]) == 0)

    def _natives(self) -> tuple[list[tuple[dict[str, Any], int]], np.ndarray]:
        found, size, countries, apart = [], [], [], self.options.apart
        for s in self.streams:
            if (
                s["kind"] == "en"
                and s["set"] in ("native", "world", "other")
                and s["genre"] in ("native", "news", "other")
                and "translating" not in s["engine"]
            ):
                if apart and apart in s["engine"]:
                    continue
                for number in range(len(s["ids"])):
                    if native_role(s["set"], s["engine"], number) == "train":
                        found.append((s, number))
                        size.append(len(s["ids"]) ** (-1.0 if s["set"] == "other" else -0.4))
                        countries.append(s["country"])
        total: Counter[str] = Counter()
        for country, one in zip(countries, size):
            total[country] += one
        odds = np.array([one * total[country] ** -0.4 for country, one in zip(countries, size)])
        place = np.array(countries)
        others = self.options.others
        wmt = (1 - others) * self.options.wmt_natives
        for part, share in (
            (place == "other", others),
            (place == "WMT", wmt),
            (~np.isin(place, ["other", "WMT"]), 1 - others - wmt),
        ):
            if part.any():
                odds[part] *= share / odds[part].sum()
        return found, odds / odds.sum()


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
                or s["set"] in (*STRICT, "other")
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

    def lines(self, ids: np.ndarray, lengths: np.ndarray, passages: np.ndarray) -> sp.csr_matrix:
        """How often each feature begins in each of many lines; ``lengths`` says how many of the ``ids`` each has. As in
        an article, it may end in a later line of the same passage, whose number ``passages`` gives."""
        line = np.repeat(np.arange(len(lengths)), lengths)
        passage = np.repeat(passages, lengths)
        begins = places(len(ids), self.families)
        reach = [int(f[1]) - (f[0] != "s") for f in self.families]
        ends = begins + np.repeat(reach, [max(0, len(ids) - r) for r in reach])
        place = self.place[self.hash(ids)]
        kept = (place >= 0) & (passage[begins] == passage[ends])
        x = sp.csr_matrix(
            (np.ones(kept.sum(), np.float32), (line[begins][kept], place[kept])), (len(lengths), len(self.kept))
        )
        x.sum_duplicates()
        return x


def vectors(counts: sp.csr_matrix) -> sp.csr_matrix:
    """Logarithms of counts, every row of the length ``SCALE``."""
    x = counts.log1p()
    norm = np.sqrt(np.asarray(x.multiply(x).sum(1)).ravel() + 1e-9)
    return (sp.diags((SCALE / norm).astype(np.float32)) @ x).tocsr()


class Model:
    """Weights of all languages and heads."""

    def __init__(self, size: int, languages: int, sets: np.ndarray, deviations: float, squares: float) -> None:
        """``sets`` is the number of each group's set; ``deviations`` the L2 of what a set adds, in parts of the common
        L2, or 0 for none; ``squares`` the sum of squares that Adagrad begins with."""
        self.weights = np.zeros((size, languages + HEADS), np.float32)
        self.bias = np.zeros(languages + HEADS, np.float32)
        self._squares = np.full_like(self.weights, squares)
        self._bias_squares = np.full_like(self.bias, 1e-6)
        self._sets, self._deviations = sets, deviations
        own = [(size, languages)] * (int(sets.max()) + 1 if deviations else 0)
        self._own = [np.zeros(shape, np.float32) for shape in own]
        self._own_squares = [np.full(shape, 1e-6, np.float32) for shape in own]

    def step(self, x: sp.csr_matrix, y: np.ndarray, mask: np.ndarray, rate: float, l2: np.ndarray) -> list[float]:
        """One Adagrad step on a batch; ``y`` has a label a row. The losses of the languages and of the heads, 0 for a
        head that was not asked."""
        logits = x @ self.weights + self.bias
        gradient = np.zeros_like(logits)
        known = y[:, 0] >= 0
        parts = self._parts(x, y)
        for number, chosen, part in parts:
            logits[chosen, :-HEADS] += part @ self._own[number]
        rows = np.flatnonzero(known)
        p = np.where(mask[y[known, GROUP]], logits[known, :-HEADS], -1e4)
        p = np.exp(p - p.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        loss = -np.log(p[np.arange(len(rows)), y[known, 0]] + 1e-9).mean()
        p[np.arange(len(rows)), y[known, 0]] -= 1
        gradient[rows, :-HEADS] = p / len(rows)
        losses = [float(loss)]
        for column, target in zip(range(-HEADS, 0), y[:, 1:GROUP].T):
            given = target >= 0
            if not given.any():
                losses.append(0.0)
                continue
            share = max(1e-3, float((target[given] == 1).mean()))
            balance = np.where(target == 1, 0.5 / share, 0.5 / max(1e-3, 1 - share)) * given
            q = 1 / (1 + np.exp(-logits[:, column]))
            gradient[:, column] = (q - target) * balance / given.sum()
            losses.append(float(-(np.log(np.where(target == 1, q, 1 - q) + 1e-9) * balance)[given].mean()))
        self._apply(x, gradient, rate, l2)
        for number, chosen, part in parts:
            touched = np.unique(part.indices)
            own, squares = self._own[number], self._own_squares[number]
            g = (part.T.tocsr() @ gradient[chosen, :-HEADS])[touched] + self._deviations * l2[:-HEADS] * own[touched]
            squares[touched] += g * g
            own[touched] -= rate * g / np.sqrt(squares[touched])
        return losses

    def _parts(self, x: sp.csr_matrix, y: np.ndarray) -> list[tuple[int, np.ndarray, sp.csr_matrix]]:
        """(number of a set, its rows, their features) of the translated rows."""
        if not self._own:
            return []
        of = np.where(y[:, 0] >= 0, self._sets[y[:, GROUP]], -1)
        return [(int(k), np.flatnonzero(of == k), x[of == k]) for k in np.unique(of[of >= 0])]

    def _apply(self, x: sp.csr_matrix, gradient: np.ndarray, rate: float, l2: np.ndarray) -> None:
        touched = np.unique(x.indices)
        g = (x.T.tocsr() @ gradient)[touched] + l2 * self.weights[touched]
        self._squares[touched] += g * g
        self.weights[touched] -= rate * g / np.sqrt(self._squares[touched])
        b = gradient.sum(0)
        self._bias_squares += b * b
        self.bias -= 0.1 * b / np.sqrt(self._bias_squares)


class Pool:
    """Draws the documents of a round out of lines, every one of which is counted beforehand. An n-gram belongs to the
    line that it begins in."""

    def __init__(self, corpus: Corpus, space: Space) -> None:
        self._corpus, self._rng = corpus, corpus.rng
        parts: list[sp.csr_matrix] = []
        self._rows = 0

        def add(stream: dict[str, Any], lines: np.ndarray) -> Lines:
            """Count some lines of a stream, blank ones left out."""
            lengths = corpus.ends[stream["first"] + lines] - corpus.starts[stream["first"] + lines]
            lines, lengths = lines[lengths > 0], lengths[lengths > 0]
            ids = np.concatenate([corpus.line(stream["first"] + k) for k in lines])
            runs = corpus.run[stream["first"] + lines]
            breaks = (np.diff(lines, prepend=lines[:1]) > 1) | (np.diff(runs, prepend=runs[:1]) != 0)
            parts.append(space.lines(ids, lengths, np.cumsum(breaks)))
            self._rows += len(lines)
            return Lines(np.arange(self._rows - len(lines), self._rows), lines, runs, lengths)

        self._groups = [
            [(k, add(stream, np.flatnonzero(free))) for k, stream, free in group.streams] for group in corpus.groups
        ]
        self._originals = []
        for stream, number in corpus.natives:
            run = corpus.run[stream["first"] : stream["first"] + stream["lines"]]
            self._originals.append(add(stream, np.flatnonzero(run == number)))
        self._originals.append(add(corpus.flores, np.flatnonzero(corpus.free(corpus.flores))))
        share = corpus.options.flores_natives
        self._odds = np.append(corpus.native_odds * (1 - share), share)
        self._counts = sp.vstack(parts).tocsr()

    def draw(self, size: int) -> tuple[sp.csr_matrix, np.ndarray]:
        """Vectors and labels of ``size`` documents."""
        corpus, rng = self._corpus, self._rng
        least, most = corpus.options.lines
        found, y = [], np.zeros((size, GROUP + 1), np.int64)
        original = rng.random(size) < corpus.options.originals
        groups = rng.choice(len(corpus.groups), size, p=corpus.odds)
        originals = rng.choice(len(self._originals), size, p=self._odds)
        wanted = rng.integers(least, most + 1, size)
        for k in range(size):
            if not original[k]:
                streams = self._groups[groups[k]]
                language, lines = streams[rng.integers(len(streams))]
                y[k] = corpus.groups[groups[k]].label(language, groups[k])
                found.append(lines.stretch(wanted[k], rng))
                continue
            y[k] = ORIGINAL
            lines = self._originals[originals[k]]
            own = most == 1 or originals[k] == len(self._originals) - 1
            found.append(lines.stretch(wanted[k], rng) if own else lines.passage(int(rng.integers(100, 700)), rng))
        rows = np.concatenate(found)
        ends = np.concatenate([[0], np.cumsum([len(one) for one in found])])
        chosen = sp.csr_matrix((np.ones(len(rows), np.float32), rows, ends), (size, self._rows))
        return vectors((chosen @ self._counts).tocsr()), y


@dataclass(frozen=True)
class Lines:
    """Lines of one stream that may be drawn: rows of the counts, line numbers, runs and lengths in tokens."""

    rows: np.ndarray
    numbers: np.ndarray
    runs: np.ndarray
    lengths: np.ndarray

    def stretch(self, want: int, rng: np.random.Generator) -> np.ndarray:
        """Rows of ``want`` lines of one run that follow each other, as far as they may be drawn; three at least, or,
        where none such is found, five from anywhere."""
        for _ in range(20):
            first = int(rng.integers(len(self.rows)))
            near = np.arange(first, min(len(self.rows), first + want))
            near = near[(self.runs[near] == self.runs[first]) & (self.numbers[near] < self.numbers[first] + want)]
            if len(near) >= min(3, want):
                return self.rows[near]
        return rng.choice(self.rows, min(5, want, len(self.rows)), replace=False)

    def passage(self, tokens: int, rng: np.random.Generator) -> np.ndarray:
        """Rows of about so many tokens from one place of a document on."""
        before = np.concatenate([[0], np.cumsum(self.lengths)])
        start = int(rng.integers(max(1, before[-1] - tokens)))
        first = int(np.searchsorted(before, start, "right")) - 1
        last = int(np.searchsorted(before, before[first] + tokens))
        return self.rows[first : max(last, first + 1)]


def dropped(x: sp.csr_matrix, share: float, rng: np.random.Generator) -> sp.csr_matrix:
    """``x`` with a share of its entries left out and the rest scaled up."""
    x = x.copy()
    x.data *= (rng.random(len(x.data), np.float32) > share).astype(np.float32) / np.float32(1 - share)
    return x


def save(path: Path, corpus: Corpus, space: Space, model: Model) -> None:
    """Write one training, which ``join_profile.py`` reads."""
    np.savez_compressed(
        path,
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
        original=np.array(corpus.options.original),
        without=np.array(corpus.options.without),
        apart=np.array(corpus.options.apart),
        weights=(model.weights * np.float32(SCALE)).astype(np.float16),
    )


def arguments() -> argparse.ArgumentParser:
    """The options of a training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    parser.add_argument("--name", default="a", help="stem of the file written")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--pool", type=int, default=30000, help="documents drawn a round")
    parser.add_argument(
        "--lines", type=lambda given: tuple(int(k) for k in given.split(",")), default=(5, 25),
        help="least and most lines of a document; 1,1 trains on single lines",
    )  # fmt: skip
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--rate", type=float, default=0.02)
    parser.add_argument("--decay", type=float, default=0.0, help="share of the rate that is gone at the end")
    parser.add_argument(
        "--squares", type=float, default=1e-6,
        help="what Adagrad's sums of squares begin with; the larger, the less a rare feature learns",
    )  # fmt: skip
    parser.add_argument("--l2", type=float, default=1e-3)
    parser.add_argument("--l2-heads", type=float, default=1e-3, help="for the heads")
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
    parser.add_argument("--originals", type=float, default=0.38, help="share of English originals among all documents")
    parser.add_argument("--others", type=float, default=0.3, help="share of those that are no news, every source alike")
    parser.add_argument("--wmt-natives", type=float, default=0.4, help="share of the news from the WMT newsrooms")
    parser.add_argument("--flores-natives", type=float, default=0.08, help="share of those from FLORES")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", default="", help="languages whose articles are kept out, to measure what is rare")
    parser.add_argument("--apart", default="", help="originals kept out: those whose outlet has this in its name")
    parser.add_argument("--strict", action="store_true", help="keep whole years and their engines out")
    return parser


def main() -> None:
    """Train, say how it goes, save after every round."""
    options = arguments().parse_args()
    begun = time.time()
    corpus = Corpus(options)
    space = Space(corpus, options)
    print(f"{len(space.kept)} features, {len(corpus.groups)} groups, {len(corpus.natives)} natives", flush=True)
    names = sorted({group.name for group in corpus.groups})
    sets = np.array([names.index(group.name) for group in corpus.groups])
    model = Model(len(space.kept), len(corpus.languages), sets, options.deviations, options.squares)
    l2 = np.full(len(corpus.languages) + HEADS, options.l2, np.float32)
    l2[-HEADS:] = options.l2_heads
    target = options.work / f"{options.name}.npz"
    source = Pool(corpus, space)
    for number in range(options.rounds):
        x, y = source.draw(options.pool)
        order = corpus.rng.permutation(x.shape[0])
        losses = []
        for at in range(0, len(order), options.batch):
            chosen = order[at : at + options.batch]
            rate = options.rate * (1 - options.decay * (number + at / len(order)) / options.rounds)
            losses.append(model.step(dropped(x[chosen], options.drop, corpus.rng), y[chosen], corpus.mask, rate, l2))
        print(number + 1, f"{time.time() - begun:.0f} s", np.mean(losses[-20:], 0).round(3), flush=True)
        save(target, corpus, space, model)


if __name__ == "__main__":
    main()
