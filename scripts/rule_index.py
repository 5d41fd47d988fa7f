#!/usr/bin/env python3
"""Write provenance/detectors/README.md, the index of all rules, from the rules themselves.

python scripts/rule_index.py            writes it
python scripts/rule_index.py --check    exit code 1 where the file is out of date
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from provenance import manual, plugins  # noqa: E402
from provenance.contracts import Detector  # noqa: E402

OUT = ROOT / "provenance" / "detectors" / "README.md"
HEAD = """# Rules

Made by `python scripts/rule_index.py` from the docstring of each file; `provenance rule CODE` shows the whole of one.
Languages are those of the examples: which languages a rule really speaks for is counted, not written. Rules marked
*layout* cannot be counted on parallel text and carry no weight.
"""


def main() -> int:
    """Write the index, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    text = index()
    if not check:
        OUT.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if OUT.is_file() and OUT.read_text(encoding="utf-8") == text:
        return 0
    print(f"{OUT.relative_to(ROOT)} is out of date: run python scripts/rule_index.py", file=sys.stderr)
    return 1


def index() -> str:
    """The index as Markdown, family by family."""
    kinds = sorted(plugins.scan("provenance.detectors", Detector), key=lambda kind: (_family(kind), kind.code))
    parts = [HEAD]
    for family, members in groupby(kinds, _family):
        about = (import_module(f"provenance.detectors.{family}").__doc__ or "").strip().split("\n\n")[0]
        rows = [_row(kind) for kind in members]
        table = "\n".join(("| code | rule | languages | group | |", "|---|---|---|---|---|", *rows))
        parts.append(f"## {family}\n\n{' '.join(about.split())}\n\n{table}\n")
    return "\n".join(parts)


def _family(kind: type[Detector]) -> str:
    return kind.__module__.split(".")[2]


def _row(kind: type[Detector]) -> str:
    page = manual.page(kind)
    name = kind.__module__.rsplit(".", 1)[1]
    languages = sorted({tag for example in page.fires for tag in example.languages})
    note = "" if kind.countable else "layout"
    title = page.title.rstrip(".").replace("|", "\\|")
    return f"| {kind.code} | [{title}]({_family(kind)}/{name}.py) | {' '.join(languages)} | {page.group} | {note} |"


if __name__ == "__main__":
    sys.exit(main())
