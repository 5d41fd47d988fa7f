#!/usr/bin/env python3
"""The floor under quality: figures on a small fixed development set must not fall below those in ``tests/floors.json``.

    python scripts/quality_gate.py                     measure and compare; exit code 1 where a floor is broken
    python scripts/quality_gate.py --repin             raise the floors to what is measured; never lowers one
    python scripts/quality_gate.py --repin --lower     sets them to what is measured, and says aloud what was lowered

The set is drawn from ``--data`` by digests of the texts, so it is the same on every machine; its own digest stands
beside the floors. Where the data is missing the gate is skipped, loudly, with exit code 0.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import data_sets

from provenance.evaluation import summary
from provenance.evaluation.reading import Labelled

FLOORS = data_sets.ROOT / "tests" / "floors.json"
TOLERANCE = 0.005
"""How far below its floor a figure may lie: arithmetic differs a little from machine to machine."""
DRAWN = (
    ("docs_wmt21_22", "original", 80),
    ("docs_wmt21_22", "human", 60),
    ("docs_wmt21_22", "machine", 140),
    ("docs_wmt17en", "machine", 60),
    ("docs_wmt12", "machine", 60),
    ("world", "original", 120),
)
"""(set, kind, documents): real news, sets of one topic in many languages, world English."""
HIGHER = {
    "source_top1_machine": ("source", "machine", "top1", "share"),
    "source_top3_machine": ("source", "machine", "top3", "share"),
    "source_top1_human": ("source", "human", "top1", "share"),
    "set_coverage_machine": ("source", "machine", "coverage", "share"),
    "recall_translated_at_1_percent": ("translated", "at_rate", "recall_machine", "share"),
    "recall_translated_at_verdicts": ("translated", "at_verdict", "recall_machine", "share"),
    "auroc_translated": ("translated", "auroc_machine", "value"),
    "auroc_machine_or_human": ("machine", "auroc", "value"),
}
"""Figures that must not fall, with their place in the report of ``evaluate``."""
LOWER = {
    "originals_called_translated": ("translated", "at_verdict", "false_positives", "share"),
    "originals_called_machine": ("machine", "original_called_machine", "share"),
    "humans_called_machine": ("machine", "human_called_machine", "share"),
    "ece_translated": ("translated", "ece_at_prior"),
    "set_size_machine": ("source", "machine", "set_size"),
}
"""Figures that must not rise: their floor is a ceiling."""
SIZE_TOLERANCE = 0.5
"""The size of sets is no share: it may rise by half a language."""

Figures = dict[str, float]


def main() -> int:
    """Measure, then compare or pin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_sets.add_data(parser)
    parser.add_argument("--repin", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="with --repin: floors may be lowered, too")
    options = parser.parse_args()
    if options.lower and not options.repin:
        parser.error("--lower needs --repin")
    if not data_sets.present(options.data):
        return 0
    if not options.repin and not FLOORS.is_file():
        print("SKIPPED: no floors are pinned yet; pin them with --repin", file=sys.stderr)
        return 0
    rows = development(options.data)
    measured = figures(summary.summarise(data_sets.judged(rows, options.workers), summary.Options(by=(), times=1)))
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {"data": "", "floors": {}}
    digest = data_sets.digest(rows)
    return pin(measured, pinned, digest, options.lower) if options.repin else compare(measured, pinned, digest)


def development(data: Path) -> list[Labelled]:
    """The fixed development set."""
    return [row for name, kind, count in DRAWN for row in data_sets.drawn(members(data, name, kind), count)]


def members(data: Path, name: str, kind: str) -> Iterator[Labelled]:
    """All rows of one kind in one set; of world English only what is native."""
    if name == "world":
        return (row for row in data_sets.native(data) if row.fact("set") == "native")
    return (row for row in data_sets.evaluation(data, name) if row.label.kind == kind)


def figures(report: dict[str, Any]) -> Figures:
    """The figures that are pinned, out of a report."""
    return {name: round(at(report, path), 4) for name, path in {**HIGHER, **LOWER}.items()}


def at(report: dict[str, Any], path: tuple[str, ...]) -> float:
    """The figure at a place of the report; nan where nothing could be measured."""
    value: Any = report
    for key in path:
        value = value[key]
    return float(value)


def better(name: str, new: float, old: float) -> bool:
    """Whether ``new`` is at least as good as ``old``."""
    return new <= old if name in LOWER else new >= old


def broken(name: str, measured: float, floor: float) -> bool:
    """Whether a figure lies beyond its floor by more than the tolerance; what can't be measured any more does."""
    slack = SIZE_TOLERANCE if name == "set_size_machine" else TOLERANCE
    return math.isnan(measured) or not better(name, measured, floor + (slack if name in LOWER else -slack))


def compare(measured: Figures, pinned: dict[str, Any], digest: str) -> int:
    """Print each figure beside its floor; 1 where one is broken or the set is another."""
    floors = pinned["floors"]
    failed = [name for name, floor in floors.items() if broken(name, measured.get(name, math.nan), floor)]
    for name, value in measured.items():
        floor = f"{floors[name]:.4f}" if name in floors else "none"
        kind = "ceiling" if name in LOWER else "floor"
        print(f"{'FAILED' if name in failed else 'ok':6} {name:32} {value:.4f}  {kind} {floor}")
    if pinned["data"] != digest:
        print("FAILED the development set is not the one that the floors were pinned on; see --repin", file=sys.stderr)
        return 1
    return 1 if failed else 0


def pin(measured: Figures, pinned: dict[str, Any], digest: str, lower: bool) -> int:
    """Write new floors; without ``lower`` a floor only ever gets stricter, and what would loosen it is named."""
    floors: Figures = dict(pinned["floors"])
    kept = []
    for name, value in measured.items():
        looser = name in floors and not better(name, value, floors[name])
        if looser:
            kept.append(f"{name}: {floors[name]:.4f}, measured {value:.4f}")
        if not math.isnan(value) and (lower or not looser):
            floors[name] = value
    for line in kept:
        print(f"{'LOWERED' if lower else 'not lowered'} {line}", file=sys.stderr)
    FLOORS.write_text(json.dumps({"data": digest, "floors": floors}, indent=2) + "\n", "utf-8")
    print(f"pinned {len(floors)} floors in {FLOORS.relative_to(data_sets.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
