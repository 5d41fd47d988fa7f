"""Records with named columns (CSV, JSON, tables of a database) to articles: which column is the text, the date ...

``data/tables/columns.tsv`` knows the columns of common exports (Media Cloud, NELA-GT, 4CAT, CrowdTangle, news-please,
trafilatura, GDELT ...); a row there teaches another. What the user names goes before what is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from provenance import cells, lexicon
from provenance.errors import InputError
from provenance.records import LIMIT, Article, ReadOptions, Refusal
from provenance.text.clean import clean
from provenance.text.dates import iso
from provenance.text.wrapped import joined

FIELDS = ("id", "published", "outlet", "title", "url")
UNDATED = "date not understood"
"""How the remark on a date that was given and cannot be read begins."""
_TAGGED = re.compile(r"</(?:p|div|li|h[1-6])\s*>|<br\b", re.I)
_MISSING = frozenset(("nan", "NaN", "NaT", "NA", "N/A", "#N/A", "<NA>", "None", "none", "NULL", "null"))
"""What frames and databases write into a table where a cell has nothing: no text, and no outlet of this name."""
_MASK = re.compile(r"@(?: @){2,}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of one input: ``text`` ones are joined by a blank line, of the others the first that is filled counts."""

    text: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    dialect: str


def layout(names: Sequence[str], options: ReadOptions) -> Layout:
    """The layout of an input whose records all have the columns ``names``.

    Raises InputError where the user named a column that is not there, and where no column holds text.
    """
    for name in (*options.text, *_wanted(options).values()):
        if name not in names:
            raise InputError(f"no column {name!r}; the columns are {_list(names)}")
    return _layout(tuple(names), options)


def _wanted(options: ReadOptions) -> dict[str, str]:
    return {field: value for field in FIELDS if (value := getattr(options, field)) is not None}


@lru_cache(maxsize=256)
def _layout(names: tuple[str, ...], options: ReadOptions) -> Layout:
    wanted = {field: name for field, name in _wanted(options).items() if name in names}
    dialect, known = _dialect(names)
    text = tuple(name for name in options.text if name in names) if options.text else known.get("text", ())
    if options.text and not text:
        raise InputError(f"no column {', '.join(map(repr, options.text))}; the columns are {_list(names)}")
    if not text:
        raise InputError(f"no column holds the text of articles; name one of {_list(names)} as the text column")
    others = tuple((field, (wanted[field],) if field in wanted else known.get(field, ())) for field in FIELDS)
    return Layout(text, others, dialect)


def _dialect(names: tuple[str, ...]) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The dialect of ``columns.tsv`` that explains most of ``names``, with the columns it has for each field."""
    present = {_plain(name): name for name in reversed(names)}
    best: tuple[str, dict[str, tuple[str, ...]]] = ("", {})
    most = (False, 0)
    for dialect, rows in _dialects().items():
        found: dict[str, tuple[str, ...]] = {}
        for field, column, adds in rows:
            if column in present and (field != "text" or adds or not found.get(field)):
                found[field] = (*found.get(field, ()), present[column])
        merit = ("text" in found, sum(1 for _, column, _ in rows if column in present))
        if merit > most:
            best, most = (dialect, found), merit
    return best


@cache
def _dialects() -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for row in lexicon.table("columns", ("dialect", "field", "column")):
        field = row["field"].rstrip("+")
        found.setdefault(row["dialect"], []).append((field, _plain(row["column"]), row["field"].endswith("+")))
    return {dialect: tuple(rows) for dialect, rows in found.items()}


def _plain(name: str) -> str:
    """A column's name as compared: spreadsheets write "Date Published" where programs write ``date_published``.

    >>> _plain(" Date Published"), _plain("source-hostname")
    ('date_published', 'source_hostname')
    """
    return re.sub(r"[\s_-]+", "_", name.strip().lower())


def article(
    values: Iterable[tuple[str, Any]], origin: str, record: int, options: ReadOptions, notes: tuple[str, ...] = ()
) -> Article | Refusal:
    """One record, given as (column, value) pairs in their order, as an Article; a Refusal where it holds no text.

    Values may have the types of their format: a text is a string or a list of strings, its paragraphs; of the other
    fields a list or an object is passed over with a remark.
    ``record`` counts from 1. Without an id the id is ``<origin's stem>:<record>``. Columns that the user named and this
    record lacks count as empty; a reader whose records all have the same columns asks ``layout`` first, once.
    """
    fields = tuple(values)
    given = tuple(
        (name, "" if isinstance(value, str) and value.strip() in _MISSING else value) for name, value in fields
    )
    typed = dict(reversed(given))
    try:
        plan = _layout(tuple(name for name, _ in given), options)
        given_text = "\n\n".join(cell for name in plan.text if (cell := cells.prose(typed[name], name)).strip())
    except InputError as error:
        return Refusal(origin, "read", str(error), str(record))
    text, joining = joined(clean(given_text))
    if reason := unusable(text, options):
        return Refusal(origin, "read", reason, str(record))
    told = {name: cells.text(value) for name, value in reversed(given)}
    odd = _structured(plan, typed)
    known = {
        field: next(filter(None, (told[name].strip() for name in names if name not in odd)), "")
        for field, names in plan.others
    }
    published = iso(known["published"]) if known["published"] else None
    return Article(
        id=known["id"] or f"{stem(origin)}:{record}",
        text=text,
        origin=f"{origin}:{record}",
        published=published,
        outlet=known["outlet"] or None,
        title=clean(known["title"]) or None,
        url=known["url"] or None,
        fields=tuple((name, cells.text(value)) for name, value in fields),
        notes=(*notes, *joining, *odd.values(), *_remarks(text, known["published"], published)),
    )


def _structured(plan: Layout, typed: Mapping[str, Any]) -> dict[str, str]:
    """Columns whose list or object names nothing, with the remark; a date's is told as one that is not understood."""
    return {
        name: f"{name} is {cells.kind(typed[name])}, not a string, and is passed over"
        for field, names in plan.others
        for name in names
        if field != "published" and isinstance(typed[name], list | dict | tuple)
    }


def unusable(text: str, options: ReadOptions) -> str:
    """Why ``text`` (cleaned) can be no article, in words; empty where it can."""
    if not text.strip():
        return "the text is empty"
    if len(text) > options.longest:
        return (
            f"the text has {len(text)} characters, more than {options.longest}; split it or raise the limit ({LIMIT})"
        )
    return ""


def stem(origin: str) -> str:
    """The name of a file without folders and endings; "stdin" for ``-``.

    >>> stem("news/a.b.jsonl.gz")
    'a.b'
    """
    name = re.sub(r"\.(?:gz|xz|bz2|zst)$", "", origin.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    return "stdin" if name == "-" else name.rsplit(".", 1)[0] or name


def undated(given: str, published: str | None) -> tuple[str, ...]:
    """The remark on a date that was ``given`` and is not understood, if so it is."""
    return () if not given or published else (f"{UNDATED}: {given[:40]}",)


def is_undated(article: Article) -> bool:
    """Whether the article's date was given and not understood."""
    return any(note.startswith(UNDATED) for note in article.notes)


def _remarks(text: str, given: str, published: str | None) -> Iterable[str]:
    yield from undated(given, published)
    if _TAGGED.search(text):
        yield "the text holds HTML tags, which count as words and hide its paragraphs; cut them out first"
    if masked := len(_MASK.findall(text)):
        yield f"{masked} stretches are masked with @ (as NELA-GT does); the words there are unknown"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:12])
    return shown + (f" and {len(names) - 12} more" if len(names) > 12 else "") if shown else "none"
