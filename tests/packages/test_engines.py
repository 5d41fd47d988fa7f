"""Engines: batches change nothing, wrappers are exact, memory survives kills and other processes."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_packages import package, sentences

from provenance.contracts import Engine
from provenance.engines.argos import ArgosEngine, Options
from provenance.engines.cached import CachedEngine
from provenance.engines.glossary import GlossaryEngine
from provenance.engines.routed import RoutedEngine
from provenance.errors import PackageError, ProvenanceWarning
from provenance.packages import store

TABLES = {
    ("en", "de"): {"house": "Haus", "and": "und"},
    ("de", "en"): {"Haus": "house", "und": "and"},
    ("de", "fr"): {"Haus": "maison", "und": "et"},
    ("fr", "en"): {"maison": "home", "et": "and"},
}


class Counting(Engine):
    """Counts what is asked of a glossary."""

    def __init__(self) -> None:
        self.inner, self.asked = GlossaryEngine(TABLES), 0
        self.signature = self.inner.signature

    def pairs(self) -> frozenset[tuple[str, str]]:
        return self.inner.pairs()

    def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self.asked += len(sentences)
        return self.inner.translate(sentences, source, target)

    def score(self, sentences: Sequence[str], targets: Sequence[str], source: str, target: str) -> tuple[float, ...]:
        self.asked += len(sentences)
        return self.inner.score(sentences, targets, source, target)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> ArgosEngine:
    place = tmp_path_factory.mktemp("shipped")
    package(place / "a.argosmodel", "de", "en")
    package(place / "b.argosmodel", "en", "de", "<2de>")
    return ArgosEngine({p.pair: p for p in store.embedded(place).packages}, threads=1)


def test_batches_and_order_change_no_translation_and_no_score(engine: ArgosEngine) -> None:
    texts = sentences(40, seed=1)
    whole = engine.translate(texts, "en", "de")
    assert len(set(whole)) > 10
    assert engine.translate(texts[::-1], "en", "de") == whole[::-1]
    assert tuple(engine.translate([one], "en", "de")[0] for one in texts) == whole
    scores = engine.score(texts, whole, "en", "de")
    singly = [engine.score([a], [b], "en", "de")[0] for a, b in zip(texts, whole)]
    assert scores == pytest.approx(singly, abs=2e-4)


def test_the_prefix_is_forced_and_never_shown(engine: ArgosEngine) -> None:
    assert not any("<2de>" in text for text in engine.translate(sentences(20), "en", "de"))


def test_own_output_is_likelier_than_another_sentence_s(engine: ArgosEngine) -> None:
    texts = sentences(30, seed=2)
    best = engine.translate(texts, "de", "en")
    free, shuffled = engine.score(texts, best, "de", "en"), engine.score(texts, best[1:] + best[:1], "de", "en")
    assert sum(free) > sum(shuffled)
    assert all(score <= 0 for score in free)


@pytest.mark.parametrize("text", ["", " ", "\n", "▁▁", "日本", "x" * 5000, "the old town " * 2000])
def test_odd_sentences_pass(engine: ArgosEngine, text: str) -> None:
    before = engine.translate(["The old town."], "de", "en")
    assert engine.translate([text, "The old town."], "de", "en")[1:] == before
    assert len(engine.score([text, ""], ["", text], "de", "en")) == 2


def test_an_unknown_direction_names_the_command(engine: ArgosEngine) -> None:
    with pytest.raises(PackageError, match="run: provenance models install fr"):
        engine.translate(["a"], "fr", "en")


def test_signatures_follow_model_and_options(engine: ArgosEngine) -> None:
    assert engine.describe("de", "en") != engine.describe("en", "de")
    other = ArgosEngine(engine.packages, Options(beam=4))
    assert other.describe("de", "en") != engine.describe("de", "en")
    assert ArgosEngine(engine.packages).signature == engine.signature


def test_a_broken_package_is_one_clear_line(tmp_path: Path) -> None:
    broken = store.Package("de", "en", "1", tmp_path / "none.argosmodel", True)
    with pytest.raises(PackageError, match="cannot be read"):
        ArgosEngine({broken.pair: broken}).translate(["a"], "de", "en")


def test_a_route_is_taken_only_when_named_and_then_signed() -> None:
    inner = GlossaryEngine(TABLES)
    with pytest.raises(PackageError):
        inner.translate(["house"], "en", "fr")
    routed = RoutedEngine(inner, {("en", "fr"): "de", ("de", "en"): "fr"})
    assert routed.translate(["house and dog"], "en", "fr") == ("maison et dog",)
    assert routed.translate(["Haus"], "de", "en") == ("house",)
    assert "en>de>fr" in routed.signature
    assert "de>fr>en" not in routed.signature
    assert routed.describe("en", "fr") == f"{inner.describe('en', 'de')}+{inner.describe('de', 'fr')}"


def test_the_second_run_asks_nothing(tmp_path: Path) -> None:
    inner = Counting()
    cached = CachedEngine(inner, tmp_path / "c.sqlite")
    texts = ["house and dog", "house", "house", ""]
    first = cached.translate(texts, "en", "de"), cached.score(texts, texts, "en", "de")
    assert inner.asked == 6
    again = CachedEngine(inner, tmp_path / "c.sqlite")
    assert (again.translate(texts, "en", "de"), again.score(texts, texts, "en", "de")) == first
    assert inner.asked == 6
    assert (again.hits, again.misses) == (8, 0)


@given(st.lists(st.text(max_size=20), max_size=30))
@settings(max_examples=40, deadline=None)
def test_the_cache_never_changes_an_answer(texts: list[str]) -> None:
    inner = GlossaryEngine(TABLES)
    cached = CachedEngine(inner, Path(":memory:"))
    for _ in range(2):
        assert cached.translate(texts, "en", "de") == inner.translate(texts, "en", "de")
        assert cached.score(texts, texts[::-1], "en", "de") == inner.score(texts, texts[::-1], "en", "de")
    assert not cached.broken


def test_the_cache_is_bounded_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    inner = Counting()
    cached = CachedEngine(inner, tmp_path / "c.sqlite", most=100)
    for start in range(0, 300, 50):
        cached.translate(["kept", *(f"w{n}" for n in range(start, start + 50))], "en", "de")
    with sqlite3.connect(tmp_path / "c.sqlite") as connection:
        (count,) = connection.execute("SELECT count(*) FROM entries").fetchone()
    assert count <= 100
    before = inner.asked
    cached.translate(["kept", "w299"], "en", "de")
    assert inner.asked == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "c.sqlite"
    place.write_text("a letter to my aunt, longer than a header of a database " * 10)
    with pytest.warns(ProvenanceWarning, match="translations are not kept .*; remove that file"):
        cached = CachedEngine(Counting(), place)
    assert cached.translate(["house"], "en", "de") == ("Haus",)
    assert str(place) in cached.broken
    assert place.read_text().startswith("a letter")


def test_a_cache_that_breaks_is_closed_and_stops_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[sqlite3.Connection] = []

    class Failing(sqlite3.Connection):
        def rollback(self) -> None:
            raise sqlite3.OperationalError("disk I/O error")

        def close(self) -> None:
            closed.append(self)
            super().close()

    place, connect = tmp_path / "c.sqlite", sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", functools.partial(connect, factory=Failing))
    cached = CachedEngine(Counting(), place)
    with connect(place) as other:
        other.execute("DROP TABLE clock")
    with pytest.warns(ProvenanceWarning, match="not kept any more"):
        assert cached.translate(["house"], "en", "de") == ("Haus",)
    assert "no such table: clock" in cached.broken
    assert len(closed) == 1
    assert cached.translate(["house"], "en", "de") == ("Haus",)


@pytest.mark.parametrize("value", [None, 7, b"\\xff", "x"])
def test_an_entry_that_holds_no_answer_is_asked_anew(tmp_path: Path, value: object) -> None:
    inner, place = Counting(), tmp_path / "c.sqlite"
    cached = CachedEngine(inner, place)
    first = cached.translate(["house"], "en", "de"), cached.score(["house"], ["Haus"], "en", "de")
    with sqlite3.connect(place) as other:
        kept = "typeof(value) = 'real'" if value == "x" else "true"
        other.execute(f"UPDATE entries SET value = ? WHERE {kept}", (value,))
    again = CachedEngine(inner, place)
    assert (again.translate(["house"], "en", "de"), again.score(["house"], ["Haus"], "en", "de")) == first


def _fill(place: str, start: int) -> None:
    cached = CachedEngine(GlossaryEngine(TABLES), Path(place))
    for n in range(30):
        cached.translate([f"house {start} {n} {k}" for k in range(20)], "en", "de")
    assert not cached.broken


def test_several_processes_share_one_cache(tmp_path: Path) -> None:
    place = str(tmp_path / "c.sqlite")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fill, args=(place, start)) for start in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (3 * 30 * 20,)


KILLED = """
import sys
from pathlib import Path
from provenance.engines.cached import CachedEngine
from provenance.engines.glossary import GlossaryEngine
cached = CachedEngine(GlossaryEngine({("en", "de"): {"house": "Haus"}}), Path(sys.argv[1]))
n = 0
while True:
    cached.translate([f"house {n} {k}" for k in range(50)], "en", "de")
    n += 1
    print(n, flush=True)
"""


def test_a_kill_at_any_moment_leaves_a_sound_cache(tmp_path: Path) -> None:
    place = tmp_path / "c.sqlite"
    for wait in (0.0, 0.005, 0.02):
        worker = subprocess.Popen([sys.executable, "-c", KILLED, str(place)], stdout=subprocess.PIPE, text=True)
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(wait)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
        with sqlite3.connect(place) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        cached = CachedEngine(GlossaryEngine({("en", "de"): {"house": "Haus"}}), place)
        assert cached.translate(["house 0 0"], "en", "de") == ("Haus 0 0",)
        assert (cached.misses, cached.broken) == (0, "")
