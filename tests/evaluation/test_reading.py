"""Labelled files of each kind give the same rows; what can't be used is named."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
from pathlib import Path

import pytest

from provenance.errors import InputError
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
        '{"text":3,"label":"de"}',
        "\ud800",
    ]
    path = tmp_path / "bad.jsonl"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    rows = list(read_labelled(path))
    bad = [row for row in rows if isinstance(row, Unusable)]
    assert len(rows) == 9
    assert [row.where for row in bad] == [f"bad.jsonl:{n}" for n in (3, 4, 5, 6, 7, 8, 9, 10)]
    assert [row.broken for row in bad] == [True, True, False, True, True, True, True, True]


@pytest.mark.parametrize("name", ["missing.jsonl", "other.parquet", "torn.jsonl.xz", "torn.csv.gz"])
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name != "missing.jsonl":
        path.write_bytes(b"\x00\x01 torn")
    with pytest.raises(InputError, match=name) as caught:
        list(read_labelled(path))
    assert "\n" not in str(caught.value)


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
