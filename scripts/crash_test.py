"""Kill a batch run at random moments, give the same command again, and compare the results byte by byte.

A run over made-up articles is killed (SIGKILL, with all its workers) at a random moment of its life, started again,
killed again, until it comes to its end; its files must then be those of a run that nobody disturbed. Prints what the
run was doing at the kills, and exits with 1 where a byte differs.

Example: python scripts/crash_test.py --kills 200 --workers 1,2
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = (sys.executable, "-c", "from provenance.commands import main; main()", "batch")


@dataclass(slots=True)
class Report:
    """What a test found."""

    kills: int = 0
    finished: int = 0
    different: list[str] = field(default_factory=list)
    moments: Counter[str] = field(default_factory=Counter)


def arguments(inputs: Sequence[Path], out: Path, workers: int) -> list[str]:
    """The command of a run."""
    return [*COMMAND, *map(str, inputs), "-o", str(out), "-q", "--shard-size", "4", "--workers", str(workers)]


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a run in a process group of its own, so that its workers can be killed with it."""
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a run and its workers at once."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def moment(out: Path) -> str:
    """What a run in ``out`` was doing, from what it left."""
    state = out / ".run"
    for name, doing in (
        ("complete.json", "cleaning up"), ("rendered", "writing"), ("derived", "deriving"),
        ("group-spread", "grouping"), ("identity-seen", "settling ids"), ("shards", "judging"),
        ("manifest.json", "starting to judge"), ("inputs.jsonl", "looking at the input"),
    ):  # fmt: skip
        if (state / name).exists():
            return doing
    return "starting"


def results(out: Path) -> dict[str, bytes]:
    """The files of a run; of its card all but the times."""
    found = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    card = json.loads(found.pop("run.json"))
    card.pop("times")
    found["run.json"] = json.dumps(card, sort_keys=True).encode()
    return found


def crash(inputs: Sequence[Path], folder: Path, kills: int, workers: Sequence[int], dice: random.Random) -> Report:
    """Kill runs ``kills`` times in all."""
    report = Report()
    began = time.monotonic()
    _finish(start(arguments(inputs, folder / "whole", workers[0])))
    whole = results(folder / "whole")
    life = time.monotonic() - began
    while report.kills < kills:
        out = folder / f"run{report.finished}"
        command = arguments(inputs, out, workers[report.finished % len(workers)])
        while report.kills < kills and not _survives(command, dice.uniform(0.0, life * 1.1)):
            report.kills += 1
            report.moments[moment(out)] += 1
        _finish(start(command))
        report.finished += 1
        found = results(out)
        report.different += [f"{out.name}/{name}" for name in {*whole, *found} if whole.get(name) != found.get(name)]
    return report


def _survives(command: Sequence[str], seconds: float) -> bool:
    """Whether a run comes to its end in ``seconds``; it is killed otherwise."""
    process = start(command)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill(process)
        return False
    if process.returncode:
        raise SystemExit("a run that was not killed failed")
    return True


def _finish(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate()
    if process.returncode:
        raise SystemExit(f"a run that was not killed failed: {said.decode(errors='replace')}")


def made_up(folder: Path, count: int) -> list[Path]:
    """An input of ``count`` articles: half in one file, half in files of their own."""
    spec = importlib.util.spec_from_file_location("synthetic", Path(__file__).with_name("synthetic.py"))
    assert spec is not None
    assert spec.loader is not None
    synthetic = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(synthetic)
    texts = folder / "texts"
    texts.mkdir(parents=True)
    made = list(synthetic.articles(count))
    (folder / "feed.jsonl").write_text("".join(json.dumps(one) + "\n" for one in made[::2]), encoding="utf-8")
    for one in made[1::2]:
        (texts / f"{one['id']}.txt").write_text(one["text"], encoding="utf-8")
    return [folder / "feed.jsonl", texts]


def main() -> int:
    """Run the test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--workers", default="1,2", help="numbers of workers, taken in turn")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workers = [int(one) for one in given.workers.split(",")]
        inputs = made_up(folder / "in", given.articles)
        found = crash(inputs, folder, given.kills, workers, random.Random(given.seed))
    print(f"{found.kills} kills, {found.finished} runs finished, {len(found.different)} files differ")
    for doing, count in found.moments.most_common():
        print(f"  {count:4} while {doing}")
    for name in found.different:
        print(f"  differs: {name}", file=sys.stderr)
    return 1 if found.different else 0


if __name__ == "__main__":
    sys.exit(main())
