"""Count how common the keys of ``provenance.graph.events`` are in news, and set the two limits of its linking.

    python scripts/count_event_keys.py --data DIR

Counts come from native English news. Slope and limit are the ones that link most pairs of one story (articles and
their parents in the training traditions) while two in ten thousand random pairs of native articles are linked; looked
at by eye, most of those tell one event indeed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from make_traditions import Made, lines, traditions

from provenance.graph import events
from provenance.records import Article

OUTPUT = Path(__file__).resolve().parent.parent / "provenance" / "data" / "models" / "event_keys.json"
RATE = 2e-4
COMMON = 3
"""Keys of fewer documents than this are not stored; they count as one that was never seen."""


def native(data: Path) -> list[str]:
    texts = [
        json.loads(line)["text"] for name in ("native", "world") for line in lines(data / "native", f"{name}.jsonl")
    ]
    return sorted(set(texts))


def write(counts: dict[str, int], documents: int, slope: float, least: float) -> None:
    stored = {"documents": documents, "slope": slope, "least": least, "counts": counts}
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    events.background.cache_clear()


def alike(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> np.ndarray:
    return np.array([events.likeness(*pair) for pair in pairs]).reshape(-1, 2)


def _level(pairs: np.ndarray, slope: float) -> np.ndarray:
    return np.log1p(pairs[:, 0]) + slope * pairs[:, 1]


def story_pairs(made: list[list[Made]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each article with the article it came from, where both have ten sentences or more."""
    found = []
    for event in made:
        known = {one.id: one for one in event}
        for one in event:
            if one.parents and min(len(one.segments), len(known[one.parents[0]].segments)) >= 10:
                texts = (one.text, known[one.parents[0]].text)
                found.append(tuple(events.keys(Article("", text, "")) for text in texts))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    held = [events.keys(Article("", text, "")) for text in native(options.data)]
    counts = Counter(key for one in held for key in one if not key.startswith("s:"))
    write({key: n for key, n in counts.items() if n >= COMMON}, len(held), 0.0, 0.0)
    rng = random.Random(options.seed)
    apart = alike([tuple(rng.sample(held, 2)) for _ in range(200_000)])
    near = alike(story_pairs(list(traditions(options.data, "train", 60, options.seed))))
    best = (0.0, 0.0, 0.0)
    for slope in np.arange(0.0, 8.1, 0.5):
        least = float(np.quantile(_level(apart, slope), 1 - RATE))
        best = max(best, (float((_level(near, slope) >= least).mean()), round(least, 3), float(slope)))
    recall, least, slope = best
    false = float((_level(apart, slope) >= least).mean())
    print(f"slope {slope} limit {least}: parent pairs {recall:.3f} of {len(near)}, others {false:.1e} of {len(apart)}")
    write({key: n for key, n in counts.items() if n >= COMMON}, len(held), slope, least)
    print(OUTPUT, OUTPUT.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
