"""Labelled articles from JSONL or CSV files, plain or packed with xz or gzip; rows that can't serve are named."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from provenance.errors import InputError
from provenance.evaluation.labels import Label, parse
from provenance.records import Article
from provenance.text.clean import clean

FACTS = ("engine", "group", "set", "year", "outlet", "country")
"""Columns that describe a row; they are kept for the tables and never shown to the program that judges."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its label; ``facts`` are those of FACTS that the row has."""

    id: str
    text: str
    label: Label
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """A fact, or an empty string."""
        return dict(self.facts).get(name, "")

    def article(self) -> Article:
        """The bare text as an article: no outlet, date or engine, so that no verdict can rest on them."""
        return Article(self.id, self.text, self.id)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A row that was left out, and why. ``broken`` False: it can be read but carries no label."""

    where: str
    reason: str
    broken: bool = True


def open_text(path: Path) -> TextIO:
    """Open a text file, unpacking ``.xz`` and ``.gz``; lines end at ``\\n`` only, undecodable bytes stay visible."""
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix.lower(), open)
    return opener(path, "rt", encoding="utf-8-sig", errors="surrogateescape", newline="\n")  # type: ignore[operator,no-any-return]


def read_labelled(path: Path) -> Iterator[Labelled | Unusable]:
    """Rows of one file in their order. Raises InputError where the file cannot be read or is of another format."""
    plain = path.with_suffix("") if path.suffix.lower() in (".xz", ".gz") else path
    kind = plain.suffix.lower()
    if kind not in (".jsonl", ".ndjson", ".csv", ".tsv"):
        raise InputError(f"{path}: not .jsonl, .csv or .tsv (also .xz, .gz); convert the file or rename it")
    try:
        with open_text(path) as stream:
            records = (
                _objects(stream) if kind in (".jsonl", ".ndjson") else _cells(stream, "\t" if kind == ".tsv" else ",")
            )
            for number, record in records:
                yield _row(record, f"{path.name}:{number}")
    except (OSError, EOFError, lzma.LZMAError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error


def _objects(stream: TextIO) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """(line number, object) or (line number, complaint)."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"not JSON ({error})"
            continue
        yield number, record if isinstance(record, dict) else "not a JSON object"


def _cells(stream: TextIO, delimiter: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.DictReader(stream, delimiter=delimiter)
    for record in reader:
        yield reader.line_num, {key: value for key, value in record.items() if isinstance(key, str)}


def _row(record: Mapping[str, Any] | str, where: str) -> Labelled | Unusable:
    if isinstance(record, str):
        return Unusable(where, record)
    text, raw = record.get("text"), record.get("label")
    if raw is None or raw == "":
        return Unusable(where, "no label", broken=False)
    if not isinstance(text, str) or not text.strip():
        return Unusable(where, "no text")
    if not isinstance(raw, str):
        return Unusable(where, f"label {raw!r} is not text")
    try:
        label = parse(raw)
    except InputError as error:
        return Unusable(where, str(error))
    facts = tuple((name, str(record[name])) for name in FACTS if record.get(name) not in (None, ""))
    return Labelled(str(record.get("id") or where), clean(text), label, facts)
