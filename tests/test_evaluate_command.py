"""``provenance evaluate`` from end to end, on texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from provenance.commands import cli
from provenance.errors import InputError, OptionError

TEXT = "The town council met on Tuesday to talk about the old bridge. Nobody could say what the repair would cost. "


def labelled(folder: Path, *extra: str) -> Path:
    """A small file of every kind of row."""
    labels = ["en", "en", "en?", "ht:de", "de", "uk"]
    rows = [json.dumps({"text": TEXT * (n + 2), "label": label, "group": f"g{n}"}) for n, label in enumerate(labels)]
    path = folder / "set.jsonl"
    path.write_text("\n".join([*rows, *extra]) + "\n", "utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments)], catch_exceptions=False)


def test_markdown_and_files(tmp_path: Path) -> None:
    files = {name: tmp_path / f"out.{name}" for name in ("json", "html", "md", "rows")}
    options = [part for name, path in files.items() for part in (f"--{name}", path)]
    result = run(labelled(tmp_path), *options, "--plots", tmp_path / "plots", "--by", "language,length")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Evaluation")
    assert files["md"].read_text("utf-8") == result.stdout
    report = json.loads(files["json"].read_text("utf-8"))
    assert report["rows"] == {
        "total": 6,
        "original": 2,
        "unknown": 1,
        "machine": 2,
        "human": 1,
        "skipped": 0,
        "not_english": 0,
    }
    assert set(report["by"]) == {"language", "length"}
    assert len(files["rows"].read_text("utf-8").splitlines()) == 6
    assert list((tmp_path / "plots").glob("*.svg"))
    drawn = bool(list((tmp_path / "plots").glob("*.png")))
    assert drawn != ("only SVG was drawn: PNG diagrams need matplotlib" in result.stderr)


def test_rows_without_label_are_named_and_broken_ones_set_the_exit_code(tmp_path: Path) -> None:
    unlabelled = run(labelled(tmp_path, '{"text": "no label here"}'))
    assert (unlabelled.exit_code, "set.jsonl:7: no label" in unlabelled.stderr) == (0, True)
    broken = run(labelled(tmp_path, "{"))
    assert (broken.exit_code, "set.jsonl:7: not JSON" in broken.stderr) == (1, True)
    assert "6 texts judged" in broken.stdout


def test_a_first_line_that_is_broken_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{\n"text": x\n', "utf-8")
    with pytest.raises(InputError, match="not JSON: line 2: "):
        run(path)


def test_several_processes_give_the_same_bytes(tmp_path: Path) -> None:
    path = labelled(tmp_path)
    assert run(path, "--workers", 2).stdout == run(path).stdout


def test_nothing_usable_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text('{"text": "x"}\n', "utf-8")
    with pytest.raises(InputError, match="no usable row"):
        run(path)


def test_an_unknown_table_is_wrong_use(tmp_path: Path) -> None:
    assert run(labelled(tmp_path), "--by", "moon").exit_code == 2


def test_an_unknown_rule_to_leave_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="did you mean furniture"):
        run(labelled(tmp_path), "--without", "furnitur")
    assert run(labelled(tmp_path), "--without", "furniture,PF002").exit_code == 0


def test_a_file_given_twice_is_counted_once(tmp_path: Path) -> None:
    path = labelled(tmp_path)
    (tmp_path / "again.jsonl").symlink_to(path)
    result = run(path, tmp_path / "again.jsonl", tmp_path / "s*.jsonl")
    assert "6 texts judged" in result.stdout
    assert result.stderr.count("the same file was given before; read once") == 2
