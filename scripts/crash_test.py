"""Kill a batch run at random moments, give the same command again, and compare the results byte by byte.

A run over made-up articles is killed (SIGKILL, with all its workers) at a random moment of its life, started again,
killed again, until it comes to its end; its files must then be those of a run that nobody disturbed. Prints what the
run was doing at the kills, and exits with 1 where a byte differs.

With `--quick` the runs are forked from this process and judge without looking: no time goes into loading and judging,
so many kills hit the moments at which something is written.

Examples:
  python scripts/crash_test.py --kills 200 --quick
  python scripts/crash_test.py --kills 20 --workers 1,2
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
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
from typing import Any

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


class Command:
    """A run as a user starts it, in a process group of its own, so that its workers are killed with it."""

    def __init__(self, inputs: Sequence[Path], out: Path, workers: int) -> None:
        self._process = subprocess.Popen(
            arguments(inputs, out, workers), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def survives(self, seconds: float | None) -> bool:
        """Whether it comes to its end in that time; it is killed otherwise."""
        try:
            _, said = self._process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            return False
        if self._process.returncode:
            raise SystemExit(f"a run that was not killed failed: {said.decode(errors='replace')}")
        return True


class Fork:
    """A run in a fork of this process, with a judge that does not look."""

    def __init__(self, inputs: Sequence[Path], out: Path, workers: int) -> None:
        fork = multiprocessing.get_context("fork")
        self._process = fork.Process(target=_forked, args=([str(path) for path in inputs], out))
        self._process.start()

    def survives(self, seconds: float | None) -> bool:
        """Whether it comes to its end in that time; it is killed otherwise."""
        self._process.join(seconds)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
            return False
        if self._process.exitcode:
            raise SystemExit("a run that was not killed failed")
        return True


def _forked(inputs: Sequence[str], out: Path) -> None:
    from provenance.batch import run, worker
    from provenance.batch.executors.serial import Serial
    from provenance.batch.records import Options

    run.Auditor = worker.auditor = neighbour("bench_batch").MadeUp  # type: ignore[misc, assignment]
    run.run(inputs, out, Options(shard_size=2), Serial())


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


def crash(
    inputs: Sequence[Path],
    folder: Path,
    kills: int,
    workers: Sequence[int],
    dice: random.Random,
    kind: type[Command] | type[Fork] = Command,
) -> Report:
    """Kill runs ``kills`` times in all."""
    report = Report()
    began = time.monotonic()
    kind(inputs, folder / "whole", workers[0]).survives(None)
    whole = results(folder / "whole")
    life = time.monotonic() - began
    while report.kills < kills:
        out = folder / f"run{report.finished}"
        many = workers[report.finished % len(workers)]
        while report.kills < kills and not kind(inputs, out, many).survives(dice.uniform(0.0, life)):
            report.kills += 1
            report.moments[moment(out)] += 1
        kind(inputs, out, many).survives(None)
        report.finished += 1
        life = min(life, max(0.05, (time.monotonic() - began) / (report.finished + 1)))
        found = results(out)
        report.different += [f"{out.name}/{name}" for name in {*whole, *found} if whole.get(name) != found.get(name)]
    return report


def neighbour(name: str) -> Any:
    """Another script of this folder, as a module."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


def made_up(folder: Path, count: int) -> list[Path]:
    """An input of ``count`` articles: half in one file, half in files of their own."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    made = list(neighbour("synthetic").articles(count))
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
    parser.add_argument("--quick", action="store_true", help="fork, and judge without looking")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workers = [int(one) for one in given.workers.split(",")]
        inputs = made_up(folder / "in", given.articles)
        if given.quick:
            import provenance.batch.run  # loaded once, before the forks
            import provenance.graph.derive  # noqa: F401
        kind = Fork if given.quick else Command
        found = crash(inputs, folder, given.kills, workers, random.Random(given.seed), kind)
    print(f"{found.kills} kills, {found.finished} runs finished, {len(found.different)} files differ")
    for doing, count in found.moments.most_common():
        print(f"  {count:4} while {doing}")
    for name in found.different:
        print(f"  differs: {name}", file=sys.stderr)
    return 1 if found.different else 0


if __name__ == "__main__":
    sys.exit(main())
