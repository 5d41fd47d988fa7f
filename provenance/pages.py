"""Web pages to articles, for every reader that meets one: the only door to trafilatura."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from provenance import page_dates
from provenance.errors import InputError
from provenance.records import LIMIT, Article, ReadOptions
from provenance.rows import stem, undated, unusable
from provenance.text.charset import Decoded, decode
from provenance.text.clean import clean

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)
_WEB = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp(?:125\d|866|874|932|949)|koi8-[ru]|mac-(?:roman|cyrillic)|tis-620"
    r"|gb(?:2312|k|18030)|big5(?:hkscs)?|euc_(?:jp|kr)|iso2022_jp|shift_jis"
)
"""Codecs of the encodings that a page may name (WHATWG, Encoding, 4.2). Others can take quadratic time or change
ASCII; UTF-16 without its mark is told by its bytes."""
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_NODES = 60_000
"""A page of more elements is refused: extraction then needs minutes."""
_TOO_MANY = f"a page of more than {_NODES} elements; cut it first"
_TAG = re.compile(
    r"<(?:a|article|b|blockquote|body|br|div|em|figure|h[1-6]|head|html|i|img|li|main|ol|p|section|span|strong|table|td"
    r"|tr|ul)\b[^<>]{0,2000}>",
    re.I,
)
"""A tag of those that pages are made of: plain text can hold other words in angle brackets."""
_TWIN = "\ue0ff"
"""Set behind a paragraph that repeats the one before it, and taken away afterwards: trafilatura drops such repeats,
also with ``deduplicate=False``, and they are evidence."""
_NOTE = "text was cut out of HTML: words at tag borders can be glued or doubled, captions and boxes can be missing"
_DEK = re.compile(r"(?:^|[-_])(?:dek|standfirst|lede|sub-?title|sub-?headline|strapline)$", re.I)
"""How the name of a class ends that marks a dek; ``lead`` and ``subhead`` are those of paragraphs and headings, too."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DEKS, _DEK_LENGTH = 8, 600
"""Most elements that are looked at, most paragraphs of one, and most characters of a line."""
_NO_DATE = {"extensive_search": False, "original_date": True}
"""Trafilatura's date is not used, since it takes one from wherever it finds one: so it need not look far."""
_BLOCKS = ("p", "div", "br", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "figcaption", "pre")


class NoMarkup(InputError):
    """What was to be a web page is none."""


def is_page(head: bytes) -> bool:
    """Whether ``head`` is the beginning of a web page."""
    return bool(_PAGE.search(head[:1024]))


def article(raw: bytes, origin: str, options: ReadOptions, encoding: str | None = None, served: str = "") -> Article:
    """The article in the page ``raw``, its headline put first where the extracted text lacks it. ``encoding`` is what
    the server said, ``served`` the address that it was asked for. Raises InputError where there is none."""
    limit = 8 * options.longest
    if len(raw) > limit:
        raise InputError(f"a page of more than {limit} bytes; cut it or raise the limit ({LIMIT})")
    page = _decoded(raw, options.encoding, encoding)
    tree = _tree(clean(page.text))
    published, given = page_dates.published(tree)
    dek = _dek(tree)
    found = _extract(tree)
    text, notes = _with_title(clean(found.text or "").replace(_TWIN, ""), clean(found.title or ""))
    if reason := unusable(text, options):
        raise InputError(f"no article in this page: {reason}")
    return Article(
        id=stem(origin),
        text=text,
        origin=origin,
        published=published,
        outlet=_outlet(found, served),
        title=clean(found.title or "") or None,
        url=found.url or None,
        notes=(*page.notes, _NOTE, *notes, *undated(given, published)),
        dek=dek,
    )


def _outlet(found: Any, served: str) -> str | None:
    """The site's name for itself, else the host that served the page: who prints an agency's or a partner's article
    names theirs as the canonical address, from which trafilatura takes a name."""
    asked, canonical = _host(served), _host(found.url or "")
    named = found.sitename or found.hostname or ""
    return (asked if asked and _host(f"//{named}") == canonical else named) or asked or None


def _host(url: str) -> str:
    try:
        return re.sub(r"^(?:www|w\d+)\.", "", urlsplit(url).hostname or "")
    except ValueError:
        return ""


def fragment(markup: str) -> str:
    """The text of a piece of HTML, such as the summary in a feed; paragraphs and line breaks become lines."""
    if "<" not in markup and "&" not in markup:
        return markup
    from lxml import html
    from lxml.etree import ParserError

    try:
        tree = html.fromstring(f"<div>{clean(markup)}</div>")
    except (ParserError, ValueError):
        return ""
    for element in list(tree.iter("script", "style", "template")):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _decoded(raw: bytes, encoding: str | None, served: str | None) -> Decoded:
    """By the user's word, then the server's, then the page's own, where its bytes are in it."""
    told = _CHARSET.search(raw[:4096])
    name = (served or (told[1].decode("ascii") if told else "")).lower()
    if encoding is None and name and not raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            codec = codecs.lookup("windows-1252" if name in ("iso-8859-1", "latin1") else name).name
            if _WEB.fullmatch(codec):
                return Decoded(raw.decode(codec))
        except (LookupError, ValueError):
            pass  # pages lie about it: go by the bytes
    return decode(raw, encoding)


def _tree(page: str) -> Any:
    from trafilatura.utils import load_html

    if not page.strip():
        raise InputError("the file is empty")
    tree = load_html(page)
    if tree is None:
        tree = load_html(_framed(page))
    if tree is None:
        raise NoMarkup("holds no HTML")
    if sum(1 for _ in tree.iter()) > _NODES:
        raise InputError(_TOO_MANY)
    _keep_twins(tree)
    return tree


def _framed(page: str) -> str:
    """A piece of a page as the body of one: trafilatura takes a lone element for no HTML. Raises InputError where
    there are no tags, and where there are too many, which the parser would cut off by their depth."""
    tags = sum(1 for _ in islice(_TAG.finditer(page), _NODES + 1))
    if not tags:
        raise NoMarkup("holds no HTML")
    if tags > _NODES:
        raise InputError(_TOO_MANY)
    return f"<!doctype html>\n<html><body>{page}</body></html>"


def _keep_twins(tree: Any) -> None:
    """Mark every second of equal neighbours, so that trafilatura takes none for a repeat."""
    last, words, marked = None, "", False
    for element in tree.iter("p", "h1", "h2", "h3", "h4", "blockquote", "li"):
        before, words = words, "".join(element.itertext()).strip()
        marked = bool(words) and not marked and last is element.getprevious() and words == before
        if marked and len(element):
            element[-1].tail = (element[-1].tail or "") + _TWIN
        elif marked:
            element.text = (element.text or "") + _TWIN
        last = element


def _extract(tree: Any) -> Any:
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree, with_metadata=True, include_comments=False, deduplicate=False, date_extraction_params=_NO_DATE
        )
    except (LxmlError, RecursionError, ValueError) as error:
        raise InputError(f"the page cannot be taken apart: {str(error)[:80]}") from None
    if found is None:
        raise InputError("no article found in this page")
    return found


def _dek(tree: Any) -> tuple[str, ...]:
    """Lines that the page marks as its dek, by the name of a class or as ``alternativeHeadline``."""
    named = tree.xpath("//body//*[@class or @itemprop='alternativeHeadline']")
    parts = (
        part
        for element in islice(filter(_marks_dek, named), _DEKS)
        for part in (element, *islice(element.iter("p"), _DEKS))
    )
    found = (clean(" ".join("".join(part.itertext()).split())) for part in parts)
    return tuple(dict.fromkeys(line for line in found if 0 < len(line) <= _DEK_LENGTH))


def _marks_dek(element: Any) -> bool:
    names = (element.get("class") or "")[:400].split()
    return element.get("itemprop") == "alternativeHeadline" or any(_DEK.search(_HUMP.sub("-", name)) for name in names)


def _with_title(text: str, title: str) -> tuple[str, tuple[str, ...]]:
    """``text`` headed by ``title``, unless its first lines have it."""
    first = " ".join(text[: 4 * len(title) + 400].split()).casefold()
    if not title or not text or " ".join(title.split()).casefold() in first:
        return text, ()
    return f"{title}\n\n{text}", ("headline taken from the page's metadata",)
