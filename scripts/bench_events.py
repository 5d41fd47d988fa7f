"""How the grouping of articles by event grows with their number.

    python scripts/bench_events.py [--sizes 1000,10000,100000] [--event 500] [--data DIR]

Articles are composed of invented names, figures and words, with frequencies like those of news (Zipf); one in five
belongs to an event of several. Prints candidate pairs, pairs that tell one event, and seconds of processor time; then,
where the data folder is given, the time for one event of artificial traditions of the size asked for.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from provenance.graph import events
from provenance.records import Article


class Press:
    """Writes articles about invented events."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        letters = "bcdfghklmnprstvz"
        self.words = [
            "".join(self.rng.choice(letters) + self.rng.choice("aeiou") for _ in range(3)) for _ in range(20000)
        ]
        self.names = [
            "".join(self.rng.choice(letters) + self.rng.choice("aeiou") for _ in range(4)).title() for _ in range(60000)
        ]

    def zipf(self, pool: list[str]) -> str:
        """A word; the n-th is about n times rarer than the first."""
        return pool[min(len(pool) - 1, int(len(pool) ** self.rng.random()) - 1)]

    def event(self) -> tuple[list[str], str]:
        """Names and figures of an event, and its day."""
        facts = [self.zipf(self.names) for _ in range(10)] + [str(self.rng.randrange(10, 99999)) for _ in range(4)]
        return facts, f"2024-{self.rng.randrange(1, 13):02d}-{self.rng.randrange(1, 29):02d}"

    def article(self, name: str, facts: list[str], day: str) -> Article:
        told = self.rng.sample(facts, 9) + [self.zipf(self.names) for _ in range(5)]
        out = []
        for _ in range(150):
            out.append(self.rng.choice(told) if self.rng.random() < 0.12 else self.zipf(self.words))
        return Article(
            name, "The report: " + " ".join(out) + ".", "", published=day if self.rng.random() < 0.7 else None
        )


def corpus(size: int, seed: int = 1) -> list[Article]:
    """``size`` articles, a fifth of them on events told by two to ten."""
    press = Press(seed)
    found: list[Article] = []
    while len(found) < size:
        facts, day = press.event()
        for _ in range(press.rng.randrange(2, 11) if press.rng.random() < 0.04 else 1):
            found.append(press.article(f"{len(found):07d}", facts, day))
    return found[:size]


def measure(size: int) -> str:
    articles = corpus(size)
    began = time.process_time()
    held = {article.id: events.keys(article) for article in articles}
    keyed = time.process_time()
    pairs = events.candidates(articles, held)
    paired = time.process_time()
    links = [pair for pair in pairs if events.weigh(held[pair[0]], held[pair[1]])]
    grouped = len(set(events.group(held, links).values()))
    ended = time.process_time()
    return (
        f"{size:8} articles {len(pairs):10} pairs ({len(pairs) / size:6.1f} each)"
        f" {len(links):8} links {grouped:8} events"
        f"   keys {keyed - began:7.1f} s  pairs {paired - keyed:6.1f} s  weighing {ended - paired:6.1f} s"
    )


def one_event(data: Path, size: int) -> str:
    from make_traditions import simulated, traditions

    from provenance.graph.derive import resolve

    rng = random.Random(1)
    verdicts = [
        simulated(one, rng) for made in traditions(data, "test", 1, 1, (size,)) for one in made if not one.hidden
    ]
    began = time.process_time()
    graph = resolve(verdicts)
    took = time.process_time() - began
    return f"one event of {len(verdicts)} articles: {took:.1f} s, {len(graph.links)} edges"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--event", type=int, default=500)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    for size in options.sizes.split(","):
        print(measure(int(size)), flush=True)
    if options.data:
        print(one_event(options.data, options.event))
    return 0


if __name__ == "__main__":
    sys.exit(main())
