"""The only reader of the tables in ``data/languages`` and ``data/tables``; errors name file:line:column."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from provenance.errors import TableError

Row = dict[str, str]


def data() -> Traversable:
    """The folder of shipped data."""
    return resources.files("provenance") / "data"


@cache
def languages() -> tuple[str, ...]:
    """Tags of the languages that have a folder."""
    return tuple(sorted(entry.name for entry in (data() / "languages").iterdir() if entry.is_dir()))


@cache
def settings(tag: str) -> dict[str, object]:
    """``language.toml`` of one language."""
    return tomllib.loads((data() / "languages" / tag / "language.toml").read_text("utf-8"))


@cache
def table(name: str, columns: tuple[str, ...], tag: str | None = None) -> tuple[Row, ...]:
    """Rows of ``languages/<tag>/<name>.tsv``, or of ``tables/<name>.tsv`` where no tag is given; empty if absent.

    Raises TableError where the first line lacks one of ``columns`` or a row has another number of cells.
    """
    file = data() / "languages" / tag / f"{name}.tsv" if tag else data() / "tables" / f"{name}.tsv"
    return tuple(_rows(file, columns)) if file.is_file() else ()


def tables(name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """(language, row) over the table ``name`` of every language."""
    for tag in languages():
        for row in table(name, columns, tag):
            yield tag, row


def _rows(file: Traversable, columns: tuple[str, ...]) -> Iterator[Row]:
    lines = file.read_text("utf-8").split("\n")
    header = lines[0].split("\t")
    for column in columns:
        if column not in header:
            raise TableError(f"{file}:1:1: column {column!r} is missing; the first line names the columns")
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TableError(f"{file}:{number}:{len(line) + 1}: {len(cells)} cells, expected {len(header)}")
        yield dict(zip(header, (cell.strip() for cell in cells)))
