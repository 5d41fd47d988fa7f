"""Unpacks an `.argosmodel` file only after looking at it: argostranslate extracts whatever a zip holds.

Nothing is written where packages live before the archive has been checked, unpacked beside and loaded once in a process
of its own (a broken model may end that process, not this one); then it appears by a rename.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from provenance.errors import PackageError

RECORD = "provenance.json"
"""File that an installation leaves in its folder, with the SHA-256 of the archive and of each file."""
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_NAME = re.compile(r"[A-Za-z0-9._(][A-Za-z0-9 ._@+=~,()-]{0,119}\Z")
_VERSION = re.compile(r"[A-Za-z0-9.+_-]{0,40}\Z")
_WINDOWS = frozenset(("con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))))
_CHUNK = 1 << 20
_INCOMING, _REMOVED = ".provenance-incoming-", ".provenance-removed-"
"""Beginnings of the folders made beside a store."""
_WAITING = "#new"
"""Ending of a folder in a store that waits to take its name from an older one; no archive can name its folder so."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of an archive: files in it, bytes unpacked in all, bytes unpacked per byte packed, bytes of metadata."""

    files: int = 1000
    unpacked: int = 3 << 30
    ratio: float = 25.0
    metadata: int = 1 << 20


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked archive: its one folder, what it translates, its files as (name in the zip, parts below the folder)."""

    folder: str
    source: str
    target: str
    version: str
    members: tuple[tuple[str, tuple[str, ...]], ...]
    size: int


def inspect(path: Path, limits: Limits = Limits()) -> Plan:
    """Check ``path`` without unpacking it. Raises PackageError for whatever is not a plain package."""
    with _opened(path) as bundle:
        entries = bundle.infolist()
        if len(entries) > limits.files:
            _refuse(path, f"holds {len(entries)} files, more than {limits.files}")
        for entry in entries:
            _check_entry(path, entry)
        _check_size(path, entries, limits)
        files = [entry for entry in entries if not entry.is_dir()]
        members = tuple((entry.filename, tuple(entry.filename.split("/"))[1:]) for entry in files)
        folder = _only_folder(path, entries)
        _check_names(path, [entry.filename for entry in files])
        _check_parts(path, {"/".join(parts) for _, parts in members})
        metadata = _metadata(path, bundle, f"{folder}/metadata.json", limits)
    return Plan(
        folder, metadata["from_code"], metadata["to_code"], str(metadata.get("package_version", "")), members,
        sum(entry.file_size for entry in files),
    )  # fmt: skip


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.removesuffix("/").split("/")
    if entry.filename != name or not all(_NAME.match(part) and part.rstrip(". ") == part for part in parts):
        _refuse(path, f"has a file with the name {name[:80]!r}, which could leave its folder or can't be written")
    if any(part.split(".")[0].lower() in _WINDOWS for part in parts):
        _refuse(path, f"has a file with the name {name[:80]!r}, which is a device on some systems")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (kind == stat.S_IFDIR) > entry.is_dir():
        _refuse(path, f"holds {name!r}, which is a link or a device, not a file")
    if entry.flag_bits & 0x1:
        _refuse(path, f"holds {name!r}, which is encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        _refuse(path, f"holds {name!r}, packed by a method that is not in use")


def _check_size(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if unpacked > limits.unpacked:
        _refuse(path, f"would unpack to {unpacked >> 20} MB, more than {limits.unpacked >> 20} MB")
    if unpacked > _CHUNK and unpacked > limits.ratio * max(packed, 1):
        _refuse(path, f"would unpack to {unpacked // max(packed, 1)} times its size: a zip bomb")


def _only_folder(path: Path, entries: list[zipfile.ZipInfo]) -> str:
    loose = [e.filename for e in entries if "/" not in e.filename]
    tops = sorted({e.filename.split("/")[0] for e in entries})
    if loose or len(tops) != 1:
        _refuse(path, f"must hold one folder and nothing beside it, not {', '.join(tops[:4]) or 'nothing'}")
    if tops[0].startswith("."):
        _refuse(path, f"has a folder with the name {tops[0]}, which is hidden, so the package would never be found")
    return tops[0]


def _check_names(path: Path, names: list[str]) -> None:
    folded = [name.casefold() for name in names]
    if len(set(folded)) < len(folded):
        _refuse(path, "holds two files of one name")
    inside = {"/".join(name.split("/")[:depth]) for name in folded for depth in range(1, name.count("/") + 1)}
    if inside.intersection(folded):
        _refuse(path, "holds a file and a folder of one name")


def _check_parts(path: Path, names: set[str]) -> None:
    if "metadata.json" not in names:
        _refuse(path, "has no metadata.json, so it is not an Argos package")
    if "model/model.bin" not in names:
        _refuse(path, "has no model/model.bin, so it can't translate")
    if "sentencepiece.model" not in names:
        _refuse(path, "has no sentencepiece.model; packages with a bpe.model can only be used by argostranslate itself")
    if RECORD in names:
        _refuse(path, f"holds a {RECORD}, which only an installation writes")


def _metadata(path: Path, bundle: zipfile.ZipFile, name: str, limits: Limits) -> dict[str, Any]:
    if bundle.getinfo(name).file_size > limits.metadata:
        _refuse(path, "has a metadata.json of more than a megabyte")
    try:
        return check_metadata(bundle.read(name))
    except ValueError as error:
        _refuse(path, f"has a metadata.json that {error}")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        _refuse(path, f"is damaged ({error}); fetch it again")


def check_metadata(raw: bytes) -> dict[str, Any]:
    """The object in a metadata.json. Raises ValueError, with a verb, where it does not describe a translation."""
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(found, dict):
        raise ValueError("is not a JSON object")
    for key in ("from_code", "to_code"):
        if not isinstance(found.get(key), str) or not LANGUAGE.match(found[key]):
            raise ValueError(f"names no language as {key}")
    if found.get("type", "translate") != "translate":
        raise ValueError(f"is for {str(found['type'])[:20]!r}, not for translating")
    if found["from_code"] == found["to_code"]:
        raise ValueError(f"says that it translates {found['from_code']} to itself")
    if not isinstance(found.get("target_prefix", ""), str):
        raise ValueError("has a target_prefix that is not text")
    version = found.get("package_version", "")
    if isinstance(version, bool) or not isinstance(version, str | int | float) or not _VERSION.match(str(version)):
        raise ValueError("has a package_version that is no version")
    return found


def install(path: Path, store: Path, limits: Limits = Limits(), link: str = "") -> Plan:
    """Check, unpack beside ``store``, load once, and only then put into ``store``.

    Replaces the same folder where it holds the same direction; refuses to replace anything else. Raises PackageError
    and leaves ``store`` as it was; killed at any moment, it leaves the old package or the new one.
    """
    plan = inspect(path, limits)
    final = store / plan.folder
    try:
        _settle(store)
        _check_place(path, plan, final)
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_INCOMING, dir=store.parent) as beside:
            fresh = Path(beside) / plan.folder
            digests = _unpack(path, plan, fresh, limits)
            probe(fresh)
            record = {"archive": digest(path), "link": link, "files": digests}
            (fresh / RECORD).write_text(json.dumps(record, indent=1, sort_keys=True), encoding="utf-8")
            _swap(fresh, final, Path(beside) / "replaced")
    except OSError as error:
        raise PackageError(f"{store}: cannot be written: {error.strerror or error}; choose another --folder") from None
    return plan


def _swap(fresh: Path, final: Path, replaced: Path) -> None:
    """Put ``fresh`` where ``final`` is, which goes to ``replaced``, or back where that fails; one of the two stands in
    the store at every moment, since nothing renames both at once."""
    if not final.exists():
        fresh.rename(final)
        return
    waiting = final.with_name(final.name + _WAITING)
    fresh.rename(waiting)
    try:
        final.rename(replaced)
        waiting.rename(final)
    except OSError:
        if replaced.exists():
            replaced.rename(final)
        waiting.rename(fresh)
        raise


def _settle(store: Path) -> None:
    """End what a killed installation began: a waiting package takes its name, or goes if the old one still has it."""
    for waiting in store.glob(f"*{_WAITING}") if store.is_dir() else ():
        final = waiting.with_name(waiting.name.removesuffix(_WAITING))
        if not (waiting / RECORD).is_file():
            continue  # somebody else's
        if final.exists():
            shutil.rmtree(waiting)
        else:
            waiting.rename(final)


def _check_place(path: Path, plan: Plan, final: Path) -> None:
    if final.is_symlink() or (final.exists() and not final.is_dir()):
        _refuse(path, f"would replace {final}, which is not a folder; remove it first")
    if final.exists():
        try:
            there = check_metadata((final / "metadata.json").read_bytes())
        except (OSError, ValueError):
            _refuse(path, f"would replace {final}, which is not a package; remove that folder first")
        if (there["from_code"], there["to_code"]) != (plan.source, plan.target):
            _refuse(path, f"translates {plan.source} to {plan.target} but would replace {final}, which does not")


def _unpack(path: Path, plan: Plan, folder: Path, limits: Limits) -> dict[str, str]:
    digests, left = {}, limits.unpacked
    with _opened(path) as bundle:
        for name, parts in plan.members:
            place = folder.joinpath(*parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            summed = hashlib.sha256()
            try:
                with bundle.open(name) as inward, place.open("xb") as outward:
                    while block := inward.read(_CHUNK):
                        left -= len(block)
                        if left < 0:
                            _refuse(path, "unpacks to more than it says: a zip bomb")
                        summed.update(block)
                        outward.write(block)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
                _refuse(path, f"is damaged at {name!r} ({error}); fetch it again")
            digests["/".join(parts)] = summed.hexdigest()
    return digests


def probe(folder: Path) -> None:
    """Load the package in ``folder`` in a process of its own and translate one word. Raises PackageError."""
    command = [sys.executable, "-c", _PROBE, str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, errors="replace")
    except subprocess.TimeoutExpired:
        raise PackageError(f"{folder.name}: does not load within five minutes; fetch the package again") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"the loader ended with {done.returncode}"])[-1]
        raise PackageError(f"{folder.name}: does not load ({last[:200]}); fetch the package again")


_PROBE = """
import sys, pathlib, ctranslate2, sentencepiece
folder = pathlib.Path(sys.argv[1])
pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model")).encode("a", out_type=str)
model = ctranslate2.Translator(str(folder / "model"), device="cpu", intra_threads=1)
model.translate_batch([pieces], beam_size=1, max_decoding_length=4)
"""


def unpacked(path: Path, beside: Path) -> Path:
    """The folder below ``beside`` that ``path``, checked, was unpacked into. Raises PackageError."""
    plan = inspect(path)
    folder = beside / plan.folder
    _unpack(path, plan, folder, Limits())
    return folder


def remove(folder: Path) -> None:
    """Delete an installed package: out of sight by one rename, then for good."""
    with tempfile.TemporaryDirectory(prefix=_REMOVED, dir=folder.parent.parent) as beside:
        folder.rename(Path(beside) / folder.name)


def sweep(store: Path) -> None:
    """Delete what a killed installation may have left beside ``store`` an hour ago or longer."""
    import time

    for left in store.parent.iterdir() if store.parent.is_dir() else ():
        if left.name.startswith((_INCOMING, _REMOVED)) and time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        bundle = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise PackageError(f"{path}: no such file; give the path of an .argosmodel file") from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as error:
        raise PackageError(f"{path}: is no zip file or a truncated one ({error}); fetch it again") from None
    with bundle:
        yield bundle


def _refuse(path: Path, what: str) -> NoReturn:
    raise PackageError(f"{path}: {what}; nothing was installed")
