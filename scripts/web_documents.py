"""Labelled documents of the web that nothing was trained on: output of the program's own packages, and originals.

    python scripts/web_documents.py --data ../shared/data --work work/profile > web.dev.jsonl
    provenance evaluate web.dev.jsonl

The machine output is that of ``translate_foreign.py``, of outlets of the role that only measures; the originals are
those of ``native/world.jsonl`` of the same role. Small packages translate worse than the services of our day, so recall
on these documents is an upper bound of what is reached on the web. Nothing of it belongs in the repository.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from profile_corpus import listing, read_lines
from splits import native_role, web_role


def main() -> None:
    """Print the rows, as ``provenance evaluate`` reads them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    options = parser.parse_args()
    for line in read_lines(options.work / "web.jsonl"):
        row = json.loads(line)
        if web_role(row["outlet"], row["id"]) == "dev":
            fact = {"label": row["lang"], "engine": row["engine"], "group": row["id"], "set": "web"}
            print(json.dumps({"text": "\n".join(row["lines"]), **fact}, ensure_ascii=False))
    world = next(path for name, path in listing(options.data / "native", ".jsonl") if name == "world")
    for line in read_lines(world):
        row = json.loads(line)
        if row["kind"] == "native" and native_role("world", row["outlet"], 0) == "dev":
            fact = {"label": "en", "engine": "human", "group": row["outlet"], "set": "web"}
            print(json.dumps({"text": row["text"], **fact}, ensure_ascii=False))


if __name__ == "__main__":
    main()
