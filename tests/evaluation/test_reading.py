"""Labelled files of each kind give the same rows; what can't be used is named."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
from pathlib import Path

import pytest

from provenance.errors import InputError
from provenance.evaluation.labels import parse
from provenance.evaluation.masking import mask_names, names
from provenance.evaluation.reading import Labelled, Unusable, read_labelled

RECORDS = (
    {"text": "First line.\nSecond, with a comma.", "label": "ht:de", "engine": "human", "group": "s1", "year": 2020},
    {"text": "A quoted \u201cword\u201d and a separator \u2028 inside.", "label": "uk", "engine": "x", "group": "s2"},
)


def written(folder: Path, name: str) -> Path:
    """The records in the format that ``name`` asks for."""
    path = folder / name
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    with opener(path, "wt", encoding="utf-8", newline="") as stream:
        if ".jsonl" in name:
            stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
        else:
            table = csv.DictWriter(
                stream, ["text", "label", "engine", "group", "year"], delimiter="\t" if ".tsv" in name else ","
            )
            table.writeheader()
            table.writerows(RECORDS)
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.xz", "a.jsonl.gz", "a.csv", "a.csv.gz", "a.tsv"])
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    rows = [row for row in read_labelled(written(tmp_path, name)) if isinstance(row, Labelled)]
    assert [row.text for row in rows] == [record["text"] for record in RECORDS]
    assert [str(row.label) for row in rows] == ["ht:de", "uk"]
    assert (rows[0].fact("year"), rows[1].fact("year"), rows[1].fact("engine")) == ("2020", "", "x")


def test_unusable_rows_are_named_with_place_and_reason(tmp_path: Path) -> None:
    lines = [
        '{"text":"x","label":"de"}',
        "",
        "{",
        "[]",
        '{"text":"x"}',
        '{"text":" ","label":"de"}',
        '{"text":"x","label":"machine"}',
        '{"text":"x","label":7}',
        '{"text":"x","label":"und"}',
        "\ud800",
    ]
    path = tmp_path / "bad.jsonl"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    rows = list(read_labelled(path))
    bad = [row for row in rows if isinstance(row, Unusable)]
    assert len(rows) == 9
    assert [row.where for row in bad] == [f"{path}:{n}" for n in (3, 4, 5, 6, 7, 8, 9, 10)]
    assert [row.broken for row in bad] == [True, True, False, True, True, True, True, True]


@pytest.mark.parametrize("name", ["missing.jsonl", "other.parquet", "torn.jsonl.xz", "torn.csv.gz", "binary.csv"])
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("torn"):
        path = written(tmp_path, name)
        path.write_bytes(path.read_bytes()[:-12])
    elif name != "missing.jsonl":
        path.write_bytes(b"\x00\x01\x02\x03 torn")
    with pytest.raises(InputError, match=name) as caught:
        list(read_labelled(path))
    assert "\n" not in str(caught.value)


FIRST = "Café – “quoted”: à côté de l'église, où l'été dernier a été très élégant, reçu par le préfet français"
TABLE = f'text,label,year\n"{FIRST}",de,2020\nSecond row,en,2021\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_no_character_of_a_table_is_lost(tmp_path: Path, encoding: str, ends: str, mark: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE.replace(",", mark).replace(f"{mark} ", ", ").replace("\n", ends).encode(encoding))
    rows = [row for row in read_labelled(path) if isinstance(row, Labelled)]
    assert [(row.text, str(row.label), row.fact("year")) for row in rows] == [
        (FIRST, "de", "2020"), ("Second row", "en", "2021"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"a stray quote opens here,de\nthird,en\nfourth,cs', "never closed"),
        ("Hello, said the mayor,en", "cells under"),
    ],
)
def test_a_row_that_is_torn_is_told_and_never_cut(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "torn.csv"
    path.write_text(f"text,label\ngood one,en\n{row}\n", "utf-8")
    good, bad = read_labelled(path)
    assert isinstance(good, Labelled)
    assert isinstance(bad, Unusable)
    assert (bad.broken, reason in bad.reason) == (True, True)


@pytest.mark.parametrize("head", ["Text,label", "text,lab", "body;label"])
def test_a_table_without_a_column_that_is_needed_is_an_error(tmp_path: Path, head: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"{head}\nSome words.{';' if ';' in head else ','}en\n", "utf-8")
    with pytest.raises(InputError, match=r"no column .*; the columns are"):
        list(read_labelled(path))


@pytest.mark.parametrize(
    ("raw", "told"),
    [("eng", "en"), ("en-GB", "en"), ("en_US", "en"), ("eng?", "en?"), ("deu", "de"), ("ht:nob", "ht:no"), ("iw", "he"),
     ("ht:zh-Hant", "ht:zh"), ("cmn", "zh"), ("DE", "de"), ("ckb", "ckb")],
)  # fmt: skip
def test_labels_by_any_code_of_their_language(raw: str, told: str) -> None:
    assert str(parse(raw)) == told


@pytest.mark.parametrize(
    "raw", ["und", "mul", "zxx", "mis", "qaa", "xx", "ht:xx", "ht:en", "ht:eng", "de?", "", "1", "ht:"]
)
def test_what_names_no_language_is_refused(raw: str) -> None:
    with pytest.raises(InputError, match="is not one of"):
        parse(raw)


def test_rows_without_a_group_are_resampled_alone(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "d.jsonl").write_text('{"text":"x","label":"de","id":"one"}\n' * 2)
    rows = [row for folder in ("a", "b") for row in read_labelled(tmp_path / folder / "d.jsonl")]
    assert len({row.story for row in rows if isinstance(row, Labelled)}) == 4


def test_a_group_of_blanks_is_none(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"text":"x","label":"de","group":" "}\n' * 2)
    assert len({row.story for row in read_labelled(tmp_path / "d.jsonl") if isinstance(row, Labelled)}) == 2


def test_the_article_carries_nothing_but_the_text(tmp_path: Path) -> None:
    (row, _) = read_labelled(written(tmp_path, "a.jsonl"))
    assert isinstance(row, Labelled)
    article = row.article()
    assert (article.outlet, article.published, article.fields, article.url, article.title) == (
        None,
        None,
        (),
        None,
        None,
    )


def test_masking_keeps_words_that_are_no_names_and_loses_those_that_are() -> None:
    text = "Yesterday the mayor met Anna Lindgren in Malmo. I think Malmo paid 3,400 crowns."
    assert mask_names(text) == "Yesterday the mayor met Norden in Norden. I think Norden paid 0,000 crowns."
    assert names("Only a start. Another start.") == frozenset()
