"""The directions of imports: every room may use the rooms above it, never one plug-in another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "provenance"

ORDER = (
    "records",
    "errors",
    "text",
    "lexicon",
    "contracts",
    "plugins",
    "readers",
    "segmenters",
    "engines",
    "detectors",
    "comparisons",
    "scorers",
    "graph",
    "reports",
    "pipeline",
    "auditor",
    "evaluation",
    "batch",
    "commands",
)
"""The rooms from the walls upwards. A helper beside them (``rows``, ``sources``) stands as high as what it imports."""
CONTRACTS = frozenset({"Reader", "Segmenter", "Engine", "Detector", "Comparison", "Scorer", "Report"})
DOORS = {
    "langdetect": "provenance.text.identify",
    "argostranslate": "provenance.engines.argos",
    "click": "provenance.commands",
}
"""The only module (or room) that may import a library."""
HEAVY = frozenset(
    {"argostranslate", "ctranslate2", "dask", "distributed", "jinja2", "langdetect", "lxml", "matplotlib", "networkx"}
    | {"nupunkt", "prov", "pyarrow", "sacrebleu", "scipy", "sentencepiece", "sklearn", "torch", "trafilatura"}
)
"""Libraries that are imported where they are used and not when a module is loaded."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    """The module name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(nodes: Iterator[ast.AST] | list[ast.stmt], path: Path) -> Iterator[str]:
    """Full names of the modules and members that these nodes import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = dotted(path).split(".")
                keep = len(package) - node.level + (path.name == "__init__.py")
                base = ".".join([*package[:keep], *([base] if base else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    return name.split(".")[1] if name.count(".") else ""


@cache
def plugin_modules() -> frozenset[str]:
    """Modules that hold a class which names a contract as its parent."""
    found = set()
    for path in MODULES:
        for node in tree(path).body:
            bases = {base.id for base in getattr(node, "bases", ()) if isinstance(base, ast.Name)}
            if isinstance(node, ast.ClassDef) and bases & CONTRACTS:
                found.add(dotted(path))
    return frozenset(found)


@cache
def uses() -> dict[str, frozenset[str]]:
    """The other rooms and helpers that each one imports."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        mine = room(dotted(path))
        if mine:
            others = {room(name) for name in imported(ast.walk(tree(path)), path) if name.startswith("provenance.")}
            found.setdefault(mine, set()).update(others - {mine, ""})
    return {mine: frozenset(others & found.keys()) for mine, others in found.items()}


@cache
def level(name: str) -> int:
    """How high a room stands in ORDER, or a helper by what it imports."""
    return ORDER.index(name) if name in ORDER else max(map(level, uses()[name]), default=0)


def test_no_two_rooms_import_each_other() -> None:
    list(TopologicalSorter(uses()).static_order())  # CycleError names the circle


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_imports_only_rooms_above_it(path: Path) -> None:
    mine = room(dotted(path))
    for name in imported(ast.walk(tree(path)), path):
        other = room(name) if name.startswith("provenance.") else ""
        if mine in ORDER and other in uses():
            assert level(other) <= level(mine), f"{dotted(path)} imports {name}, which stands higher"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_plugin_imports_another(path: Path) -> None:
    mine = dotted(path)
    if mine not in plugin_modules():
        return
    for name in imported(ast.walk(tree(path)), path):
        others = {name, name.rpartition(".")[0]} & plugin_modules()
        assert others <= {mine}, f"{mine} imports the plug-in {name}; share through text/ instead"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_each_library_has_its_door(path: Path) -> None:
    mine = dotted(path)
    for name in imported(ast.walk(tree(path)), path):
        door = DOORS.get(name.split(".")[0])
        assert door is None or mine == door or mine.startswith(door + "."), f"{mine} imports {name}; its door is {door}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_heavy_libraries_are_imported_where_used(path: Path) -> None:
    for name in imported(tree(path).body, path):
        assert name.split(".")[0] not in HEAVY, f"{dotted(path)} imports {name} when loaded; import it where it is used"


@pytest.mark.parametrize("path", [p for p in MODULES if room(dotted(p)) != "commands"], ids=dotted)
def test_only_commands_print_and_exit(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "sys.exit", "exit", "quit"), f"{dotted(path)}: {called}()"


def test_the_walls_see_what_they_should() -> None:
    """The tests above look at something: imports, plug-ins, doors and heights are found."""
    auditor = PACKAGE / "auditor.py"
    assert "provenance.pipeline" in set(imported(ast.walk(tree(auditor)), auditor))
    assert plugin_modules()
    identify = PACKAGE / "text" / "identify.py"
    assert any(name.startswith("langdetect") for name in imported(ast.walk(tree(identify)), identify))
    assert level("records") == 0
    assert level("sources") >= level("plugins")
