"""The example of the page on packages runs as it stands there and prints what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from provenance.packages import store

PAGE = Path(__file__).parents[2] / "docs" / "packages.md"
EXAMPLE = re.compile(r"```python\n(.+?)```\n\n```text\n(.+?)```", re.DOTALL)

if not PAGE.is_file():
    pytest.skip("the manual is not beside the tests", allow_module_level=True)


def test_the_example_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert len(store.embedded().packages) == 10
    ((code, shown),) = EXAMPLE.findall(PAGE.read_text("utf-8"))
    exec(compile(code, str(PAGE), "exec"), {})
    assert capsys.readouterr().out == shown
