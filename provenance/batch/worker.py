"""The work on one task, in whatever process: read, judge, write the shard. Models load once in a process."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from provenance import sources
from provenance.auditor import Auditor, Settings
from provenance.batch import inputs, shards, tasks
from provenance.batch.records import Done, Job, Options, Task
from provenance.errors import InputError, ProvenanceError, RunError
from provenance.records import Article, Refusal, Verdict

SPOOL = "stdin"


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
    found = shards.write(
        job.folder, task.number, judge(ours, articles(task, job.options, job.folder / SPOOL)), job.options.graph
    )
    return Done(task.number, *found, task.share)


def articles(task: Task, options: Options, spool: Path) -> Iterator[Article | Refusal]:
    """The articles of a task."""
    yield from task.articles
    if task.piece:
        with sources.told(task.origin) as refusals:
            reader, stream = sources.opened(cast(BinaryIO, io.BytesIO(task.piece)), task.origin, options.reading)
            yield from reader.read(stream, task.origin)
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
