"""Writes the generated pages of the manual from the code: rules, commands, models, measurements.

    python scripts/build_manual.py                    into docs/generated
    python scripts/build_manual.py --build site/      and builds the whole manual as HTML with Sphinx, offline

Nothing that it writes is kept in the repository: the manual is built anew and cannot fall behind the program.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
LISTED = {"index", "tutorial", "reading", "citing", "library", "columns"}
FAMILIES = {
    "OR": "Orthography and spacing",
    "FG": "Figures, dates and units",
    "NM": "Names",
    "LX": "Words and phrases",
    "SY": "Syntax",
    "DS": "Discourse",
    "RS": "Residue",
    "FU": "Page furniture",
    "CL": "Claims of sources",
    "PF": "Profile",
    "RN": "Renditions (round trip)",
    "PR": "Comparisons of two articles",
}


def main() -> int:
    """Write, and build where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, metavar="FOLDER", help="build the manual as HTML into FOLDER")
    options = parser.parse_args()
    write(DOCS / "generated")
    return build(options.build) if options.build else 0


def write(folder: Path) -> None:
    """All generated pages into ``folder``; unchanged pages are not touched."""
    folder.mkdir(exist_ok=True)
    for name, lines in (
        ("rules", rules()),
        ("commands", commands()),
        ("measurements", measurements()),
        ("models", models()),
    ):
        path, text = folder / f"{name}.md", "\n".join(lines) + "\n"
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def build(target: Path) -> int:
    """Sphinx with warnings as errors; 3 where it is not installed."""
    try:
        from sphinx.cmd.build import build_main
    except ImportError:
        print("the manual needs Sphinx: pip install '.[docs]'", file=sys.stderr)
        return 3
    return int(build_main(["-q", "-W", "--keep-going", "-b", "html", str(DOCS), str(target)]))


def rules() -> Iterator[str]:
    """Every rule by family: what, why, examples, confounders, measured rates."""
    from provenance.view.rules import catalogue

    yield "# Rules"
    yield ""
    yield (
        "Each rule tests one hypothesis and knows what else could cause what it sees. `provenance rule CODE` prints "
        "the same. Under *Fires*, the words that are marked stand in ⟦brackets⟧. Figures are shares of documents in "
        "which a rule fires; a rule without figures was not counted and weighs nothing."
    )
    by_family: dict[str, list[str]] = {}
    for code in sorted(catalogue()):
        by_family.setdefault(code[:2], []).append(code)
    for family, codes in by_family.items():
        yield from ("", f"## {FAMILIES.get(family, family)} ({family})")
        for code in codes:
            yield from _rule(code)


def _rule(code: str) -> Iterator[str]:
    from provenance.view.rules import about, measured

    found = about(code)
    yield from ("", f"({code.lower()})=", f"### {code} {_safe(found.name)}", "")
    yield f"Channel: {found.channel}."
    yield from (
        "",
        "**Measured**",
        "",
        *(f"- {_safe(line)}" for line in measured(code)),
    )
    for name, qualifier, text in found.sections:
        yield from ("", f"**{name}{f' ({qualifier})' if qualifier else ''}**", "", *_paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        item = line.lstrip().startswith("- ")
        yield f"- {_safe(line.lstrip()[2:])}" if item else _safe(line.strip())


def _safe(text: str) -> str:
    for char in "\\`*_<>[]$#|~":
        text = text.replace(char, f"\\{char}")
    return text


def commands() -> Iterator[str]:
    """The help of every command, as the program prints it."""
    import click

    from provenance.commands import cli

    yield from ("# Commands", "")
    yield (
        "Results go to standard output, messages to standard error. Every option has a default in the environment: "
        "`--round-trip` of `batch` is `PROVENANCE_BATCH_ROUND_TRIP`; those of commands without others below them also "
        "in a configuration file."
    )
    root = click.Context(cli, info_name="provenance", max_content_width=96, terminal_width=96)
    yield from _help("provenance", cli, root)
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None
        yield from _command(f"provenance {name}", command, root, name)


def _command(title: str, command: object, parent: object, name: str) -> Iterator[str]:
    import click

    assert isinstance(command, click.Command)
    assert isinstance(parent, click.Context)
    context = click.Context(command, info_name=name, parent=parent, max_content_width=96, terminal_width=96)
    yield from _help(title, command, context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            inner = command.get_command(context, below)
            yield from _command(f"{title} {below}", inner, context, below)


def _help(title: str, command: object, context: object) -> Iterator[str]:
    import click

    assert isinstance(command, click.Command)
    assert isinstance(context, click.Context)
    yield from ("", f"## {title}", "", "```text", command.get_help(context), "```")


def measurements() -> Iterator[str]:
    """A list of every other page that stands in docs/."""
    listed = {path.stem for path in DOCS.glob("*.md")} - LISTED
    yield from ("# Measurements", "")
    yield "What was measured, on what, and how anyone can measure it again."
    yield from ("", "```{toctree}", *(f"../{name}" for name in sorted(listed)), "```")


def models() -> Iterator[str]:
    """The cards of the models and packages that are shipped."""
    yield from ("# Models and packages", "")
    yield "What is shipped with the program, what each was trained on, and how good it is: the cards themselves."
    data = ROOT / "provenance" / "data"
    cards = sorted(path for room in ("models", "packages") for path in (data / room).rglob("*.md"))
    for path in cards:
        yield from ("", f"## {path.relative_to(data).with_suffix('').as_posix()}", "")
        for line in path.read_text("utf-8").splitlines():
            yield f"##{line}" if line.startswith("#") else line


if __name__ == "__main__":
    sys.exit(main())
