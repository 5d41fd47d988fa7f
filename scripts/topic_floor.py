#!/usr/bin/env python3
"""The topic floor: how often a model that sees only topic would name the source language.

    python scripts/topic_floor.py --data DIR          writes docs/topic_floor.md

An accuracy on sets whose languages have their own stories says little until it is compared with this. The model is a
naive Bayes over content words (names included): every word but the most frequent ones of native English, in lower case.
It is trained on machine output of the sets that the evaluated file was not cut from, so no story is on both sides;
scores are per word, and each class's mean score over the file is removed, as large classes would swallow the rest.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import data_sets
import numpy as np

from provenance.estimates import wilson
from provenance.evaluation.intervals import bootstrap
from provenance.evaluation.labels import language
from provenance.evaluation.reading import Labelled
from provenance.evaluation.tables import Table, as_markdown

FUNCTION = 400
"""Most frequent words of native English, which carry style; all others count as topic."""
SMOOTHING = 2000.0
"""Words of background mixed into each language's counts (Dirichlet prior)."""
SKIPPED = {("sr", "microsoft"), ("ja", "AIST"), ("mr", "opusmt")}
"""Files that are no engine output (the data's README, trap 7)."""

_WORD = re.compile(r"[a-z][a-z'-]+")

Counts = dict[str, Counter[str]]


def main() -> int:
    """Train, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_sets.add_data(parser)
    parser.add_argument("-o", "--output", type=Path, default=data_sets.ROOT / "docs" / "topic_floor.md")
    options = parser.parse_args()
    if not data_sets.present(options.data):
        return 0
    frequent = function_words(options.data)
    counted = {folder.name: counts(folder, frequent) for folder in sorted((options.data / "outputs").iterdir())}
    lines = [line for name in data_sets.EVAL for line in judged(options.data, name, counted, frequent)]
    header = ("set", "rows of", "rows", "candidates", "chance", "topic alone: first", "among 3")
    table = as_markdown(Table("", header, tuple(lines)))
    options.output.write_text(f"{INTRODUCTION}\n\n{table}\n", "utf-8")
    print(table)
    return 0


def content(text: str, frequent: frozenset[str]) -> list[str]:
    """Content words in lower case."""
    return [word for word in _WORD.findall(text.lower()) if word not in frequent]


def function_words(data: Path) -> frozenset[str]:
    """The most frequent words of native English."""
    total: Counter[str] = Counter()
    for row in data_sets.native(data):
        total.update(_WORD.findall(row.text.lower()))
    return frozenset(word for word, _ in total.most_common(FUNCTION))


def counts(folder: Path, frequent: frozenset[str]) -> Counts:
    """Content words of the machine output in one set, by source language."""
    found: Counts = defaultdict(Counter)
    for path in sorted(folder.glob("*.txt*")):
        tag, engine = path.name.removesuffix(".xz").removesuffix(".txt").split(".", 1)
        if tag == "en" or engine == "src" or engine.startswith("ref") or (tag, engine) in SKIPPED:
            continue
        with data_sets.open_text(path) as stream:
            found[language(tag)].update(content(stream.read(), frequent))
    return dict(found)


def judged(
    data: Path, name: str, counted: dict[str, Counts], frequent: frozenset[str]
) -> Iterator[tuple[str | int | float, ...]]:
    """A line each for the machine and the human translations of one file."""
    rows = [row for row in data_sets.evaluation(data, name) if row.label.translated]
    own = {re.sub(r"-more$", "", row.fact("set")) for row in rows}
    sets = [counts for name, counts in counted.items() if re.sub(r"-more$", "", name) not in own]
    wanted = {row.label.source for row in rows}
    merged = merge(sets, wanted)
    if wanted - merged.keys():  # languages that only this file's own sets have: stories apart, within the file
        ranks = within(rows, frequent)
        candidates = len(wanted)
    else:
        ranks = ranked(rows, merged, frequent)
        candidates = len(merged)
    for kind in ("machine", "human"):
        chosen = [(row, rank) for row, rank in zip(rows, ranks) if row.label.kind == kind]
        if chosen:
            yield (
                name,
                f"{kind} translations",
                len(chosen),
                candidates,
                1 / candidates,
                first(chosen),
                within_three(chosen),
            )


def merge(sets: Iterable[Counts], wanted: Iterable[str]) -> Counts:
    """Counts of the wanted languages over several sets."""
    total: Counts = defaultdict(Counter)
    keep = set(wanted)
    for one in sets:
        for tag, words in one.items():
            if tag in keep:
                total[tag].update(words)
    return dict(total)


def ranked(rows: list[Labelled], trained: Counts, frequent: frozenset[str]) -> list[int]:
    """Place of the true language for every row, from 1."""
    tags = sorted(trained)
    background: Counter[str] = Counter()
    for words in trained.values():
        background.update(words)
    vocabulary = {word: number for number, word in enumerate(word for word, n in background.items() if n >= 5)}
    weights = log_ratios([trained[tag] for tag in tags], background, vocabulary)
    scores = np.array([score(content(row.text, frequent), weights, vocabulary) for row in rows])
    scores -= scores.mean(axis=0)
    truth = np.array([tags.index(row.label.source) for row in rows])
    return [int((line > line[right]).sum()) + 1 for line, right in zip(scores, truth)]


def log_ratios(
    trained: list[Counter[str]], background: Counter[str], vocabulary: dict[str, int]
) -> np.typing.NDArray[np.float64]:
    """log P(word | language) / P(word), smoothed towards the background; a row for each word."""
    total = sum(background.values())
    shares = np.array([background[word] / total for word in vocabulary])
    columns = []
    for words in trained:
        have = np.array([words[word] for word in vocabulary], dtype=float)
        columns.append(np.log((have + SMOOTHING * shares) / (sum(words.values()) + SMOOTHING) / shares))
    return np.column_stack(columns)


def score(
    words: list[str], weights: np.typing.NDArray[np.float64], vocabulary: dict[str, int]
) -> np.typing.NDArray[np.float64]:
    """Mean log ratio over the known words of a text, for each language."""
    known = [vocabulary[word] for word in words if word in vocabulary]
    return weights[known].mean(axis=0) if known else np.zeros(weights.shape[1])


def within(rows: list[Labelled], frequent: frozenset[str], folds: int = 8) -> list[int]:
    """The same, trained on the other stories of the file itself."""
    stories = {story: number % folds for number, story in enumerate(sorted({row.fact("group") for row in rows}))}
    folds = min(folds, len(stories))
    places = [0] * len(rows)
    for fold in range(folds):
        trained: Counts = defaultdict(Counter)
        for row in rows:
            if stories[row.fact("group")] != fold:
                trained[row.label.source].update(content(row.text, frequent))
        test = [at for at, row in enumerate(rows) if stories[row.fact("group")] == fold]
        for at, rank in zip(test, ranked([rows[at] for at in test], dict(trained), frequent)):
            places[at] = rank
    return places


def first(chosen: list[tuple[Labelled, int]]) -> str:
    """Share named first, with the wider of Wilson's interval and the bootstrap over stories."""
    right = np.array([rank == 1 for _, rank in chosen], dtype=float)
    drawn = bootstrap([row.fact("group") for row, _ in chosen], lambda at: float(right[at].mean()))
    bounds = wilson(int(right.sum()), len(chosen))
    low, high = bounds if math.isnan(drawn.low) else (min(bounds.low, drawn.low), max(bounds.high, drawn.high))
    return f"{right.mean():.3f} [{low:.3f}, {high:.3f}]"


def within_three(chosen: list[tuple[Labelled, int]]) -> float:
    """Share among the first three."""
    return sum(rank <= 3 for _, rank in chosen) / len(chosen)


INTRODUCTION = """# Topic floor

How often a model that sees only topic (content words and names, no function words, no punctuation) names the source
language of the development documents. An accuracy of the program means something by what it lies above this. Made by
`scripts/topic_floor.py`; trained on machine output of other sets, or, where the languages stand in no other set, on the
other stories of the same file. Intervals are 95 %, the wider of Wilson's and the bootstrap over stories.

In `docs_wmt12`, `docs_wmt16en`, `docs_wmt17en` and `docs_flores_dev` every language has the same stories, so what lies
above chance there is choice of words, not topic. In `docs_wmt21_22` each language has its own news."""


if __name__ == "__main__":
    sys.exit(main())
