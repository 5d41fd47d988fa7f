"""Values of typed formats (databases, Parquet) as the texts that a record's columns hold."""

from __future__ import annotations

import datetime
import json
from typing import Any


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
