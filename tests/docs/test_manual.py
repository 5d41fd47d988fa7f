"""What the manual shows is what the program has."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from provenance.commands import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
SHOWN = re.compile(r"^(?: {4}|\$ |<!-- run: )(provenance (?!audit PATH).+?)(?: -->)?$", re.MULTILINE)

if not (ROOT / "docs").is_dir():
    pytest.skip("the manual is not beside the tests", allow_module_level=True)


def commands() -> list[str]:
    lines = [line for page in PAGES for line in SHOWN.findall(page.read_text("utf-8"))]
    for name in cli.list_commands(click.Context(cli)):
        command = cli.get_command(click.Context(cli), name)
        lines += re.findall(r"^ *(provenance .+)$", (command.help or "") if command else "", re.MULTILINE)
    return sorted({re.split(r" {2,}| \| | > ", line)[0].strip() for line in lines})


@pytest.mark.parametrize("line", commands())
def test_command_and_options_exist(line: str) -> None:
    words = shlex.split(line)[1:]
    group: click.Command = cli
    while isinstance(group, click.Group) and words:
        context = click.Context(group)
        options = {option for param in group.params for option in param.opts}
        if words[0] in options:
            words = words[2:]
            continue
        found = group.get_command(context, words[0])
        assert found is not None or words[0].startswith("-"), f"no command {words[0]!r}"
        if found is None:
            break
        group, words = found, words[1:]
    known = {option for param in group.params for option in (*param.opts, *param.secondary_opts)} | {
        "--help",
        "-h",
        "--version",
    }
    for word in words:
        if word.startswith("-") and word != "-" and not re.fullmatch(r"-\d+", word):
            assert word.split("=")[0] in known, f"{line}: no option {word}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    made = {"rules", "commands", "models", "measurements"}
    for target in re.findall(r"\]\(([^)#]+\.md)\)", page.read_text("utf-8")):
        there = (page.parent / target).is_file() or Path(target).stem in made
        assert there, f"{page.name} links to {target}, which is not there"


def test_generated_pages_name_every_rule_and_command(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import build_manual
    finally:
        sys.path.pop(0)
    build_manual.write(tmp_path)
    from provenance.view.rules import catalogue

    rules = (tmp_path / "rules.md").read_text("utf-8")
    assert [code for code in catalogue() if f"### {code} " not in rules] == []
    shown = (tmp_path / "commands.md").read_text("utf-8")
    assert [name for name in cli.list_commands(click.Context(cli)) if f"## provenance {name}\n" not in shown] == []


def test_manual_builds_without_a_request_to_anywhere(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    pytest.importorskip("myst_parser")
    line = [sys.executable, str(ROOT / "scripts" / "build_manual.py"), "--build", str(tmp_path)]
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    for page in tmp_path.rglob("*.html"):
        loaded = re.findall(
            r'<(?:script|link|img|iframe)[^>]+(?:src|href)="((?:https?:)?//[^"]+)"', page.read_text("utf-8")
        )
        assert loaded == [], page
