#!/usr/bin/env python3
"""Fills in or checks the checksums of ``corpora/<set>/manifest.toml`` against the text data.

    python scripts/corpus_manifests.py --data DIR            rewrites the part below the mark in each manifest
    python scripts/corpus_manifests.py --data DIR --check    exit code 1 where a set is not the one that was used

Checksums are of the unpacked text, so plain and packed copies agree. A folder's is the SHA-256 of the lines
"<sha256>  <name>" of its files in alphabetical order, as ``sha256sum`` prints them. A set whose manifest says
``here = true`` lies beside it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import lzma
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import data_sets

CORPORA = data_sets.ROOT / "corpora"
MARK = "# Computed by scripts/corpus_manifests.py; do not edit below.\n"


def main() -> int:
    """Rewrite or check every manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_sets.add_data(parser)
    parser.add_argument("--check", action="store_true", help="compare only")
    options = parser.parse_args()
    if not data_sets.present(options.data):
        return 0
    differing = []
    for manifest in sorted(CORPORA.glob("*/manifest.toml")):
        text = manifest.read_text("utf-8")
        head = text.partition(MARK)[0]
        told = tomllib.loads(head)
        place = manifest.parent if told.get("here") else options.data
        filled = head + MARK + "".join(entries(place, told["paths"]))
        if filled != text:
            differing.append(manifest.parent.name)
            if not options.check:
                manifest.write_text(filled, "utf-8")
    if differing:
        print(f"{'differing' if options.check else 'rewritten'}: {', '.join(differing)}", file=sys.stderr)
    return 1 if options.check and differing else 0


def entries(data: Path, patterns: list[str]) -> Iterator[str]:
    """One table for each file or folder that a pattern names."""
    for pattern in patterns:
        for path in matching(data, pattern):
            files = sorted(path.iterdir(), key=plain_name) if path.is_dir() else [path]
            sums = {plain_name(file): summed(file) for file in files}
            digest = folder_digest(sums) if path.is_dir() else next(iter(sums.values()))[0]
            name = path.relative_to(data).parent / plain_name(path)
            size = sum(length for _, length in sums.values())
            yield f'\n[[part]]\npath = "{name.as_posix()}"\nfiles = {len(sums)}\nbytes = {size}\nsha256 = "{digest}"\n'


def matching(data: Path, pattern: str) -> list[Path]:
    """Files or folders by a pattern without packing suffix, in order of their names."""
    found = {*data.glob(pattern), *data.glob(f"{pattern}.xz"), *data.glob(f"{pattern}.gz")}
    return sorted(found, key=lambda path: plain_name(path))


def plain_name(path: Path) -> str:
    """The file name without packing suffix."""
    return path.name.removesuffix(".xz").removesuffix(".gz")


def summed(file: Path) -> tuple[str, int]:
    """SHA-256 and size of the unpacked content."""
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(file.suffix, open)
    total, size = hashlib.sha256(), 0
    stream: BinaryIO
    with opener(file, "rb") as stream:  # type: ignore[operator]
        while block := stream.read(1 << 20):
            total.update(block)
            size += len(block)
    return total.hexdigest(), size


def folder_digest(sums: dict[str, tuple[str, int]]) -> str:
    """One digest over the files of a folder."""
    listing = "".join(f"{digest}  {name}\n" for name, (digest, _) in sorted(sums.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
