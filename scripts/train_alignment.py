"""Learn which sentences of two languages are one, for ``provenance.graph.alignment``, and write the weights.

    python scripts/train_alignment.py --data DIR

Logistic regression on pairs of sentences of artificial traditions of the training stories, whose identity is known;
``trust`` and the constant, which decide how much the articles of an event speak for each other and when a sentence
stays alone, are those with the best F1 of partners in pairs of articles on other traditions of the training stories.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from make_traditions import Made, segment_of, simulated, traditions
from train_derivation import logistic

from provenance.graph.alignment import MEASURES, Partners, measures
from provenance.graph.features import Event
from provenance.graph.profile import profile, sentence_spans
from provenance.text.ordered import in_order

OUTPUT = Path(__file__).resolve().parent.parent / "provenance" / "data" / "models" / "alignment.json"
GRID = {"raised": (2.0, 3.0, 4.0, 5.0, 6.0), "trust": (0.0, 2.0, 4.0)}
"""What is added to the constant, since order speaks for partners too; how much agreement counts."""


@dataclass
class Known:
    """An event of several languages with the identity of its different sentences ("" for furniture)."""

    event: Event
    keys: list[str]
    pairs: list[tuple[int, int]]


def known(events: Iterator[list[Made]], seed: int) -> Iterator[Known]:
    rng = random.Random(seed)
    for made in events:
        given = [one for one in made if not one.hidden]
        if len({one.language for one in given}) > 1:
            event = Event([profile(simulated(one, rng)) for one in given])
            keys = [""] * len(event.sentences)
            for one, seen, row in zip(given, event.profiles, event.rows, strict=True):
                for place, (span, *_) in zip(row, sentence_spans(one.text, seen.words), strict=True):
                    keys[place] = segment_of(one, span.start) or ""
            yield Known(event, keys, event.pairs()[1])


def examples(events: Sequence[Known]) -> tuple[list[np.ndarray], list[bool]]:
    rows: list[np.ndarray] = []
    labels: list[bool] = []
    for one in events:
        partners = Partners(one.event.sentences, one.event.spoken, one.event.likeness, {"weights": [0.0] * 8})
        for left, right, measured in measures(one.event.sentences, partners.blocks, partners.kin):
            mine, theirs = ([one.keys[i] for i in partners.blocks[tag]] for tag in (left, right))
            for (i, key), (j, other) in itertools.product(enumerate(mine), enumerate(theirs)):
                if key and other:
                    rows.append(measured[i, j])
                    labels.append(key == other)
    return rows, labels


def quality(events: Sequence[Known], model: dict[str, object]) -> tuple[float, float]:
    """Precision and recall of partners in pairs of articles in two languages that have a sentence in common."""
    hits = found = true = 0
    for one in events:
        rows = one.event.rows
        partners = Partners(one.event.sentences, one.event.spoken, one.event.likeness, model)
        partners.agree([(rows[i], rows[j]) for i, j in one.pairs])
        for i, j in one.pairs:
            mine, theirs = ([one.keys[place] for place in rows[at]] for at in (i, j))
            if not set(mine) & set(theirs) - {""}:
                continue
            pairs = in_order(partners.gain[np.ix_(rows[i], rows[j])])
            hits += sum(mine[a] == theirs[b] != "" for a, b in pairs)
            found += len(pairs)
            true += sum(key in theirs for key in mine if key)
    return hits / max(1, found), hits / max(1, true)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    train = list(known(traditions(options.data, "train", options.events, options.seed), options.seed))
    other = list(known(traditions(options.data, "train", options.events // 2, options.seed + 1), options.seed + 1))
    weights = logistic("partners", *examples(train))
    best: tuple[float, dict[str, object]] = (-1.0, {})
    for raised, trust in itertools.product(*GRID.values()):
        model: dict[str, object] = {"weights": [*weights[:-1], round(weights[-1] + raised, 6)], "trust": trust}
        precision, recall = quality(other, model)
        value = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {raised} {trust}: P {precision:.3f} R {recall:.3f} F1 {value:.3f}", flush=True)
        if value > best[0]:
            best = (value, {**model, "f1": round(value, 3)})
    card = {"measures": MEASURES, "events": options.events, "seed": options.seed, **best[1]}
    options.output.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
