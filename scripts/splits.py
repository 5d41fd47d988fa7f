"""Which texts train, which calibrate, which only measure. Split by story and outlet, never by sentence.

* Lines of ``outputs/`` that stand in a document of ``eval/`` only measure, in every engine and, for the topic-parallel
  sets, in every language.
* Of the rest, every eighth block of fifteen lines calibrates (the same blocks in every language); all others train.
* Native outlets are drawn by the digest of their name: one in ten calibrates, two in ten measure, seven train. So are
  the documents of other kinds of English, every source of which has all three parts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from profile_corpus import listing, read_lines

BLOCK = 15
PARALLEL = re.compile(r"wmt(08|09|10|11|12|1\den(-more)?)$|flores-dev$")


def is_parallel(name: str) -> bool:
    """Whether line i of the set is the same sentence in every language."""
    return PARALLEL.fullmatch(name) is not None


def outlet_role(outlet: str) -> str:
    """``train``, ``calibration`` or ``dev`` for a native outlet."""
    digit = int(hashlib.md5(outlet.encode()).hexdigest(), 16) % 10
    return "calibration" if digit == 0 else "dev" if digit < 3 else "train"


def native_role(origin: str, outlet: str, document: int) -> str:
    """Role of a native document: WMT halves by document, years that ``eval/`` holds measure, the world by outlet."""
    if origin == "world":
        return outlet_role(outlet)
    if origin == "other":
        return outlet_role(f"{outlet}:{document}")
    if "English-original half" not in outlet:
        return "dev"
    return "dev" if "2017" in outlet else "calibration" if document % 8 == 3 else "train"


@cache
def held_lines(data: Path) -> dict[str, frozenset[int]]:
    """Line numbers (from 0) that stand in ``eval/``, by ``set`` (parallel sets) or ``set/language``."""
    wanted: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for _, path in listing(data / "eval", ".jsonl"):
        for line in read_lines(path):
            row = json.loads(line)
            language = row["label"].replace("ht:", "")
            wanted[row["set"], language, row["engine"].replace(".", "_")].update(row["text"].split("\n"))
    held: dict[str, set[int]] = defaultdict(set)
    for (name, language, engine), texts in wanted.items():
        for file in _files(data / "outputs" / name, language, engine):
            key = name if is_parallel(name) else f"{name}/{language}"
            held[key].update(k for k, line in enumerate(read_lines(file)) if line in texts)
    return {key: frozenset(lines) for key, lines in held.items()}


def _files(folder: Path, language: str, engine: str) -> Iterator[Path]:
    if not folder.is_dir():
        return
    names = {f"{language}.{engine}"} if not engine.startswith("human") else set()
    if engine.startswith("human"):
        names = {"en.ref", f"{language}.ref.en", *(f"{language}.ref{c}.en" for c in "ABCD")}
    for name, path in listing(folder, ".txt"):
        if name in names:
            yield path


def line_roles(data: Path, name: str, language: str, lines: int) -> np.ndarray:
    """Role of every line: 0 trains, 1 calibrates, 2 measures only."""
    roles = np.where(np.arange(lines) // BLOCK % 8 == 3, 1, 0).astype(np.int8)
    held = held_lines(data)
    for key in (name, f"{name}/{language}"):
        roles[[k for k in held.get(key, ()) if k < lines]] = 2
    return roles


def main() -> None:
    """Print outlets and documents that neither trained nor calibrated anything, one a line."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    for name in ("native", "world"):
        numbers: Counter[str] = Counter()
        for line in read_lines(next(path for stem, path in listing(data / "native", ".jsonl") if stem == name)):
            row = json.loads(line)
            outlet = row.get("outlet") or row["origin"]
            if native_role(name, outlet, numbers[outlet]) == "dev":
                print(row["id"])
            numbers[outlet] += 1


if __name__ == "__main__":
    main()
