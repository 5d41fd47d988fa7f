"""The notebook runs, cell by cell, and shows what it promises."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def test_notebook_runs() -> None:
    if not NOTEBOOK.is_file():
        pytest.skip("the manual is not beside the tests")
    names: dict[str, Any] = {}
    cells = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    values = [run("".join(cell["source"]), names) for cell in cells]
    assert "<strong>" in values[1]._repr_html_()
    assert values[2][0] == values[1].verdict
    assert all(0 <= p <= 1 for p in values[4])
    assert values[-1][1] == "<!DOCTYPE html>"


def test_notebook_holds_no_output() -> None:
    if not NOTEBOOK.is_file():
        pytest.skip("the manual is not beside the tests")
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert all(not cell.get("outputs") for cell in cells)
