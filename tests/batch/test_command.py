"""The command: exit codes and one line for everything that goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_runs import results

from provenance.commands import cli
from provenance.errors import ProvenanceError

pytestmark = pytest.mark.usefixtures("stub")


def invoke(*given: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["batch", *map(str, given)], input=stdin)


def test_exit_codes(feed: Path, tmp_path: Path) -> None:
    good = feed / "texts"
    assert invoke(good, "-o", tmp_path / "a").exit_code == 0
    broken = invoke(feed, "-o", tmp_path / "b")
    assert broken.exit_code == 1
    assert "1 could not be read or judged" in broken.stderr
    for wrong in ([good], ["-o", tmp_path / "c"], [good, "-o", tmp_path / "c", "--executor", "ray"],
                  [good, "-o", tmp_path / "c", "--input-format", "doc"]):  # fmt: skip
        assert invoke(*wrong).exit_code == 2, wrong


def test_the_same_command_again_says_that_all_is_there(feed: Path, tmp_path: Path) -> None:
    invoke(feed, "-o", tmp_path / "a")
    before = results(tmp_path / "a")
    again = invoke(feed, "-o", tmp_path / "a")
    assert "all of it was there already" in again.stderr
    assert results(tmp_path / "a") == before


@pytest.mark.parametrize("below", ["", "results"])
@pytest.mark.parametrize("pattern", ["", "*"])
def test_results_in_the_input_folder_are_no_input(feed: Path, below: str, pattern: str) -> None:
    out, texts = feed / "texts" / below, feed / "texts"
    assert invoke(texts / pattern, "-o", out).exit_code == 0
    assert (out / "skipped.csv").read_text().count("\n") == 1
    assert "all of it was there already" in invoke(texts / pattern, "-o", out).stderr


def test_restart_and_another_option(feed: Path, tmp_path: Path) -> None:
    invoke(feed, "-o", tmp_path / "a")
    refused = invoke(feed, "-o", tmp_path / "a", "--no-graph")
    assert isinstance(refused.exception, ProvenanceError)
    assert "--restart" in str(refused.exception)
    assert invoke(feed, "-o", tmp_path / "a", "--no-graph", "--restart").exit_code == 1
    assert not (tmp_path / "a" / "edges.csv").exists()


def test_quiet_says_nothing_but_what_was_skipped(feed: Path, tmp_path: Path) -> None:
    assert len(invoke(feed, "-o", tmp_path / "a", "-q").stderr.splitlines()) == 1
    assert invoke(feed / "texts", "-o", tmp_path / "b", "-q").stderr == ""


def test_dates_that_are_not_understood_are_counted_in_one_line(tmp_path: Path) -> None:
    rows = "id,text,date\na,One.,06/07/2024\nb,Two.,06/20/2024\nc,Three.,\nd,Four.,soon\n"
    (tmp_path / "a.csv").write_text(rows)
    line = "the dates of 2 articles were given and not understood; a form that is read: 2024-06-20"
    for _ in range(2):
        done = invoke(tmp_path / "a.csv", "-o", tmp_path / "out")
        assert (done.exit_code, done.stderr.count(line)) == (0, 1)
    assert "not understood" not in invoke(tmp_path / "a.csv", "-o", tmp_path / "out", "-q").stderr
    assert json.loads((tmp_path / "out" / "run.json").read_text())["counts"]["undated"] == 2
    assert b"2024-06-20" in (tmp_path / "out" / "articles.csv").read_bytes()


def test_standard_input(tmp_path: Path) -> None:
    found = invoke("-", "-o", tmp_path / "a", "--input-format", "jsonl", stdin='{"id": "a", "text": "One."}\n')
    assert found.exit_code == 0, found.output
    assert b"\na,One.," in (tmp_path / "a" / "articles.csv").read_bytes()


def test_one_article_has_no_plural(tmp_path: Path) -> None:
    found = invoke("-", "-o", tmp_path / "a", "--input-format", "jsonl", stdin='{"text": "One."}\n')
    assert "1 article in" in found.stderr


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("nr,lead,story,paper\n7,First.,Second.,Post\n")
    found = invoke(tmp_path / "in.csv", "-o", tmp_path / "a", "--text-column", "lead", "--text-column", "story",
                   "--id-column", "nr", "--outlet-column", "paper")  # fmt: skip
    assert found.exit_code == 0, found.output
    line = (tmp_path / "a" / "articles.csv").read_text().splitlines()[1]
    assert line.startswith("7,First.,Second.,Post,1,7,")


def test_a_column_that_no_record_has_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"nr": 7, "prov_x": "d", "text": "First."}\n{"text": "Second."}\n')
    given = (tmp_path / "in.jsonl", "-o", tmp_path / "a", "--id-column", "nr", "--date-column", "nosuch",
             "--title-column", "prov_x", "--url-column", "nor that")  # fmt: skip
    for _ in range(2):  # the second run finds all of it there
        said = [line for line in invoke(*given).stderr.splitlines() if "no record" in line]
        assert said == ["provenance: no record has a column 'nosuch', 'nor that'; columns are written as in the input"]
    assert "no record" not in invoke(*given, "--quiet").stderr


def test_an_input_without_the_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("nr,story\n7,Second.\n")
    assert invoke(tmp_path / "in.csv", "-o", tmp_path / "a", "--text-column", "body").exit_code == 1
    assert "no column 'body'" in (tmp_path / "a" / "skipped.csv").read_text()


def test_an_unknown_channel_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("The council met on Monday and decided nothing.\n" * 5, "utf-8")
    found = invoke(tmp_path / "in.txt", "-o", tmp_path / "a", "--without", "furnitur")
    assert found.exit_code != 0
    assert not (tmp_path / "a" / "articles.csv").exists()
