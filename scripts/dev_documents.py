"""Labelled documents that nothing was trained on, beside those of ``eval/``; for ``provenance evaluate``.

    python scripts/dev_documents.py --data ../shared/data --work work/profile

Writes ``docs_wmt21_22_newsrooms.jsonl`` into the work folder: ``docs_wmt21_22`` without the originals of outlets that
publish translations themselves (data README, trap 18), for whom "original" is an unsafe label. Nothing of it belongs in
the repository.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from profile_corpus import TRANSLATING_OUTLETS, listing, read_lines


def newsrooms(data: Path) -> Iterator[dict[str, str]]:
    """Rows of docs_wmt21_22 but originals of outlets that translate."""
    for line in read_lines(next(path for name, path in listing(data / "eval", ".jsonl") if name == "docs_wmt21_22")):
        row = json.loads(line)
        if row["label"] != "en" or not any(outlet in row["group"] for outlet in TRANSLATING_OUTLETS):
            yield row


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    with (options.work / "docs_wmt21_22_newsrooms.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in newsrooms(options.data))


if __name__ == "__main__":
    main()
