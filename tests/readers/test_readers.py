"""Every kind of input ends in an article with the right text or in one clear line, and the rest goes on."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
from pathlib import Path

import pytest

from provenance.batch.inputs import expand
from provenance.errors import OptionError
from provenance.pipeline import regions
from provenance.records import Article, ReadOptions, Refusal
from provenance.sources import SPECIAL, read

TEXT = "Harbour reopens\n\nThe harbour reopened on Monday after the storm, the mayor of Kolding said."


def only(path: Path, **options: object) -> Article:
    (found,) = read([path], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def refused(path: Path, **options: object) -> str:
    (found,) = read([path], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Refusal), found
    assert "\n" not in found.reason
    return found.reason


def write(path: Path, raw: bytes | str) -> Path:
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress, bytes])
def test_compression_goes_by_content(tmp_path: Path, pack: type[bytes]) -> None:
    assert only(write(tmp_path / "a.txt.gz", pack(TEXT.encode()))).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_unicode_encodings_need_no_guess(tmp_path: Path, encoding: str) -> None:
    text = TEXT + " Žluťoučký kůň, “Łódź”, Київ."
    assert only(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_a_few_nul_bytes_make_no_wide_text(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a.txt", b"a\0b\0 text " + "é".encode() + b" end")).text == "ab text é end"


def test_legacy_encodings_are_guessed_and_said_so(tmp_path: Path) -> None:
    text = "Die Bürgermeisterin von Köln erklärte, die Brücke über den Fluß müsse größer werden. " * 5
    article = only(write(tmp_path / "a.txt", text.encode("cp1252")))
    assert article.text == text
    assert any("guessed" in note for note in article.notes)


def test_a_named_encoding_is_binding(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Київ".encode("cp1251"))
    assert only(path, encoding="cp1251").text == "Київ"
    assert "ascii" in refused(path, encoding="ascii")
    with pytest.raises(OptionError):
        only(path, encoding="klingon")
    table = write(tmp_path / "a.csv", b"id,text\n1,one\n")
    for name in ("klingon", "rot13"):
        with pytest.raises(OptionError, match=name):
            only(table, encoding=name)
    assert "not in utf-16" in refused(table, encoding="utf-16")


def test_broken_bytes_in_utf8_are_mended(tmp_path: Path) -> None:
    text = "„Grüße“ aus Kärnten über die Straße für Ärzte"
    article = only(write(tmp_path / "a.txt", text.encode() + b"\xff."))
    assert article.text == text + "\ufffd."
    assert article.notes


def test_nul_and_surrogates_leave_the_text(tmp_path: Path) -> None:
    raw = TEXT.encode() + b"\x00 and \xed\xa0\x80 more"
    assert only(write(tmp_path / "a.txt", raw)).text == TEXT + " and  more"


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00" * 50, "empty|binary"),
        (bytes(range(32)) * 99, "binary"),
        (bytes(range(256)) * 12, "binary"),
        (random.Random(0).randbytes(3000), "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\xff\xfe", "empty"),
    ],
)
def test_what_is_no_text_is_one_line(tmp_path: Path, raw: bytes, word: str) -> None:
    reason = refused(write(tmp_path / "a.txt", raw))
    assert any(part in reason for part in word.split("|")), reason


def test_length_is_bounded_before_memory_is(tmp_path: Path) -> None:
    packed = gzip.compress(b"a " * 1_000_000)
    assert "longer" in refused(write(tmp_path / "a.txt.gz", packed), longest=1000)
    assert "more than" in refused(write(tmp_path / "b.txt", "a" * 1001), longest=1000)


def test_damaged_archives_are_refused(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode())[:-20]))
    assert refused(write(tmp_path / "b.txt.xz", lzma.compress(TEXT.encode())[:-20]))
    assert refused(write(tmp_path / "c.txt.xz", lzma.compress(TEXT.encode())[:12] + b"x" * 90))


def test_zstandard_is_read_over_frames_and_refused_where_it_is_damaged_or_breaks_off(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    frame = zstandard.ZstdCompressor(write_checksum=True).compress(TEXT.encode())
    skipped = b"\x50\x2a\x4d\x18\x04\0\0\0none"
    assert only(write(tmp_path / "a.txt.zst", frame + skipped + frame)).text == TEXT * 2
    assert "checksum" in refused(write(tmp_path / "b.txt.zst", frame[:-1] + b"x"))
    assert refused(write(tmp_path / "c.txt.zst", frame + b"behind it"))
    for whole in (frame, frame + frame):
        for cut in (1, 20):
            assert "breaks off" in refused(write(tmp_path / "d.txt.zst", whole[:-cut]))


def test_a_zstandard_file_that_breaks_off_gives_what_it_had(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    lines = b"".join(b'{"text": "%s"}\n' % random.Random(n).randbytes(50).hex().encode() for n in range(3000))
    raw = zstandard.ZstdCompressor().compress(lines)
    first, *_, last = read([write(tmp_path / "a.jsonl.zst", raw[: len(raw) // 2])])
    assert isinstance(first, Article)
    assert isinstance(last, Refusal)
    assert "breaks off" in last.reason


def test_folders_are_walked_by_name_and_hidden_files_passed_over(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/b.txt", "in/deep/a.txt", "in/.hidden.txt", "in/z.png"):
        write(tmp_path / name, TEXT)
    found = list(read([tmp_path / "in"]))
    assert [Path(one.origin).name for one in found] == ["b.txt", "a.txt", "z.png"]
    assert isinstance(found[2], Refusal)
    assert ".png" in found[2].reason


def test_missing_unreadable_and_empty_folders_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    good = write(tmp_path / "good.txt", TEXT)
    paths = [tmp_path / "none.txt", tmp_path / "empty", tmp_path / "x*", good, tmp_path / "a\x00b", "\udcff"]
    found = list(read(paths))
    assert [type(one) for one in found] == [Refusal, Refusal, Refusal, Article, Refusal, Refusal]


def test_a_folder_below_that_nobody_may_enter_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may run as root, whom no mode keeps out."""
    (tmp_path / "in" / "closed").mkdir(parents=True)
    write(tmp_path / "in" / "closed" / "a.txt", TEXT)
    write(tmp_path / "in" / "b.txt", TEXT)
    monkeypatch.setattr("provenance.sources.os.access", lambda path, mode: "closed" not in str(path))
    good, closed = read([tmp_path / "in"])
    assert isinstance(good, Article)
    assert isinstance(closed, Refusal)
    assert (Path(closed.origin).name, closed.reason) == ("closed", "Permission denied")
    (alone,) = read([tmp_path / "in" / "closed"])
    assert isinstance(alone, Refusal)
    assert alone.reason == "Permission denied"


def test_patterns_are_expanded_but_names_go_first(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "a[1].txt"):
        write(tmp_path / name, name + " is text")
    assert len(list(read([tmp_path / "a?.txt"]))) == 2
    assert only(tmp_path / "a[1].txt").text == "a[1].txt is text"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_in_a_folder_are_told_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    os.mkfifo(tmp_path / "p.txt")
    for path in (tmp_path, tmp_path / "*.txt"):
        article, pipe = read([path])
        assert isinstance(article, Article)
        assert pipe == Refusal(str(tmp_path / "p.txt"), "read", SPECIAL)
    told = dict(expand([str(tmp_path)]))
    assert told == {str(tmp_path / "a.txt"): "", str(tmp_path / "p.txt"): SPECIAL}


def test_standard_input_goes_by_content() -> None:
    (plain,) = read(["-"], stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(plain, Article)
    assert (plain.id, plain.text) == ("stdin", TEXT)
    (record,) = read(["-"], stdin=io.BytesIO(b'{"text": "One line."}\n'))
    assert isinstance(record, Article)
    assert record.text == "One line."
    (row,) = read(["-"], ReadOptions(format="csv"), io.BytesIO(b"text,id\nOne row.,7\n"))
    assert isinstance(row, Article)
    assert row.id == "7"


def test_an_unknown_format_is_wrong_use() -> None:
    with pytest.raises(OptionError, match="known"):
        list(read(["-"], ReadOptions(format="docx"), io.BytesIO()))


def test_jsonl_keeps_fields_and_goes_on_after_bad_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"uid": 3, "text": "Good one.", "tags": ["a", "ü"], "none": None}),
        "{broken",
        "[1, 2]",
        json.dumps({"text": ""}),
        json.dumps({"label": "no text here"}),
        "[" * 100_000,
        "",
        json.dumps({"text": "\ud800Last one."}),
    ]
    found = list(read([write(tmp_path / "a.jsonl", "\n".join(lines))]))
    assert [one.text for one in found if isinstance(one, Article)] == ["Good one.", "Last one."]
    assert [one.record for one in found if isinstance(one, Refusal)] == ["2", "3", "4", "5", "6"]
    assert isinstance(found[0], Article)
    assert found[0].fields == (("uid", "3"), ("text", "Good one."), ("tags", '["a", "ü"]'), ("none", ""))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("indent", [None, 1])
def test_json_in_wide_encodings_is_read_by_its_mark(tmp_path: Path, encoding: str, indent: int | None) -> None:
    rows = [{"id": "1", "text": "Straße"}, {"id": "2", "text": "Київ"}]
    raw = json.dumps(rows, indent=1) if indent else "\n".join(map(json.dumps, rows)) + "\n"
    path = write(tmp_path / "a.jsonl", raw.encode(encoding))
    for told in (None, encoding):
        found = read([path], ReadOptions(encoding=told))
        assert [one.text for one in found if isinstance(one, Article)] == ["Straße", "Київ"]


def test_a_list_of_strings_is_a_text_in_paragraphs(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.jsonl", json.dumps({"text": ['He said "no".', "", "It rained."]})))
    assert article.text == 'He said "no".\n\nIt rained.'
    assert article.fields == (("text", '["He said \\"no\\".", "", "It rained."]'),)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (12, "text is a number, not a string"),
        (1.5, "text is a number, not a string"),
        (True, "text is true or false, not a string"),
        ({"body": "It rained."}, "text is an object, not a string"),
        (["It rained.", 3], "text is a list that holds a number, not strings alone"),
        ([["It rained."]], "text is a list that holds a list, not strings alone"),
        (float("nan"), "the text is empty"),
        ([], "the text is empty"),
    ],
)
def test_a_text_that_is_no_string_is_refused(tmp_path: Path, value: object, reason: str) -> None:
    for document in (json.dumps({"text": value}), json.dumps([{"text": value}], indent=1)):
        (found,) = read([write(tmp_path / "a.json", document)])
        assert isinstance(found, Refusal)
        assert (found.reason, found.record) == (reason, "1")


def test_an_id_or_title_that_is_an_object_is_passed_over_with_a_remark(tmp_path: Path) -> None:
    record = {"id": {"$oid": "66"}, "title": ["Rain"], "text": "It rained."}
    article = only(write(tmp_path / "a.jsonl", json.dumps(record)))
    assert (article.id, article.title) == ("a:1", None)
    assert article.notes == (
        "id is an object, not a string, and is passed over",
        "title is a list, not a string, and is passed over",
    )
    assert only(write(tmp_path / "b.jsonl", json.dumps({"id": 7, "text": "It rained."}))).id == "7"


def test_json_documents_are_lists_objects_and_wrapped_lists(tmp_path: Path) -> None:
    record = {"title": "T", "maintext": "Body.", "date_publish": "2024-06-20 12:30:00", "source_domain": "a.example"}
    for name, document in (("a", record), ("b", [record]), ("c", {"articles": [record]})):
        for indent in (1, None):
            article = only(write(tmp_path / f"{name}.json", json.dumps(document, indent=indent)))
            assert (article.text, article.outlet, article.published) == ("Body.", "a.example", "2024-06-20T12:30:00")


def test_a_wrapped_list_on_one_line_has_all_its_records_and_a_record_with_a_list_is_one_record(tmp_path: Path) -> None:
    wrapped = json.dumps({"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}]})
    for content in (wrapped, wrapped + "\n\n"):
        assert [one.text for one in read([write(tmp_path / "a.json", content)])] == ["One.", "Two."]  # type: ignore[union-attr]
    for indent in (1, None):
        record = json.dumps({"text": "One.", "items": [{"text": "No."}]}, indent=indent)
        assert only(write(tmp_path / "b.json", record)).text == "One."
    found = list(read([write(tmp_path / "c.jsonl", f'{wrapped}\n{{"text": "Rain."}}\n')]))
    assert [type(one) for one in found] == [Refusal, Article]


def test_a_line_beyond_all_bounds_is_refused_and_read_over(tmp_path: Path) -> None:
    raw = '{"text": "' + "a" * 20_000 + '"}\n{"text": "short"}\n'
    found = list(read([write(tmp_path / "a.jsonl", raw)], ReadOptions(longest=1000)))
    assert isinstance(found[0], Refusal)
    assert isinstance(found[1], Article)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_told_from_the_first_line(tmp_path: Path, separator: str) -> None:
    raw = separator.join(("id", "text", "date")) + "\r\n" + separator.join(("7", '"A ""b""\nc, d; e"', "2024-06-20"))
    article = only(write(tmp_path / "a.csv", raw))
    assert (article.id, article.text, article.published) == ("7", 'A "b"\nc, d; e', "2024-06-20")
    assert article.fields == (("id", "7"), ("text", 'A "b"\nc, d; e'), ("date", "2024-06-20"))


def test_quotations_at_the_beginning_of_a_cell_between_tabs_stay(tmp_path: Path) -> None:
    raw = 'id\ttext\n1\t"It is old," she said.\n2\t"It is open.\n3\tHe said "no".\n'
    found = list(read([write(tmp_path / "a.tsv", raw)]))
    texts = ['"It is old," she said.', '"It is open.', 'He said "no".']
    assert [one.text for one in found if isinstance(one, Article)] == texts
    quoted = 'id\ttext\n1\t"A ""b"" c\n""D,"" e\n"\t\n2\t"F"\n'.replace("\t\n", "\n")
    assert [one.text for one in read([write(tmp_path / "b.tsv", quoted)]) if isinstance(one, Article)] == [
        'A "b" c\n"D," e\n', "F"
    ]  # fmt: skip


def test_names_of_columns_may_be_written_for_people(tmp_path: Path) -> None:
    raw = "Article ID,Date Published,Source-Name,Full Text\n7,2024-06-20,Wave,Body\n"
    article = only(write(tmp_path / "a.csv", raw))
    assert (article.id, article.published, article.outlet, article.text) == ("7", "2024-06-20", "Wave", "Body")


def test_a_bad_row_is_one_line_and_the_next_rows_are_read(tmp_path: Path) -> None:
    raw = "id,text\n1,one,extra,\n2,two\n3,\n4," + "x" * 9000 + '\n5,five\n6,"open\n7,seven\n'
    found = list(read([write(tmp_path / "a.csv", raw)], ReadOptions(longest=1000)))
    assert [one.id for one in found if isinstance(one, Article)] == ["2", "5"]
    reasons = {one.record: one.reason for one in found if isinstance(one, Refusal)}
    assert set(reasons) == {"1", "3", "4", "6"}
    assert "never closed" in reasons["6"]


def test_rows_in_another_encoding_are_mended_one_by_one(tmp_path: Path) -> None:
    raw = b"id,text\n1,Stra\xc3\x9fe\n2,Die Stra\xdfe f\xfchrt \xfcber die Br\xfccke\n"
    first, second = read([write(tmp_path / "a.csv", raw)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, second.text) == ("Straße", "Die Straße führt über die Brücke")
    assert second.notes


def test_a_row_with_a_binary_cell_is_one_line_and_the_next_rows_are_read(tmp_path: Path) -> None:
    raw = "id,text\n1,één\n2,".encode() + b"\x89PNG\xff\xd8\xfe\n3,three\n"
    first, second, third = read([write(tmp_path / "a.csv", raw)])
    assert isinstance(first, Article)
    assert isinstance(second, Refusal)
    assert (second.record, second.reason[:11]) == ("2", "is a PNG im")
    assert isinstance(third, Article)


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "head,lead,main,when,paper\nH,L,M,20240620T120000Z,Daily Wave\n")
    article = only(path, text=("head", "main"), published="when", outlet="paper", id="lead")
    assert (article.text, article.published, article.outlet, article.id) == (
        "H\n\nM",
        "2024-06-20T12:00:00Z",
        "Daily Wave",
        "L",
    )
    assert "text column" in refused(path)
    assert "no column 'nope'" in refused(path, text=("nope",))


def test_records_may_lack_a_named_column(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"main": "One.", "key": "k"}\n{"main": "Two."}\n{"key": "l"}\n')
    one, two, three = read([path], ReadOptions(text=("main",), id="key"))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.id, two.id) == ("k", "a:2")
    assert isinstance(three, Refusal)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "stories_id,publish_date,title,url,language,media_name,story_text",
            "9,2024-06-20 10:00:00,T,http://u,en,Wave,Body",
            ("9", "2024-06-20T10:00:00", "Wave", "T"),
        ),
        (
            "id,date,source,title,content,author,url,published,published_utc,collection_utc",
            "wave--1,2024-06-20,wave,T,Body,A,http://u,x,1718880000,1718880001",
            ("wave--1", "2024-06-20T10:40:00Z", "wave", "T"),
        ),
        (
            "id,thread_id,timestamp,subject,body,author,country_name",
            "5,5,2024-06-20 10:00:00,T,Body,A,DK",
            ("5", "2024-06-20T10:00:00", "A", "T"),
        ),
        (
            "Page Name,User Name,Facebook Id,Post Created,Total Interactions,Message,Link,Link Text",
            "Wave,wave,77,2024-06-20 10:00:00 EDT,5,Body,http://u,",
            ("77", "2024-06-20T10:00:00-04:00", "Wave", None),
        ),
        (
            "url,title,seendate,domain,language,sourcecountry,text",
            "http://u,T,20240620T100000Z,wave.example,English,DK,Body",
            ("http://u", "2024-06-20T10:00:00Z", "wave.example", "T"),
        ),
    ],
)
def test_dialects_of_common_exports(tmp_path: Path, header: str, row: str, expected: tuple[str | None, ...]) -> None:
    article = only(write(tmp_path / "a.csv", f"{header}\n{row}\n"))
    assert article.text == "Body"
    assert (article.id, article.published, article.outlet, article.title) == expected


def test_tags_in_a_column_are_noted_and_kept(tmp_path: Path) -> None:
    text = "<p>The port is shut.</p><p>It will open.</p>"
    article = only(write(tmp_path / "a.jsonl", json.dumps({"content": text})))
    assert article.text == text
    assert any("HTML tags" in note for note in article.notes)
    assert not only(write(tmp_path / "b.jsonl", json.dumps({"content": "It is 3 < 4, <b>no</b>."}))).notes


def test_masked_stretches_are_noted_and_kept(tmp_path: Path) -> None:
    text = "The port was closed @ @ @ @ @ @ @ after the storm."
    article = only(write(tmp_path / "a.jsonl", json.dumps({"content": text})))
    assert article.text == text
    assert any("masked" in note for note in article.notes)


def test_the_tables_of_a_run_in_a_folder_are_no_articles(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "results"
    folder.mkdir(parents=True)
    card = {"prov_schema": "1", "options": {}, "files": ["articles.csv", "skipped.csv"], "inputs": [{"path": "a.txt"}]}
    write(folder / "run.json", json.dumps(card, indent=1))
    for name in ("articles.csv", "skipped.csv"):
        write(folder / name, "id,text\n1,Rain.\n")
    write(folder / "mine.txt", TEXT)
    write(tmp_path / "in" / "articles.csv", "id,text\n1,Snow.\n")
    found = list(read([tmp_path / "in"]))
    assert [one.text for one in found if isinstance(one, Article)] == ["Snow.", TEXT]
    refusals = [one for one in found if isinstance(one, Refusal)]
    assert [(one.origin, one.reason.split(",")[0]) for one in refusals] == [
        (str(folder), "holds results of provenance batch")
    ]
    assert only(folder / "articles.csv").text == "Rain."
    assert sorted(expand([str(tmp_path / "in")])) == [
        (str(tmp_path / "in" / "articles.csv"), ""),
        (str(folder), refusals[0].reason),
        (str(folder / "mine.txt"), ""),
    ]


def test_a_run_json_of_another_program_hides_nothing(tmp_path: Path) -> None:
    write(tmp_path / "run.json", '{"files": ["a.txt"], "text": "Rain."}')
    write(tmp_path / "a.txt", TEXT)
    assert [one.text for one in read([tmp_path]) if isinstance(one, Article)] == [TEXT, "Rain."]


def test_plain_text_called_html_is_told_how_to_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", TEXT)
    assert refused(path) == "holds no HTML (--input-format txt reads it as plain text)"
    assert only(path, format="txt").text == TEXT


def test_a_piece_of_a_page_is_read_though_its_tags_are_not_closed(tmp_path: Path) -> None:
    sentence = "The bridge will close in spring, the mayor said."
    article = only(write(tmp_path / "a.html", f"<p>{sentence} <b>It was built in 1890 and is <i>old."))
    assert article.text == f"{sentence} It was built in 1890 and is old."


@pytest.mark.parametrize("tag", ["<div>", "<p>Rain.</p>"])
def test_a_piece_of_a_page_with_too_many_elements_names_their_limit(tmp_path: Path, tag: str) -> None:
    assert refused(write(tmp_path / "a.html", tag * 70_000)) == "a page of more than 60000 elements; cut it first"


def test_a_broken_first_line_costs_no_other_line(tmp_path: Path) -> None:
    """As a feed has it that was cut at its head."""
    rest = "\n".join(json.dumps({"id": f"a{n}", "text": f"Number {n} of the lines that are whole."}) for n in range(3))
    for head in ("{broken", '{"id": "a", "text": "The line ends here'):
        path = tmp_path / "feed.jsonl"
        path.write_text(f"{head}\n{rest}\n", encoding="utf-8")
        found = list(read([str(path)]))
        assert [one.id for one in found if isinstance(one, Article)] == ["a0", "a1", "a2"]
        assert [one.record for one in found if isinstance(one, Refusal)] == ["1"]


def test_lines_broken_at_a_width_are_paragraphs_with_whole_quotations(tmp_path: Path) -> None:
    broken = (
        "Harbour reopens\r\n\r\nThe harbour of Kolding opened again on Monday, when the storm\r\n"
        "was over and the boats that had been waiting could come in. “We\r\n"
        "have never waited for so long, and none of us wants to do it\r\n"
        "once more,” the master of one of them said, while the others\r\nlaughed.\r\n"
    )
    for path in (
        write(tmp_path / "a.txt", broken),
        write(tmp_path / "a.jsonl", json.dumps({"text": broken})),
    ):
        article = only(path)
        assert [region.kind for region in regions(article)] == ["headline", "body", "quote"]
        assert article.text == broken.replace("\r\n", "\n").replace("\n", " ").replace("  ", "\n\n", 1)[:-1] + "\n"
        assert "hard line breaks" in article.notes[0]


def test_marks_that_nobody_sees_do_not_cut_words(tmp_path: Path) -> None:
    hidden = "The har\u00adbour re\u200bopened, \u200f“at last,”\u200e she said.\u2060"
    assert only(write(tmp_path / "a.txt", hidden)).text == "The harbour reopened, “at last,” she said."


TABLE = "Headline;Article;Published\nHarbour reopens;{0};18.06.2024\nFerry stops;{0};19.06.2024\n".format(
    TEXT.split("\n\n")[1]
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_told_by_its_columns_where_its_name_tells_nothing(tmp_path: Path, encoding: str) -> None:
    raw = TABLE.replace(";", "\t").encode(encoding)
    for found in (read(["-"], stdin=io.BytesIO(raw)), read([write(tmp_path / "export.txt", raw)])):
        assert [(one.title, one.published) for one in found if isinstance(one, Article)] == [
            ("Harbour reopens", "2024-06-18"),
            ("Ferry stops", "2024-06-19"),
        ]
    assert only(tmp_path / "export.txt", format="txt").text.startswith("Headline\tArticle")


@pytest.mark.parametrize("text", [TEXT, "Text, he said, is all\n\nof it.", "Content\n\nThe title, date and text."])
def test_prose_is_no_table(tmp_path: Path, text: str) -> None:
    assert only(write(tmp_path / "a.txt", text)).text == text


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    page = f"<!doctype html><html><head><title>Harbour</title></head><body><p>{TEXT * 3}</p></body></html>"
    assert "<" not in only(write(tmp_path / "a.txt", page)).text


@pytest.mark.parametrize(
    "names",
    [
        "Überschrift;Volltext;Datum;Quelle",
        "Titre;Texte;Date de publication;Source",
        "Titular;Texto;Fecha;Medio",
        "Заголовок;Текст;Дата;Источник",
        "Article title;Full text;Publication date;News outlet",
    ],
)
def test_columns_may_be_named_in_other_languages(tmp_path: Path, names: str) -> None:
    found = only(write(tmp_path / "a.csv", f"{names}\nHarbour;It opened.;18.06.2024;Post\n"))
    assert (found.title, found.text, found.published, found.outlet) == ("Harbour", "It opened.", "2024-06-18", "Post")


def test_what_frames_write_for_nothing_is_nothing(tmp_path: Path) -> None:
    raw = "id,text,outlet,date\n1,It opened.,nan,NaT\n2,nan,Post,2024-06-18\n"
    article, missing = read([write(tmp_path / "a.csv", raw)])
    assert isinstance(article, Article)
    assert (article.outlet, article.published, article.notes) == (None, None, ())
    assert dict(article.fields)["outlet"] == "nan"
    assert isinstance(missing, Refusal)
    assert "empty" in missing.reason


@pytest.mark.parametrize(
    "end", ["End of Document", "         {n} of 2 DOCUMENTS", "Document POST000020240618ek6i0000{n}"]
)
def test_an_export_of_several_articles_is_not_read_as_one(tmp_path: Path, end: str) -> None:
    both = "\n\n".join(f"{TEXT}\n\n{end.format(n=n)}" for n in (1, 2))
    assert "2 articles" in refused(write(tmp_path / "a.txt", both))
    assert only(write(tmp_path / "b.txt", f"{TEXT}\n\n{end.format(n=1)}")).text.startswith(TEXT)
