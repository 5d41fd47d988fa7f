"""Dates and times of publication as metadata have them, to ISO 8601; no clock is asked."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_COMPACT = re.compile(r"(?=19|20|\d{8}(?:T|$)|\d{14})(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(?:(\d\d)(\d\d)?)?Z?)?")
_HALF_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])(:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*([ap])\.?m\b\.?", re.I)
_ZONES = {"EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "PST": "-08:00", "PDT": "-07:00"}
_EPOCH = re.compile(r"(?!20)-?\d{9,10}(?:\d{3})?(?:\.\d+)?")
"""Not what begins like a year: a mangled date rather than a time after 2033."""


def iso(raw: str) -> str | None:
    """``raw`` as ISO 8601, with the hour and zone where they are told; None for what is not understood.

    Knows ISO 8601 and its kin, ``20240620T123000Z`` (GDELT) also without seconds and minutes, RFC 5322, hours with AM
    or PM, seconds or milliseconds since 1970, and the American zones that CrowdTangle writes.

    >>> iso("2024-06-20 14:05:09 EDT")
    '2024-06-20T14:05:09-04:00'
    >>> iso("20240620T120000Z")
    '2024-06-20T12:00:00Z'
    """
    raw = _HALF_DAY.sub(_of_24_hours, raw.strip()[:64])
    return _spelled(raw) or _compact(raw) or _epoch(raw) or _mail(raw)


def _of_24_hours(found: re.Match[str]) -> str:
    return f"{int(found[1]) % 12 + 12 * (found[3] in 'pP'):02d}{found[2]}"


def _spelled(raw: str) -> str | None:
    if not (found := _ISO.match(raw)):
        return None
    year, month, day, hour, zone = found.groups()
    if hour is None:
        return _valid(f"{year}-{month}-{day}")
    zone = zone or _ZONES.get(raw[found.end() :].strip(), "")
    zone = "Z" if zone in ("Z", "UTC", "GMT") else zone and f"{zone[:3]}:{zone[3:].strip(':') or '00'}"
    return _valid(f"{year}-{month}-{day}T{hour.zfill(len(hour) + len(hour.split(':')[0]) % 2)}{zone}")


def _compact(raw: str) -> str | None:
    if not (found := _COMPACT.fullmatch(raw)):
        return None
    year, month, day, hour, minute, second = found.groups("")
    zone = "Z" if raw.endswith("Z") else ""
    time = f"T{hour}:{minute or '00'}{second and ':'}{second}{zone}" if hour else ""
    return _valid(f"{year}-{month}-{day}{time}")


def _epoch(raw: str) -> str | None:
    if not _EPOCH.fullmatch(raw):
        return None
    seconds = float(raw) / (1000 if len(raw.split(".")[0].lstrip("-")) > 10 else 1)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _mail(raw: str) -> str | None:
    try:
        return parsedate_to_datetime(raw).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _valid(value: str) -> str | None:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value
