"""The picture of a whole batch."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import made_batch
import pytest
from click.testing import CliRunner

from provenance.commands import cli
from provenance.errors import InputError
from provenance.reports import overview, summary_html


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_counts_are_those_of_the_table(tmp_path: Path) -> None:
    folder = made_batch.write(tmp_path, 400)
    given = _rows(folder)
    found = overview.count(folder)
    table = {(str(row["group"]), str(row["key"])): row for row in overview.rows(found)}
    assert found.total == 400
    for verdict, count in Counter(row["prov_verdict"] for row in given).items():
        assert table["verdict", verdict]["articles"] == count
    for outlet, count in Counter(row["prov_outlet"] for row in given).items():
        assert table["outlet", outlet]["articles"] == count
        called = sum(row["prov_outlet"] == outlet and row["prov_verdict"] in overview.TRANSLATED for row in given)
        assert table["outlet", outlet]["translated_share"] == round(called / count, 4)
    assert sum(int(str(row["articles"])) for key, row in table.items() if key[0] == "source") == sum(
        row["prov_source"] != "" for row in given if row["prov_verdict"] in overview.TRANSLATED
    )


def test_intervals_hold_their_shares(tmp_path: Path) -> None:
    for row in overview.rows(overview.count(made_batch.write(tmp_path, 300))):
        for share, low, high in (("share", "share_low", "share_high"),
                                 ("translated_share", "translated_low", "translated_high")):  # fmt: skip
            assert 0 <= row[low] <= row[share] <= row[high] <= 1  # type: ignore[operator]


@pytest.mark.parametrize("hostile", ["<script>&'\"]]>", "\x1b[2J\x07", "=cmd()", "\u202e"])
def test_hostile_names_stay_text(tmp_path: Path, hostile: str) -> None:
    found = overview.count(made_batch.write(tmp_path, 200, hostile=hostile))
    drawn = dict(overview.pictures(found))
    assert set(drawn) == {"verdicts.svg", "sources.svg", "outlets.svg", "events.svg", "routes.svg"}
    for svg in drawn.values():
        root = ElementTree.fromstring(svg)
        assert {element.tag.rsplit("}", 1)[-1] for element in root.iter()} <= {
            "svg",
            "title",
            "rect",
            "text",
            "line",
            "path",
        }
    out = io.StringIO()
    overview.write_text(found, out)
    assert all(char.isprintable() or char == "\n" for char in out.getvalue())
    table = io.StringIO()
    overview.write_csv(found, table)
    assert not any(cell.startswith(("=", "@")) for row in csv.reader(io.StringIO(table.getvalue())) for cell in row)


def test_events_of_one_article_have_no_line_and_one_article_no_plural(tmp_path: Path) -> None:
    rows = ("id,prov_verdict,prov_event", "a,original,e1", "b,original,e2", "c,original,e2")
    shown = []
    for most in (2, 4):
        (tmp_path / "articles.csv").write_text("\n".join(rows[:most]) + "\n", "utf-8")
        overview.write_text(overview.count(tmp_path), out := io.StringIO())
        shown.append(out.getvalue())
    assert shown[0].startswith("1 article, 0 events told more than once\n")
    assert "Events" not in shown[0]
    assert shown[1].startswith("3 articles, 1 event told more than once\n")
    assert "e2" in shown[1]
    assert "e1" not in shown[1]


def test_the_command_writes_what_it_is_asked_for(tmp_path: Path) -> None:
    folder = made_batch.write(tmp_path / "batch", 200)
    run = CliRunner().invoke
    shown = run(cli, ["summary", str(folder), "--pictures", str(tmp_path / "pics"), "--csv", str(tmp_path / "s.csv")])
    assert shown.exit_code == 0, shown.output
    assert "Busiest routes" in shown.output
    assert len(list((tmp_path / "pics").iterdir())) == 5
    with (tmp_path / "s.csv").open(encoding="utf-8") as stream:
        assert tuple(next(csv.reader(stream))) == overview.NAMES
    alone = run(cli, ["summary", str(folder), "--csv", "-"])
    assert alone.stdout.startswith("group,key,")


def test_a_folder_without_a_batch_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="provenance batch"):
        overview.count(tmp_path)


UNJUDGED = """prov_id,prov_status,prov_verdict,prov_p_translated,prov_outlet,prov_date
a,ok,translated,0.9,Post,2024-01-01
b,short,undetermined,0.5,Post,2024-01-02
c,not_english,undetermined,0.5,Post,2024-01-03
d,not_english,undetermined,0.5,Blatt,2024-01-03
e,no_words,undetermined,0.5,Blatt,
f,ok,,,Blatt,
"""


def test_articles_that_were_not_judged_stand_apart(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text(UNJUDGED, "utf-8")
    found = overview.count(tmp_path)
    table = {(row["group"], row["key"]): row for row in overview.rows(found)}
    assert (table["outlet", "Post"]["translated_share"], table["outlet", "Post"]["judged"]) == (0.5, 2)
    assert (table["outlet", "Blatt"]["translated_share"], table["outlet", "Blatt"]["articles"]) == (None, 3)
    assert table["verdict", "undetermined"]["share"] == 0.5
    assert table["unjudged", "not_english"]["articles"] == 2
    out = io.StringIO()
    overview.write_text(found, out)
    assert "4 not judged (2 not English, 1 without words, 1 without a verdict)" in out.getvalue().splitlines()[0]
    assert "Blatt" not in out.getvalue()
    assert all("Blatt" not in svg for _, svg in overview.pictures(found))


def test_the_page_sets_articles_apart_that_were_not_judged(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text(UNJUDGED, "utf-8")
    out = io.StringIO()
    summary_html.write(tmp_path, out)
    page = out.getvalue()
    assert '<strong class="num">4</strong>not judged (2 not English' in page
    assert 'undetermined <span class="soft">50 %</span>' in page
    assert '"verdict":[1,4,6,6,6,6]' in page.replace(" ", "")


@pytest.mark.parametrize("verdict", ["", "bogus"])
def test_a_batch_without_a_verdict_has_a_page(tmp_path: Path, verdict: str) -> None:
    (tmp_path / "articles.csv").write_text(f"prov_id,prov_verdict\na,{verdict}\n", "utf-8")
    summary_html.write(tmp_path, io.StringIO())
    for _, svg in overview.pictures(overview.count(tmp_path)):
        ElementTree.fromstring(svg)
