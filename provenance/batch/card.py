"""``run.json``: what was run, on what, by what, and what came of it. Only its ``times`` differ between equal runs."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from provenance.batch import files, inputs, manifest
from provenance.batch.manifest import Manifest

NAME = "run.json"
PACKAGE = "translation-provenance"


def write(folder: Path, begun: Manifest, counts: Mapping[str, int], names: tuple[str, ...]) -> None:
    """Write the card; the list of inputs streams. ``counts`` are of articles, of what was skipped, of events cut,
    of articles whose date is not understood."""
    head: dict[str, Any] = {
        "prov_schema": begun.schema,
        "signature": begun.signature,
        "relating": begun.relating or None,
        "options": begun.options,
        "versions": versions(),
        "counts": {"inputs": begun.inputs, "bytes": begun.size, **counts},
        "files": list(names),
        "times": {"started": begun.started, "finished": manifest.now()},
    }
    with files.whole(folder / NAME) as out:
        out.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "inputs": [')
        for number, one in enumerate(inputs.recorded(folder / ".run")):
            row = {"path": one.path, "size": one.size, "sha256": one.digest or None}
            out.write((",\n  " if number else "\n  ") + json.dumps(row))
        out.write("\n ]\n}\n")


def versions() -> dict[str, str]:
    """Versions of Python, of this program and of what it stands on."""
    found = {"python": platform.python_version()}
    for name in (PACKAGE, *_requirements()):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _requirements() -> list[str]:
    try:
        wanted = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in wanted if "extra ==" not in line)
    return sorted(name[0].lower() for name in names if name)
