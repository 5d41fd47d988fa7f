"""A wrapper that remembers: the second run over the same sentences asks no model.

One SQLite file in write-ahead mode: safe with several processes and after a kill at any moment (a transaction is there
or is not), bounded by a number of entries, the ones used longest ago leave first.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from provenance.contracts import Engine
from provenance.errors import ProvenanceWarning

Item = TypeVar("Item")
T = TypeVar("T", str, float)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_use ON entries (used);
CREATE TABLE IF NOT EXISTS clock (now INTEGER NOT NULL);
"""
_PART = 400
"""Keys a query; SQLite allows 999 variables in its oldest builds."""


def default_place() -> Path:
    """``$XDG_CACHE_HOME/provenance/translations.sqlite``, in ``~/.cache`` if that is not set."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "provenance" / "translations.sqlite"


class CachedEngine(Engine):
    """Keeps what ``inner`` answered, by the direction's signature and the sentence. ``most`` bounds the entries.

    A file that can't be opened or is no database is not touched, and the engine works without memory (``broken`` and
    one ProvenanceWarning say why), because a cache must never stop a run. An entry that holds no answer is asked anew.
    """

    def __init__(self, inner: Engine, place: Path | None = None, most: int = 500_000) -> None:
        self.inner, self.place, self.most = inner, place or default_place(), most
        self.signature = inner.signature
        self.hits = self.misses = 0
        self.broken = ""
        self._owner = 0
        self._connection: sqlite3.Connection | None = None
        self._open()

    def pairs(self) -> frozenset[tuple[str, str]]:
        return self.inner.pairs()

    def describe(self, source: str, target: str) -> str:
        """Signature of one direction."""
        return self.inner.describe(source, target)

    def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        keys = self._keys("translate", source, target, sentences)
        return self._through(str, keys, sentences, lambda todo: self.inner.translate(todo, source, target))

    def score(self, sentences: Sequence[str], targets: Sequence[str], source: str, target: str) -> tuple[float, ...]:
        pairs = tuple(zip(sentences, targets, strict=True))
        keys = self._keys("score", source, target, [f"{len(a)} {a} {b}" for a, b in pairs])
        return self._through(
            float,
            keys,
            pairs,
            lambda todo: self.inner.score([a for a, _ in todo], [b for _, b in todo], source, target),
        )

    def _keys(self, task: str, source: str, target: str, texts: Sequence[str]) -> list[bytes]:
        head = hashlib.blake2b(f"{task}\n{self.describe(source, target)}\n".encode(), digest_size=16)
        found = []
        for text in texts:
            one = head.copy()
            one.update(text.encode("utf-8", "surrogatepass"))
            found.append(one.digest())
        return found

    def _through(
        self, kind: type[T], keys: list[bytes], items: Sequence[Item], ask: Callable[[list[Item]], tuple[T, ...]]
    ) -> tuple[T, ...]:
        known = {key: value for key, value in self._read(keys).items() if isinstance(value, kind)}
        todo = {key: item for key, item in zip(keys, items) if key not in known}
        self.hits += len(keys) - len(todo)
        self.misses += len(todo)
        if todo:
            fresh = dict(zip(todo, ask(list(todo.values())), strict=True))
            self._write(fresh)
            known |= fresh
        return tuple(known[key] for key in keys)

    def _open(self) -> sqlite3.Connection | None:
        """The connection of this process; one that was open before a fork is not used again."""
        if self.broken or (self._connection is not None and self._owner == os.getpid()):
            return self._connection
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.place, timeout=60, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.executescript(_SCHEMA)
        except (sqlite3.Error, OSError) as error:
            self._connection = None
            self._say(f"{self.place}: translations are not kept ({error}); remove that file or set XDG_CACHE_HOME")
            return None
        self._owner, self._connection = os.getpid(), connection
        return connection

    def _read(self, keys: list[bytes]) -> dict[bytes, object]:
        connection = self._open()
        found: dict[bytes, object] = {}
        if connection is None:
            return {}
        wanted = list(dict.fromkeys(keys))
        try:
            for start in range(0, len(wanted), _PART):
                part = wanted[start : start + _PART]
                marks = ",".join("?" * len(part))
                found.update(connection.execute(f"SELECT key, value FROM entries WHERE key IN ({marks})", part))
            self._touch(connection, list(found))
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def _touch(self, connection: sqlite3.Connection, keys: list[bytes]) -> None:
        if keys:
            connection.execute("BEGIN IMMEDIATE")
            now = self._now(connection)
            connection.executemany("UPDATE entries SET used = ? WHERE key = ?", ((now, key) for key in keys))
            connection.execute("COMMIT")

    def _write(self, fresh: dict[bytes, T]) -> None:
        connection = self._open()
        if connection is None:
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            now = self._now(connection)
            rows = ((key, value, now) for key, value in fresh.items())
            connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
            (count,) = connection.execute("SELECT count(*) FROM entries").fetchone()
            if count > self.most:
                oldest = "SELECT key FROM entries ORDER BY used LIMIT ?"
                connection.execute(
                    f"DELETE FROM entries WHERE key IN ({oldest})", (count - self.most + self.most // 10,)
                )
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    @staticmethod
    def _now(connection: sqlite3.Connection) -> int:
        """A counter that only rises: no clock is asked."""
        (now,) = connection.execute("SELECT coalesce(max(now), 0) + 1 FROM clock").fetchone()
        connection.execute("DELETE FROM clock")
        connection.execute("INSERT INTO clock VALUES (?)", (now,))
        return int(now)

    def _give_up(self, error: sqlite3.Error) -> None:
        self.close()
        self._say(
            f"{self.place}: translations are not kept any more ({error}); remove that file, it holds nothing else"
        )

    def _say(self, broken: str) -> None:
        self.broken = broken
        warnings.warn(broken, ProvenanceWarning, stacklevel=2)

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        if self._connection is not None and self._owner == os.getpid():
            self._connection.close()
        self._connection = None


__all__ = ["CachedEngine", "default_place"]
