"""The tables of a run: rendered bundle by bundle, wherever there is a worker, then joined in order."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from provenance.batch import files, shards
from provenance.batch.records import Options
from provenance.errors import MissingError
from provenance.reports import columns
from provenance.reports.columns import Column, Row, Table

FOLDER = "rendered"
CHOSEN = (columns.ARTICLES, columns.EVIDENCE, columns.EDGES, columns.QUOTES)
"""Tables in the format that was asked for; what was skipped is always told as CSV."""
BOM = "\ufeff"
GROUP = 2_000
"""Rows in a group of a Parquet file, at least."""

Rows = Callable[[int, str], Iterator[Row]]
"""Rows of one table in one bundle."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the run lies and which columns the articles have."""

    state: Path
    options: Options
    own: tuple[str, ...]

    def names(self, table: Table) -> tuple[str, ...]:
        """The columns of ``table``, the input's own first."""
        return (*self.own, *table.names) if table is columns.ARTICLES else table.names

    def form(self, table: Table) -> str:
        """The format in which ``table`` is written."""
        return "csv" if table is columns.SKIPPED else self.options.format


def own_columns(state: Path, count: int) -> tuple[str, ...]:
    """The input's own columns over all shards, in the order of their first appearance."""
    found: dict[str, None] = {}
    for number in range(count):
        found.update(dict.fromkeys(shards.card(state, number)["columns"]))
    return tuple(found)


def tables(options: Options) -> tuple[Table, ...]:
    """The tables that a run writes."""
    chosen = CHOSEN if options.graph else CHOSEN[:2]
    return (*chosen, columns.SKIPPED)


def fragment(layout: Layout, number: int, table: Table) -> Path:
    """Where the rendered rows of one bundle lie."""
    folder = layout.state / FOLDER / f"{number // shards.BUNDLE:06d}"
    return folder / f"{number:09d}.{table.name}.{layout.form(table)}"


def render(layout: Layout, number: int, rows: Rows) -> None:
    """Write the rows of one bundle as text, without header; Parquet waits for ``join``."""
    for table in tables(layout.options):
        target = fragment(layout, number, table)
        if layout.form(table) == "parquet" or target.exists():
            continue
        with files.guarded(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        with files.whole(target) as out:
            _write(layout, table, rows(number, table.name), out)


def _write(layout: Layout, table: Table, rows: Iterable[Row], out: TextIO) -> None:
    if layout.form(table) == "jsonl":
        columns.write_jsonl(layout.names(table), rows, out)
    else:
        columns.write_csv(layout.names(table), rows, out, header=False)


def join(layout: Layout, folder: Path, count: int, rows: Rows) -> tuple[str, ...]:
    """Write the tables into ``folder``, whole or not at all; the names of the files."""
    names = []
    for table in tables(layout.options):
        form = layout.form(table)
        target = folder / f"{table.name}.{form}"
        names.append(target.name)
        if form == "parquet":
            _parquet(layout, target, table, count, rows)
        else:
            _joined(layout, target, table, count)
    return tuple(names)


def _joined(layout: Layout, target: Path, table: Table, count: int) -> None:
    with files.whole_bytes(target) as out:
        if layout.form(table) == "csv":
            out.write(_header(layout, table))
        for number in range(count):
            with open(fragment(layout, number, table), "rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)


def _header(layout: Layout, table: Table) -> bytes:
    text = io.StringIO(newline="")
    columns.write_csv(layout.names(table), (), text)
    return ((BOM if layout.options.bom else "") + text.getvalue()).encode("utf-8")


def check(options: Options) -> None:
    """Raises MissingError where the format needs an extra that is not installed."""
    if options.format == "parquet":
        _pyarrow()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingError("Parquet needs pyarrow: pip install 'translation-provenance[parquet]'") from None
    return pyarrow, pyarrow.parquet


def _parquet(layout: Layout, target: Path, table: Table, count: int, rows: Rows) -> None:
    arrow, parquet = _pyarrow()
    schema = _schema(layout, table, arrow)
    with ExitStack() as stack:
        out = stack.enter_context(files.whole_bytes(target))
        writer = stack.enter_context(parquet.ParquetWriter(out, schema, compression="zstd"))
        for group in _groups(row for number in range(count) for row in rows(number, table.name)):
            writer.write_table(arrow.Table.from_pylist([_sound(row) for row in group], schema=schema))


def _sound(row: Row) -> Row:
    return {name: columns.sound(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if len(group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


def _schema(layout: Layout, table: Table, arrow: Any) -> Any:
    kinds = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "real": arrow.float64(),
        "boolean": arrow.bool_(),
        "list": arrow.list_(arrow.string()),
    }
    own = [Column(name, "text", "") for name in (layout.own if table is columns.ARTICLES else ())]
    return arrow.schema([(columns.sound(column.name), kinds[column.kind]) for column in (*own, *table.columns)])
