#!/usr/bin/env python3
"""Shows which verdicts a change turned, on a frozen folder of articles.

    python scripts/verdict_diff.py old.jsonl new.jsonl seeds/       results of ``audit --format jsonl`` or ``batch``
    python scripts/verdict_diff.py old.json new.json seeds/         results of ``audit --format json``
    python scripts/verdict_diff.py HEAD~3 HEAD seeds/               two revisions: each judges the folder
    python scripts/verdict_diff.py main . seeds/                    a revision and the files as they stand

OLD and NEW are files of verdict rows (.jsonl, .json or .csv), git revisions, or ``.`` for the working tree. A revision
is unpacked into a temporary folder and run with this Python; the repository is not touched. ``--fail`` ends with exit
code 1 where any verdict or first source language turned, and where the two sides judged different articles.
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
SHIFT = "probability"
"""The kind of a difference that turned nothing."""
NAMED = 10
"""Articles of one side alone that are named."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says of an article."""

    verdict: str
    p_translated: float | None
    """None where nothing was judged, as in an article that is not English."""
    source: str

    def __str__(self) -> str:
        p = "" if self.p_translated is None else f"{self.p_translated:.2f}"
        return " ".join(filter(None, (self.verdict, p, self.source)))


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
    print(f"# Verdicts on {options.folder}: {options.old} → {options.new}\n")
    print("\n".join(report(old, new)))
    return 1 if options.fail and differ(old, new) else 0


def report(old: dict[str, Said], new: dict[str, Said]) -> Iterator[str]:
    """Markdown: what turned, what only moved, what one side alone has, and the counts."""
    found = list(differences(old, new))
    turned = [one for one in found if one[1] != SHIFT]
    moved = [one for one in found if one[1] == SHIFT]
    yield from table("turned", turned) if turned else ["No verdict turned."]
    if moved:
        yield f"\nNot turned, but the probability moved by more than {MOVED:g}:\n"
        yield from table("moved", moved)
    both = old.keys() & new.keys()
    for side, only in (("OLD", sorted(old.keys() - both)), ("NEW", sorted(new.keys() - both))):
        if only:
            yield f"\nOnly in {side}: {', '.join(only[:NAMED])}{', …' if len(only) > NAMED else ''}"
    alone = f"{len(old.keys() - both)} only in OLD, {len(new.keys() - both)} only in NEW."
    yield f"\n{len(turned)} of {len(both)} turned; {len(moved)} moved; {alone}"


def differ(old: dict[str, Said], new: dict[str, Said]) -> bool:
    """Whether anything turned, or the sides judged different articles: what was not judged cannot have stood."""
    return old.keys() != new.keys() or any(kind != SHIFT for _, kind, *_ in differences(old, new))


def verdicts(side: str, folder: Path) -> dict[str, Said]:
    """What a result file, a revision or the working tree says."""
    path = Path(side)
    if path.is_file():
        return read(path)
    if side == ".":
        return judged_by(ROOT, folder)
    with tempfile.TemporaryDirectory() as place:
        unpack(side, Path(place))
        return judged_by(Path(place), folder)


def read(path: Path) -> dict[str, Said]:
    """What a result file says. Raises Stop that names the file."""
    try:
        return dict(parsed(path.read_text("utf-8-sig"), path.suffix == ".csv"))
    except UnicodeDecodeError:
        raise Stop(f"{path}: not UTF-8, so not a result of audit or batch") from None
    except Stop as stop:
        raise Stop(f"{path}: {stop}") from None


def parsed(text: str, separated: bool) -> Iterator[tuple[str, Said]]:
    """(id, what is said) of every verdict row. Raises Stop for a file of another kind."""
    rows: Iterable[Any] = csv.DictReader(io.StringIO(text)) if separated else objects(text)
    for row in rows:
        if not isinstance(row, dict) or "prov_id" not in row or "prov_verdict" not in row:
            raise Stop("a row without prov_id and prov_verdict: not a result of audit or batch")
        if row["prov_verdict"]:
            yield row["prov_id"], said(row)


def said(row: dict[str, Any]) -> Said:
    """What a row says. Raises Stop where its probability is none."""
    p = row.get("prov_p_translated")
    try:
        return Said(row["prov_verdict"], None if p in (None, "") else float(p), row.get("prov_source") or "")
    except (TypeError, ValueError):
        raise Stop(f"{row['prov_id']}: prov_p_translated is no number: {p!r}") from None


def objects(text: str) -> Iterator[Any]:
    """Values of JSON lines, or the articles of one document of ``audit --format json``. Raises Stop."""
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and isinstance(whole.get("articles"), list):
        yield from whole["articles"]
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError:
                raise Stop(f"line {number} is not JSON: not a result of audit or batch") from None


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
        elif shifted(before.p_translated, after.p_translated):
            found.append((2, name, SHIFT, str(before), str(after)))
    return (rest for _, *rest in sorted(found))  # type: ignore[return-value]


def shifted(before: float | None, after: float | None) -> bool:
    """Whether both probabilities are known and far apart."""
    return before is not None and after is not None and abs(before - after) > MOVED


def table(what: str, lines: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    """Markdown."""
    yield f"| article | {what} | old | new |"
    yield "| --- | --- | --- | --- |"
    for cells in lines:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
