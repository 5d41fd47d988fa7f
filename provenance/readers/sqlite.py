"""SQLite databases, such as NELA-GT ships: one article a row of a table, a view or a SELECT statement."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from provenance import rows
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import Article, Refusal

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_HARMFUL = {"load_extension", "writefile", "readfile", "edit", "fts3_tokenizer"}


class Sqlite(Reader):
    """The database is opened for reading only; what a hostile file or statement could do besides is refused."""

    suffixes = (".db", ".sqlite", ".sqlite3")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        return head.startswith(b"SQLite format 3\x00")

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        with ExitStack() as stack:
            try:
                base = stack.enter_context(contextlib.closing(_connect(_file(stream, stack))))
                found = base.execute(self._statement(base))
                names = [column[0] for column in found.description]
                rows.layout(names, self.options)
                for number, values in enumerate(found, 1):
                    yield rows.article(zip(names, values), origin, number, self.options)
            except sqlite3.Error as error:
                raise InputError(f"not a SQLite database that can be read: {error}") from None

    def _statement(self, base: sqlite3.Connection) -> str:
        wanted = self.options.table
        if wanted and wanted.lstrip().lower().startswith(("select ", "with ")):
            return wanted
        there = [
            name
            for (name,) in base.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
                "ESCAPE '\\' ORDER BY name"
            )
        ]
        if wanted and wanted not in there:
            raise InputError(f"no table {wanted!r}; the tables are {', '.join(there) or 'none'}")
        return f"SELECT * FROM {_quoted(wanted or self._likely(base, there))}"

    def _likely(self, base: sqlite3.Connection, there: list[str]) -> str:
        """The one table that holds texts. Raises InputError where there is none or a choice."""
        fit = [name for name in there if self._fits(base, name)]
        if len(fit) == 1:
            return fit[0]
        what = f"the tables {', '.join(fit)} hold texts" if fit else f"none of {', '.join(there) or 'no tables'} does"
        raise InputError(f"which table holds the articles? {what}: name one with the table option")

    def _fits(self, base: sqlite3.Connection, name: str) -> bool:
        try:
            rows.layout([row[0] for row in base.execute(f"SELECT * FROM {_quoted(name)} LIMIT 0").description],
                        self.options)  # fmt: skip
        except InputError:
            return False
        return True


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _file(stream: BinaryIO, stack: ExitStack) -> str:
    """The name of the database's file; a copy is made of one that comes compressed or through a pipe."""
    raw = getattr(stream, "raw", None)
    if isinstance(raw, io.FileIO) and isinstance(raw.name, str) and os.path.isfile(raw.name):
        return raw.name
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    path = os.path.join(folder, "copy.db")
    with open(path, "wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    return path


def _connect(path: str) -> sqlite3.Connection:
    """Open for reading; where a write-ahead log lies in a folder that cannot be written, without it."""
    where = Path(path).resolve().as_uri()
    try:
        base = sqlite3.connect(f"{where}?mode=ro", uri=True)
        base.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        base = sqlite3.connect(f"{where}?mode=ro&immutable=1", uri=True)
    base.execute("PRAGMA query_only = ON")
    base.execute("PRAGMA trusted_schema = OFF")
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    base.set_authorizer(_may)
    return base


def _may(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
    harmless = action in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and second not in _HARMFUL)
    return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY
