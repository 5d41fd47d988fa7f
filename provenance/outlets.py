"""News agencies, newspapers, broadcasters and sites: who is named in a text, and in what language they write.

``data/tables/news_outlets.tsv`` is the list; a row there teaches another outlet. ``aliases`` are found wherever they
stand, ``weak`` ones (names that are words or initials too: Time, PA) only where the place says that an outlet is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from provenance import lexicon
from provenance.records import Span

COLUMNS = ("key", "name", "aliases", "weak", "languages", "country", "kind", "domains")
_URL = re.compile(r"\b(?:https?://|www\.)([\w.-]{1,200})(?::\d+)?(?:[/?#][^\s<>\"'“”‘’«»)\]]{0,2000})?", re.I)
_CAPITAL = re.compile(r"\b([^\W\d_a-zа-я]\w+) \Z")
_NATIONAL = ("ish", "an", "ese", "ch", "ic", "li", "qi", "sh")
_HEADS = frozenset(["With", "From", "When", "What", "That", "This", "Then", "Told", "Also", "Only", "Says", "While"])
_HEADS |= frozenset(["Laut", "Selon", "Secondo", "Segundo", "Según", "Volgens", "Podle", "Według"])


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of the table. ``kind`` is agency, newspaper, broadcaster or site; ``country`` an ISO 3166 code."""

    key: str
    name: str
    languages: tuple[str, ...]
    country: str
    kind: str
    domains: tuple[str, ...]

    @property
    def language(self) -> str | None:
        """The language it writes in; None where it writes in several."""
        return self.languages[0] if len(self.languages) == 1 else None


class Mention(NamedTuple):
    """An outlet named in a text; ``weak`` where the name has other meanings."""

    span: Span
    outlet: Outlet
    weak: bool


class Address(NamedTuple):
    """An URL in a text, its host in small letters without "www.", and the outlet that has this domain."""

    span: Span
    host: str
    outlet: Outlet | None


@cache
def outlets() -> Mapping[str, Outlet]:
    """All outlets by key."""
    return {row["key"]: _outlet(row) for row in lexicon.table("news_outlets", COLUMNS)}


def _outlet(row: lexicon.Row) -> Outlet:
    languages, domains = tuple(row["languages"].split()), _cells(row["domains"])
    return Outlet(row["key"], row["name"], languages, row["country"], row["kind"], domains)


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def _names() -> Mapping[str, Outlet]:
    """Outlets by every name in small letters; keys and strong names go first."""
    rows = lexicon.table("news_outlets", COLUMNS)
    parts = ("weak", "aliases", "name", "key")
    pairs = ((name, row["key"]) for part in parts for row in rows for name in _cells(row[part]))
    return {_folded(name): outlets()[key] for name, key in pairs}


@cache
def _domains() -> Mapping[str, Outlet]:
    return {domain: outlet for outlet in outlets().values() for domain in outlet.domains}


def by_name(name: str) -> Outlet | None:
    """The outlet with this key, name or alias, in any case, with or without article.

    >>> by_name("Guardian").name, by_name("the GUARDIAN").key
    ('The Guardian', 'guardian')
    """
    return _names().get(_folded(name))


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.casefold().split()))


def by_domain(address: str) -> Outlet | None:
    """The outlet of an URL or host name; a longer domain goes before the shorter one it belongs to.

    >>> by_domain("https://edition.cnn.com/2024/a.html").name
    'CNN'
    """
    labels = host(address).split(".")
    for first in range(len(labels) - 1):
        if found := _domains().get(".".join(labels[first:])):
            return found
    return None


def host(address: str) -> str:
    """The host of an URL in small letters, without "www."."""
    bare = re.sub(r"^[a-z][a-z0-9+.-]{0,20}://", "", address.strip()[:2000].lower())
    return re.split(r"[/?#:]", bare, maxsplit=1)[0].removeprefix("www.").strip(".")


def lookup(name: str) -> Outlet | None:
    """The outlet meant by a metadata value: a name, an alias, a domain or an URL."""
    return by_name(name) or (by_domain(name) if "." in name else None)


@lru_cache(maxsize=2)
def mentions(text: str) -> tuple[Mention, ...]:
    """Outlets named in ``text``, in its order; of overlapping names the longest counts. A short name that is the end of
    a longer one before it ("The Times" behind "The New York Times") is that one's, unless both are of one country.
    Linear in the text."""
    hosts = [one.span for one in addresses(text)]
    starts = [span.start for span in hosts]
    found: list[Mention] = []
    longer: dict[str, Outlet] = {}
    for hit in _patterns().find(text):
        at = bisect_right(starts, hit.span.start) - 1
        weak = bool(hit.row["weak"])
        tagged = text[max(0, hit.span.start - 1) : hit.span.start] in ("@", "#")
        if tagged or (at >= 0 and hit.span.start < hosts[at].end):
            continue
        if weak and _longer(text, hit.span):
            continue
        outlet = outlets()[hit.row["key"]]
        *first, last = _folded(hit.span.slice(text)).split()
        if first and not weak:
            longer[last] = outlet
        meant = longer.get(last, outlet) if weak and not first else outlet
        found.append(Mention(hit.span, outlet if meant.country == outlet.country else meant, weak))
    return tuple(found)


def _longer(text: str, span: Span) -> bool:
    """Whether a name is part of a longer one ("Foreign Affairs Committee", "Jane Stern"); adjectives of nations and
    little words at the head of a sentence do not make it longer ("German Stern")."""
    if text[span.end : span.end + 1] == " " and text[span.end + 1 : span.end + 2].isupper():
        return True
    before = _CAPITAL.search(text, max(0, span.start - 30), span.start)
    return before is not None and len(before[1]) > 3 and not before[1].endswith(_NATIONAL) and before[1] not in _HEADS


@cache
def _patterns() -> lexicon.Patterns:
    rows: list[tuple[str, lexicon.Row]] = []
    for row in lexicon.table("news_outlets", COLUMNS):
        for column in ("aliases", "weak"):
            if row[column]:
                entry = lexicon.Row(key=row["key"], found=row[column], weak="yes" if column == "weak" else "")
                entry.file, entry.line = row.file, row.line
                rows.append(("", entry))
    return lexicon.together(rows)


def addresses(text: str) -> Iterator[Address]:
    """URLs in ``text`` with their outlets."""
    if "://" not in text and "www." not in text.lower():
        return
    for found in _URL.finditer(text):
        name = host(found[1])
        end = found.start() + len(found[0].rstrip(".,;:!?"))
        yield Address(Span(found.start(), end), name, by_domain(name))
