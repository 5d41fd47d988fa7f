"""A shard: a folder with the rows of a few hundred articles, there whole or not at all.

``shard.json`` names the articles and the input's columns; ``articles.jsonl`` has ``[own columns, our columns]`` a line,
``evidence.jsonl`` and ``skipped.jsonl`` a row a line; ``cases.bin`` keeps what the derivation needs of each article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from provenance.batch import files
from provenance.records import Refusal, Verdict
from provenance.reports import columns

FOLDER = "shards"
BUNDLE = 1000
"""Shards in one folder, so that no folder grows beyond what file systems like."""


def path(state: Path, number: int) -> Path:
    """The folder of shard ``number``."""
    return state / FOLDER / f"{number // BUNDLE:06d}" / f"{number:09d}"


def finished(state: Path, number: int) -> bool:
    """Whether the shard is there."""
    return path(state, number).is_dir()


def write(state: Path, number: int, judged: Iterable[Verdict | Refusal]) -> tuple[int, int]:
    """Write a shard; the numbers of articles and of refusals."""
    target = path(state, number)
    own: dict[str, None] = {}
    ids: list[str] = []
    refused = 0
    with (
        files.whole_folder(target) as part,
        files.whole(part / "articles.jsonl") as rows,
        files.whole(part / "evidence.jsonl") as evidence,
        files.whole(part / "skipped.jsonl") as skipped,
        files.whole(part / "shard.json") as card,
    ):
        for item in judged:
            if isinstance(item, Refusal):
                skipped.write(_line(columns.skipped_row(item)))
                refused += 1
                continue
            fields = columns.own_fields(item.article)
            own.update(dict.fromkeys(name for name, _ in fields))
            rows.write(_line([dict(fields), columns.article_row(item)]))
            evidence.writelines(_line([len(ids), row]) for row in columns.evidence_rows(item))
            ids.append(item.article.id)
        card.write(_line({"skipped": refused, "columns": list(own), "ids": ids}))
    return len(ids), refused


def card(state: Path, number: int) -> dict[str, Any]:
    """What the shard says of itself."""
    with open(path(state, number) / "shard.json", encoding="utf-8") as source:
        found: dict[str, Any] = json.load(source)
    return found


def rows(state: Path, number: int, name: str) -> Iterator[Any]:
    """The lines of one of the shard's tables."""
    with open(path(state, number) / f"{name}.jsonl", encoding="utf-8") as source:
        for line in source:
            yield json.loads(line)


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":")) + "\n"
