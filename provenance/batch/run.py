"""A run from beginning to end; the page to read first.

    prepare → judge (shards) → settle identities → group and derive → render → join → clean up

Each step leaves something whole on the disk and is passed over where that is there already: the same command, given
again after any kind of end, finishes the work. The run's own folder is ``.run`` inside the output folder.
"""

from __future__ import annotations

import contextlib
import glob
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from provenance.auditor import Auditor
from provenance.batch import (
    card,
    deriving,
    files,
    grouping,
    identity,
    inputs,
    kept,
    manifest,
    rows,
    shards,
    tables,
    tasks,
    worker,
)
from provenance.batch.executors import Executor
from provenance.batch.manifest import Manifest
from provenance.batch.plan import Plan
from provenance.batch.records import Done, Input, Job, Options, Task
from provenance.errors import InputError, RunError
from provenance.records import ReadOptions
from provenance.reports.columns import TABLES, Table
from provenance.rows import FIELDS

STATE = ".run"
JUDGED, COMPLETE = "judged.json", "complete.json"

Watch = Callable[[str, int, int, int], None]
"""Called with what is being done, how much of how much (bytes of input or shards), and the articles so far."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run."""

    articles: int
    skipped: int
    files: tuple[str, ...]
    fresh: bool = True
    """False where all of it was there already."""
    cut: int = 0
    """Events that were too large to be derived in one go."""
    undated: int = 0
    """Articles whose date was given and not understood."""
    absent: tuple[str, ...] = ()
    """Columns that were named and that no record had."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How much there is when every shard is there."""

    shards: int
    articles: int
    skipped: int


def run(
    paths: Sequence[str], folder: Path, options: Options, executor: Executor, stdin: BinaryIO | None = None,
    watch: Watch = lambda *_: None,
) -> Summary:  # fmt: skip
    """Judge everything below ``paths`` into ``folder``. Raises RunError, OutputError, InputError, MissingError."""
    tables.check(options)
    state = folder / STATE
    signature = Auditor(options.settings).signature
    if not _known(state):
        _refuse_strangers(folder, options)
    with files.guarded(folder):
        state.mkdir(parents=True, exist_ok=True)
    with locked(state):
        files.sweep(state)
        files.sweep(folder)
        begun = prepare(paths, folder, options, signature, stdin, watch)
        if (whole := _complete(folder)) is not None:
            return whole
        if begun.records != kept.shape():
            raise RunError(
                f"{folder}: another version of the program began this run, and what it kept cannot be used: finish it "
                "with that version, or start anew with --restart"
            )
        job = Job(state, options, signature)
        judged = judge(job, begun, executor, watch)
        plan = Plan(state, judged.shards, judged.articles, options.shard_size, begun.token)
        relate(plan, options, executor, watch)
        own = tables.own_columns(state, judged.shards)
        layout = tables.Layout(state, options, own)
        source = rows.Source(plan, options.graph)
        _each("writing", partial(rows.render, layout, source), plan.bundles, plan, executor, watch)
        names = tables.join(layout, folder, plan.bundles, source)
        skipped = sum(1 for bundle in range(plan.bundles) for _ in source(bundle, "skipped"))
        cut = deriving.cut(plan) if options.graph else 0
        undated = sum(shards.card(state, number).get("undated", 0) for number in range(judged.shards))
        counts = {"articles": judged.articles, "skipped": skipped, "cut": cut, "undated": undated}
        card.write(folder, begun, counts, names)
        missing = absent(options.reading, own) if judged.articles else ()
        return _finish(state, Summary(judged.articles, skipped, (*names, card.NAME), True, cut, undated, missing))


def absent(reading: ReadOptions, own: Collection[str]) -> tuple[str, ...]:
    """Columns that the user named and that are not among those of any article (``own``, as tables call them)."""
    named = dict.fromkeys(filter(None, (getattr(reading, field) for field in FIELDS)))
    return tuple(name for name in named if name not in own and f"input_{name}" not in own)


def relate(plan: Plan, options: Options, executor: Executor, watch: Watch) -> None:
    """Everything that one article's row needs of the others: who bears the same id, who tells the same event, who took
    from whom."""
    steps: list[Step] = [
        ("settling ids", identity.spread, plan.bundles),
        ("settling ids", identity.settle, plan.buckets),
    ]
    if options.graph:
        steps += [
            ("grouping events", grouping.spread, plan.bundles),
            ("grouping events", grouping.propose, plan.buckets),
            ("grouping events", grouping.combine, plan.bundles),
            ("grouping events", grouping.meet, plan.buckets),
            ("grouping events", grouping.weigh, plan.bundles),
            ("grouping events", grouping.unite, 0),
            ("grouping events", grouping.members, plan.bundles),
            ("deriving", deriving.derive, plan.bundles),
        ]
    for what, step, count in steps:
        if count:
            _each(what, partial(step, plan), count, plan, executor, watch)
        else:
            step(plan)


Step = tuple[str, Callable[..., None], int]
"""What is being done, the function that does it, and for how many bundles or buckets; 0 means here and at once."""


def _each(what: str, work: Callable[[int], object], count: int, plan: Plan, executor: Executor, watch: Watch) -> None:
    for done, _ in enumerate(executor.map(work, range(count)), 1):
        watch(what, done, count, plan.articles)


def prepare(
    paths: Sequence[str], folder: Path, options: Options, signature: str, stdin: BinaryIO | None, watch: Watch
) -> Manifest:
    """Begin a run, or make sure that the one begun is the same. Raises RunError where it is not."""
    state = folder / STATE
    spool = state / worker.SPOOL
    begun = manifest.read(state)
    if begun is None:
        return _begin(paths, folder, options, signature, stdin, watch)
    if different := manifest.differences(begun, options, signature, _relating(options)):
        raise RunError(f"{folder} holds another run: {different}; give another -o, or start anew with --restart")
    if inputs.STDIN in paths and stdin is not None:
        spool = state / "stdin-again"
        inputs.keep_stdin(stdin, spool)
    if different := inputs.difference(state, paths, spool, _own(folder, options)):
        files.remove(state / "stdin-again")
        raise RunError(f"{folder} holds another run: {different}; give another -o, or start anew with --restart")
    if spool.exists():
        with files.guarded(spool):
            os.replace(spool, state / worker.SPOOL)
    return begun


def _relating(options: Options) -> str:
    return grouping.signature() if options.graph else ""


def _known(state: Path) -> bool:
    """Whether a run of this program has begun there."""
    return (state / manifest.NAME).exists()


def _names(chosen: Iterable[Table]) -> list[str]:
    """Names of the files that a run with these tables may write."""
    return [*(f"{table.name}.{form}" for table in chosen for form in ("csv", "jsonl", "parquet")), card.NAME]


def _own(folder: Path, options: Options) -> inputs.Own:
    return inputs.Own(folder, frozenset(_names(tables.tables(options))))


def _written(folder: Path, chosen: Iterable[Table]) -> list[Path]:
    """The files there that a run with these tables may have written."""
    return [path for name in _names(chosen) if (path := folder / name).exists()]


def _refuse_strangers(folder: Path, options: Options) -> None:
    """No file is overwritten that this program did not write. Raises RunError."""
    for path in _written(folder, tables.tables(options)):
        raise RunError(f"{path} is there and no run that is known made it: give another -o, or move it away")


def _begin(
    paths: Sequence[str], folder: Path, options: Options, signature: str, stdin: BinaryIO | None, watch: Watch
) -> Manifest:
    state = folder / STATE
    if inputs.STDIN in paths and stdin is not None:
        inputs.keep_stdin(stdin, state / worker.SPOOL)
    seen = [0, 0]

    def tick(one: Input) -> None:
        seen[0] += one.size
        seen[1] += 1
        watch("looking at the input", seen[0], 0, 0)

    found = inputs.record(paths, state, state / worker.SPOOL, _own(folder, options), tick)
    if not found[0]:
        raise InputError("the input holds no files")
    begun = manifest.make(options, signature, _relating(options), found)
    manifest.write(state, begun)
    return begun


def judge(job: Job, begun: Manifest, executor: Executor, watch: Watch) -> Judged:
    """Bring every shard about."""
    marker = job.folder / JUDGED
    if marker.exists():
        return Judged(**json.loads(marker.read_text("utf-8")))
    count = articles = skipped = share = 0
    for done in _all(job, executor):
        count, articles, skipped = count + 1, articles + done.articles, skipped + done.skipped
        share += done.share
        watch("judging", share, begun.size, articles)
    files.write_json(marker, {"shards": count, "articles": articles, "skipped": skipped})
    return Judged(count, articles, skipped)


def _all(job: Job, executor: Executor) -> Iterator[Done]:
    """What each shard reports; those that are there already do not trouble the workers."""
    there: list[Done] = []

    def missing() -> Iterator[Task]:
        for task in tasks.cut(inputs.recorded(job.folder), job.options, job.folder / worker.SPOOL):
            if shards.finished(job.folder, task.number):
                there.append(worker.work(job, task))
            else:
                yield task

    for done in executor.map(partial(worker.work, job), missing(), partial(worker.spare, job)):
        yield done
        while there:
            yield there.pop()
    yield from there


def _complete(folder: Path) -> Summary | None:
    """What the finished run wrote, where all of it is still there; where some is gone the work is done again."""
    marker = folder / STATE / COMPLETE
    if not marker.exists():
        return None
    said: dict[str, Any] = json.loads(marker.read_text("utf-8"))
    names = tuple(said["files"])
    if all((folder / name).exists() for name in names):
        more = {name: said.get(name, 0) for name in ("cut", "undated")}
        missing = tuple(said.get("absent", ()))
        return Summary(said["articles"], said["skipped"], names, fresh=False, absent=missing, **more)
    clear(folder / STATE)
    files.remove(marker)
    return None


def _finish(state: Path, summary: Summary) -> Summary:
    """Say that all is there, then remove what is no longer needed."""
    said = {name: getattr(summary, name) for name in ("articles", "skipped", "cut", "undated", "absent")}
    files.write_json(state / COMPLETE, {**said, "files": list(summary.files)})
    clear(state)
    return summary


def clear(state: Path) -> None:
    """Remove the shards and all that was made of them."""
    for name in (
        JUDGED,
        shards.FOLDER,
        tables.FOLDER,
        worker.SPOOL,
        worker.TRACES,
        *identity.STEPS,
        *grouping.STEPS,
        *deriving.STEPS,
    ):
        files.remove(state / name)


def restart(folder: Path, paths: Sequence[str] = ()) -> None:
    """Forget the run in ``folder`` and what it wrote; where none is known, nothing is removed.

    Raises RunError where one of ``paths``, the input of the run to come, would go with it, and where a run is at work.
    """
    state = folder / STATE
    if not _known(state):
        return
    given = {Path(name).resolve() for path in paths for name in (path, *glob.glob(path))}
    with locked(state):
        written = _written(folder, TABLES)
        for path in written:
            if path.resolve() in given:
                raise RunError(f"--restart would remove {path}, which is an input: give another -o")
        for path in written:
            files.remove(path)
    files.remove(state)


@contextlib.contextmanager
def locked(state: Path) -> Iterator[None]:
    """Keep a second run out of the folder. Raises RunError where one is at work."""
    with files.guarded(state):
        lock = open(state / "lock", "a", encoding="utf-8")  # noqa: SIM115 - closed below, outside the guard
    with lock:
        try:
            _lock(lock.fileno())
        except OSError:
            raise RunError(f"{state.parent}: another run is at work there: wait for it, or give another -o") from None
        yield


def _lock(handle: int) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
