"""Values of typed formats (JSON, databases, Parquet) as the texts that a record's columns hold."""

from __future__ import annotations

import datetime
import json
from typing import Any

from provenance.errors import InputError


def text(value: Any) -> str:
    """``value`` as text: nothing is empty, dates are ISO 8601, lists and structures are JSON, bytes are read as UTF-8.

    >>> text(None), text(3), text(datetime.date(2024, 5, 1)), text(["a"])
    ('', '3', '2024-05-01', '["a"]')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=text)
    return str(value)


def kind(value: Any) -> str:
    """What ``value`` is, for people; empty for a string, for bytes and for nothing.

    >>> kind("a"), kind(3), kind({}), kind(None)
    ('', 'a number', 'an object', '')
    """
    if value is None or isinstance(value, str | bytes) or _nan(value):
        return ""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return "a date"
    return "an object" if isinstance(value, dict) else "a number"


def prose(value: Any, name: str) -> str:
    """``value`` of the column ``name`` as the text of an article; a list of strings is its paragraphs.

    Raises InputError for what is no text.

    >>> prose(["One.", "Two."], "text")
    'One.\\n\\nTwo.'
    """
    if isinstance(value, list | tuple):
        if odd := next(filter(None, map(kind, value)), ""):
            raise InputError(f"{name} is a list that holds {odd}, not strings alone")
        return "\n\n".join(cell for part in value if (cell := prose(part, name)).strip())
    if odd := kind(value):
        raise InputError(f"{name} is {odd}, not a string")
    return "" if _nan(value) else text(value)


def _nan(value: Any) -> bool:
    return isinstance(value, float) and value != value
