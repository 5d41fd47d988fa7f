"""A shard: a folder with the rows of a few hundred articles, there whole or not at all.

``shard.jsonl`` names the articles and the input's columns; ``articles.jsonl`` has ``[own columns, our columns]`` a
line, ``evidence.jsonl`` and ``skipped.jsonl`` a row a line; ``keys`` and ``cases`` keep what the derivation needs of
each article (``.bin`` the records, ``.idx`` where they begin).
"""

from __future__ import annotations

import dataclasses
import json
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from struct import pack
from typing import Any

from provenance.batch import files
from provenance.graph import events
from provenance.records import Refusal, Verdict
from provenance.reports import columns
from provenance.rows import is_undated

FOLDER = "shards"
TEXTS = ("articles", "evidence", "skipped", "shard")
BUNDLE = 1000
"""Shards in one folder, so that no folder grows beyond what file systems like."""


def path(state: Path, number: int) -> Path:
    """The folder of shard ``number``."""
    return state / FOLDER / f"{number // BUNDLE:06d}" / f"{number:09d}"


def finished(state: Path, number: int) -> bool:
    """Whether the shard is there."""
    return path(state, number).is_dir()


def write(state: Path, number: int, judged: Iterable[Verdict | Refusal], keep: bool) -> tuple[int, int]:
    """Write a shard; the numbers of articles and of refusals. ``keep`` keeps what the derivation needs."""
    own: dict[str, None] = {}
    ids: list[str] = []
    refused = undated = 0
    with files.whole_folder(path(state, number)) as part, ExitStack() as stack:
        texts = {name: stack.enter_context(files.whole(part / f"{name}.jsonl")) for name in TEXTS}
        kept = {name: Records(part, name, stack) for name in KEPT if keep}
        for item in judged:
            if isinstance(item, Refusal):
                texts["skipped"].write(_line(columns.skipped_row(item)))
                refused += 1
                continue
            fields = columns.own_fields(item.article)
            own.update(dict.fromkeys(name for name, _ in fields))
            texts["articles"].write(_line([dict(fields), columns.article_row(item)]))
            texts["evidence"].writelines(_line([len(ids), row]) for row in columns.evidence_rows(item))
            for name, records in kept.items():
                records.add(KEPT[name](item))
            ids.append(item.article.id)
            undated += is_undated(item.article)
        texts["shard"].write(_line({"skipped": refused, "undated": undated, "columns": list(own), "ids": ids}))
    return len(ids), refused


class Records:
    """Binary records one after the other, and where each begins."""

    def __init__(self, folder: Path, name: str, stack: ExitStack) -> None:
        self._starts = stack.enter_context(files.whole_bytes(folder / f"{name}.idx"))
        self._out = stack.enter_context(files.whole_bytes(folder / f"{name}.bin"))
        self._at = 0
        self._starts.write(pack("<Q", 0))

    def add(self, record: bytes) -> None:
        """Append a record."""
        self._out.write(record)
        self._at += len(record)
        self._starts.write(pack("<Q", self._at))


def keys_record(verdict: Verdict) -> bytes:
    """Day and keys of an article."""
    article = verdict.article
    return json.dumps([events.days(article), *events.keys(article)]).encode()


def case_record(verdict: Verdict) -> bytes:
    """All of a verdict that the derivation looks at: evidence that shows nowhere and renditions are left out."""
    slim = dataclasses.replace(
        verdict,
        document=dataclasses.replace(verdict.document, renditions=()),
        evidence=tuple(item for item in verdict.evidence if item.evidence.marks),
        changes=(),
    )
    return zlib.compress(pickle.dumps(slim, 5), 1)


KEPT: dict[str, Callable[[Verdict], bytes]] = {"keys": keys_record, "cases": case_record}
"""What is kept for the derivation, and how it is written."""


def card(state: Path, number: int) -> dict[str, Any]:
    """What the shard says of itself."""
    with open(path(state, number) / "shard.jsonl", encoding="utf-8") as source:
        found: dict[str, Any] = json.load(source)
    return found


def rows(state: Path, number: int, name: str) -> Iterator[Any]:
    """The lines of one of the shard's tables."""
    with open(path(state, number) / f"{name}.jsonl", encoding="utf-8") as source:
        for line in source:
            yield json.loads(line)


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":")) + "\n"
