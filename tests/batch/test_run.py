"""Runs: the same bytes however the work is done, nothing lost, nothing doubled, nothing mixed in."""

from __future__ import annotations

import csv
import io
import json
import pickle
import shutil
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_runs import ROOT, Death, Stub, go, results, script, verdict

from provenance import sources
from provenance.batch import deriving, kept, plan, run, tasks, worker
from provenance.batch.executors import Executor, R, T
from provenance.batch.executors.serial import Serial
from provenance.batch.records import Options
from provenance.commands import cli
from provenance.errors import InputError, OutputError, RunError, TableError
from provenance.graph import events
from provenance.graph.derive import derive, resolve
from provenance.records import Article, Graph, ReadOptions, Verdict
from provenance.reports import columns
from provenance.text.clean import clean

pytestmark = pytest.mark.usefixtures("stub")


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


class Shuffled(Executor):
    """Does the work backwards, a handful at a time, and stops after ``most`` items."""

    name = "shuffled"

    def __init__(self, most: int = 10**9) -> None:
        super().__init__()
        self.left = most

    def map(
        self, work: Callable[[T], R], items: Iterable[T], spare: Callable[[T], T | None] = lambda item: None
    ) -> Iterator[R]:
        held: list[T] = []
        for item in items:
            held.append(item)
            if len(held) == 5:
                yield from self._back(work, held)
        yield from self._back(work, held)

    def _back(self, work: Callable[[T], R], held: list[T]) -> Iterator[R]:
        while held:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            yield work(held.pop())

    def close(self) -> None:
        pass


def test_tables_are_those_of_the_design(feed: Path, tmp_path: Path) -> None:
    found = go([feed], tmp_path / "out")
    rows = table(tmp_path / "out", "articles")
    assert (found.articles, found.skipped, len(rows)) == (41, 1, 41)
    names = list(rows[0])
    assert tuple(names[-len(columns.ARTICLES.names) :]) == columns.ARTICLES.names
    assert names[: -len(columns.ARTICLES.names)] == [
        "id", "outlet", "published", "title", "text", "note", "input_prov_id",
    ]  # fmt: skip
    assert [row["record"] for row in table(tmp_path / "out", "skipped")] == ["8"]
    known = {row["prov_id"] for row in rows}
    assert len(known) == 41
    assert {row["prov_id"] for row in table(tmp_path / "out", "evidence")} == known
    assert {"e0-0", "e0-0#2", "e0-0#3"} <= known
    note = next(row for row in rows if row["prov_id"] == "e0-0#2")
    assert (note["note"], note["input_prov_id"], note["text"]) == ("'=1+1", "x", "One, two.")
    card = json.loads((tmp_path / "out" / "run.json").read_text())
    assert card["counts"] == {
        "inputs": 12,
        "bytes": card["counts"]["bytes"],
        "articles": 41,
        "skipped": 1,
        "cut": 0,
        "undated": 0,
    }
    assert {len(one["sha256"]) for one in card["inputs"]} == {64}


def test_bytes_do_not_depend_on_the_order_of_the_work_or_of_the_input(feed: Path, tmp_path: Path) -> None:
    go([feed], tmp_path / "one")
    go([feed / "texts", feed / "table.csv", f"{feed}/*.jsonl", feed / "texts" / "3.txt"], tmp_path / "two")
    go([feed], tmp_path / "three", Shuffled())
    assert results(tmp_path / "one") == results(tmp_path / "two") == results(tmp_path / "three")


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_rows_do_not_depend_on_the_size_of_shards(feed: Path, tmp_path: Path, size: int) -> None:
    go([feed], tmp_path / "one")
    go([feed], tmp_path / "two", shard_size=size)
    assert results(tmp_path / "one") == results(tmp_path / "two")


def test_big_inputs_give_the_rows_of_small_ones(feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go([feed], tmp_path / "one")
    monkeypatch.setattr(tasks, "SMALL", 10)
    go([feed], tmp_path / "two")
    assert results(tmp_path / "one") == results(tmp_path / "two")


@pytest.mark.parametrize("most", range(0, 27, 3))
def test_a_run_that_was_stopped_goes_on(feed: Path, tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "SMALL", 10)
    go([feed], tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        go([feed], tmp_path / "out", Shuffled(most))
    there = set((tmp_path / "out" / run.STATE).glob("shards/*/*"))
    done: list[int] = []
    work = worker.judge
    monkeypatch.setattr(worker, "judge", lambda ours, items: done.append(1) or work(ours, items))
    go([feed], tmp_path / "out")
    assert results(tmp_path / "whole") == results(tmp_path / "out")
    assert len(done) == 16 - len(there)


def test_a_finished_run_is_not_done_again(feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go([feed], tmp_path / "out")
    before = results(tmp_path / "out")
    monkeypatch.delattr(worker, "judge")
    assert not go([feed], tmp_path / "out").fresh
    assert results(tmp_path / "out") == before
    assert sorted(path.name for path in (tmp_path / "out" / run.STATE).iterdir()) == [
        "complete.json", "inputs.jsonl", "lock", "manifest.json",
    ]  # fmt: skip


def test_a_result_that_was_lost_is_made_again(feed: Path, tmp_path: Path) -> None:
    go([feed], tmp_path / "out")
    before = results(tmp_path / "out")
    (tmp_path / "out" / "edges.csv").unlink()
    assert go([feed], tmp_path / "out").fresh
    assert results(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda feed: (feed / "feed.jsonl").write_text('{"text": "Other."}\n'), r"feed\.jsonl has changed"),
        (lambda feed: (feed / "new.txt").write_text("New."), r"new\.txt was not among the inputs"),
        (lambda feed: (feed / "texts" / "3.txt").unlink(), r"3\.txt was among the inputs"),
    ],
)
@pytest.mark.parametrize("most", [3, 10**9])
def test_a_changed_input_is_noticed(
    feed: Path, tmp_path: Path, change: Callable[[Path], object], message: str, most: int
) -> None:
    try:
        go([feed], tmp_path / "out", Shuffled(most))
    except KeyboardInterrupt:
        assert most == 3
    before = results(tmp_path / "out")
    change(feed)
    with pytest.raises(RunError, match=message):
        go([feed], tmp_path / "out")
    assert results(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"shard_size": 8}, "shard_size was 7 and is now 8"),
        ({"graph": False}, "graph was true and is now false; give"),
        ({"format": "jsonl"}, 'format was "csv" and is now "jsonl"'),
        ({"reading": ReadOptions(text=("text",))}, r'reading\.text was empty and is now \["text"\]'),
    ],
)
def test_a_changed_option_is_noticed(feed: Path, tmp_path: Path, given: dict[str, object], message: str) -> None:
    go([feed], tmp_path / "out")
    with pytest.raises(RunError, match=message):
        go([feed], tmp_path / "out", **given)


def test_a_changed_signature_is_noticed(feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go([feed], tmp_path / "out")
    monkeypatch.setattr(Stub, "signature", "other")
    with pytest.raises(RunError, match="the signature was stub and is now other"):
        go([feed], tmp_path / "out")


def test_an_unfinished_run_of_another_version_says_what_to_do(feed: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        go([feed], tmp_path / "out", Shuffled(3))
    manifest = tmp_path / "out" / run.STATE / "manifest.json"
    ours = manifest.read_text("utf-8")
    manifest.write_text(ours.replace(kept.shape(), ""), "utf-8")
    with pytest.raises(RunError, match="finish it with that version, or start anew with --restart"):
        go([feed], tmp_path / "out")
    manifest.write_text(ours, "utf-8")
    assert go([feed], tmp_path / "out").fresh
    manifest.write_text(ours.replace(kept.shape(), ""), "utf-8")
    assert not go([feed], tmp_path / "out").fresh, "a finished run needs nothing that was kept"


def test_offsets_count_the_cleaned_text_and_the_own_column_is_untouched(tmp_path: Path) -> None:
    given = "Cafe\u0301\r\nopens again."
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": given}), "utf-8")
    go([tmp_path / "a.jsonl"], tmp_path / "out")
    assert table(tmp_path / "out", "articles")[0]["text"] == given
    (row,) = table(tmp_path / "out", "evidence")
    assert clean(given)[int(row["start"]) : int(row["end"])] == row["text"] == "Café\nopens a"


class Dying(Serial):
    """A worker that dies of some articles, as the judge of the tests has it."""

    name = "dying"

    def map(
        self, work: Callable[[T], R], items: Iterable[T], spare: Callable[[T], T | None] = lambda item: None
    ) -> Iterator[R]:
        for item in items:
            left: T | None = item
            while left is not None:
                try:
                    yield work(left)
                    break
                except Death:
                    left = spare(left)
            else:
                raise RunError("nothing to spare")


def test_articles_that_kill_their_workers_are_left_out_and_named(tmp_path: Path) -> None:
    lines = [{"id": str(n), "text": "zzdie" if n in (2, 5) else f"Fine {n}."} for n in range(9)]
    lines.insert(1, {"id": "empty", "text": ""})
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))
    found = go([tmp_path / "in.jsonl"], tmp_path / "out", Dying())
    assert (found.articles, found.skipped) == (7, 3)
    assert {row["record"]: row["reason"] for row in table(tmp_path / "out", "skipped") if row["stage"] == "judge"} == {
        "2": "it killed the process that judged it", "5": "it killed the process that judged it",
    }  # fmt: skip


def test_restart_forgets_the_run(feed: Path, tmp_path: Path) -> None:
    go([feed], tmp_path / "out")
    run.restart(tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    go([feed], tmp_path / "out", graph=False)
    assert set(results(tmp_path / "out")) == {"articles.csv", "evidence.csv", "skipped.csv"}


def test_restart_removes_nothing_that_no_run_wrote(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for name in ("articles.csv", "run.json"):
        (tmp_path / "own" / name).write_text("id,text\na,mine\n")
        run.restart(tmp_path / "own")
        with pytest.raises(RunError, match=f"{name} is there"):
            go([feed], tmp_path / "own")
        assert [path.name for path in (tmp_path / "own").iterdir()] == [name], "nothing was begun, nothing is gone"
        (tmp_path / "own" / name).unlink()


def test_restart_never_removes_its_own_input(feed: Path, tmp_path: Path) -> None:
    go([feed], tmp_path / "out")
    before = results(tmp_path / "out")
    for given in (str(tmp_path / "out" / "articles.csv"), str(tmp_path / "out" / "*.csv")):
        with pytest.raises(RunError, match=r"would remove .*articles\.csv"):
            run.restart(tmp_path / "out", [given])
    assert results(tmp_path / "out") == before


def test_an_input_that_vanishes_ends_in_one_line_and_the_run_goes_on_later(feed: Path, tmp_path: Path) -> None:
    go([feed], tmp_path / "whole")

    def watch(what: str, done: int, total: int, articles: int) -> None:
        if what == "judging" and (feed / "texts").exists():
            shutil.move(feed / "texts", tmp_path / "away")

    options = Options(shard_size=7)
    with pytest.raises(RunError, match=r"texts/\d\.txt was there when the run began"):
        run.run([str(feed)], tmp_path / "out", options, Serial(), watch=watch)
    with pytest.raises(RunError, match="was among the inputs"):
        go([feed], tmp_path / "out")
    shutil.move(tmp_path / "away", feed / "texts")
    go([feed], tmp_path / "out")
    assert results(tmp_path / "whole") == results(tmp_path / "out")


def test_folders_that_cannot_be_written_end_in_one_line(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="Not a directory"):
        go([feed], tmp_path / "file" / "out")


def test_files_of_others_are_not_overwritten(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "articles.csv").write_text("mine")
    with pytest.raises(RunError, match="no run that is known made it"):
        go([feed], tmp_path / "out")
    assert (tmp_path / "out" / "articles.csv").read_text() == "mine"


def test_two_runs_do_not_share_a_folder(feed: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    (tmp_path / "out" / run.STATE).mkdir(parents=True)
    with run.locked(tmp_path / "out" / run.STATE), pytest.raises(RunError, match="another run is at work"):
        go([feed], tmp_path / "out")


def test_what_cannot_be_read_or_judged_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("This will zzexplode in the judge.")
    (folder / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (folder / "c.xyz").write_text("Of no known kind.")
    (folder / "d.txt").write_text("This one is fine.")
    found = go([folder, tmp_path / "nothing"], tmp_path / "out")
    assert (found.articles, found.skipped) == (1, 4)
    rows = {Path(row["source"]).name: (row["stage"], row["reason"]) for row in table(tmp_path / "out", "skipped")}
    assert rows["a.txt"] == ("judge", "ValueError: exploded")
    assert rows["c.xyz"] == ("read", "no reader for .xyz")
    assert rows["nothing"] == ("read", "no such file or folder")
    assert rows["b.txt"][0] == "read"


def test_broken_tables_are_not_the_fault_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The zztable is broken.")
    with pytest.raises(TableError, match="broken"):
        go([tmp_path / "a.txt"], tmp_path / "out")


def test_nothing_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no files"):
        run.run([], tmp_path / "out", Options(), Serial())


def test_standard_input_can_be_given_again(tmp_path: Path) -> None:
    raw = b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'
    options = Options(reading=ReadOptions(format="jsonl"))
    with pytest.raises(KeyboardInterrupt):
        run.run(["-"], tmp_path / "out", options, Shuffled(0), io.BytesIO(raw))
    with pytest.raises(RunError, match="standard input has changed"):
        run.run(["-"], tmp_path / "out", options, Serial(), io.BytesIO(raw + b"\n"))
    assert run.run(["-"], tmp_path / "out", options, Serial(), io.BytesIO(raw)).articles == 2


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_other_formats_hold_the_same_cells(feed: Path, tmp_path: Path, form: str) -> None:
    go([feed], tmp_path / "csv", bom=True)
    if form == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
    go([feed], tmp_path / form, format=form)
    assert (tmp_path / "csv" / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for name in ("articles", "evidence", "edges"):
        path = tmp_path / form / f"{name}.{form}"
        if form == "parquet":
            rows = parquet.read_table(path).to_pylist()
        else:
            rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        with open(tmp_path / "csv" / f"{name}.csv", encoding="utf-8-sig", newline="") as source:
            plain = list(csv.DictReader(source))
        assert [{k: columns.csv_cell(v) for k, v in row.items()} for row in rows] == plain


@pytest.mark.parametrize(("articles", "size"), [(1_000, 100), (5_000, 500), (20_000, 50), (1_000_000, 500)])
def test_a_run_is_cut_into_work_for_several_workers(tmp_path: Path, articles: int, size: int) -> None:
    cut = plan.Plan(tmp_path, articles // size, articles, size, "")
    assert cut.bundles >= 10
    assert cut.buckets >= 10
    assert cut.width * size <= plan.HELD
    assert [shard for bundle in range(cut.bundles) for shard in cut.of(bundle)] == list(range(cut.shards))


def test_grouping_out_of_core_is_grouping_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small bundles and buckets find the events, edges and places that one process finds in memory."""
    monkeypatch.setattr(deriving, "resolve", resolve)
    monkeypatch.setattr(tasks, "SMALL", 10)
    monkeypatch.setattr(plan, "HELD", 9)
    monkeypatch.setattr(plan, "KEYS", 300)
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in script("synthetic").articles(70)))
    go([path], tmp_path / "out", shard_size=3)
    articles = [one for one in sources.read([path]) if isinstance(one, Article)]
    assert plan.Plan(tmp_path, 24, 70, 3, "").bundles == 8
    assert plan.Plan(tmp_path, 24, 70, 3, "").buckets == 10
    graphs = derive([verdict(one) for one in articles])
    places = {name: place for graph in graphs for name, place in columns.places(graph).items()}
    rows = table(tmp_path / "out", "articles")
    for row in rows:
        cells = columns.place_cells(places[row["prov_id"]])
        assert {name: columns.csv_cell(cell) for name, cell in cells.items()} == {name: row[name] for name in cells}
    grouped = defaultdict(set)
    for row in rows:
        grouped[row["prov_event"]].add(row["id"].split("-")[0])
    assert len(grouped) > 15
    assert len(table(tmp_path / "out", "edges")) == sum(len(graph.links) for graph in graphs)


def test_the_parts_of_a_large_event_keep_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST", 3)
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in script("synthetic").articles(40)))
    found = go([path], tmp_path / "out")
    rows = table(tmp_path / "out", "articles")
    assert all(row["prov_event"] and row["prov_chain"] for row in rows)
    sizes = defaultdict(int)
    for row in rows:
        sizes[row["prov_event"]] += 1
    assert max(sizes.values()) > 3
    cut = sum(size > 3 for size in sizes.values())
    assert json.loads((tmp_path / "out" / "run.json").read_text())["counts"]["cut"] == found.cut == cut
    assert go([path], tmp_path / "out").cut == cut


def test_an_event_too_large_for_the_memory_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in script("synthetic").articles(40)))
    go([path], tmp_path / "whole")
    whole = table(tmp_path / "whole", "articles")
    worst, usual = whole[0]["prov_event"], deriving.resolve

    def small(verdicts: list[Verdict]) -> Graph:
        if any(one.article.id == worst for one in verdicts):
            raise MemoryError("Unable to allocate 6.70 GiB for an array")
        return usual(verdicts)

    monkeypatch.setattr(deriving, "resolve", small)
    go([path], tmp_path / "out")
    (left,) = (row for row in table(tmp_path / "out", "skipped") if row["stage"] == "derive")
    assert left["reason"].endswith("needs more memory than there is")
    placed = {row["prov_id"]: row["prov_chain"] for row in table(tmp_path / "out", "articles")}
    assert placed == {row["prov_id"]: "" if row["prov_event"] == worst else row["prov_chain"] for row in whole}


def test_a_batch_and_an_audit_cut_a_large_event_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deriving, "resolve", resolve)
    monkeypatch.setattr(events, "MOST", 3)
    given = script("synthetic").articles(40)
    (tmp_path / "feed.jsonl").write_text("".join(json.dumps(one) + "\n" for one in given))
    go([tmp_path / "feed.jsonl"], tmp_path / "out")
    graphs = derive([verdict(one) for one in sources.read([str(tmp_path / "feed.jsonl")], ReadOptions())])
    places = {name: place for graph in graphs for name, place in columns.places(graph).items()}
    rows = table(tmp_path / "out", "articles")
    assert {row["prov_id"]: row["prov_chain"] for row in rows} == {name: place.chain for name, place in places.items()}
    assert {row["prov_id"]: row["prov_event"] for row in rows} == {name: place.event for name, place in places.items()}


def test_the_state_of_a_stranger_makes_nothing_but_records(tmp_path: Path) -> None:
    folder = tmp_path / "shards" / "000000" / "000000000"
    folder.mkdir(parents=True)
    hostile = zlib.compress(pickle.dumps(shutil.rmtree))
    (folder / "cases.bin").write_bytes(hostile)
    (folder / "cases.idx").write_bytes((0).to_bytes(8, "little") + len(hostile).to_bytes(8, "little"))
    with pytest.raises(RunError, match=r"has no place .*: start anew with --restart"):
        kept.case(plan.Plan(tmp_path, 1, 1, 1, "x"), 0, 0, "a")


def test_the_seeds_go_through_the_command(tmp_path: Path) -> None:
    found = CliRunner().invoke(cli, ["batch", str(ROOT / "seeds"), "-o", str(tmp_path / "out"), "--no-graph"])
    assert found.exit_code == 0, found.output
    assert len(table(tmp_path / "out", "articles")) == 5
