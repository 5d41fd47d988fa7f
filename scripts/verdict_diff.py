#!/usr/bin/env python3
"""Shows which verdicts a change turned, on a frozen folder of articles.

    python scripts/verdict_diff.py old.jsonl new.jsonl seeds/       results of ``audit --format jsonl`` or ``batch``
    python scripts/verdict_diff.py HEAD~3 HEAD seeds/               two revisions: each judges the folder
    python scripts/verdict_diff.py main . seeds/                    a revision and the files as they stand

OLD and NEW are files of verdict rows (.jsonl or .csv), git revisions, or ``.`` for the working tree. A revision is
unpacked into a temporary folder and run with this Python; the repository is not touched. ``--fail`` ends with exit code
1 where any verdict or first source language turned.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOVED = 0.1
"""A probability that moved by more is shown although the verdict stands."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says of an article."""

    verdict: str
    p_translated: float
    source: str

    def __str__(self) -> str:
        return f"{self.verdict} {self.p_translated:.2f} {self.source}".rstrip()


class Stop(Exception):
    """The comparison can't be made; one line for people."""


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("folder", type=Path, help="articles that revisions judge; for result files only a name")
    parser.add_argument("--fail", action="store_true", help="exit code 1 where anything turned")
    options = parser.parse_args()
    try:
        old, new = verdicts(options.old, options.folder), verdicts(options.new, options.folder)
    except Stop as stop:
        print(f"verdict_diff: {stop}", file=sys.stderr)
        return 2
    lines = list(differences(old, new))
    print(f"# Verdicts on {options.folder}: {options.old} → {options.new}\n")
    print("\n".join(table(lines)) if lines else "No verdict turned.")
    both = old.keys() & new.keys()
    turned = [name for name in both if (old[name].verdict, old[name].source) != (new[name].verdict, new[name].source)]
    print(
        f"\n{len(turned)} of {len(both)} turned; "
        f"{len(old.keys() - both)} only in OLD, {len(new.keys() - both)} only in NEW."
    )
    return 1 if options.fail and turned else 0


def verdicts(side: str, folder: Path) -> dict[str, Said]:
    """What a result file, a revision or the working tree says."""
    path = Path(side)
    if path.is_file():
        return dict(parsed(path.read_text("utf-8"), path.suffix == ".csv"))
    if side == ".":
        return judged_by(ROOT, folder)
    with tempfile.TemporaryDirectory() as place:
        unpack(side, Path(place))
        return judged_by(Path(place), folder)


def parsed(text: str, separated: bool) -> Iterator[tuple[str, Said]]:
    """(id, what is said) of every verdict row. Raises Stop for a file of another kind."""
    rows: Iterable[dict[str, Any]] = (
        csv.DictReader(io.StringIO(text)) if separated else map(json.loads, text.splitlines())
    )
    for row in rows:
        if "prov_id" not in row or "prov_verdict" not in row:
            raise Stop("a row without prov_id and prov_verdict: not a result of audit or batch")
        if row["prov_verdict"]:
            yield (
                row["prov_id"],
                Said(row["prov_verdict"], float(row["prov_p_translated"] or 0), row["prov_source"] or ""),
            )


def judged_by(tree: Path, folder: Path) -> dict[str, Said]:
    """Verdicts on ``folder`` by the program in ``tree``."""
    command = [sys.executable, "-c", "from provenance.commands import main; main()", "audit", str(folder.resolve())]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([*command, "--format", "jsonl"], cwd=tree, env=environment, capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        raise Stop(f"{tree}: the audit failed: {done.stderr.strip().splitlines()[-1:] or 'no output'}")
    return dict(parsed(done.stdout, separated=False))


def unpack(revision: str, place: Path) -> None:
    """The tree of a revision. Raises Stop where git does not know it."""
    done = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True)
    if done.returncode:
        raise Stop(f"{revision}: neither a file nor a revision ({done.stderr.decode().strip()})")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(place, filter="data")


def differences(old: dict[str, Said], new: dict[str, Said]) -> Iterator[tuple[str, str, str, str]]:
    """(id, kind, old, new) of what turned or moved, what turned first."""
    found = []
    for name in sorted(old.keys() & new.keys()):
        before, after = old[name], new[name]
        if before.verdict != after.verdict:
            found.append((0, name, "verdict", str(before), str(after)))
        elif before.source != after.source:
            found.append((1, name, "source", str(before), str(after)))
        elif abs(before.p_translated - after.p_translated) > MOVED:
            found.append((2, name, "probability", str(before), str(after)))
    return (rest for _, *rest in sorted(found))  # type: ignore[return-value]


def table(lines: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    """Markdown."""
    yield "| article | turned | old | new |"
    yield "| --- | --- | --- | --- |"
    for cells in lines:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
