#!/usr/bin/env python3
"""Learns and judges which of two articles in two languages came out of the other.

    python scripts/eval_direction.py --data ../shared/data            # cross-validated table
    python scripts/eval_direction.py --data ../shared/data --write    # also the model that is shipped

Passages of ten lines that took no part in training the packages. From foreign: articles of WMT 2021 and 2022 with their
human and machine translations into English. From English: NTREX with its human translations. Neither: FLORES in the
foreign language beside what machines made of it out of Czech, Finnish or Turkish, both being children of one English
text. A language without all three is left out. Folds are by passage.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from provenance import direction
from provenance.engines.argos import ArgosEngine
from provenance.packages import store
from provenance.render import languages_of

FOLDS, LINES = 5, 10
THIRD = ("cs", "fi", "tr")
Passage = tuple[list[str], list[str], str, str]


def lines(path: Path) -> list[str]:
    """Lines of a plain or packed file, none where there is no file."""
    packed = path.with_name(path.name + ".xz")
    if path.exists():
        return path.read_text(encoding="utf-8").split("\n")
    if packed.exists():
        with lzma.open(packed, "rt", encoding="utf-8", newline="\n") as stream:
            return stream.read().split("\n")
    return []


def cut(english: list[str], foreign: list[str], answer: str, name: str, most: int) -> list[Passage]:
    """Up to ``most`` passages; a line is left out where a side lacks it."""
    starts = list(range(0, min(len(english), len(foreign)) - LINES, LINES))
    random.Random(name).shuffle(starts)
    found = []
    for start in starts[:most]:
        rows = [(e, f) for e, f in zip(english[start : start + LINES], foreign[start : start + LINES]) if e and f]
        if len(rows) >= LINES // 2:
            found.append(([e for e, _ in rows], [f for _, f in rows], answer, f"{name} {start}"))
    return found


def passages(data: Path, language: str, most: int) -> list[Passage]:
    """Passages of all three answers."""
    outputs, found = data / "outputs", list[Passage]()
    for group in ("wmt21", "wmt22"):
        source = lines(outputs / group / f"{language}.src.txt")
        for n, name in enumerate((f"{language}.ref.en.txt", f"{language}.google.txt", f"{language}.microsoft.txt")):
            half = source[n * len(source) // 3 : (n + 1) * len(source) // 3]
            english = lines(outputs / group / name)
            english = english[n * len(source) // 3 : (n + 1) * len(source) // 3]
            found += cut(english, half, "from foreign", f"{group} {name}", most // 6)
    ntrex = data / "ntrex"
    found += cut(lines(ntrex / "en.txt"), lines(ntrex / f"{language}.txt"), "from English", "ntrex", most)
    flores = outputs / "flores-dev"
    for third in THIRD:
        english = lines(flores / f"{third}.bergamot-tiny.txt")
        found += cut(english, lines(flores / f"{language}.src.txt"), "neither", f"flores {third}", most // 3)
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--packages", type=Path, default=store.EMBEDDED, help="folder of .argosmodel files")
    parser.add_argument("--most", type=int, default=60, help="passages a language and answer")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    engine = ArgosEngine({p.pair: p for p in store.embedded(arguments.packages).packages}, threads=arguments.threads)
    compared, answers, names = [], list[str](), list[str]()
    for language in languages_of(engine):
        rows = passages(arguments.data, language, arguments.most)
        if {row[2] for row in rows} == set(direction.ANSWERS):
            compared += [direction.compare(english, foreign, language, engine) for english, foreign, *_ in rows]
            answers += [row[2] for row in rows]
            names += [row[3] for row in rows]
    order = {name: i % FOLDS for i, name in enumerate(random.Random(0).sample(sorted(set(names)), len(set(names))))}
    outcome = defaultdict(list)
    for fold in range(FOLDS):
        inside = [i for i, name in enumerate(names) if order[name] != fold]
        model = direction.fit([compared[i] for i in inside], [answers[i] for i in inside])
        for i in (i for i, name in enumerate(names) if order[name] == fold):
            ranked = model.probabilities(compared[i])
            for key in (compared[i].language, "all"):
                outcome[key, answers[i]].append((ranked[0][0] == answers[i], dict(ranked)[answers[i]]))
    print("| language | truth | passages | right (chance 0.33) | mean p of the truth |\n|---|---|---|---|---|")
    for (language, answer), found in sorted(outcome.items()):
        right, chance = np.array(found, float).T
        print(f"| {language} | {answer} | {len(found)} | {right.mean():.2f} | {chance.mean():.2f} |")
    if arguments.write:
        direction.write(arguments.packages / "direction.json", direction.fit(compared, answers))


if __name__ == "__main__":
    main()
