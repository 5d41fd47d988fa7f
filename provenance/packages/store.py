"""Which packages there are: those in argostranslate's folder (or one of choice) and those shipped with this program."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from packaging.version import InvalidVersion, Version

from provenance.errors import PackageError
from provenance.packages import archive

EMBEDDED = Path(__file__).resolve().parent.parent / "data" / "packages"
"""Folder of the packages that come with the program."""
PINS = "digests.json"
"""Beside them: the SHA-256 of each, written by ``scripts/pin_packages.py``."""
MODEL = ("model.bin", "config.json", "shared_vocabulary.json", "shared_vocabulary.txt", "source_vocabulary.json",
         "source_vocabulary.txt", "target_vocabulary.json", "target_vocabulary.txt")  # fmt: skip
"""Files of a CTranslate2 model; only model.bin is in all of them."""


@dataclass(frozen=True, slots=True)
class Package:
    """One direction. ``path`` is a folder, or an `.argosmodel` file where it is ``embedded``; ``size`` in bytes."""

    source: str
    target: str
    version: str
    path: Path
    embedded: bool
    prefix: str = ""
    """The piece that each target must begin with, where the model knows several target languages."""
    size: int = 0

    @property
    def pair(self) -> tuple[str, str]:
        """(source, target)."""
        return self.source, self.target

    def files(self) -> dict[str, bytes]:
        """Contents of the model's files and of ``sentencepiece.model`` and ``README.md``, by their bare names.

        Raises PackageError where one can't be read.
        """
        wanted = {f"model/{name}": name for name in MODEL} | {
            name: name for name in ("sentencepiece.model", "README.md")
        }
        try:
            return dict(_from_zip(self.path, wanted) if self.embedded else _from_folder(self.path, wanted))
        except (OSError, zipfile.BadZipFile) as error:
            raise PackageError(f"{self.path}: cannot be read ({error}); install it again") from None

    def card(self) -> str:
        """The package's README, or an empty string."""
        return self.files().get("README.md", b"").decode("utf-8", "replace")


def fingerprint(files: Mapping[str, bytes], prefix: str = "") -> str:
    """Twelve hexadecimal digits of what decides a translation: model, vocabularies, segmentation, prefix.

    The same for a package in a folder and in a zip, and whatever its README says.
    """
    summed = hashlib.sha256(prefix.encode())
    for name in sorted(name for name in files if name != "README.md"):
        summed.update(f"\n{name} {len(files[name])}\n".encode())
        summed.update(files[name])
    return summed.hexdigest()[:12]


def _from_zip(path: Path, wanted: Mapping[str, str]) -> Iterable[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as bundle:
        for entry in bundle.namelist():
            if (inside := entry.partition("/")[2]) in wanted:
                yield wanted[inside], bundle.read(entry)


def _from_folder(path: Path, wanted: Mapping[str, str]) -> Iterable[tuple[str, bytes]]:
    for inside, name in wanted.items():
        if (path / inside).is_file():
            yield name, (path / inside).read_bytes()


def folder() -> Path:
    """Where argostranslate keeps packages, found by its own rules without importing it (an import makes folders)."""
    home = Path(os.environ.get("SNAP_USER_DATA") or Path.home()) if "SNAP" in os.environ else Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "argos-translate"
    return Path(setting("ARGOS_PACKAGES_DIR") or data / "packages")


def setting(key: str) -> str | None:
    """A setting of argostranslate: the environment first, then its settings.json."""
    if key in os.environ:
        return os.environ[key]
    home = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    try:
        found = json.loads((home / "argos-translate" / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, str) else None


class Listing(NamedTuple):
    """Packages, and one line for each folder that holds none."""

    packages: tuple[Package, ...]
    problems: tuple[str, ...] = ()


def installed(place: Path | None = None) -> Listing:
    """Packages in ``place`` (argostranslate's folder if None); a bad folder does not hide the good ones."""
    place = place or folder()
    found, problems = [], []
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if not path.is_dir() or path.name.startswith("."):
            continue
        try:
            found.append(_read_folder(path))
        except PackageError as error:
            problems.append(str(error))
    return Listing(tuple(found), tuple(problems))


def _read_folder(path: Path) -> Package:
    try:
        metadata = archive.check_metadata((path / "metadata.json").read_bytes())
    except OSError:
        raise PackageError(f"{path}: has no metadata.json; remove that folder, it also stops argostranslate") from None
    except ValueError as error:
        raise PackageError(f"{path}: its metadata.json {error}; run: provenance models remove {path.name}") from None
    for part in ("model/model.bin", "sentencepiece.model"):
        if not (path / part).is_file():
            raise PackageError(f"{path}: has no {part}; install the package again")
    size = sum(item.stat().st_size for item in path.rglob("*") if item.is_file())
    return Package(
        metadata["from_code"], metadata["to_code"], str(metadata.get("package_version", "")), path, False,
        metadata.get("target_prefix", ""), size,
    )  # fmt: skip


def embedded(place: Path | None = None) -> Listing:
    """Packages shipped with the program."""
    found, problems = [], []
    for path in sorted((place or EMBEDDED).glob("*.argosmodel")):
        try:
            plan = archive.inspect(path)
            with zipfile.ZipFile(path) as bundle:
                metadata = archive.check_metadata(bundle.read(f"{plan.folder}/metadata.json"))
        except PackageError as error:
            problems.append(str(error))
            continue
        prefix = metadata.get("target_prefix", "")
        found.append(Package(plan.source, plan.target, plan.version, path, True, prefix, path.stat().st_size))
    return Listing(tuple(found), tuple(problems))


def chosen(place: Path | None = None, *, with_embedded: bool = True) -> dict[tuple[str, str], Package]:
    """The package that serves each direction: an installed one before one shipped here, then the highest version."""
    candidates = (*installed(place).packages, *(embedded().packages if with_embedded else ()))
    best: dict[tuple[str, str], Package] = {}
    for package in candidates:
        other = best.get(package.pair)
        if other is None or _rank(package) > _rank(other):
            best[package.pair] = package
    return best


def _rank(package: Package) -> tuple[bool, Version, str]:
    try:
        version = Version(package.version)
    except InvalidVersion:
        version = Version("0")
    return not package.embedded, version, package.path.name


def broken(name: str, place: Path | None = None) -> Path | None:
    """The folder called ``name`` in ``place`` (argostranslate's if None) that should hold a package and is none."""
    path = (place or folder()) / name
    if Path(name).name != name or name.startswith(".") or not (path / "metadata.json").is_file():
        return None
    try:
        _read_folder(path)
    except PackageError:
        return path
    return None


def verify(package: Package) -> str:
    """Check ``package`` against what was noted when it was installed or shipped, and load it. Returns a remark for
    people.

    Raises PackageError for a changed, missing, added or broken file.
    """
    if package.embedded:
        return _verify_shipped(package)
    archive.probe(package.path)
    try:
        record = json.loads((package.path / archive.RECORD).read_text(encoding="utf-8"))
        noted = dict(record["files"])
    except FileNotFoundError:
        return "loads; installed by another program, so there is no digest to compare"
    except (OSError, ValueError, KeyError, TypeError):
        raise PackageError(f"{package.path / archive.RECORD}: cannot be read; install the package again") from None
    for name, digest in sorted(noted.items()):
        place = package.path / name
        if not place.is_file() or archive.digest(place) != digest:
            raise PackageError(f"{place}: is not the file that was installed; install the package again")
    for name in (f"model/{name}" for name in MODEL):
        if name not in noted and (package.path / name).exists():
            raise PackageError(f"{package.path / name}: was not installed with the package; remove that file")
    return f"as installed, {len(noted)} files"


def _verify_shipped(package: Package) -> str:
    if pinned(package.path.parent).get(package.path.name) != archive.digest(package.path):
        raise PackageError(f"{package.path}: is not the file that this program ships; install the program again")
    with tempfile.TemporaryDirectory() as beside:
        archive.probe(archive.unpacked(package.path, Path(beside)))
    return f"shipped, {fingerprint(package.files(), package.prefix)}"


def pinned(place: Path) -> dict[str, str]:
    """SHA-256 of each package shipped in ``place`` by its name. Raises PackageError where they cannot be read."""
    try:
        return dict(json.loads((place / PINS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise PackageError(f"{place / PINS}: cannot be read; install the program again") from None


def lacking() -> tuple[str, ...]:
    """One line for each package that should be shipped and is not there."""
    place = EMBEDDED
    names = (name for name in sorted(pinned(place)) if not (place / name).is_file())
    return tuple(f"{place / name}: is missing; install the program again" for name in names)


def pins(place: Path) -> str:
    """What ``pinned`` reads, made from the packages that lie in ``place`` now."""
    found = {path.name: archive.digest(path) for path in sorted(place.glob("*.argosmodel"))}
    return json.dumps(found, indent=1) + "\n"
