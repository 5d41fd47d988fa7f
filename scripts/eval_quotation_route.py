#!/usr/bin/env python3
"""Learns and judges the route of quotations on constructed drifts.

    python scripts/eval_quotation_route.py --data ../shared/data            # cross-validated table
    python scripts/eval_quotation_route.py --data ../shared/data --write    # also the model that is shipped

A drift is an English sentence of FLORES as it was written, and what an engine (Google, Microsoft, Bergamot) made of its
translation by people into de, es, fr, ru, uk: the route is that language. Two human references of one foreign sentence
out of a language that is not tried (cs, zh of WMT 2021 and 2022), and machine output out of other languages, are the
null: no language of ours lies between them. Folds are by sentence.
"""

from __future__ import annotations

import argparse
import lzma
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from provenance import quotation_route
from provenance.engines.argos import ArgosEngine
from provenance.packages import store
from provenance.quotation_route import ENGLISH, Drift
from provenance.render import languages_of, signature_of
from provenance.text.tokens import count_words

FOLDS = 5
PARAPHRASES = (
    ("wmt21", "cs.ref.en.txt", "cs.refB.en.txt"),
    ("wmt22", "cs.refB.en.txt", "cs.refC.en.txt"),
    ("wmt22", "zh.ref.en.txt", "zh.refB.en.txt"),
)
"""Two human references of one foreign sentence."""
OTHERS = ("cs", "it", "pl", "tr", "fi", "ja")
"""Languages that are not tried: what came through them is not ours to name."""


def lines(path: Path) -> list[str]:
    """Lines of a plain or packed file, none where there is no file."""
    packed = path.with_name(path.name + ".xz")
    if path.exists():
        return path.read_text(encoding="utf-8").split("\n")
    if packed.exists():
        with lzma.open(packed, "rt", encoding="utf-8", newline="\n") as stream:
            return stream.read().split("\n")
    return []


def drifts_of(data: Path, languages: tuple[str, ...], most: int) -> list[tuple[Drift, str, str, str]]:
    """(drift, route, sentence, kind)."""
    folder, rng = data / "outputs" / "flores-dev", random.Random(0)
    english = lines(folder / "en.ref.txt")
    rows = [i for i, line in enumerate(english) if 8 <= count_words(line) <= 28]
    rng.shuffle(rows)
    found = []
    for n, i in enumerate(rows[:most]):
        for language in (*languages, OTHERS[n % len(OTHERS)]):
            engine = ("google", "microsoft", "bergamot-tiny")[n % 3]
            output = lines_of(folder, language, engine)
            if i < len(output) and output[i] and output[i] != english[i]:
                ours = language in languages
                found.append((Drift(english[i], output[i]), language if ours else ENGLISH, f"flores{i}",
                              engine if ours else "through another language"))  # fmt: skip
    for group, *names in PARAPHRASES:
        pairs = list(enumerate(zip(*(lines(data / "outputs" / group / name) for name in names))))
        rng.shuffle(pairs)
        usable = [(i, a, b) for i, (a, b) in pairs if 8 <= count_words(a) <= 28 and b and a != b]
        found += [(Drift(a, b), ENGLISH, f"{group}{i}", "reworded in English") for i, a, b in usable[: most // 2]]
    return found


_KEPT: dict[tuple[str, str], list[str]] = {}


def lines_of(folder: Path, language: str, engine: str) -> list[str]:
    """An engine's outputs, read once."""
    if (language, engine) not in _KEPT:
        _KEPT[language, engine] = lines(folder / f"{language}.{engine}.txt")
    return _KEPT[language, engine]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--packages", type=Path, default=store.EMBEDDED, help="folder of .argosmodel files")
    parser.add_argument("--most", type=int, default=150, help="sentences")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    engine = ArgosEngine({p.pair: p for p in store.embedded(arguments.packages).packages}, threads=arguments.threads)
    languages = languages_of(engine)
    rows = drifts_of(arguments.data, languages, arguments.most)
    print(f"{len(rows)} drifts: {dict(Counter(kind for *_, kind in rows))}", file=sys.stderr, flush=True)
    seen = quotation_route.observe([row[0] for row in rows], engine)
    answers = [row[1] for row in rows]
    stories = sorted({row[2] for row in rows})
    fold = {story: i % FOLDS for i, story in enumerate(random.Random(1).sample(stories, len(stories)))}
    outcome: dict[str, list[tuple[bool, float, bool, str]]] = defaultdict(list)
    for part in range(FOLDS):
        inside = [i for i, row in enumerate(rows) if fold[row[2]] != part]
        model = quotation_route.fit([seen[i] for i in inside], [answers[i] for i in inside], ())
        for i in (i for i, row in enumerate(rows) if fold[row[2]] == part):
            ranked = model.probabilities(seen[i])
            chance = dict(ranked)
            accused = ranked[0][0] != ENGLISH
            found = (ranked[0][0] == answers[i], chance[answers[i]], accused and ranked[0][1] >= 0.5, rows[i][2])
            outcome[f"{answers[i]}" if answers[i] != ENGLISH else rows[i][3]].append(found)
            outcome["all of ours" if answers[i] != ENGLISH else "all null"].append(found)
    chance_of = 1 / (len(languages) + 1)
    print(f"\n| drift | number | right first (chance {chance_of:.2f}) | mean p of the truth | named at p ≥ 0.5 |")
    print("|---|---|---|---|---|")
    for name in sorted(outcome):
        rows_ = outcome[name]
        right = np.array([r[0] for r in rows_], float)
        low, high = np.quantile(np.random.default_rng(0).choice(right, (1000, len(right))).mean(1), [0.025, 0.975])
        print(f"| {name} | {len(rows_)} | {right.mean():.2f} ({low:.2f}–{high:.2f}) | "
              f"{np.mean([r[1] for r in rows_]):.2f} | {np.mean([r[2] for r in rows_]):.2f} |")  # fmt: skip
    if arguments.write:
        signatures = [signature_of(engine, language) for language in languages]
        model = quotation_route.fit(seen, answers, signatures)
        quotation_route.write(arguments.packages / "quotation_route.json", model)


if __name__ == "__main__":
    main()
