"""Dates and times of publication as metadata have them, to ISO 8601; no clock is asked."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from provenance.text.calendar import MONTHS

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_COMPACT = re.compile(r"(?=19|20|\d{8}(?:T|$)|\d{14})(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(?:(\d\d)(\d\d)?)?Z?)?")
_HALF_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])(:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*([ap])\.?m\b\.?", re.I)
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:Z|[+-]\d\d:\d\d)?$")
_ZONES = {"EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "PST": "-08:00", "PDT": "-07:00"}
_TIME = (
    r"(?:(?:,? at |, ?|[ T])(?P<hour>\d\d?:\d\d(?::\d\d)?)(?:\.\d+)?"
    r"(?: ?(?P<zone>Z|UTC|GMT|[ECP][SD]T|[+-]\d\d(?::?\d\d)?))?)?"
)
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?P<rest>[a-z]*)\.?"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s)?"
_WRITTEN = tuple(
    re.compile(form + _TIME, re.I)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)",
        r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})",
        r"(?P<first>\d\d?)(?P<mark>[-/])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4})",
        rf"{_WEEKDAY}{_MONTH}\s{_DAY}(?:,\s?|\s)(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_DAY}(?:\s|-)(?:of\s)?{_MONTH}(?:,\s|\s|-)(?P<year>\d{{4}})",
        rf"{_DAY}-{_MONTH}-(?P<year>\d\d)",
    )
)
_EPOCH = re.compile(r"(?!20)-?\d{9,10}(?:\d{3})?(?:\.\d+)?")
"""Not what begins like a year: a mangled date rather than a time after 2033."""


def iso(raw: str) -> str | None:
    """``raw`` as ISO 8601, with the hour and zone where they are told; None for what is not understood.

    Knows ISO 8601 and its kin, ``20240620T123000Z`` (GDELT) also without seconds and minutes, RFC 5322, hours with AM
    or PM, seconds or milliseconds since 1970, the American zones that CrowdTangle writes, months named in English,
    years that stand first, and days that stand before points. In ``06/20/2024`` a day above 12 tells the order;
    ``06/07/2024`` is not understood. Midnight sharp, of whatever zone, is a day without its hour: databases and frames
    write days so, and taken for an instant it would come before all that appeared on that day. So is ``20-Jun-24``,
    which spreadsheets write.

    >>> iso("2024-06-20 14:05:09 EDT")
    '2024-06-20T14:05:09-04:00'
    >>> iso("20240620T120000Z")
    '2024-06-20T12:00:00Z'
    >>> iso("2024-06-20T00:00:00Z")
    '2024-06-20'
    >>> iso("06/20/2024"), iso("20.06.2024"), iso("June 20, 2024"), iso("06/07/2024")
    ('2024-06-20', '2024-06-20', '2024-06-20', None)
    """
    raw = _HALF_DAY.sub(_of_24_hours, raw.strip()[:64])
    found = _spelled(raw) or _compact(raw) or _epoch(raw) or _mail(raw) or _written(" ".join(raw.split()))
    return _MIDNIGHT.sub("", found) if found else None


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


def _written(raw: str) -> str | None:
    found = next(filter(None, (form.fullmatch(raw) for form in _WRITTEN)), None)
    if not found:
        return None
    said = found.groupdict()
    month, day = (said["month"], said["day"]) if "month" in said else _ordered(said["first"], said["second"])
    if "rest" in said:
        month = _named(f"{month}{said['rest']}".lower())
    if not month:
        return None
    year = said["year"] if len(said["year"]) == 4 else f"20{said['year']}"
    date = f"{year}-{month.zfill(2)}-{day.zfill(2)}"
    return _spelled(f"{date} {said['hour']} {said['zone'] or ''}" if said["hour"] else date)


def _ordered(first: str, second: str) -> tuple[str, str]:
    """Month and day where a number above 12, or two equal ones, leave no choice; else nothing."""
    if first == second or int(second) > 12:
        return first, second
    return (second, first) if int(first) > 12 else ("", "")


def _named(name: str) -> str:
    """The number of a month whose name or abbreviation is ``name``; else nothing."""
    short = "sep" if name == "sept" else name
    return next((str(n) for n, month in enumerate(map(str.lower, MONTHS), 1) if short in (month, month[:3])), "")


def _valid(value: str) -> str | None:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value
