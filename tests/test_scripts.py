"""The measuring and set-up scripts, as far as they can be tried without data and without a network."""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from provenance.evaluation.judged import Judged
from provenance.evaluation.labels import parse

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Imports a script by name, as Python would when it is run."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield importlib.import_module
    for name in [path.stem for path in SCRIPTS.glob("*.py")]:
        sys.modules.pop(name, None)


@pytest.fixture
def gate(script: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The quality gate with its floors in a folder of the test."""
    module: ModuleType = script("quality_gate")  # type: ignore[operator]
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(module.data_sets, "ROOT", tmp_path)
    return module


def floors(gate: ModuleType) -> dict[str, float]:
    return dict(json.loads(gate.FLOORS.read_text("utf-8"))["floors"])


GOOD = {"source_top1_machine": 0.8, "originals_called_machine": 0.01}
WORSE = {"source_top1_machine": 0.7, "originals_called_machine": 0.02}


def test_a_repin_raises_floors_and_never_lowers_one(gate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    none = {"data": "", "floors": {}}
    gate.pin(GOOD, none, "d", lower=False)
    assert floors(gate) == GOOD
    gate.pin(WORSE, json.loads(gate.FLOORS.read_text()), "d", lower=False)
    assert floors(gate) == GOOD
    assert capsys.readouterr().err.count("not lowered") == 2
    gate.pin(WORSE, json.loads(gate.FLOORS.read_text()), "d", lower=True)
    assert floors(gate) == WORSE
    assert capsys.readouterr().err.count("LOWERED") == 2


def test_the_gate_fails_below_a_floor_above_a_ceiling_and_on_another_set(gate: ModuleType) -> None:
    pinned = {"data": "d", "floors": GOOD}
    assert gate.compare(GOOD, pinned, "d") == 0
    assert gate.compare({**GOOD, "source_top1_machine": 0.797}, pinned, "d") == 0  # within the tolerance
    assert gate.compare({**GOOD, "source_top1_machine": 0.79}, pinned, "d") == 1
    assert gate.compare({**GOOD, "originals_called_machine": 0.02}, pinned, "d") == 1
    assert gate.compare({**GOOD, "source_top1_machine": float("nan")}, pinned, "d") == 1
    assert gate.compare(GOOD, pinned, "another") == 1


def test_pinned_floors_name_known_figures() -> None:
    path = ROOT / "tests" / "floors.json"
    if not path.is_file():
        pytest.skip("no floors pinned yet")
    pinned = json.loads(path.read_text("utf-8"))
    assert len(pinned["data"]) == 64
    assert pinned["floors"]


def test_the_gate_is_skipped_loudly_without_data(
    gate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["quality_gate.py", "--data", str(tmp_path / "nowhere")])
    assert gate.main() == 0
    assert "SKIPPED" in capsys.readouterr().err


def said(name: str, verdict: str, p: float, source: str) -> str:
    return json.dumps({"prov_id": name, "prov_verdict": verdict, "prov_p_translated": p, "prov_source": source})


def test_verdict_diff_shows_what_turned(
    script: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module: ModuleType = script("verdict_diff")  # type: ignore[operator]
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text("\n".join([said("a", "original", 0.1, "de"), said("b", "translated", 0.8, "de"),
                              said("c", "translated", 0.7, "es"), said("d", "original", 0.2, "de")]))  # fmt: skip
    new.write_text("\n".join([said("a", "translated", 0.7, "de"), said("b", "translated", 0.8, "fr"),
                              said("c", "translated", 0.95, "es"), said("d", "original", 0.25, "de")]))  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["verdict_diff.py", str(old), str(new), "seeds", "--fail"])
    assert module.main() == 1
    shown = capsys.readouterr().out
    assert [
        f"| {name} | {kind}" in shown for name, kind in (("a", "verdict"), ("b", "source"), ("c", "probability"))
    ] == [True] * 3
    assert "| d |" not in shown
    assert "2 of 4 turned; 1 moved" in shown
    turned, moved = shown.split("Not turned")
    assert "| c |" not in turned
    assert "| a |" not in moved
    monkeypatch.setattr(sys, "argv", ["verdict_diff.py", str(old), str(old), "seeds", "--fail"])
    assert module.main() == 0


def test_verdict_diff_names_what_it_cannot_read(script: object, tmp_path: Path) -> None:
    module: ModuleType = script("verdict_diff")  # type: ignore[operator]
    other = tmp_path / "other.jsonl"
    other.write_text('{"x": 1}')
    with pytest.raises(module.Stop, match="prov_id"):
        module.verdicts(str(other), tmp_path)
    with pytest.raises(module.Stop, match="neither a file nor a revision"):
        module.verdicts("no-such-revision", tmp_path)


def test_verdict_diff_fails_where_the_sides_judged_different_articles(
    script: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module: ModuleType = script("verdict_diff")  # type: ignore[operator]
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text(said("a", "original", 0.1, "de"))
    new.write_text("")
    monkeypatch.setattr(sys, "argv", ["verdict_diff.py", str(old), str(new), "seeds", "--fail"])
    assert module.main() == 1
    assert "Only in OLD: a" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["verdict_diff.py", str(old), str(new), "seeds"])
    assert module.main() == 0


def test_verdict_diff_reads_a_document_and_says_in_one_line_what_is_no_json(script: object, tmp_path: Path) -> None:
    module: ModuleType = script("verdict_diff")  # type: ignore[operator]
    whole = tmp_path / "audit.json"
    row = json.loads(said("a", "undetermined", 0.5, ""))
    whole.write_text(json.dumps({"provenance_schema": 1, "articles": [{**row, "prov_p_translated": None}]}, indent=1))
    assert module.verdicts(str(whole), tmp_path) == {"a": module.Said("undetermined", None, "")}
    for content in (b"plain text\n", b'"text"\n', b"\xff\xfe\x00", b"[1]\n"):
        whole.write_bytes(content)
        with pytest.raises(module.Stop, match="not a result of audit or batch") as stopped:
            module.verdicts(str(whole), tmp_path)
        assert str(whole) in str(stopped.value)
        assert "\n" not in str(stopped.value)


def originals(country: str, outlet: str, total: int, accused: int) -> list[Judged]:
    answers = ["translated"] * accused + ["original"] * (total - accused)
    return [
        Judged(parse("en"), 0.5, 0.1, (), (), answer, set="native", country=country, outlet=outlet)  # type: ignore[arg-type]
        for answer in answers
    ]


def test_countries_that_stand_out_are_named_and_small_ones_are_not_held_to_the_ceiling(script: object) -> None:
    module: ModuleType = script("false_accusations")  # type: ignore[operator]
    rows = originals("US", "One", 100, 5) + originals("IN", "Two", 20, 2) + originals("MU", "Three", 19, 15)
    assert [line.split(":")[0] for line in module.standing_out(rows)] == ["IN"]
    page = module.page(rows, unseen=True)
    assert "| MU | 19 | 1 | 15 = 78.9 % (≤ " in page
    assert "| Three (MU) |" in page
    assert page.index("Three (MU)") < page.index("Two (IN)")


def test_unseen_human_translations_are_those_of_documents_that_only_measure(
    script: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: ModuleType = script("false_accusations")  # type: ignore[operator]
    for folder in ("eval", "human", "native"):
        (tmp_path / folder).mkdir()
    rows = [{"text": "It rained.", "label": label, "engine": "human-A", "set": "wmt21"} for label in ("ht:de", "de")]
    for name in module.data_sets.EVAL:
        (tmp_path / "eval" / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    seen = {"id": "x", "text": "It snowed.", "lang": "de", "origin": "wmt14", "year": 2014}
    (tmp_path / "human" / "human.jsonl").write_text(json.dumps(seen) + "\n")
    for stem in ("world", "native"):
        (tmp_path / "native" / f"{stem}.jsonl").write_text("")
    monkeypatch.setattr(module.data_sets, "other", lambda data: iter(()))
    for unseen, texts in (
        (frozenset({"native:1"}), ["It rained."] * len(module.data_sets.EVAL)),
        (frozenset(), ["It snowed."]),
    ):
        found = [row for row in module.measured(tmp_path, unseen) if row.label.kind == "human"]
        assert [row.text for row in found] == texts
        assert {row.fact("set") for row in found} == {"human"}


def test_kinds_that_were_not_measured_have_no_empty_table(script: object) -> None:
    module: ModuleType = script("false_accusations")  # type: ignore[operator]
    page = module.page(originals("US", "One", 100, 5), unseen=True)
    assert "## Native English by country" in page
    assert "## Human translations" not in page


def test_what_a_language_model_wrote_is_whole_and_as_its_manifest_says(script: object) -> None:
    module: ModuleType = script("data_sets")  # type: ignore[operator]
    raw = module.WRITTEN.read_bytes()
    told = tomllib.loads((module.WRITTEN.parent / "manifest.toml").read_text("utf-8"))
    assert [(part["bytes"], part["sha256"]) for part in told["part"]] == [(len(raw), hashlib.sha256(raw).hexdigest())]
    rows = list(module.written())
    assert [row.id for row in rows] == sorted({row.id for row in rows})
    assert (len(rows), {(row.fact("set"), str(row.label)) for row in rows}) == (200, {("written", "en")})


def test_the_gold_names_every_seed_once() -> None:
    gold = json.loads((ROOT / "tests" / "gold.json").read_text("utf-8"))["articles"]
    assert sorted(truth["file"] for truth in gold.values()) == sorted(
        path.name for path in (ROOT / "seeds").glob("*.txt")
    )


def test_start_runs_what_the_readme_says_and_passes_arguments_on(script: object) -> None:
    module: ModuleType = script("start")  # type: ignore[operator]
    assert module.run("audit", [])[1:] == ["audit", "seeds"]
    assert module.run("audit", ["--format", "json"])[1:] == ["audit", "seeds", "--format", "json"]
    assert module.run("audit", ["README.md"])[1:] == ["audit", "README.md"]
    assert module.run("test", ["-k", "x"])[1:] == ["-m", "pytest", "-k", "x"]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 scripts/start.py audit" in readme
    assert "python3 scripts/start.py test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_start_does_only_what_is_new(script: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set-up with pip and venv replaced: a second run installs nothing, a changed lock or program is installed anew."""
    module: ModuleType = script("start")  # type: ignore[operator]
    venv, calls = tmp_path / ".venv", []
    venv.mkdir()
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    (tmp_path / "provenance").mkdir()
    for name, value in {"ROOT": tmp_path, "VENV": venv, "STAMP": venv / "start.json"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "make_environment", lambda: None)
    monkeypatch.setattr(module, "pip", lambda arguments, what: calls.append(arguments[-1]))

    def installed(lock: str) -> list[str]:
        calls.clear()
        module.set_up(lock)
        return list(calls)

    assert installed("requirements-dev.lock") == ["requirements-dev.lock", "."]
    assert installed("requirements.lock") == []
    (tmp_path / "provenance" / "new.py").write_text("")
    assert installed("requirements.lock") == ["."]
    (tmp_path / "requirements.lock").write_text("changed")
    assert installed("requirements.lock") == ["requirements.lock"]


def test_start_says_what_is_wrong_with_an_old_python(script: object, monkeypatch: pytest.MonkeyPatch) -> None:
    module: ModuleType = script("start")  # type: ignore[operator]
    monkeypatch.setattr(module, "LEAST", (99, 0))
    with pytest.raises(module.Stop, match=r"Python 99\.0 or newer"):
        module.set_up("requirements.lock")


def test_withheld_articles_are_known_by_their_heirs(script):
    traditions = script("make_traditions")

    def made(name: str, language: str, hidden: bool, *parents: str) -> object:
        return traditions.Made("e", name, language, name, (), "", False, parents, "copy", hidden, None, "", (), "")

    known = {
        one.id: one
        for one in (
            made("lost", "en", True),
            made("lost-de", "de", True, "lost"),
            made("copy", "en", False, "lost"),
            made("translation", "en", False, "lost-de"),
            made("later", "en", False, "copy"),
        )
    }
    given = [one for one in known.values() if not one.hidden]
    assert sorted(map(sorted, traditions.traces(given, known))) == [["copy", "translation"], ["translation"]]
    assert traditions.match([{"copy", "translation", "later"}, {"later"}], traditions.traces(given, known)) == (1, 2)


def test_networks_joined_score_the_mean_of_their_members(script):
    import numpy as np

    training = script("train_derivation")
    rng = np.random.default_rng(1)

    def member() -> object:
        parts = (rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=(4, 2)), rng.normal(size=2))
        return training.Network(np.zeros(3), np.ones(3), *parts)

    members, rows = [member(), member()], rng.normal(size=(5, 3))
    assert np.allclose(training.joined(members).scores(rows), np.mean([m.scores(rows) for m in members], axis=0))


def test_lines_counted_together_are_as_passages_counted_one_by_one(script: object) -> None:
    pytest.importorskip("scipy")
    train = script("train_profile")  # type: ignore[operator]
    space = object.__new__(train.Space)
    space.families, space.bits = ["w1", "c2", "s2"], 8
    space.tables = {name: np.arange(30, dtype=np.uint64) for name in "cf"}
    space.kept = np.arange(0, 256, 2)
    space.place = np.full(256, -1)
    space.place[space.kept] = np.arange(len(space.kept))
    lines = [np.array(line, np.uint16) for line in ([3, 4, 5, 3, 4], [7], [9, 9, 9, 2], [1, 2, 3, 4, 5, 6])]
    lengths, passages = np.array([len(line) for line in lines]), np.array([0, 0, 0, 1])
    together = space.lines(np.concatenate(lines), lengths, passages)
    for passage in (0, 1):
        ids = np.concatenate([line for line, at in zip(lines, passages) if at == passage])
        place = space.place[space.hash(ids)]
        alone = np.bincount(place[place >= 0], minlength=len(space.kept))
        assert np.array_equal(np.asarray(together[passages == passage].sum(0)).ravel(), alone)
    one = train.vectors(together).toarray()
    assert np.allclose(np.linalg.norm(one, axis=1), train.SCALE, atol=1e-3)


@pytest.mark.parametrize("seed", range(40))
def test_a_stretch_stays_in_its_run_and_a_passage_in_its_length(script: object, seed: int) -> None:
    pytest.importorskip("scipy")
    train = script("train_profile")  # type: ignore[operator]
    rng = np.random.default_rng(seed)
    count, want = int(rng.integers(1, 60)), int(rng.integers(1, 25))
    runs = np.cumsum(rng.random(count) < 0.1)
    numbers = np.cumsum(rng.integers(1, 3, count))
    lines = train.Lines(np.arange(count) + 7, numbers, runs, np.full(count, 20))
    at = lines.stretch(want, rng) - 7
    assert 1 <= len(at) <= max(want, 5)
    if len(at) > 5:
        assert len(set(runs[at])) == 1
        assert np.ptp(numbers[at]) < want
    passage = lines.passage(want * 20, rng) - 7
    assert (np.diff(passage) == 1).all()
    assert min(count, want) <= len(passage) <= want or len(passage) == count


def test_each_regime_learns_which_answer_to_believe_and_never_names_the_unseen_abroad(script: object) -> None:
    pytest.importorskip("scipy")
    rng = np.random.default_rng(5)
    languages, rows = 4, 600
    home = rng.random(rows) < 0.5
    y = np.where(home, rng.integers(languages, size=rows), rng.integers(languages - 1, size=rows))
    told, misled = (np.eye(languages)[to] * 3 for to in (y, rng.integers(languages - 1, size=rows)))
    broad, style = (np.where(h[:, None], told, misled) + rng.normal(size=told.shape) for h in (home, ~home))
    style[:, -1] = 0.0
    z = np.column_stack([broad, rng.normal(size=told.shape), style, np.zeros((rows, 2)), np.where(home, 3.0, -3.0)])
    join = script("join_profile")  # type: ignore[operator]
    regimes = join.fitted(z, y, np.full(rows, 1 / rows), z[:20], np.array([languages - 1]))
    right = (regimes.logits(z).argmax(1) == y).mean()
    assert right > max((broad.argmax(1) == y).mean(), (style.argmax(1) == y).mean()) + 0.1
    assert regimes.parts(z)[1][:, -1].max() < 1e-3
    assert right > (regimes.parts(z)[0].argmax(1) == y).mean() + 0.1


@pytest.mark.parametrize(("spread", "least", "most"), [(1.0, 0.7, 1.4), (3.0, 0.05, 0.3), (-1.0, 0.0, 0.0)])
def test_a_second_opinion_counts_as_much_as_it_is_worth(
    script: object, spread: float, least: float, most: float
) -> None:
    pytest.importorskip("scipy")
    rng = np.random.default_rng(6)
    y = rng.random(8000) < 0.5
    sure = np.where(y, 1.0, -1.0)
    second = sure * np.sign(spread) + rng.normal(size=len(y)) * abs(spread)
    join = script("join_profile")  # type: ignore[operator]
    x = np.column_stack([sure + rng.normal(size=len(y)), second])
    assert least <= join.counted(x, y, np.full(len(y), 1 / len(y))) <= most


def _training(join: ModuleType, rng: np.random.Generator, unseen: int | None = None, length: float = 1.0) -> Any:
    weights = length * rng.normal(size=(5, 3 + join.HEADS)).astype(np.float32)
    if unseen is not None:
        weights[:, unseen] = 0
    arrays = {"families": "w1", "bits": 4, "kept": np.arange(5)}
    return join.Training(arrays, weights, rng.normal(size=3 + join.HEADS))


def test_single_lines_and_style_share_a_space_and_a_language_without_style_says_nothing(script: object) -> None:
    pytest.importorskip("scipy")
    join = script("join_profile")  # type: ignore[operator]
    rng = np.random.default_rng(7)
    seen, style = [_training(join, rng) for _ in "ab"], [_training(join, rng, unseen=1) for _ in "cd"]
    found = join.lines(seen, style)
    weights = found["weights"] * found["scale"]
    own = 3 + join.HEADS
    assert np.allclose(weights[:, :own], (seen[0].weights + seen[1].weights) / 2, atol=0.02)
    assert not weights[:, own + 1].any()
    assert np.allclose(weights[:, own:].sum(1), 0, atol=0.05)
    apart = style[0].weights[:, [0, 2]] + style[1].weights[:, [0, 2]]
    assert np.allclose(weights[:, own] - weights[:, own + 2], (apart[:, 0] - apart[:, 1]) / 2, atol=0.05)


def test_single_lines_count_in_languages_as_much_as_documents_and_not_in_heads(script: object) -> None:
    pytest.importorskip("scipy")
    join = script("join_profile")  # type: ignore[operator]
    rng = np.random.default_rng(8)
    whole, single = _training(join, rng), _training(join, rng, length=50.0)
    found = join.broad([whole], [single])
    weights = found["weights"] * found["scale"]
    heads = slice(-join.HEADS, None)
    assert np.allclose(weights[:, heads], whole.weights[:, heads], atol=0.02)
    likeness = [np.corrcoef(weights[:, :3].ravel(), t.weights[:, :3].ravel())[0, 1] for t in (whole, single)]
    assert min(likeness) > 0.4
    alone = join.broad([whole], [])
    assert np.allclose(alone["weights"] * alone["scale"], whole.weights, atol=0.02)


def test_the_likeliest_language_of_unknown_articles_is_counted_by_how_sure_it_was(script: object) -> None:
    pytest.importorskip("scipy")
    unknown = script("eval_unknown")  # type: ignore[operator]
    rows = [
        {"label": label, "tokens": 300, "sources": {"cs": first, "de": 0.0}}
        for label, first in (("cs", 2.0), ("ht:de", 2.0), ("de", -1.0))
    ]
    source = {"temperature": 2.0, "sharper": 0.0, "bias": {"cs": 0.5, "de": 0.0}}
    sure, right = unknown.named(rows, source, ["cs", "de"])
    assert sure == pytest.approx([1 / (1 + np.exp(-1.5)), 1 / (1 + np.exp(-1.5)), 0.5])
    assert right[:2].tolist() == [True, False]


def test_a_fold_needs_a_training_that_left_languages_out(script: object, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    unknown = script("eval_unknown")  # type: ignore[operator]
    shape = {name: np.zeros(1) for name in ("languages", "vocabulary", "common", "reduced", "common_or_shape")}
    np.savez(tmp_path / "a.npz", weights=np.zeros((1, 1)), bias=np.zeros(1), without=np.array(""), **shape)
    with pytest.raises(SystemExit, match="--without"):
        unknown.fold(tmp_path, ["a"], [])
