"""What a run is: inputs, options and signature, written when it begins and compared when it goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from provenance.batch import files, kept
from provenance.batch.records import Options
from provenance.errors import RunError
from provenance.reports.columns import SCHEMA

NAME = "manifest.json"
FORMAT = 1
"""Version of the run's own folder; another one is not gone on with."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Options are kept as JSON has them, so that they can be compared word by word."""

    options: dict[str, Any]
    signature: str
    relating: str
    """Digest of what grouping and derivation depend on."""
    inputs: int
    size: int
    digest: str
    started: str
    token: str
    """Tells this run from all others."""
    schema: str = SCHEMA
    format: int = FORMAT
    records: str = ""
    """Digest of the fields of what shards keep, see ``kept.shape``."""


def make(options: Options, signature: str, relating: str, found: tuple[int, int, str]) -> Manifest:
    """The manifest of a run that begins now."""
    token = os.urandom(8).hex()
    return Manifest(plain(options), signature, relating, *found, started=now(), token=token, records=kept.shape())


def now() -> str:
    """This moment, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def plain(options: Options) -> dict[str, Any]:
    """Options as JSON has them."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(options)))
    return found


def write(state: Path, manifest: Manifest) -> None:
    """Keep the manifest."""
    files.write_json(state / NAME, asdict(manifest))


def read(state: Path) -> Manifest | None:
    """The manifest of the run in ``state``; None where none has begun. Raises RunError for one that cannot be used."""
    path = state / NAME
    if not path.exists():
        return None
    try:
        with open(path, encoding="utf-8") as source:
            return Manifest(**json.load(source))
    except (ValueError, TypeError) as error:
        raise RunError(f"{path}: not a manifest ({error}); start anew with --restart") from None


def differences(manifest: Manifest, options: Options, signature: str, relating: str) -> str:
    """How the run asked for differs from the one begun, in words; empty where it does not."""
    if (manifest.format, manifest.schema) != (FORMAT, SCHEMA):
        return "another version of the program began it"
    found = list(_options(manifest.options, plain(options)))
    if manifest.signature != signature:
        found.append(f"the signature was {manifest.signature} and is now {signature}")
    if manifest.relating != relating and manifest.relating and relating:  # else only --no-graph differs
        found.append("the models of events and derivation are not those it began with")
    return "; ".join(found)


def _options(before: Mapping[str, Any], after: Mapping[str, Any], over: str = "") -> list[str]:
    found: list[str] = []
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            found += _options(old, new, f"{over}{name}.")
        elif old != new:
            found.append(f"{over}{name} was {_show(old)} and is now {_show(new)}")
    return found


def _show(value: object) -> str:
    return "empty" if value in (None, [], "") else json.dumps(value, ensure_ascii=False)
