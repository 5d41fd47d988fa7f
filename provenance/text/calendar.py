"""English names of weekdays and months as pieces of regular expressions."""

from __future__ import annotations

WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
