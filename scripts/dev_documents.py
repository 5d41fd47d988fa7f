"""Labelled documents that nothing was trained on, beside those of ``eval/``; for ``provenance evaluate``.

    python scripts/dev_documents.py --data ../shared/data --work work/profile

Writes two files into the work folder. Nothing of them belongs in the repository.

``web_dev.jsonl``: machine output of the program's own packages (``translate_foreign.py``) of web outlets of the role
that only measures, and the originals of ``native/world.jsonl`` of the same role. Small packages translate worse than
the services of our day, so recall on these documents is an upper bound of what is reached on the web.

``docs_wmt21_22_newsrooms.jsonl``: ``docs_wmt21_22`` without the originals of outlets that publish translations
themselves (data README, trap 18), for whom "original" is an unsafe label.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from profile_corpus import TRANSLATING_OUTLETS, listing, read_lines
from splits import native_role, web_role


def web(data: Path, work: Path) -> Iterator[dict[str, str]]:
    """Machine output and originals of the web."""
    for line in read_lines(work / "web.jsonl"):
        row = json.loads(line)
        if web_role(row["outlet"], row["id"]) == "dev":
            text = "\n".join(row["lines"])
            yield {"text": text, "label": row["lang"], "engine": row["engine"], "group": row["id"], "set": "web"}
    world = next(path for name, path in listing(data / "native", ".jsonl") if name == "world")
    for line in read_lines(world):
        row = json.loads(line)
        if row["kind"] == "native" and native_role("world", row["outlet"], 0) == "dev":
            yield {"text": row["text"], "label": "en", "engine": "human", "group": row["outlet"], "set": "web"}


def newsrooms(data: Path) -> Iterator[dict[str, str]]:
    """Rows of docs_wmt21_22 but originals of outlets that translate."""
    for line in read_lines(next(path for name, path in listing(data / "eval", ".jsonl") if name == "docs_wmt21_22")):
        row = json.loads(line)
        if row["label"] != "en" or not any(outlet in row["group"] for outlet in TRANSLATING_OUTLETS):
            yield row


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    options = parser.parse_args()
    found = {"docs_wmt21_22_newsrooms": newsrooms(options.data)}
    if (options.work / "web.jsonl").exists():
        found["web_dev"] = web(options.data, options.work)
    for name, rows in found.items():
        with (options.work / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    main()
