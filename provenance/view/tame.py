"""Hostile characters made visible: articles may hold terminal escapes, bidirectional overrides, invisible letters."""

from __future__ import annotations

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HOSTILE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\ue000-\ue003\ufff9-\ufffb\U000e0000-\U000e007f]")
MARK, UNMARK = "\ue000", "\ue001"
"""Stand around marked words until a report turns them into its own marks; ``tame`` removes them from articles."""


def tame(text: str) -> str:
    r"""``text`` with control, bidirectional and tag characters written as ``‹U+202E›``; tabs and line ends stay.

    >>> tame("a\x1b[31mb")
    'a‹U+001B›[31mb'
    """
    return _HOSTILE.sub(lambda match: f"‹U+{ord(match.group()):04X}›", text)


def one_line(text: str) -> str:
    """``text`` tamed, with every run of blanks as one space."""
    return " ".join(tame(text).split())
