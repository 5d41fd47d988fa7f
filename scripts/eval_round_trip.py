#!/usr/bin/env python3
"""How well the round trip alone, and forced decoding alone, name the source language; and the shipped calibration.

    python scripts/eval_round_trip.py --data ../shared/data               # measure, print the tables
    python scripts/eval_round_trip.py --data ../shared/data --write       # also write the shipped calibration
    python scripts/eval_round_trip.py --measured FILE                     # tables again, from what was measured before

Documents are split by story: one half calibrates, the other is judged. The machine translations are of engines other
than ours (Google, Microsoft, Bergamot and others). No story of the sets used took part in training the packages. In the
topic-controlled sets the same stories come out of every language, so that neither topic nor names give an answer away.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import data_sets
import numpy as np

from provenance.engines.argos import ArgosEngine
from provenance.estimates import auroc
from provenance.evaluation import round_trips
from provenance.evaluation.labels import Label
from provenance.evaluation.reading import Labelled, read_labelled
from provenance.packages import controls, store
from provenance.packages.controls import Calibration, Measured
from provenance.render import languages_of

SETS = {"docs_flores_dev": True, "docs_wmt12": True, "docs_wmt17en": True, "docs_wmt21_22": False}
"""Sets of eval/ and whether every story is there in every language (topic-controlled)."""


def rows_of(data: Path, languages: Sequence[str], most: int) -> list[Labelled]:
    """Rows of the sets: at most ``most`` documents a set and label of our languages, a third of that for other labels;
    and native English of the world."""
    chosen: list[Labelled] = []
    for name in SETS:
        rows = [r for r in read_labelled(data_sets.find(data, f"eval/{name}.jsonl")) if isinstance(r, Labelled)]
        by_label = defaultdict(list)
        for row in rows:
            by_label[str(row.label)].append(row)
        for label in sorted(by_label):
            ours = label in languages
            count = most if ours or label == "en" else max(2, most // (12 if "flores" in name else 4))
            picked = random.Random(f"{name} {label}").sample(by_label[label], min(count, len(by_label[label])))
            for n, row in enumerate(picked):
                facts = (*((k, v) for k, v in row.facts if k != "set"), ("set", name))
                chosen.append(Labelled(f"{name}:{label}:{n}", row.text, row.label, facts))
    world = [d for d in data_sets.records(data, "native/world.jsonl") if d["kind"] == "native"]
    for document in random.Random("world").sample(world, most * 2):
        facts = (("group", document["outlet"]), ("set", "world"))
        chosen.append(Labelled(document["id"], document["text"], Label("original"), facts))
    return chosen


def calibrates(row: Labelled) -> bool:
    """Which half a story belongs to."""
    story = row.fact("group") or row.id
    return hashlib.sha256(story.encode()).digest()[0] % 2 == 0


Score = Callable[[Measured], float]


def scores(found: dict[str, Calibration]) -> dict[str, Score]:
    """Ways to rank languages by what was measured."""

    def z(measure: str) -> Score:
        def of(one: Measured) -> float:
            scale = found[one.signature].scale(measure)
            return scale.z(one, measure) if scale else 0.0

        return of

    def llr(one: Measured) -> float:
        weighed = [(scale, name) for name, scale in found[one.signature].scales]
        return sum(scale.llr(scale.z(one, name)) for scale, name in weighed)

    return {
        "chrF raw": lambda one: one.chrf,
        "chrF z": z("chrf"),
        "BLEU z": z("bleu"),
        "forced raw": lambda one: one.forced,
        "forced z": z("forced"),
        "all llr": llr,
    }


def interval(hits: Sequence[float], stories: Sequence[str]) -> str:
    """Mean with a 95 % bootstrap interval over stories."""
    if not hits:
        return "-"
    groups = defaultdict(list)
    for hit, story in zip(hits, stories):
        groups[story].append(hit)
    sums = np.array([(sum(g), len(g)) for g in groups.values()], dtype=float)
    rng = np.random.default_rng(0)
    draws = sums[rng.integers(0, len(sums), (1000, len(sums)))].sum(1)
    low, high = np.quantile(draws[:, 0] / draws[:, 1], [0.025, 0.975])
    return f"{np.mean(hits):.2f} ({low:.2f}–{high:.2f})"


def report(rows: Sequence[Labelled], measured: Sequence[dict[str, Measured]], found: dict[str, Calibration]) -> None:
    """Print the tables for the rows that did not calibrate."""
    held = [(r, m) for r, m in zip(rows, measured) if m and not calibrates(r)]
    languages = sorted({language for _, m in held for language in m})
    ways = scores(found)
    print("\n## Right language first, of those that are in the set (chance in brackets)\n")
    print("| set | language | documents |", " | ".join(ways), "|")
    print("|---" * (3 + len(ways)) + "|")
    for name, controlled in SETS.items():
        own = [(r, m) for r, m in held if r.fact("set") == name and r.label.kind == "machine"]
        candidates = [la for la in languages if any(r.label.source == la for r, _ in own)]
        if len(candidates) < 2:
            continue
        for language in (*candidates, "all"):
            part = [(r, m) for r, m in own if r.label.source in candidates and language in (r.label.source, "all")]
            part = [(r, m) for r, m in part if set(candidates) <= m.keys()]
            cells = []
            for way in ways.values():
                hits = [
                    float(max(candidates, key=lambda la, m=m, way=way: way(m[la])) == r.label.source)  # type: ignore[misc]
                    for r, m in part
                ]
                cells.append(interval(hits, [r.fact("group") or r.id for r, _ in part]))
            kind = "same stories" if controlled else "topics differ"
            print(f"| {name} ({kind}) | {language} [{1 / len(candidates):.2f}] | {len(part)} |", " | ".join(cells), "|")
    print("\n## AUC: out of the language against everything else (native, human, out of other languages)\n")
    print("| language | documents | others |", " | ".join(ways), "| slope of forced |")
    print("|---" * (4 + len(ways)) + "|")
    for language in languages:
        up = [m[language] for r, m in held if r.label == Label("machine", language) and language in m]
        down = [m[language] for r, m in held if r.label.source != language and language in m]
        if not up or not down:
            continue
        cells = [f"{auroc([way(m) for m in up], [way(m) for m in down]):.2f}" for way in ways.values()]
        scale = found[up[0].signature].scale("forced")
        print(f"| {language} | {len(up)} | {len(down)} |", " | ".join(cells), f"| {scale.slope if scale else 0:.2f} |")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--packages", type=Path, default=store.EMBEDDED, help="folder of .argosmodel files")
    parser.add_argument("--languages", default="")
    parser.add_argument("--most", type=int, default=40, help="documents a set and label")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument(
        "--measured", type=Path, help="keep what was measured here, and take it from here if it is there"
    )
    parser.add_argument("--write", action="store_true", help="write the shipped calibration, learned from all stories")
    arguments = parser.parse_args()
    engine = ArgosEngine({p.pair: p for p in store.embedded(arguments.packages).packages}, threads=arguments.threads)
    languages = arguments.languages.split(",") if arguments.languages else list(languages_of(engine))
    rows = rows_of(arguments.data, languages, arguments.most)
    measured = _measured(rows, engine, languages, arguments.measured)
    half = [(r, m) for r, m in zip(rows, measured) if calibrates(r)]
    report(rows, measured, round_trips.learn([r for r, _ in half], [m for _, m in half], languages))
    if arguments.write:
        controls.write(arguments.packages / "calibration.json", round_trips.learn(rows, measured, languages))


def _measured(
    rows: Sequence[Labelled], engine: ArgosEngine, languages: Sequence[str], keep: Path | None
) -> list[dict[str, Measured]]:
    if keep and keep.exists():
        stored = json.loads(keep.read_text(encoding="utf-8"))
        return [{language: Measured(**one) for language, one in stored.get(row.id, {}).items()} for row in rows]
    began, measured = time.time(), []
    for one in round_trips.measure_articles((row.article() for row in rows), engine, languages):
        measured.append(one)
        if len(measured) % 64 == 0:
            print(f"{len(measured)} of {len(rows)} documents, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    if keep:
        table = {row.id: {language: asdict(m) for language, m in one.items()} for row, one in zip(rows, measured)}
        keep.write_text(json.dumps(table), encoding="utf-8")
    return measured


if __name__ == "__main__":
    main()
