"""What a site allows to be fetched: robots.txt as RFC 9309 has it, with the common Crawl-delay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LONGEST = 512_000
"""Bytes of robots.txt that are read (RFC 9309 asks for at least 500 KiB)."""
_RULES = 5_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for one agent: (path pattern, allowed) and the seconds to wait between two pages."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be fetched: the longest pattern that matches decides, and allows where two are equal."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]


NOTHING = Robots(rules=(("/", False),))
"""Nothing may be fetched: what holds while a site's robots.txt cannot be had for the site's own fault."""


def parse(text: str, agent: str) -> Robots:
    """The rules of a robots.txt for ``agent``: those of the groups that bear its name, else those of ``*``.

    A name is compared whole, without case and version (RFC 9309, 2.2.1).

    >>> found = parse("User-agent: *\\nDisallow: /a*.pdf$\\nCrawl-delay: 3", "reader")
    >>> found.allows("https://x.org/a/b.pdf"), found.allows("https://x.org/a/b.pdf?c"), found.delay
    (False, True, 3.0)
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    open_group = False
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            named = [*named, _product(value)] if open_group else [_product(value)]
            open_group = True
            for name in named:
                groups.setdefault(name, [])
        elif key in ("allow", "disallow", "crawl-delay"):
            open_group = False
            for name in named:
                groups[name].append((key, value))
    return _robots(groups.get(_product(agent), groups.get("*", []))[:_RULES])


def _product(agent: str) -> str:
    return re.split(r"[/\s]", agent.lower(), maxsplit=1)[0]


def _robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple((_normal(value), key == "allow") for key, value in lines if key != "crawl-delay" and value)
    return Robots(rules, next((_seconds(value) for key, value in lines if key == "crawl-delay"), 0.0))


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), 3600.0)
    except ValueError:
        return 0.0


def _normal(path: str) -> str:
    """A path with the same characters percent-encoded whoever wrote it."""
    return quote(unquote(path), safe="/?&=*$%:@!~+,;()'-._[]")


def _matches(pattern: str, path: str) -> bool:
    """Whether ``pattern`` (``*`` any characters, ``$`` at the end the end) begins ``path``; linear for each star."""
    whole = pattern.endswith("$")
    first, *rest = (pattern[:-1] if whole else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(rest):
        if whole and number == len(rest) - 1:
            return len(path) - len(piece) >= at and path.endswith(piece)
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return at == len(path) if whole else True
