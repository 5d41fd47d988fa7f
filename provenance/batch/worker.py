"""The work on one task, in whatever process: read, judge, write the shard. Models load once in a process."""

from __future__ import annotations

import dataclasses
import gc
import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, BinaryIO, cast

from provenance import sources
from provenance.auditor import Auditor, Settings
from provenance.batch import files, inputs, shards, tasks
from provenance.batch.records import Done, Job, Options, Task
from provenance.errors import InputError, ProvenanceError, RunError
from provenance.records import Article, Refusal, Verdict

SPOOL = "stdin"
TRACES = "traces"


@lru_cache(maxsize=1)
def auditor(settings: Settings) -> Auditor:
    """This process's auditor."""
    return Auditor(settings)


def work(job: Job, task: Task) -> Done:
    """Judge the articles of ``task`` and write its shard, unless it is there. Raises RunError, OutputError."""
    if shards.finished(job.folder, task.number):
        card = shards.card(job.folder, task.number)
        return Done(task.number, len(card["ids"]), card["skipped"], task.share)
    ours = auditor(job.options.settings)
    if ours.signature != job.signature:
        raise RunError(f"a worker would judge by {ours.signature}, the run judges by {job.signature}: install the same")
    trace = job.folder / TRACES / str(task.number)
    with files.guarded(trace):
        trace.parent.mkdir(exist_ok=True)
        with open(trace, "wb", 0) as at:
            items = _watched(articles(task, job.options, job.folder / SPOOL), task.without, at)
            found = shards.write(job.folder, task.number, judge(ours, items), job.options.graph)
        trace.unlink(missing_ok=True)
    settle()
    return Done(task.number, *found, task.share)


@lru_cache(maxsize=1)
def settle() -> None:
    """Once: what this process has loaded by now stays, so Python's memory management need not walk it again and again
    (a tenth of the time of judging, measured)."""
    gc.collect()
    gc.freeze()


def _watched(
    items: Iterable[Article | Refusal], without: tuple[int, ...], at: IO[bytes]
) -> Iterator[Article | Refusal]:
    """The same items; ``at`` always holds the number of the one that is being judged, should this process die of it."""
    for number, item in enumerate(items):
        if isinstance(item, Article):
            if number in without:
                yield Refusal(item.origin, "judge", "it killed the process that judged it", item.id)
                continue
            at.seek(0)
            at.write(b"%d\n" % number)
        yield item


def spare(job: Job, task: Task) -> Task | None:
    """``task`` without the article that its last worker died of; None where that is not known."""
    try:
        number = int((job.folder / TRACES / str(task.number)).read_bytes().split(b"\n")[0])
    except (OSError, ValueError):
        return None
    return None if number in task.without else dataclasses.replace(task, without=(*task.without, number))


def articles(task: Task, options: Options, spool: Path) -> Iterator[Article | Refusal]:
    """The articles of a task."""
    yield from task.articles
    if task.piece:
        with sources.told(task.origin) as refusals:
            reader, _ = sources.opened(cast(BinaryIO, io.BytesIO(task.piece)), task.origin, options.reading)
            yield from reader.read_stretch(task.piece, task.before, task.origin)
        yield from refusals
    for one in task.files:
        if not one.reason:
            inputs.unchanged(one, spool)
        yield from tasks.read(one, options, spool)


def judge(ours: Auditor, items: Iterable[Article | Refusal]) -> Iterator[Verdict | Refusal]:
    """Verdicts, one article at a time, so that no article can spoil another's."""
    for item in items:
        if isinstance(item, Refusal):
            yield item
            continue
        try:
            yield from ours.verdicts((item,))
        except InputError as error:
            yield Refusal(item.origin, "judge", str(error), item.id)
        except (OSError, MemoryError, ProvenanceError):
            raise  # the program's or the machine's trouble, not this article's
        except Exception as error:
            yield Refusal(item.origin, "judge", f"{type(error).__name__}: {error}", item.id)
