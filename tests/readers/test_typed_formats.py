"""Parquet, SQLite, feeds and WARC: what goes in comes out, and what is broken says so."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import sqlite3
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import feeds, sources
from provenance.errors import InputError
from provenance.readers.jsonl import Jsonl
from provenance.readers.warc import Warc
from provenance.records import Article, ReadOptions, Refusal

TEXT = "The ferry to the islands was late again on Monday.\n\nThe harbour office gave no reason for the delay."


def _one(path: Path, options: ReadOptions | None = None) -> Article:
    (found,) = sources.read([path], options)
    assert isinstance(found, Article), found
    return found


# Parquet


def _parquet(path: Path, columns: dict[str, list[object]]) -> Path:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table(columns), path)
    return path


def test_parquet_rows_keep_their_columns_as_text(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "a.parquet", {"id": [7], "text": [TEXT], "tags": [["a", "b"]], "score": [1.5]})
    found = _one(path)
    assert (found.id, found.text, found.origin) == ("7", TEXT, f"{path}:1")
    assert dict(found.fields) == {"id": "7", "text": TEXT, "tags": '["a", "b"]', "score": "1.5"}


def test_parquet_that_cannot_be_sought_is_copied(tmp_path: Path) -> None:
    plain = _parquet(tmp_path / "a.parquet", {"text": [TEXT]})
    packed = tmp_path / "b.parquet.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert _one(packed).text == TEXT


def test_broken_parquet_is_one_refusal(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "a.parquet", {"text": [TEXT]})
    path.write_bytes(path.read_bytes()[:-20])
    (found,) = sources.read([path])
    assert isinstance(found, Refusal)
    assert "not Parquet" in found.reason


# SQLite


def _database(path: Path, *statements: str) -> Path:
    base = sqlite3.connect(path)
    for statement in statements:
        base.execute(statement)
    base.execute("INSERT INTO newsdata VALUES ('n1', 'Island Post', 'Late ferry', ?, 1700000000)", (TEXT,))
    base.commit()
    base.close()
    return path


TABLE = "CREATE TABLE newsdata (id TEXT, source TEXT, title TEXT, content TEXT, published_utc INTEGER)"


def test_sqlite_finds_the_table_that_holds_texts(tmp_path: Path) -> None:
    path = _database(tmp_path / "news.db", TABLE, "CREATE TABLE tweet (id TEXT, embedded TEXT)")
    found = _one(path)
    assert (found.id, found.outlet, found.title, found.text) == ("n1", "Island Post", "Late ferry", TEXT)
    assert dict(found.fields)["published_utc"] == "1700000000"


def test_sqlite_compressed_and_by_select(tmp_path: Path) -> None:
    path = _database(tmp_path / "news.db", TABLE)
    packed = tmp_path / "copy.sqlite.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    wanted = ReadOptions(table="SELECT id, content AS text FROM newsdata WHERE id = 'n1'")
    assert dict(_one(packed, wanted).fields) == {"id": "n1", "text": TEXT}


@pytest.mark.parametrize(
    ("table", "message"),
    [("nothing", "no table 'nothing'"), ("SELECT * FROM gone", "no such table"),
     ("SELECT load_extension('x') AS text", "not authorized")],
)  # fmt: skip
def test_sqlite_statements_that_cannot_be_are_refused(tmp_path: Path, table: str, message: str) -> None:
    path = _database(tmp_path / "news.db", TABLE)
    (found,) = sources.read([path], ReadOptions(table=table))
    assert isinstance(found, Refusal)
    assert message in found.reason


def test_sqlite_asks_where_two_tables_hold_texts(tmp_path: Path) -> None:
    path = _database(tmp_path / "news.db", TABLE, "CREATE TABLE more (id TEXT, content TEXT)")
    (found,) = sources.read([path])
    assert isinstance(found, Refusal)
    assert "more, newsdata" in found.reason


def test_sqlite_is_never_written(tmp_path: Path) -> None:
    path = _database(tmp_path / "news.db", TABLE)
    before = path.read_bytes()
    _one(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["news.db"]


# Feeds

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Island Post</title>
<item><title>Late &amp; later</title><link>https://example.org/1</link><guid>g1</guid><dc:creator>A. Writer</dc:creator>
<category>sea</category><category>travel</category><pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{TEXT.split(chr(10))[0]}</p><p>More<br>lines</p>]]>
</content:encoded></item><item><title>Only a title</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Island Post</title><entry><title>Late</title><id>tag:1</id>
<link rel="enclosure" href="https://example.org/a.mp3"/><link href="https://example.org/1"/>
<updated>2024-05-06T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content></entry></feed>"""


def test_rss_gives_full_content_and_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    first, second = sources.read([tmp_path / "a.rss"])
    assert isinstance(first, Article)
    assert first.text == f"Late & later\n\n{TEXT.splitlines()[0]}\nMore\nlines"
    assert (first.id, first.outlet, first.url) == ("g1", "Island Post", "https://example.org/1")
    assert first.published == "2024-05-06T10:00:00+02:00"
    assert dict(first.fields)["categories"] == "sea|travel"
    assert isinstance(second, Refusal)
    assert "title only" in second.reason


def test_atom_gives_xhtml_content(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ATOM)
    found = _one(tmp_path / "a.xml")
    assert (found.id, found.url, found.text) == ("tag:1", "https://example.org/1", "Late\n\nOne\nTwo")
    assert found.published is None, "the day of a change would make who was copied the copier"
    assert any("changed, not when" in note for note in found.notes)


def test_atom_s_structures_give_their_names_alone(tmp_path: Path) -> None:
    inner = (
        "<author><name>A. Writer</name><email>a@post.example</email></author><published>2024-05-05</published>"
        "<source><id>tag:9</id><title>Other Post</title><updated>2020-01-01</updated></source><updated>"
    )
    (tmp_path / "a.xml").write_text(ATOM.replace("<updated>", inner))
    found = _one(tmp_path / "a.xml")
    assert (found.outlet, dict(found.fields)["author"], found.published) == ("Other Post", "A. Writer", "2024-05-05")


@pytest.mark.parametrize("spoilt", ["a & b", "caf&eacute;", "R&D", "x \x0b y", "&", "a&b=c;"])
def test_an_ampersand_that_is_not_sound_spoils_nothing_behind_it(tmp_path: Path, spoilt: str) -> None:
    text = "&lt;p&gt;Fish &amp;amp; chips at AT&amp;T.&lt;/p&gt;&lt;p&gt;Open.&lt;/p&gt;"
    linked = "<link><![CDATA[https://example.org/1?a=1&b=2&nbsp;]]></link>"
    feed = (
        f"<rss><channel><title>Post</title><item><title>{spoilt}</title>{linked}"
        f"<description>{text}</description></item></channel></rss>"
    )
    for gap in ("", "<!--" + "x" * 32_700 + "-->"):
        (tmp_path / "a.rss").write_text(feed.replace("<item>", f"{gap}<item>"))
        found = _one(tmp_path / "a.rss")
        assert found.text.endswith("\n\nFish & chips at AT&T.\nOpen.")
        assert found.url == "https://example.org/1?a=1&b=2&nbsp;"
        assert (found.title or "").startswith(spoilt[0] if spoilt != "caf&eacute;" else "café")


def test_sound_ampersands_survive_any_cut_of_the_stream() -> None:
    text = b"<d>a &amp; b & c &eacute; <![CDATA[ & &eacute; ]]> &#233; &</d>"
    good = b"<d>a &amp; b &amp; c &#233; <![CDATA[ & &eacute; ]]> &#233; &amp;</d>"
    for size in range(1, len(text) + 1):
        mended = feeds._Mended(_Dripping(text, size))  # type: ignore[arg-type]
        assert b"".join(iter(mended.read, b"")) == good


class _Dripping(io.BytesIO):
    """A stream that gives few bytes at a time."""

    def __init__(self, raw: bytes, most: int) -> None:
        super().__init__(raw)
        self._most = most

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self._most)


def test_feed_does_not_resolve_entities(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    bomb = RSS.replace(
        '<?xml version="1.0"?>', f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    ).replace("Short.", "&x;")
    (tmp_path / "a.rss").write_text(bomb)
    assert not [one for one in sources.read([tmp_path / "a.rss"]) if "secret words" in str(one)]


@pytest.mark.parametrize("raw", ["<rss><channel><title>x</title></channel></rss>", "<a/>", "no xml at all"])
def test_feed_without_entries_is_one_refusal(tmp_path: Path, raw: str) -> None:
    (tmp_path / "a.rss").write_text(raw)
    (found,) = sources.read([tmp_path / "a.rss"])
    assert isinstance(found, Refusal)


# WARC

BODY = "".join(
    f"<p>{line} It was the third time this month, said the people who waited.</p>" for line in TEXT.split("\n\n")
)
PAGE = (
    f"<html><head><title>Late ferry</title></head><body><article><h1>Late ferry</h1>{BODY * 3}</article></body></html>"
)


def warc(number: int, block: bytes, kind: str = "response", media: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:08d}>\r\n"
        f"WARC-Date: 2024-05-06T10:00:00Z\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body: bytes, size: int) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def test_warc_pages_are_articles_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    records = [
        warc(1, b"software: none\r\n", "warcinfo", "application/warc-fields"),
        warc(2, http(PAGE.encode())),
        warc(3, http(PAGE.encode(), status="404 Not Found")),
        warc(4, http(b"\x89PNG", media="image/png")),
        warc(
            5,
            http(chunked(zlib.compress(PAGE.encode()), 100), "Transfer-Encoding: chunked", "Content-Encoding: deflate"),
        ),
        warc(6, TEXT.encode(), "conversion", "text/plain"),
        warc(7, http(b"<html><body></body></html>")),
    ]
    path.write_bytes(b"".join(gzip.compress(record) for record in records))
    found = list(sources.read([path]))
    articles = [one for one in found if isinstance(one, Article)]
    assert [one.id for one in articles] == ["00000002", "00000005", "00000006"]
    assert articles[0].text == articles[1].text
    assert "The harbour office gave no reason" in articles[0].text
    assert articles[2].text == TEXT
    assert articles[0].url == "https://example.org/2"
    assert [(one.record, one.stage) for one in found if isinstance(one, Refusal)] == [("00000007", "read")]


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("gzip", gzip.compress(PAGE[:90].encode()) + gzip.compress(PAGE[90:].encode())),
        ("deflate", zlib.compress(PAGE.encode())),
    ],
)
def test_warc_pages_whose_packing_breaks_off_are_refused(tmp_path: Path, packing: str, packed: bytes) -> None:
    header = f"Content-Encoding: {packing}"
    (tmp_path / "a.warc").write_bytes(warc(1, http(packed[:-9], header)) + warc(2, http(packed, header)))
    first, second = sources.read([tmp_path / "a.warc"])
    assert isinstance(first, Refusal)
    assert "breaks off" in first.reason
    assert isinstance(second, Article)


@given(st.binary(max_size=400), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_chunks_join_to_the_body(body: bytes, size: int) -> None:
    from provenance.readers.warc import _unchunked

    assert _unchunked(chunked(body, size)) == body


@given(st.integers(1, 7), st.integers(1, 9))
@settings(max_examples=20, deadline=None)
def test_warc_stretches_hold_what_the_whole_holds(size: int, records: int) -> None:
    whole = b"".join(warc(n, TEXT.encode(), "conversion", "text/plain") for n in range(records))
    reader = Warc()
    pieces = list(reader.stretches(io.BytesIO(whole), size) or ())
    apart = [one for before, piece in pieces for one in reader.read_stretch(piece, before, "a.warc")]
    assert apart == list(reader.read(io.BytesIO(whole), "a.warc"))
    assert len(pieces) == -(-records // size)


def test_warc_that_breaks_off_gives_what_it_had(tmp_path: Path) -> None:
    whole = warc(1, http(PAGE.encode())) + warc(2, http(PAGE.encode()))
    (tmp_path / "a.warc").write_bytes(whole[:-300])
    first, second = sources.read([tmp_path / "a.warc"])
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert "breaks off" in second.reason


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_warc_noise_ends_in_an_input_error_or_nothing(noise: bytes) -> None:
    stream = io.BufferedReader(io.BytesIO(b"WARC/1.0\r\n" + noise))  # type: ignore[arg-type]
    with contextlib.suppress(InputError):
        assert all(isinstance(found, Article | Refusal) for found in Warc().read(stream, "x.warc"))


LINES = st.sampled_from(
    [
        b'{"text": "One."}',
        b'{"id": "x", "text": "Two."}',
        b"",
        b"{broken",
        b"[1]",
        b'{"text": ""}',
        b'"\xff',
        b"{",
        b"x" * 200,
    ]
)


@given(st.lists(LINES, max_size=12), st.integers(1, 5), st.sampled_from([b"\n", b"\r\n"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_jsonl_stretches_hold_what_the_whole_holds(lines: list[bytes], size: int, end: bytes, last: bool) -> None:
    whole = b'{"text": "Begin."}' + end + end.join(lines) + (end if last else b"")
    reader = Jsonl(ReadOptions(longest=20))
    stream = io.BufferedReader(io.BytesIO(whole))  # type: ignore[arg-type]
    pieces = reader.stretches(stream, size)
    assert pieces is not None
    apart = [one for before, piece in pieces for one in reader.read_stretch(piece, before, "a.jsonl")]
    assert apart == list(reader.read(io.BytesIO(whole), "a.jsonl"))


@pytest.mark.parametrize(
    "raw",
    [b"[\n{}]", b'{"articles": [{"text": "a"}]}\n', b'{"articles": [\n]}', b"", b'{"text": "no line end"}', b"{\n}"],
)
def test_json_in_one_piece_is_not_cut(raw: bytes) -> None:
    assert Jsonl().stretches(io.BufferedReader(io.BytesIO(raw)), 3) is None  # type: ignore[arg-type]


def test_cells_are_text() -> None:
    from provenance import cells

    assert cells.text({"a": [1, None]}) == json.dumps({"a": [1, None]})
    assert cells.text(b"\xff") == "\ufffd"


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Kolding Post",
    "items": [
        {
            "id": "1",
            "url": "https://post.example/1",
            "title": "Harbour & quay reopen",
            "content_html": "<p>The harbour reopened.</p><p>Fish &amp; boats came in.</p>",
            "content_text": "Not this.",
            "date_published": "2024-06-18T14:05:00+02:00",
        },
        {"id": 2, "content_text": "One <b>sign.\nAnother.", "date_modified": "2024-06-19T10:00:00Z"},
        {"id": "3", "title": "A title alone"},
    ],
}


@pytest.mark.parametrize("indent", [None, 1])
def test_json_feed_is_read_as_other_feeds_are(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(JSON_FEED, indent=indent))
    first, second, third = sources.read([path])
    assert isinstance(first, Article)
    assert first.text == "Harbour & quay reopen\n\nThe harbour reopened.\nFish & boats came in."
    assert (first.id, first.outlet, first.published) == ("1", "Kolding Post", "2024-06-18T14:05:00+02:00")
    assert (first.title, first.url) == ("Harbour & quay reopen", "https://post.example/1")
    assert isinstance(second, Article)
    assert (second.id, second.text, second.published) == ("2", "One <b>sign.\nAnother.", None)
    assert isinstance(third, Refusal)
    assert "title only" in third.reason


@pytest.mark.parametrize("indent", [None, 1])
def test_an_empty_json_feed_is_one_refusal(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({**JSON_FEED, "items": []}, indent=indent))
    (found,) = sources.read([path])
    assert isinstance(found, Refusal)
    assert "empty" in found.reason
