"""What must not stand in the repository: places of one machine, package hosts, sentences of others, large files."""

from __future__ import annotations

import json
import lzma
import os
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PROVENANCE_DATA", ROOT.parent / "shared" / "data"))
RUN = 12
"""Words that in a row can't be chance."""

_MACHINE = re.compile(r"/(?:wor[k]|far[m])/(?:main|shared|steering|in)\b|/roo[t]/|/tmp/(?:dat[a]|brie[f])\b")
_HOST = re.compile(
    r"(?m)^\s*(?:-i|--index-url|--extra-index-url|--find-links)\b|registry\s*=|url\s*=\s*\"https?://[^\"]*\.(?:whl|tar\.gz)"
    r"|(?:pypi|pythonhosted)\.[o]rg"
)
_ORGANISED = re.compile(r"\bissues? (?:#\d|\d+\b)|\bsub-?agent|\bcoding assistan[t]", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@cache
def tracked() -> tuple[str, ...]:
    """Tracked files; the whole module is skipped outside a checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("not a git checkout: nothing to look at")
    return tuple(name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    """Text of the tracked files that are text."""
    found = {}
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if len(content) < 3_000_000 and b"\0" not in content:
            found[name] = content.decode("utf-8", "replace")
    return found


def where(pattern: re.Pattern[str], names: Iterator[str] | list[str]) -> list[str]:
    return [f"{name}: {match.group()!r}" for name in names if (match := pattern.search(texts()[name]))]


def test_no_place_of_one_machine_is_named() -> None:
    assert where(_MACHINE, list(texts())) == []


def test_no_package_host_is_named() -> None:
    pinned = [name for name in texts() if re.search(r"(^|/)(requirements[^/]*|[^/]*\.lock|pyproject\.toml)$", name)]
    assert {"requirements.lock", "requirements-dev.lock", "pyproject.toml"} <= set(pinned)
    assert where(_HOST, pinned) == []


def test_nothing_tells_how_the_work_is_organised() -> None:
    assert where(_ORGANISED, [name for name in texts() if not name.startswith("seeds/")]) == []


def test_no_file_is_too_large() -> None:
    assert [name for name in tracked() if (ROOT / name).stat().st_size > 30_000_000] == []


def test_every_pin_has_hashes_and_none_is_unwanted() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = re.split(r"(?m)^(?=[A-Za-z0-9])", texts()[name])
        assert all("--hash=sha256:" in pin for pin in pins if pin.strip())
        assert not re.search(r"(?m)^(argostranslate|stanza|spacy|torch|nvidia)", texts()[name])


def test_the_development_pins_hold_the_others() -> None:
    pins = {
        name: set(re.findall(r"(?m)^[a-z0-9][^\s;]*==[^\s;]+", texts()[name]))
        for name in texts()
        if name.endswith(".lock")
    }
    assert pins["requirements.lock"]
    assert pins["requirements.lock"] < pins["requirements-dev.lock"]


def words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of RUN words."""
    found = words(text)
    return (tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def own_runs() -> dict[tuple[str, ...], str]:
    """Runs of this repository's texts, but for the given articles and the licence, with the file of each."""
    given = {run for name, text in texts().items() if name.startswith("seeds/") for run in runs(text)}
    ours = (name for name in texts() if not name.startswith(("seeds/", "LICENSE", "NOTICE")))
    return {
        run: name
        for name in ours
        if not name.endswith((".lock", ".svg"))
        for run in runs(texts()[name])
        if run not in given
    }


def others() -> Iterator[tuple[str, str]]:
    """(file, text) of every document of the data."""
    for folder in ("native", "human", "foreign", "eval"):
        for path in sorted((DATA / folder).glob("*.jsonl*")):
            opener = lzma.open if path.suffix == ".xz" else open
            with opener(path, "rt", encoding="utf-8") as stream:
                for line in stream:
                    yield path.name, json.loads(line)["text"]


def test_no_sentence_of_others_is_kept() -> None:
    if not (DATA / "eval").is_dir():
        pytest.skip(f"no data at {DATA}: sentences of others can't be looked for")
    own = own_runs()
    openings = {run[:3] for run in own}
    hits = {}
    for name, text in others():
        found = words(text)
        for at, opening in enumerate(zip(found, found[1:], found[2:])):
            if opening in openings and (ours := own.get(tuple(found[at : at + RUN]))):
                hits[ours] = name
    assert hits == {}


def test_a_run_of_others_would_be_seen() -> None:
    assert len(list(runs("one two three four five six seven eight nine ten eleven twelve thirteen"))) == 2
