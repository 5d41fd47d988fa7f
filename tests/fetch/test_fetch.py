"""Fetching: what a site gives, what it forbids, and what must not be asked at all. A server of our own answers."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from provenance import sources
from provenance.errors import OptionError
from provenance.fetch import Fetcher, FetchError, Manners, is_public, proper
from provenance.harvest import harvest, keeper
from provenance.records import Article, Refusal
from provenance.unpack import Unpacker

WORDS = "The ferry to the islands was late again on Monday, and the harbour office gave no reason for the delay. "
PAGE = (
    f"<html><head><title>Late ferry</title></head><body><article><h1>Late ferry</h1><p>{WORDS * 6}</p></article></body>"
)
HTML = "text/html; charset=utf-8"


class Site(BaseHTTPRequestHandler):
    """Answers from ``pages``: path to (status, headers, body)."""

    pages: dict[str, tuple[int, dict[str, str], bytes]]
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        status, headers, body = self.pages.get(self.path, (404, {}, b""))
        if status == 0:
            time.sleep(1.5)
            return
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if "Drip" in headers:
            for byte in body:
                self.wfile.write(bytes((byte,)))
                self.wfile.flush()
                time.sleep(0.1)
        else:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    kind = type("Ours", (Site,), {"pages": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", kind
    server.shutdown()
    server.server_close()


def fetcher(**given: object) -> Fetcher:
    return Fetcher(Manners(**{"pause": 0.0, "private": True, "timeout": 1.0, **given}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "not an address"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "//example.org", "http://", "http://a:b@c/",
                                 "http://[::1", "http://x:99999/", "javascript:1", ""])  # fmt: skip
def test_addresses_that_are_never_asked(url: str) -> None:
    with pytest.raises(FetchError):
        proper(url)


def test_private_addresses_are_refused_unless_allowed(site: tuple[str, type[Site]]) -> None:
    with pytest.raises(FetchError, match="not of the public internet"):
        fetcher(private=False).get(site[0] + "/a")
    assert site[1].asked == []


def test_a_name_that_resolves_to_a_private_address_is_refused() -> None:
    ours = Fetcher(Manners(pause=0.0), resolve=lambda host, port: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        ours.get("http://example.org/")


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that resolves anew to something else (DNS rebinding) gets no second chance."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked: list[str] = []

    def connect(address: str, port: int, timeout: float) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError("refused")

    ours = Fetcher(Manners(pause=0.0, obey=False), resolve=lambda host, port: next(answers), connect=connect)
    with pytest.raises(FetchError):
        ours.get("http://example.org/")
    assert asked == ["93.184.215.14"]


def test_redirects_go_through_the_same_gate(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    port = int(url.rsplit(":", 1)[1])
    kind.pages = {"/a": (302, {"Location": "http://inside.example/b"}, b"")}
    names = {"out.example": ["93.184.215.14"], "inside.example": ["169.254.169.254"]}

    def connect(address: str, port_: int, timeout: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", port), timeout)

    ours = Fetcher(Manners(pause=0.0), resolve=lambda host, port_: names[host], connect=connect)
    with pytest.raises(FetchError, match=r"inside\.example: 169\.254\.169\.254"):
        ours.get("http://out.example/a")
    assert [path for path, _ in kind.asked] == ["/robots.txt", "/a"]


def test_redirects_are_followed_and_end(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    kind.pages = {"/a": (301, {"Location": "b"}, b""), "/b": (200, {"Content-Type": HTML}, b"end"),
                  "/loop": (302, {"Location": "/loop"}, b"")}  # fmt: skip
    found = fetcher().get(url + "/a")
    assert (found.url, found.body) == (url + "/b", b"end")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher().get(url + "/loop")


def test_robots_are_obeyed_also_after_a_redirect(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    kind.pages = {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /no"), "/a": (302, {"Location": "/no/b"}, b"")}
    for path in ("/no", "/a"):
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetcher().get(url + path)
    assert not any(path.startswith("/no") for path, _ in kind.asked)


def test_a_site_in_trouble_allows_nothing(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    kind.pages = {"/robots.txt": (503, {}, b""), "/a": (200, {}, b"x")}
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher().get(url + "/a")


def test_robots_are_asked_once_and_the_name_is_told(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    kind.pages = {"/a": (200, {}, b"x")}
    ours = fetcher(contact="me@example.org")
    ours.get(url + "/a")
    ours.get(url + "/a")
    assert [path for path, _ in kind.asked] == ["/robots.txt", "/a", "/a"]
    assert all(agent.endswith("(+me@example.org)") for _, agent in kind.asked)


def test_hosts_get_their_pause(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    kind.pages = {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7"), "/a": (200, {}, b"x")}
    slept: list[float] = []
    ours = fetcher(pause=3.0)
    ours.clock, ours.sleep = lambda: 100.0, slept.append
    for _ in range(3):
        ours.get(url + "/a")
    assert slept == [3.0, 7.0, 7.0]


def test_big_answers_are_refused_packed_or_not(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    big = b"x" * 300_000
    kind.pages = {"/big": (200, {}, big), "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(big))}
    for path in ("/big", "/bomb"):
        with pytest.raises(FetchError, match="more than 200000 bytes"):
            fetcher(size=200_000).get(url + path)
    assert fetcher().get(url + "/bomb").body == big


PARTS = [WORDS.encode() * 3000, b"", b"The end."]


@pytest.mark.parametrize("between", [b"", b"\0" * 512])
@pytest.mark.parametrize("behind", [b"", b"\0" * 100_000, b"junk", b"\x1f", b"junk" + gzip.compress(b"not ours")])
def test_all_members_of_a_packed_answer_are_read(site: tuple[str, type[Site]], between: bytes, behind: bytes) -> None:
    url, kind = site
    packed = between.join(map(gzip.compress, PARTS)) + behind
    kind.pages = {"/a": (200, {"Content-Encoding": "gzip"}, packed)}
    assert fetcher().get(url + "/a").body == b"".join(PARTS)


@pytest.mark.parametrize("cut", [1, 9, 17, 24])
def test_members_that_come_byte_by_byte_are_the_same(cut: int) -> None:
    packed, unpacker = b"".join(map(gzip.compress, PARTS)), Unpacker()
    pieces = (packed[at : at + cut] for at in range(0, len(packed), cut))
    assert b"".join(part for piece in pieces for part in unpacker.unpack(piece)) == b"".join(PARTS)
    assert unpacker.whole


def test_a_bomb_in_a_later_member_and_a_flood_of_empty_ones_are_refused(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    bomb = gzip.compress(b"x") + gzip.compress(b"x" * 300_000)
    kind.pages = {path: (200, {"Content-Encoding": "gzip"}, body)
                  for path, body in (("/bomb", bomb), ("/flood", gzip.compress(b"") * 12_000))}  # fmt: skip
    for path in kind.pages:
        with pytest.raises(FetchError, match="more than 200000 bytes"):
            fetcher(size=200_000).get(url + path)


def test_slow_answers_are_refused(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    kind.pages = {"/silent": (0, {}, b""), "/drip": (200, {"Drip": "1"}, b"x" * 100)}
    with pytest.raises(FetchError, match="no answer in time"):
        fetcher(timeout=0.3).get(url + "/silent")
    began = time.monotonic()
    with pytest.raises(FetchError, match="no answer in time"):
        fetcher(longest=1.0).get(url + "/drip")
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Length": "900"}, PAGE.encode()[:600]),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())[:-9]),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"one") + gzip.compress(PAGE.encode())[:-9]),
        ({"Transfer-Encoding": "chunked"}, b"%x\r\n" % len(PAGE) + PAGE.encode()[:600]),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_answers_that_break_off_are_refused(
    site: tuple[str, type[Site]], headers: dict[str, str], body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, kind = site
    monkeypatch.setattr(kind, "protocol_version", "HTTP/1.1")
    kind.pages = {"/robots.txt": (404, {"Content-Length": "0"}, b""),
                  "/a": (200, {"Content-Type": HTML, "Connection": "close", **headers}, body)}  # fmt: skip
    with pytest.raises(FetchError, match="/a: the answer breaks off"):
        fetcher().get(url + "/a")


def test_an_empty_answer_is_not_broken_off(site: tuple[str, type[Site]]) -> None:
    url, kind = site
    kind.pages = {"/a": (200, {"Content-Encoding": "gzip", "Content-Length": "0"}, b"")}
    assert fetcher().get(url + "/a").body == b""


def feed(url: str, *paths: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'.encode()


@pytest.mark.parametrize("name", ["news.jsonl", "news.warc", "news.warc.gz"])
def test_a_feed_becomes_a_file_that_is_read_again(site: tuple[str, type[Site]], tmp_path: Path, name: str) -> None:
    url, kind = site
    kind.pages = {
        "/rss": (200, {"Content-Type": "application/rss+xml"}, feed(url, "/1", f"{url}/2", "/gone")),
        "/1": (200, {"Content-Type": HTML}, PAGE.encode()),
        "/2": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    }
    into = keeper(tmp_path / name)
    found = list(harvest([url + "/rss"], fetcher(), into))
    into.close()
    assert [one for one in found if isinstance(one, str)] == [f"{url}/1", f"{url}/2"]
    assert [one.origin for one in found if isinstance(one, Refusal)] == [f"{url}/gone"]
    articles = list(sources.read([tmp_path / name]))
    assert [one.url for one in articles if isinstance(one, Article)] == [f"{url}/1", f"{url}/2"]
    assert all("gave no reason" in one.text for one in articles if isinstance(one, Article))


def test_jsonl_is_added_to_and_mended(site: tuple[str, type[Site]], tmp_path: Path) -> None:
    url, kind = site
    path = tmp_path / "news.jsonl"
    kind.pages = {"/rss": (200, {}, feed(url, "/1")), "/1": (200, {"Content-Type": HTML}, PAGE.encode())}
    for _ in range(2):
        into = keeper(path)
        list(harvest([url + "/rss"], fetcher(), into))
        into.close()
    assert [one for one, _ in kind.asked].count("/1") == 1
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"broken')
    keeper(path).close()
    assert path.read_bytes() == whole
    assert json.loads(whole)["url"] == url + "/1"


def test_a_whole_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    record = b'{"url": "https://example.org/1", "text": "One."}'
    path.write_bytes(record + b"\n" + record)
    into = keeper(path)
    into.close()
    assert into.known() == {"https://example.org/1"}
    assert path.read_bytes() == (record + b"\n") * 2


def test_a_page_named_again_is_added_once(site: tuple[str, type[Site]], tmp_path: Path) -> None:
    url, kind = site
    path = tmp_path / "news.jsonl"
    kind.pages = {"/1": (200, {"Content-Type": HTML}, PAGE.encode()), "/old": (302, {"Location": "/1"}, b"")}
    for asked in (["/old", "/old"], ["/old"]):
        into = keeper(path)
        found = [str(one) for one in harvest([url + one for one in asked], fetcher(), into)]
        into.close()
        assert found == ([url + "/1"] if len(asked) > 1 else [])
    (record,) = map(json.loads, path.read_text().splitlines())
    assert (record["url"], record["link"]) == (url + "/1", url + "/old")


def test_a_page_that_leads_to_one_that_is_there_is_not_added(site: tuple[str, type[Site]], tmp_path: Path) -> None:
    url, kind = site
    kind.pages = {"/1": (200, {"Content-Type": HTML}, PAGE.encode()), "/old": (302, {"Location": "/1"}, b"")}
    into = keeper(tmp_path / "news.jsonl")
    first, second = harvest([url + "/1", url + "/old"], fetcher(), into)
    into.close()
    assert first == url + "/1"
    assert isinstance(second, Refusal)
    assert second.reason == f"{url}/old leads to a page that is there already"


def test_files_that_cannot_be_added_to_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"")
    (tmp_path / "a.jsonl").write_bytes(b"not ours\n")
    (tmp_path / "b.jsonl").write_bytes(b"not ours")
    for name in ("a.warc", "a.jsonl", "b.jsonl", "a.txt"):
        with pytest.raises(OptionError):
            keeper(tmp_path / name)
    assert (tmp_path / "b.jsonl").read_bytes() == b"not ours"
