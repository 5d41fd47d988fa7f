"""From addresses of feeds and pages to a file of articles, JSONL or WARC: what ``provenance fetch`` does."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import uuid
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urljoin, urlsplit

from provenance import feeds, pages
from provenance.errors import InputError, OptionError, OutputError
from provenance.fetch import Answer, Fetcher, FetchError
from provenance.records import ReadOptions, Refusal

_PAGES = ("text/html", "application/xhtml+xml", "")


def now() -> datetime:
    """This moment, UTC."""
    return datetime.now(UTC)


class Keeper(ABC):
    """Writes what was fetched, one page after the other, so that what is there stays whole when the rest fails."""

    @abstractmethod
    def known(self) -> frozenset[str]:
        """Addresses that the file has already."""

    @abstractmethod
    def keep(self, answer: Answer, feed: str, hint: dict[str, str]) -> None:
        """Add a page; ``hint`` is its address as named and what the feed says of it. Raises InputError where there is
        no article in it."""

    @abstractmethod
    def close(self) -> None:
        """Finish the file."""


class Lines(Keeper):
    """JSONL: the text cut out of each page. A file that is there is added to."""

    def __init__(self, path: Path) -> None:
        self._known = _mended(path)
        self._out = _appending(path)

    def known(self) -> frozenset[str]:
        return self._known

    def keep(self, answer: Answer, feed: str, hint: dict[str, str]) -> None:
        found = pages.article(answer.body, answer.url, ReadOptions(), _charset(answer), answer.url)
        record = {
            "id": answer.url,
            "url": answer.url,
            "title": found.title or hint.get("title") or None,
            "text": found.text,
            "published": found.published or hint.get("published") or None,
            "outlet": found.outlet or urlsplit(answer.url).hostname,
            "feed": feed or None,
            "link": hint["link"],
            "fetched": now().isoformat(timespec="seconds"),
        }
        self._out.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        self._out.flush()

    def close(self) -> None:
        self._out.close()


class Archive(Keeper):
    """WARC 1.1 (ISO 28500:2017): each answer as it came, unpacked; one gzip member a record where the name ends so."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise OptionError(f"{path} is there already, and archives are not added to: give another -o")
        self._packed = path.suffix == ".gz"
        self._out = _appending(path)
        self._record("warcinfo", "", "application/warc-fields", b"format: WARC File Format 1.1\r\n")

    def known(self) -> frozenset[str]:
        return frozenset()

    def keep(self, answer: Answer, feed: str, hint: dict[str, str]) -> None:
        headers = [(k, v) for k, v in answer.headers if k.lower() not in _CHANGED]
        headers.append(("Content-Length", str(len(answer.body))))
        head = f"HTTP/1.1 {answer.status} {answer.reason}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers) + "\r\n"
        block = head.encode("latin-1", "replace") + answer.body
        self._record("response", answer.url, "application/http; msgtype=response", block)

    def _record(self, kind: str, url: str, media: str, block: bytes) -> None:
        digest = hashlib.sha256(block).hexdigest()
        lines = [
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>",
            f"WARC-Date: {now().strftime('%Y-%m-%dT%H:%M:%SZ')}",
            *([f"WARC-Target-URI: {url}"] if url else []),
            f"WARC-Block-Digest: sha256:{digest}",
            f"Content-Type: {media}",
            f"Content-Length: {len(block)}",
        ]
        record = "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
        self._out.write(gzip.compress(record, mtime=0) if self._packed else record)
        self._out.flush()

    def close(self) -> None:
        self._out.close()


_CHANGED = ("content-encoding", "transfer-encoding", "content-length", "set-cookie")


def keeper(path: Path) -> Keeper:
    """The writer for a file's name. Raises OptionError for an ending that is not known."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".warc"):
        return Archive(path)
    if name.endswith((".jsonl", ".ndjson")) and path.suffix != ".gz":
        return Lines(path)
    raise OptionError(f"{path}: the name must end in .jsonl, .warc or .warc.gz")


def harvest(addresses: Iterable[str], fetcher: Fetcher, into: Keeper, most: int = 100) -> Iterator[Refusal | str]:
    """Fetch feeds and the pages that they name, or pages themselves; yields each address kept, and what was not.

    ``most`` pages of a feed, the first in it; hosts take turns, so that one host's pause is another's time.
    """
    known = set(into.known())
    entries: list[Entry] = []
    for address in addresses:
        if address in known:
            continue
        try:
            answer = fetcher.get(address)
            if answer.status == 200 and feeds.is_feed(answer.body[:4096]):
                entries += _entries(answer, address, most)
            else:
                yield _kept(answer, into, "", {"link": address}, known)
                known.add(address)
        except InputError as error:
            yield Refusal(address, "fetch", str(error))
    for feed, hint in _turns(entries):
        if hint["link"] not in known:
            try:
                yield _kept(fetcher.get(hint["link"]), into, feed, hint, known)
            except FetchError as error:
                yield Refusal(hint["link"], "fetch", str(error))
            known.add(hint["link"])


Entry = tuple[str, dict[str, str]]
"""A feed's address and what an entry of it tells."""


def _entries(answer: Answer, address: str, most: int) -> list[Entry]:
    """The entries of a feed that name a page. Raises InputError for what is no feed after all."""
    found: list[Entry] = []
    for _, values in feeds.entries(io.BytesIO(answer.body)):
        if len(found) >= most:
            break
        if values["link"]:
            wanted = ("title", "published")
            link = urljoin(answer.url, values["link"])
            found.append((address, {**{name: values[name] for name in wanted}, "link": link}))
    return found


def _turns(items: Iterable[Entry]) -> Iterator[Entry]:
    """The same items, hosts in turn."""
    queues: dict[str, deque[Entry]] = {}
    for item in items:
        queues.setdefault(urlsplit(item[1]["link"]).hostname or "", deque()).append(item)
    while queues:
        for host in list(queues):
            yield queues[host].popleft()
            if not queues[host]:
                del queues[host]


def _kept(answer: Answer, into: Keeper, feed: str, hint: dict[str, str], known: set[str]) -> Refusal | str:
    if answer.status != 200:
        return Refusal(answer.url, "fetch", f"the site answers {answer.status} {answer.reason}")
    if answer.media not in _PAGES:
        return Refusal(answer.url, "fetch", f"{answer.media} is no page")
    if answer.url in known and answer.url != hint["link"]:
        return Refusal(answer.url, "fetch", f"{hint['link']} leads to a page that is there already")
    try:
        into.keep(answer, feed, hint)
    except InputError as error:
        return Refusal(answer.url, "fetch", str(error))
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}; what was fetched before is kept") from None
    known.add(answer.url)
    return answer.url


def _charset(answer: Answer) -> str | None:
    for part in answer.header("content-type").split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset" and value:
            return value.strip("\"' ")
    return None


def _appending(path: Path) -> BinaryIO:
    try:
        return cast(BinaryIO, open(path, "ab"))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from None


def _mended(path: Path) -> frozenset[str]:
    """Addresses in a file that is there; a last line that broke off is cut away, one that lacks but its end gets it."""
    if not path.exists():
        return frozenset()
    found: set[str] = set()
    good = 0
    line = b"\n"
    with open(path, "rb") as source:
        for line in source:
            try:
                record = json.loads(line)
            except ValueError:
                if line.startswith(b"{") and not line.endswith(b"\n"):
                    break
                raise OptionError(f"{path} holds something else than fetched articles: give another -o") from None
            good += len(line)
            found.update(record[name] for name in ("url", "link") if isinstance(record, dict) and record.get(name))
    if good < path.stat().st_size:
        with open(path, "r+b") as out:
            out.truncate(good)
    elif not line.endswith(b"\n"):
        with open(path, "ab") as out:
            out.write(b"\n")
    return frozenset(found)
