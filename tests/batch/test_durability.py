"""What a run writes outlasts a power cut, every worker judges alike, and large events are cut along time."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_runs import chain, go

from provenance.batch import deriving, files, worker
from provenance.batch.records import Job, Options, Task
from provenance.errors import RunError
from provenance.graph import events
from provenance.records import Graph, Verdict
from tests.graph.press import story

WORDS = "Words that are to last.\n"


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the disk, in order."""
    asked: list[str] = []
    fsync, replace, rename = os.fsync, os.replace, os.rename

    def flushed(handle: int) -> None:
        held = os.fstat(handle)
        asked.append("folder" if stat.S_ISDIR(held.st_mode) else f"{held.st_size} bytes")
        fsync(handle)

    def named(real, *given: object) -> None:
        asked.append("name")
        real(*given)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", lambda *given: named(replace, *given))
    monkeypatch.setattr(os, "rename", lambda *given: named(rename, *given))
    return asked


@pytest.mark.parametrize("how", [files.whole, files.whole_bytes])
def test_a_file_is_on_the_disk_before_it_has_its_name_and_the_name_after_it(how, tmp_path: Path, disk: list[str]):
    with how(tmp_path / "file") as out:
        out.write(WORDS if how is files.whole else WORDS.encode())
    assert disk == [f"{len(WORDS)} bytes", "name", "folder"]


def test_so_are_a_file_that_was_written_elsewhere_and_a_folder(tmp_path: Path, disk: list[str]):
    (tmp_path / "part").write_text(WORDS)
    files.settle(tmp_path / "part", tmp_path / "file")
    assert disk == [f"{len(WORDS)} bytes", "name", "folder"]
    disk.clear()
    with files.whole_folder(tmp_path / "made") as part, files.whole(part / "file") as out:
        out.write(WORDS)
    assert disk == [f"{len(WORDS)} bytes", "name", "folder", "name", "folder"]


def test_a_file_that_failed_takes_no_name(tmp_path: Path, disk: list[str]):
    with contextlib.suppress(ValueError), files.whole(tmp_path / "file"):
        raise ValueError
    assert (disk, list(tmp_path.iterdir())) == ([], [])


@pytest.mark.usefixtures("stub")
def test_a_worker_that_would_judge_otherwise_judges_nothing(tmp_path: Path):
    with pytest.raises(RunError, match="would judge by stub, the run judges by other"):
        worker.work(Job(tmp_path, Options(), "other"), Task(0))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("stub")
def test_the_parts_of_a_large_event_follow_one_another_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    parts: list[list[str]] = []

    def noted(verdicts: Sequence[Verdict]) -> Graph:
        parts.append([one.article.published or "" for one in verdicts])
        return chain(verdicts)

    monkeypatch.setattr(events, "MOST", 3)
    monkeypatch.setattr(deriving, "resolve", noted)
    days = (5, 2, 7, 4, 1, 6, 3)
    rows = [{"id": f"a{day}", "published": f"2024-03-0{day}", "text": "\n".join(story(1))} for day in days]
    rows.insert(2, {"id": "a", "text": rows[0]["text"]})
    (tmp_path / "feed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    go([tmp_path / "feed.jsonl"], tmp_path / "out")
    told = ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07", ""]
    assert [sorted(part) for part in parts] == [told[:2], told[2:5], ["", *told[5:7]]]
