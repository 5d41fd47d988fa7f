#!/usr/bin/env python3
"""How fast: milliseconds for a 500-word article, beside langdetect alone on the same texts in the same run.

    python scripts/bench_audit.py                  on the seeds, cut or repeated to 500 words
    python scripts/bench_audit.py --data DIR       on native English news, cut to 500 words

Both are timed in turns on one core (CPU time, best of the rounds), so that other work on the machine weighs little;
only the ratio travels to other machines. Also: start of ``provenance --help``, best of five.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import data_sets

from provenance.auditor import Auditor
from provenance.records import Article
from provenance.text.tokens import words

WORDS = 500


def main() -> int:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the text data; the seeds without it")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = from_data(options.data, options.articles) if options.data else from_seeds(options.articles)
    auditor = Auditor()
    identify = langdetect()
    jobs: dict[str, Callable[[], Any]] = {
        "langdetect alone, whole text": lambda: [identify(text) for text in texts],
        "provenance audit": lambda: list(auditor.verdicts(Article(str(n), text, "") for n, text in enumerate(texts))),
    }
    best = timed(jobs, options.rounds)
    base = best["langdetect alone, whole text"]
    print(f"| {len(texts)} articles of {WORDS} words, one core | ms an article | ratio |\n| --- | ---: | ---: |")
    for name, seconds in best.items():
        print(f"| {name} | {1000 * seconds / len(texts):.1f} | {seconds / base:.2f} |")
    print(f"\nprovenance --help: {help_time():.2f} s (wall, best of 5)")
    return 0


def timed(jobs: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Least CPU seconds of each job over the rounds, after one that warms up."""
    best = dict.fromkeys(jobs, float("inf"))
    for number in range(rounds + 1):
        for name, job in jobs.items():
            start = time.process_time()
            job()
            if number:
                best[name] = min(best[name], time.process_time() - start)
    return best


def langdetect() -> Callable[[str], Any]:
    """langdetect as it comes, with a fixed seed."""
    from langdetect import DetectorFactory, detect_langs

    DetectorFactory.seed = 0
    return detect_langs  # type: ignore[no-any-return]


def from_data(data: Path, count: int) -> list[str]:
    """Native news of at least 500 words, cut there."""
    long = (row for row in data_sets.native(data) if sum(1 for _ in words(row.text)) >= WORDS)
    return [cut(row.text) for row in data_sets.drawn(long, count)]


def from_seeds(count: int) -> list[str]:
    """The seeds in turn, each repeated to 500 words."""
    seeds = [path.read_text("utf-8") for path in sorted((data_sets.ROOT / "seeds").glob("*.txt"))]
    return [cut("\n".join([seeds[number % len(seeds)]] * 3)) for number in range(count)]


def cut(text: str) -> str:
    """The first 500 words."""
    ends = [match.end() for match in words(text)][:WORDS]
    return text[: ends[-1]] + "."


def help_time() -> float:
    """Wall seconds of ``provenance --help``."""
    command = [sys.executable, "-c", "from provenance.commands import main; main()", "--help"]
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=data_sets.ROOT)
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    sys.exit(main())
