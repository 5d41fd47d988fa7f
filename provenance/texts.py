"""Articles out of what callers of the library hold: texts, records, columns of a frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from provenance.errors import OptionError
from provenance.records import Article

FIELDS = ("id", "outlet", "date", "title")
"""What a record may say beside its text."""
_WHOLE = 2.0**53
"""Below it a float holds every whole number."""


def one(given: object, number: int = 0) -> Article:
    """An Article as it is, a text, or a mapping with ``text`` and perhaps some of FIELDS. Raises OptionError for
    anything else, naming it by its ``number`` (from 0) among others."""
    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        return _plain(given, number)
    if isinstance(given, Mapping) and isinstance(given.get("text"), str):
        return _record(given["text"], {name: given.get(name) for name in FIELDS}, number)
    if isinstance(given, Mapping):
        raise OptionError(f"record {number} has no text: a record needs the key 'text' with a string")
    raise OptionError(
        f"text {number} is a {type(given).__name__}; audit takes strings, Articles and records with a text"
    )


def several(given: object) -> Iterator[Article]:
    """The articles of an iterable. Raises OptionError for what is none, and for bytes and frames."""
    if hasattr(given, "columns"):
        raise OptionError("audit takes texts; for a frame: provenance.batch(frame, text=…)")
    if not isinstance(given, Iterable) or isinstance(given, bytes | bytearray):
        kind = type(given).__name__
        raise OptionError(f"audit takes a text or several, not a {kind}; for files: provenance audit PATH in a shell")
    return (one(item, number) for number, item in enumerate(given))


def from_columns(cells: Mapping[str, list[Any]], text: str) -> list[Article]:
    """The articles of a frame's columns: ``text`` and those of FIELDS that are there; cells may be missing."""
    known = {name: cells[name] for name in FIELDS if name in cells}
    if "id" in known:
        known["id"] = _ids(known["id"])
    return [
        _record("" if _missing(value) else str(value), {name: column[number] for name, column in known.items()}, number)
        for number, value in enumerate(cells[text])
    ]


def _ids(column: list[Any]) -> list[Any]:
    """Whole numbers as such where a missing cell has made floats of the whole column."""
    given = [value for value in column if not _missing(value)]
    if not all(isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE for value in given):
        return column
    return [None if _missing(value) else int(value) for value in column]


def _record(text: str, fields: Mapping[str, Any], number: int) -> Article:
    from provenance.rows import undated
    from provenance.text.dates import iso

    told = {name: None if _missing(value) else str(value) for name, value in fields.items()}
    made, given = _plain(text, number), (told.get("date") or "").strip()
    published = iso(given)
    return Article(
        told.get("id") or made.id, made.text, made.origin, published, told.get("outlet"), told.get("title"),
        notes=(*made.notes, *undated(given, published)),
    )  # fmt: skip


def _plain(text: str, number: int) -> Article:
    from provenance.text.clean import clean
    from provenance.text.wrapped import joined

    whole, notes = joined(clean(text))
    return Article(f"text{number}", whole, f"text:{number}", notes=notes)


def _missing(value: Any) -> bool:
    """None, NaN or pandas.NA, of which nobody can say whether it equals itself."""
    try:
        return value is None or bool(value != value)
    except TypeError:
        return True
