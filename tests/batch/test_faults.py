"""Faults at every write: the run ends in one clear line, and the same command finishes the work to the same bytes."""

from __future__ import annotations

import builtins
import errno
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_runs import ROOT, go, results, script

from provenance.errors import OutputError

SMALL = 6


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in script("synthetic").articles(SMALL)), encoding="utf-8")
    return path


class Faults:
    """Counts the calls that change the disk and lets the ``at``-th fail with ``code``."""

    def __init__(self, patch: pytest.MonkeyPatch, code: int, at: int = -1) -> None:
        self.code, self.at, self.seen = code, at, 0
        for name in ("fsync", "replace", "rename", "mkdir", "unlink"):
            patch.setattr(os, name, self._failing(getattr(os, name)))
        self._open = builtins.open
        patch.setattr(builtins, "open", self._opening)

    def _failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self._tick()
            return real(*given, **named)

        return call

    def _opening(self, path: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        if mode[0] in "wa":
            self._tick()
        return self._open(path, mode, *given, **named)

    def _tick(self) -> None:
        self.seen += 1
        if self.seen - 1 == self.at:
            raise OSError(self.code, os.strerror(self.code))


@pytest.fixture
def whole(feed: Path, tmp_path: Path, stub: None) -> dict[str, bytes]:
    go([feed], tmp_path / "whole")
    return results(tmp_path / "whole")


def attempt(feed: Path, out: Path) -> str:
    """What a run says when it cannot go on; nothing where the fault did not matter."""
    try:
        go([feed], out)
    except OutputError as error:
        return str(error)
    return ""


def _count(feed: Path, folder: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch, errno.ENOSPC)
        go([feed], folder)
    return faults.seen


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_fault_at_every_write(code: int, feed: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    total = _count(feed, tmp_path / "counted")
    assert total > 60
    chosen = range(total) if code == errno.ENOSPC else sorted(random.Random(code).sample(range(total), 20))
    for at in chosen:
        out = tmp_path / f"out{at}"
        with pytest.MonkeyPatch.context() as patch:
            Faults(patch, code, at)
            said = attempt(feed, out)
        assert said == "" or (os.strerror(code) in said and "\n" not in said), at
        go([feed], out)
        assert results(out) == whole, at
        assert not [path for path in out.rglob("*") if path.name.startswith(".part-")], at


def test_two_faults_in_a_row(feed: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    total = _count(feed, tmp_path / "counted")
    dice = random.Random(3)
    for number in range(15):
        out = tmp_path / f"out{number}"
        for _ in range(3):
            with pytest.MonkeyPatch.context() as patch:
                Faults(patch, errno.ENOSPC, dice.randrange(total))
                attempt(feed, out)
        go([feed], out)
        assert results(out) == whole


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
from provenance.commands import main
main()
"""


@pytest.mark.parametrize("limit", [2_000, 9_000])
def test_a_disk_that_is_full_in_the_middle_of_a_file(limit: int, feed: Path, tmp_path: Path) -> None:
    """The kernel itself refuses to write more than some bytes of a file: half a file is on the disk by then."""
    pytest.importorskip("resource")
    command = ["batch", str(feed), "-o", str(tmp_path / "out"), "-q", "--no-graph"]
    found = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *command], capture_output=True, text=True, check=False
    )
    assert found.returncode == 1
    (line,) = found.stderr.splitlines()
    assert line.startswith("provenance: ")
    assert "same command again" in line
    assert not (tmp_path / "out" / "articles.csv").exists()
    plain = [sys.executable, "-c", "from provenance.commands import main; main()", *command]
    assert subprocess.run(plain, capture_output=True, check=False).returncode == 0
    assert (tmp_path / "out" / "articles.csv").read_text().count("e0-") > 0


def test_kills_at_random_moments() -> None:
    if os.name != "posix":
        pytest.skip("forks")
    command = [sys.executable, str(ROOT / "scripts" / "crash_test.py"), "--quick", "--kills", "6", "--articles", "8"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("6 kills, ")
    assert "0 files differ" in found.stdout
