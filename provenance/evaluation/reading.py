"""Labelled articles, read as ``batch`` reads its input: JSONL or CSV, packed or not; rows that can't serve are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from provenance import sources
from provenance.errors import InputError
from provenance.evaluation.labels import Label, parse
from provenance.records import Article, ReadOptions, Refusal

FACTS = ("engine", "group", "set", "year", "outlet", "country")
"""Columns that describe a row; they are kept for the tables and never shown to the program that judges."""
_TABLES = (".csv", ".tsv", ".tab")
_KINDS = (".jsonl", ".ndjson", ".json", *_TABLES)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its label; ``facts`` are those of FACTS that the row has; ``where`` is its file and number, the one
    thing that no two rows share."""

    id: str
    text: str
    label: Label
    facts: tuple[tuple[str, str], ...] = ()
    where: str = ""

    def fact(self, name: str) -> str:
        """A fact, or an empty string."""
        return dict(self.facts).get(name, "")

    @property
    def story(self) -> str:
        """The group that the row is resampled with: what it says itself, else the row alone."""
        return self.fact("group") or self.where or self.id

    def article(self) -> Article:
        """The bare text as an article: no outlet, date or engine, so that no verdict can rest on them."""
        return Article(self.id, self.text, self.id)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A row that was left out, and why. ``broken`` False: it can be read but carries no label."""

    where: str
    reason: str
    broken: bool = True


def read_labelled(path: Path) -> Iterator[Labelled | Unusable]:
    """Rows of one file in their order. Raises InputError where the file cannot be read, is of another format, or is a
    table without a column that is needed."""
    kind = sources.suffix(path.name)
    if kind not in _KINDS:
        raise InputError(f"{path}: not JSON lines, .csv or .tsv (also packed); convert the file or rename it")
    for found in sources.read([path], ReadOptions(text=("text",))):
        if isinstance(found, Refusal):
            if not found.record:
                raise InputError(f"{path}: cannot be read ({found.reason})")
            yield Unusable(f"{path}:{found.record}", found.reason)
        else:
            yield _row(found, path, table=kind in _TABLES)


def _row(article: Article, path: Path, *, table: bool) -> Labelled | Unusable:
    cells = dict(reversed(article.fields))
    if table and "label" not in cells:
        raise InputError(f"{path}: no column 'label'; the columns are {', '.join(name for name, _ in article.fields)}")
    where = article.origin
    raw = cells.get("label", "").strip()
    if not raw:
        return Unusable(where, "no label", broken=False)
    try:
        label = parse(raw)
    except InputError as error:
        return Unusable(where, str(error))
    facts = tuple((name, cells[name].strip()) for name in FACTS if cells.get(name, "").strip())
    return Labelled(cells.get("id") or Path(where).name, article.text, label, facts, where)
