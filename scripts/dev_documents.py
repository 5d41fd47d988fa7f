"""Labelled documents that nothing was trained on, beside those of ``eval/``; for ``provenance evaluate``.

    python scripts/dev_documents.py --data ../shared/data --work work/profile

Writes into the work folder ``docs_wmt21_22_newsrooms.jsonl``, which is ``docs_wmt21_22`` without the originals of
outlets that publish translations themselves (data README, trap 18), for whom "original" is an unsafe label; and
``docs_wmt21_22_world.jsonl``, its translations beside the world's native English of outlets that nothing was trained
on. Nothing of it belongs in the repository.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from profile_corpus import TRANSLATING_OUTLETS, listing, read_lines
from splits import native_role

Row = dict[str, Any]


def rows(folder: Path, wanted: str) -> Iterator[Row]:
    """Rows of one file."""
    yield from map(json.loads, read_lines(next(path for name, path in listing(folder, ".jsonl") if name == wanted)))


def newsrooms(data: Path) -> Iterator[Row]:
    """Rows of docs_wmt21_22 but originals of outlets that translate."""
    for row in rows(data / "eval", "docs_wmt21_22"):
        if row["label"] != "en" or not any(outlet in row["group"] for outlet in TRANSLATING_OUTLETS):
            yield row


def world(data: Path) -> Iterator[Row]:
    """The translations of docs_wmt21_22, and native English of outlets that neither trained nor calibrated."""
    yield from (row for row in rows(data / "eval", "docs_wmt21_22") if row["label"] != "en")
    for row in rows(data / "native", "world"):
        if row["kind"] == "native" and native_role("world", row["outlet"], 0) == "dev":
            yield {"text": row["text"], "label": "en", "engine": "", "group": row["outlet"], "set": "world"}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    for name, found in (("newsrooms", newsrooms(options.data)), ("world", world(options.data))):
        with (options.work / f"docs_wmt21_22_{name}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)


if __name__ == "__main__":
    main()
