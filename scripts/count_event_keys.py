"""Count how common the keys of ``provenance.graph.events`` are in news, and set the two limits of its linking.

    python scripts/count_event_keys.py --data DIR

Counts come from native English news. The limits are the ones that link most pairs of one story (an original and its
translations, there and back, of the training sets) while at most one in ten thousand pairs of different native
articles is linked (looked at by eye, most of those tell one event indeed).
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
COMMON = 3
"""Keys of fewer documents than this are not stored; they count as one that was never seen."""


def native(data: Path) -> list[str]:
    texts = [
        json.loads(line)["text"] for name in ("native", "world") for line in lines(data / "native", f"{name}.jsonl")
    ]
    return sorted(set(texts))


def write(counts: dict[str, int], documents: int, least: float, share: float) -> None:
    stored = {"documents": documents, "least": least, "share": share, "counts": counts}
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    events.background.cache_clear()


def alike(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> np.ndarray:
    return np.array([events.likeness(*pair) for pair in pairs]).reshape(-1, 2)


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
    for share in np.arange(0.02, 0.4, 0.01):
        rest = apart[apart[:, 1] >= share][:, 0]
        allowed = len(apart) // 10_000
        least = float(np.sort(rest)[-allowed - 1]) + 0.01 if len(rest) > allowed else 3.0
        recall = float(((near[:, 0] >= max(least, 3.0)) & (near[:, 1] >= share)).mean())
        best = max(best, (recall, round(max(least, 3.0), 2), round(float(share), 2)))
    recall, least, share = best
    false = float(((apart[:, 0] >= least) & (apart[:, 1] >= share)).mean())
    print(
        f"least {least} share {share}: parent pairs linked {recall:.3f} of {len(near)}, others {false:.2e} of {len(apart)}"
    )
    write({key: n for key, n in counts.items() if n >= COMMON}, len(held), least, share)
    print(OUTPUT, OUTPUT.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
