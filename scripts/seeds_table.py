#!/usr/bin/env python3
"""Verdicts on the articles in ``seeds/`` beside what is true of them (``tests/gold.json``), as a Markdown table.

    python scripts/seeds_table.py            prints the table
    python scripts/seeds_table.py --check    exit code 1 where a verdict or a source language is wrong

The seeds are shown, never learned from: nothing is fitted to them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from provenance.auditor import Auditor
from provenance.evaluation.tables import Table, as_markdown
from provenance.records import Article, Verdict
from provenance.text.clean import clean

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Judge the seeds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where anything is wrong")
    options = parser.parse_args()
    gold = json.loads((ROOT / "tests" / "gold.json").read_text("utf-8"))["articles"]
    verdicts = dict(zip(gold, Auditor().verdicts(article(truth["file"]) for truth in gold.values())))
    lines = tuple(line(name, gold[name], verdicts[name]) for name in gold)
    header = ("seed", "truth", "verdict", "p translated", "p machine", "source: truth", "first, second", "set", "right")
    print(as_markdown(Table("Seeds", header, lines)))
    wrong = [
        name
        for name in gold
        if not (answer_right(gold[name], verdicts[name]) and source_right(gold[name], verdicts[name]))
    ]
    print(f"\n{len(gold) - len(wrong)} of {len(gold)} right" + (f"; wrong: {', '.join(wrong)}" if wrong else ""))
    return 1 if options.check and wrong else 0


def article(file: str) -> Article:
    """A seed as an article."""
    path = ROOT / "seeds" / file
    return Article(path.stem, clean(path.read_text("utf-8")), f"seeds/{file}")


def answer_right(truth: dict[str, Any], verdict: Verdict) -> bool:
    """The verdict is the true one."""
    return bool(verdict.answer == truth["answer"])


def source_right(truth: dict[str, Any], verdict: Verdict) -> bool:
    """The true source stands first, or second while the first is in the set; nothing is asked of originals."""
    if truth["source"] is None:
        return True
    named = [tag for tag, _ in verdict.sources[:2]]
    return named[:1] == [truth["source"]] or (truth["source"] in named and named[0] in verdict.source_set)


def line(name: str, truth: dict[str, Any], verdict: Verdict) -> tuple[str | float, ...]:
    """One seed."""
    marks = ("verdict" if answer_right(truth, verdict) else "", "source" if source_right(truth, verdict) else "")
    return (
        name,
        truth["answer"],
        verdict.answer,
        verdict.p_translated,
        verdict.p_machine,
        truth["source"] or "–",
        ", ".join(f"{tag} {p:.2f}" for tag, p in verdict.sources[:2]) or "–",
        " ".join(verdict.source_set) or "–",
        ", ".join(filter(None, marks)) or "neither",
    )


if __name__ == "__main__":
    sys.exit(main())
