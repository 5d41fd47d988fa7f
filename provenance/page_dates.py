"""When a web page was published, by what it says of itself; silent where it says nothing or several things.

A wrong date makes the one who was copied the copier, so nothing is guessed: dates of other articles, of comments and of
changes, the year of the copyright and days that a text only speaks of do not count.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import Any

from provenance.text.dates import iso

_META = ("article:published_time", "og:article:published_time", "og:published_time")
_LESSER = (
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "pubdate", "publish-date", "publish_date",
    "publication_date", "publishdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "date",
)  # fmt: skip
"""Names that systems also give to the day on which a page was made anew: linked data go before them."""
_INWARD = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where linked data lead on to the page's own article; all else leads to comments, parts, films, other articles."""
_ARTICLE = re.compile(r"Article$|Posting$|^Report$")
_PAGE = re.compile(r"Page$|^CreativeWork$")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?|[a-z]{3})[/-](\d\d?)/", re.I)
_DATED = re.compile(r"(?:^|[-_])(?:date|pub-?date|published|date-?time|timestamp|posted-on)$", re.I)
"""How the name of a class ends that marks a date for readers."""
_CHANGED = re.compile(r"updated|modified", re.I)
_PUBLISHED = re.compile(r"publi|posted|pubdate", re.I)
_LABEL = re.compile(r"^\W*(?:(?:first )?published|posted|created|date)\b\W*(?:(?:on|at)\b\W*)?", re.I)
_LENGTH, _PIECES = 100, 20
"""Characters of a date, and pieces of text that it is put together from."""


def published(tree: Any) -> tuple[str | None, str]:
    """The date, with its hour where one is told, and the first that was given and not understood, else ''."""
    metas = _metas(tree)
    linked = tuple(_linked(tree))
    given = ""
    for source in (
        (metas[name] for name in _META if name in metas),
        _article(tree, linked),
        _microdata(tree),
        (metas[name] for name in _LESSER if name in metas),
        (item["datePublished"] for item in linked if _is(item, _PAGE) or not item.get("@type")),
    ):
        for value in source:
            if found := iso(value):
                return found, ""
            given = given or value.strip()
    shown = _shown(tree)
    return shown, "" if shown else given


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if content := (element.get("content") or "").strip():
            found.setdefault(name, content)
    return found


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """Objects with a ``datePublished`` in JSON-LD that may be this page or its article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            pending = deque([json.loads(_WRAPPED.sub("", script.text or ""), strict=False)])
        except (ValueError, RecursionError):
            continue
        while pending:
            item = pending.popleft()
            if isinstance(item, list):
                pending += item
            elif isinstance(item, dict):
                if isinstance(item.get("datePublished"), str):
                    yield item
                pending += (item[name] for name in _INWARD if name in item)


def _is(item: dict[str, Any], kind: re.Pattern[str]) -> bool:
    """Whether one of the object's types is such a one."""
    types = item.get("@type")
    return any(kind.search(one) for one in (types if isinstance(types, list) else [types]) if isinstance(one, str))


def _article(tree: Any, linked: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The date of the one article in linked data, or of that which has the page's headline among several."""
    found = [item for item in linked if _is(item, _ARTICLE)]
    if len({_day(item["datePublished"]) for item in found}) > 1:
        heads = {_plain("".join(head.itertext())) for head in tree.iter("h1", "title")}
        heads |= {_plain(content) for name, content in _metas(tree).items() if name == "og:title"}
        found = [item for item in found if _plain(item.get("headline") or item.get("name")) in heads - {""}]
    if len({_day(item["datePublished"]) for item in found}) == 1:
        yield found[0]["datePublished"]


def _plain(value: object) -> str:
    return " ".join(unescape(value).split()).casefold() if isinstance(value, str) else ""


def _microdata(tree: Any) -> Iterator[str]:
    """The date of the thing that holds the page's heading, or of none; else the only one."""
    found = [(_holder(one), _value(one)) for one in tree.xpath("//*[@itemprop='datePublished']")]
    around = set(_around(tree))
    own = [value for holder, value in found if holder is None or holder in around]
    values = [value for value in own or [value for _, value in found] if value]
    if len({_day(value) for value in values}) == 1:
        yield max(values, key=lambda value: len(iso(value) or ""))


def _holder(element: Any) -> Any:
    return next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)


def _around(tree: Any) -> Iterator[Any]:
    """The elements that the page's first heading stands in, inmost first."""
    head = next(tree.iter("h1"), None)
    return iter(()) if head is None else head.iterancestors()


def _value(element: Any) -> str:
    told = element.get("content") or element.get("datetime") or "".join(islice(element.itertext(), _PIECES))
    return _LABEL.sub("", " ".join(told.split())) if len(told) <= _LENGTH else ""


def _shown(tree: Any) -> str | None:
    """What the address says, else the only day that the article shows as its date."""
    within = next((one for one in _around(tree) if one.tag in ("article", "main")), tree)
    shown = [found for one in within.iter() if _dates(one) and (found := iso(_value(one)))]
    days = {found[:10] for found in shown}
    if day := _address(tree):
        days = {day}
    ours = [found for found in shown if found[:10] in days]
    return (max(ours, key=len) if ours else day) if len(days) == 1 else None


def _dates(element: Any) -> bool:
    """Whether an element shows when something was published."""
    names = (element.get("class") or "")[:400] if isinstance(element.tag, str) else ""
    if _CHANGED.search(names) and not _PUBLISHED.search(names):
        return False
    return element.tag == "time" or any(_DATED.search(name) for name in names.split())


def _address(tree: Any) -> str | None:
    """The day in the page's own address: ``/2024/03/14/``, ``/2024/mar/14/``, ``/2024-03-14/``."""
    links = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    for link in links[:2]:
        if found := _IN_URL.search(str(link)[:2000]):
            year, month, day = found.groups()
            return iso(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}")
    return None


def _day(value: str) -> str:
    return (iso(value) or value)[:10]
