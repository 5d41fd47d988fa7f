"""The scaffold writes plug-ins that import, with the next free code; the rule index follows the rules."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from provenance import manual

ROOT = Path(__file__).resolve().parent.parent


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"script_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(path: Path, name: str = "fresh") -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(monkeypatch: pytest.MonkeyPatch, root: Path, *arguments: str) -> Path:
    new = script("new")
    monkeypatch.setattr(new, "ROOT", root)
    monkeypatch.setattr(sys, "argv", ["new.py", *arguments])
    assert new.main() == 0
    return next(path for path in root.rglob("*.py") if path.stem == arguments[-1])


@pytest.mark.parametrize(
    "arguments",
    [
        ("detector", "lexis", "odd_word"),
        ("segmenter", "pull_quote"),
        ("reader", "epub"),
        ("report", "latex"),
        ("comparison", "shared_typo"),
        ("engine", "pigeon"),
    ],
)
def test_a_skeleton_is_a_plug_in_of_its_contract(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = run(monkeypatch, tmp_path, *arguments)
    module = load(path)
    name = "".join(part.capitalize() for part in arguments[-1].split("_"))
    assert getattr(module, name)()

    assert "TODO" in path.read_text(encoding="utf-8"), "so that the test below fails until it does something"


def test_no_plug_in_is_a_skeleton() -> None:
    left = [path for path in (ROOT / "provenance").rglob("*.py") if "TODO" in path.read_text(encoding="utf-8")]
    assert left == []


def test_the_skeleton_of_a_detector_does_not_find_its_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = run(monkeypatch, tmp_path, "detector", "lexis", "odd_word")
    name = "provenance.detectors.lexis.odd_word"
    monkeypatch.setitem(sys.modules, name, module := load(path, name))
    (example,) = manual.page(module.OddWord).fires
    found = [mark for one in module.OddWord().detect(example.document()) for mark in one.marks]
    assert example.spans
    assert found == []


def test_the_skeleton_of_a_detector_finds_its_example_once_its_pattern_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = run(monkeypatch, tmp_path, "detector", "lexis", "odd_word")
    written = path.read_text(encoding="utf-8").replace("(?!)", "blue words").replace("⟦marked words⟧", "⟦blue words⟧")
    path.write_text(written, encoding="utf-8")
    name = "provenance.detectors.lexis.odd_word"
    monkeypatch.setitem(sys.modules, name, module := load(path, name))
    (example,) = manual.page(module.OddWord).fires
    found = [mark.span for one in module.OddWord().detect(example.document()) for mark in one.marks]
    assert found == list(example.spans)


def test_codes_go_on_above_those_used_and_retired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = tmp_path / "provenance" / "detectors"
    rooms.mkdir(parents=True)
    (rooms / "retired.txt").write_text("LX107 gone\n", encoding="utf-8")
    path = run(monkeypatch, tmp_path, "detector", "lexis", "odd_word")
    assert 'code = "LX108"' in path.read_text(encoding="utf-8")


def test_a_skeleton_has_every_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = run(monkeypatch, tmp_path, "detector", "lexis", "odd_word").read_text(encoding="utf-8")
    _, sections = manual.read(text.split('"""')[1])
    assert {name.partition(" (")[0] for name, _ in sections} == set(manual.SECTIONS)
    text = run(monkeypatch, tmp_path, "comparison", "shared_typo").read_text(encoding="utf-8")
    assert [name for name, _ in manual.read(text.split('"""')[1])[1]] == ["Why", "Confounders", "References"]


def test_the_index_names_every_rule() -> None:
    text = script("rule_index").index()
    assert [page.code for page in manual.pages() if f"| {page.code} |" not in text] == []
