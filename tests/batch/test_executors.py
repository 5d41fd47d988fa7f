"""Executors: the same results from each, also where a worker dies; and the same bytes of a whole run on real input."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from made_runs import ROOT, results, script

from provenance.batch import executors, run
from provenance.batch.executors import Executor
from provenance.batch.records import Options
from provenance.errors import MissingError, OptionError, RunError


def square(item: int) -> int:
    return item * item


def square_but_die_once(marker: str, item: int) -> int:
    """Kills its process the first time that it meets the number 7."""
    if item == 7 and not os.path.exists(marker):
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item


def die_of_seven(item: int) -> int:
    if item == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item


def fail_at_seven(item: int) -> int:
    if item == 7:
        raise RunError("seven")
    return item * item


@pytest.fixture(params=["serial", "processes", "dask"], scope="module")
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    if request.param == "dask":
        pytest.importorskip("distributed")
    with executors.load(request.param, 2) as made:
        yield made


def test_every_item_is_done_once(executor: Executor) -> None:
    assert sorted(executor.map(square, range(50))) == [n * n for n in range(50)]
    assert list(executor.map(square, ())) == []


def test_items_are_taken_as_workers_come_free(executor: Executor) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    found = executor.map(square, items())
    next(found)
    assert len(taken) <= 10
    assert len(list(found)) == 99


def test_what_work_raises_is_raised(executor: Executor) -> None:
    with pytest.raises(RunError, match="seven"):
        list(executor.map(fail_at_seven, range(20)))


@pytest.mark.parametrize("name", ["processes", "dask"])
def test_a_worker_that_dies_costs_only_time(name: str, tmp_path: Path) -> None:
    if name == "dask":
        pytest.importorskip("distributed")
    with executors.load(name, 2) as made:
        found = sorted(made.map(partial(square_but_die_once, str(tmp_path / "died")), range(30)))
    assert (tmp_path / "died").exists()
    assert found == [n * n for n in range(30)]


def test_an_item_that_kills_every_worker_is_named() -> None:
    with executors.load("processes", 2) as made, pytest.raises(RunError, match="7 kills the process"):
        list(made.map(die_of_seven, range(9)))


@pytest.mark.parametrize("name", ["processes", "dask"])
def test_an_item_that_kills_every_worker_can_be_spared(name: str) -> None:
    if name == "dask":
        pytest.importorskip("distributed")
    with executors.load(name, 2) as made:
        assert sorted(made.map(die_of_seven, range(9), lambda item: 100)) == [0, 1, 4, 9, 16, 25, 36, 64, 10_000]


def test_names_and_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert executors.names() == ("dask", "processes", "serial")
    with pytest.raises(OptionError, match="unknown executor 'ray'"):
        executors.load("ray", 1)
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(MissingError, match="translation-provenance"):
        executors.load("dask", 1)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("in") / "feed.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in script("synthetic").articles(20)), encoding="utf-8")
    return [str(ROOT / "seeds"), str(path)]


@pytest.fixture(scope="module")
def serially(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("serial")
    with executors.load("serial", 1) as made:
        run.run(inputs, folder, Options(shard_size=4), made)
    return results(folder)


@pytest.mark.parametrize(("name", "workers"), [("processes", 1), ("processes", 3), ("dask", 2)])
def test_the_same_bytes_from_every_executor(
    name: str, workers: int, inputs: list[str], serially: dict[str, bytes], tmp_path: Path
) -> None:
    if name == "dask":
        pytest.importorskip("distributed")
    with executors.load(name, workers) as made:
        run.run(inputs, tmp_path, Options(shard_size=4), made)
    assert results(tmp_path) == serially


@pytest.mark.parametrize("name", ["processes", "dask"])
def test_the_same_bytes_though_a_worker_dies_in_mid_run(
    name: str, inputs: list[str], serially: dict[str, bytes], tmp_path: Path
) -> None:
    if name == "dask":
        pytest.importorskip("distributed")
    killed: list[int] = []
    with executors.load(name, 2) as made:

        def watch(what: str, done: int, total: int, articles: int) -> None:
            if not killed:
                killed.append(_a_worker(made))
                os.kill(killed[0], signal.SIGKILL)
                time.sleep(0.1)

        run.run(
            inputs, tmp_path, Options(shard_size=4), made, watch=lambda *given: given[0] == "judging" and watch(*given)
        )
    assert killed
    assert results(tmp_path) == serially


def _a_worker(executor: Executor) -> int:
    """The process of one of the executor's workers."""
    if executor.name == "dask":
        return next(iter(executor._cluster.workers.values())).pid  # type: ignore[attr-defined, no-any-return]
    return next(iter(executor._pool._processes))  # type: ignore[attr-defined, no-any-return]
