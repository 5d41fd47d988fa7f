"""Entries of feeds to articles; what JSON Feed calls the values of an entry (jsonfeed.org, version 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from provenance import cells, feeds, pages
from provenance.records import Article, ReadOptions, Refusal
from provenance.rows import stem, undated, unusable
from provenance.text.clean import clean
from provenance.text.dates import iso

_JSON = "https://jsonfeed.org/version/"
_NAMES = {
    "id": "guid", "url": "link", "title": "title", "date_published": "published", "date_modified": "updated",
    "summary": "summary", "content_text": "content", "content_html": "content",
}  # fmt: skip
_PLAIN = ("title", "summary", "content_text")
"""What is text in JSON Feed, while it is HTML in other feeds."""


def is_json_feed(document: Any) -> bool:
    """Whether a JSON document says that it is a JSON Feed."""
    return isinstance(document, dict) and str(document.get("version")).startswith(_JSON) and "items" in document


def json_entries(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """The feed's title and what each item tells, by ``feeds.COLUMNS``; HTML goes before text."""
    items = document["items"] if isinstance(document["items"], list) else []
    for item in items:
        found = dict.fromkeys(feeds.COLUMNS, "")
        for name, ours in _NAMES.items():
            if isinstance(item, dict) and (value := cells.text(item.get(name))):
                found[ours] = _marked(value) if name in _PLAIN else value
        yield cells.text(document.get("title")).strip(), found


def _marked(text: str) -> str:
    return "<br>".join(escape(text, quote=False).split("\n")) if any(sign in text for sign in "<&") else text


def article(
    values: Mapping[str, str], outlet: str, origin: str, number: int, options: ReadOptions
) -> Article | Refusal:
    """The entry as an article: its title and, below it, the full content where the feed has it, else the summary."""
    title = " ".join(pages.fragment(values["title"]).split())
    text = clean("\n\n".join(filter(None, (title, pages.fragment(values["content"] or values["summary"])))))
    if not (values["content"] or values["summary"]).strip():
        return Refusal(origin, "read", "the entry has a title only; fetch its page", str(number))
    if reason := unusable(text, options):
        return Refusal(origin, "read", reason, str(number))
    date = values["published"]  # not the day of a change, which makes who was copied the later one
    published = iso(date) if date else None
    return Article(
        id=values["guid"] or values["link"] or f"{stem(origin)}:{number}",
        text=text,
        origin=f"{origin}:{number}",
        published=published,
        outlet=values["source"] or outlet or None,
        title=clean(title) or None,
        url=values["link"] or None,
        fields=tuple((name, values[name]) for name in feeds.COLUMNS),
        notes=("text comes from a feed, where it may be a summary", *undated(date, published), *_changed(values)),
    )


def _changed(values: Mapping[str, str]) -> tuple[str, ...]:
    told = values["updated"] and not values["published"]
    return ("the feed tells when the entry was changed, not when it was published",) if told else ()
