"""Nothing but a plain package gets in, and whatever is refused leaves nothing behind."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from made_packages import files, package, write_zip

from provenance.errors import PackageError
from provenance.packages import archive, store


def plain(**changes: bytes | None) -> dict[str, bytes]:
    """Members of a package that looks sound and is quickly written."""
    made = {
        "metadata.json": b'{"from_code": "de", "to_code": "en"}',
        "model/model.bin": b"x",
        "sentencepiece.model": b"y",
    }
    return {name: content for name, content in (made | changes).items() if content is not None}


def link(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in plain().items():
            bundle.writestr(f"made/{name}", content)
        entry = zipfile.ZipInfo("made/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        bundle.writestr(entry, "/etc/passwd")


def truncated(path: Path) -> None:
    package(path)
    path.write_bytes(path.read_bytes()[:-400])


def flipped(path: Path) -> None:
    package(path)
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"made for tests") + 3] ^= 0xFF
    path.write_bytes(bytes(raw))


def encrypted(path: Path) -> None:
    write_zip(path, plain())
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))


def small_lie(path: Path) -> None:
    """The directory says that the model is one byte long; its data unpack to a hundred kilobytes."""
    write_zip(path, plain(**{"model/model.bin": b"\0" * 100_000}), method=zipfile.ZIP_DEFLATED)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"made/model/model.bin", raw.index(b"PK\x01\x02")) - 46
    raw[at + 24 : at + 28] = (1).to_bytes(4, "little")
    path.write_bytes(bytes(raw))


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Callable[[Path], object]:
    return lambda path: write_zip(path, members, method=method)


def versioned(version: object) -> dict[str, bytes]:
    metadata = {"from_code": "de", "to_code": "en", "package_version": version}
    return plain(**{"metadata.json": json.dumps(metadata).encode()})


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "no zip": (lambda path: path.write_bytes(b"not a zip at all"), "is no zip file"),
    "empty file": (lambda path: path.write_bytes(b""), "is no zip file"),
    "truncated": (truncated, "is no zip file or a truncated one"),
    "one byte flipped": (flipped, "is damaged at"),
    "no member": (zipped({}), "must hold one folder"),
    "parent folder": (zipped(plain() | {"=../../escape.txt": b"x"}), "could leave its folder"),
    "parent inside": (zipped(plain() | {"=made/../../other/metadata.json": b"x"}), "could leave its folder"),
    "absolute": (zipped(plain() | {"=/etc/cron.d/x": b"x"}), "could leave its folder"),
    "backslash": (zipped(plain() | {"a\\..\\..\\b": b"x"}), "could leave its folder"),
    "drive": (zipped(plain() | {"=C:/x": b"x"}), "could leave its folder"),
    "dot": (zipped(plain() | {"=made/./x": b"x"}), "could leave its folder"),
    "control character": (zipped(plain() | {"a\x1bb": b"x"}), "could leave its folder"),
    "trailing stop": (zipped(plain() | {"model./x": b"x"}), "could leave its folder"),
    "device": (zipped(plain() | {"aux.txt": b"x"}), "is a device"),
    "link": (link, "is a link"),
    "encrypted": (encrypted, "is encrypted"),
    "foreign folder": (zipped(plain() | {"=other/metadata.json": b"x"}), "must hold one folder"),
    "mac litter": (zipped(plain() | {"=__MACOSX/x": b"x"}), "must hold one folder"),
    "loose file": (zipped(plain() | {"=loose": b"x"}), "must hold one folder"),
    "two of one name": (zipped(plain() | {"MODEL/model.bin": b"x"}), "two files of one name"),
    "file and folder": (zipped(plain() | {"model": b"x"}), "a file and a folder of one name"),
    "no metadata": (zipped(plain(**{"metadata.json": None})), "has no metadata.json"),
    "metadata not json": (zipped(plain(**{"metadata.json": b"{"})), "is not JSON"),
    "metadata a list": (zipped(plain(**{"metadata.json": b"[]"})), "is not a JSON object"),
    "metadata deep": (zipped(plain(**{"metadata.json": b"[" * 100_000})), "is not JSON"),
    "metadata huge": (zipped(plain(**{"metadata.json": b" " * (2 << 20)})), "more than a megabyte"),
    "no language": (zipped(plain(**{"metadata.json": b'{"from_code": "de"}'})), "names no language as to_code"),
    "language a path": (
        zipped(plain(**{"metadata.json": b'{"from_code": "../x", "to_code": "en"}'})),
        "names no language as from_code",
    ),
    "one language": (
        zipped(plain(**{"metadata.json": b'{"from_code": "en", "to_code": "en"}'})),
        "translates en to itself",
    ),
    "version an object": (zipped(versioned({"a": 1})), "a package_version that is no version"),
    "version true": (zipped(versioned(True)), "a package_version that is no version"),
    "version of two lines": (zipped(versioned("1.0\n2")), "a package_version that is no version"),
    "version an escape": (zipped(versioned("1\x1b[31m")), "a package_version that is no version"),
    "version markup": (zipped(versioned("<script>")), "a package_version that is no version"),
    "hidden folder": (lambda path: write_zip(path, plain(), ".foo"), "is hidden"),
    "no model": (zipped(plain(**{"model/model.bin": None})), "has no model/model.bin"),
    "no segmentation": (zipped(plain(**{"sentencepiece.model": None})), "has no sentencepiece.model"),
    "our record": (zipped(plain() | {archive.RECORD: b"{}"}), "only an installation writes"),
    "bomb": (zipped(plain(**{"model/model.bin": b"\0" * (30 << 20)}), zipfile.ZIP_DEFLATED), "zip bomb"),
    "sizes that lie": (small_lie, "is damaged at"),
    "model that does not load": (zipped(plain()), "does not load"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_is_refused_and_leaves_nothing(case: str, tmp_path: Path) -> None:
    make, reason = HOSTILE[case]
    path, place = tmp_path / "hostile.argosmodel", tmp_path / "argos" / "packages"
    make(path)
    with pytest.raises(PackageError, match=reason) as caught:
        archive.install(path, place)
    assert "\n" not in str(caught.value)
    left = [item for item in tmp_path.rglob("*") if item not in (path, place, place.parent)]
    assert left == []


def test_too_many_files_and_bytes_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "many.argosmodel", plain() | {f"f{n}": b"" for n in range(20)})
    with pytest.raises(PackageError, match="holds 23 files, more than 9"):
        archive.inspect(path, archive.Limits(files=9))
    with pytest.raises(PackageError, match="would unpack to"):
        archive.inspect(path, archive.Limits(unpacked=10))


def test_a_sound_package_is_installed_with_its_digests(tmp_path: Path) -> None:
    place = tmp_path / "packages"
    plan = archive.install(package(tmp_path / "a.argosmodel"), place)
    assert (plan.source, plan.target, plan.version) == ("de", "en", "1.0")
    (found,) = store.installed(place).packages
    assert store.verify(found).startswith("as installed")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.argosmodel", "packages"]


def test_files_that_others_leave_in_packages_do_no_harm(tmp_path: Path) -> None:
    litter = {"made/.DS_Store": b"x", "made/stanza/en/tokenize/ewt (1).pt": b"x", "made/_notes.txt": b"x"}
    path = write_zip(tmp_path / "a.argosmodel", plain() | {f"={name}": content for name, content in litter.items()})
    assert len(archive.inspect(path).members) == len(plain()) + len(litter)


def test_another_direction_or_a_folder_of_someone_is_not_replaced(tmp_path: Path) -> None:
    place = tmp_path / "packages"
    archive.install(package(tmp_path / "a.argosmodel", folder="same"), place)
    other = package(tmp_path / "b.argosmodel", "fr", "en", folder="same")
    with pytest.raises(PackageError, match="would replace"):
        archive.install(other, place)
    (place / "mine").mkdir()
    with pytest.raises(PackageError, match="is not a package"):
        archive.install(package(tmp_path / "c.argosmodel", folder="mine"), place)
    assert [p.pair for p in store.installed(place).packages] == [("de", "en")]


def test_installing_again_replaces_and_a_changed_file_is_noticed(tmp_path: Path) -> None:
    place, path = tmp_path / "packages", package(tmp_path / "a.argosmodel")
    archive.install(path, place)
    archive.install(path, place)
    (found,) = store.installed(place).packages
    (found.path / "README.md").write_text("changed")
    with pytest.raises(PackageError, match="is not the file that was installed"):
        store.verify(found)
    archive.remove(found.path)
    assert list(place.iterdir()) == []
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.argosmodel", "packages"]


def test_a_replacement_that_fails_leaves_the_old_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, path = tmp_path / "packages", package(tmp_path / "a.argosmodel")
    final = place / archive.install(path, place).folder
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if Path(target) == final and self.parent == place:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PackageError, match="No space left"):
        archive.install(path, place)
    (found,) = store.installed(place).packages
    assert store.verify(found).startswith("as installed")


KILLED = """
import os, pathlib, sys
from provenance.packages import archive
at, path, place = int(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
rename, done = pathlib.Path.rename, []
def dying(self, target):
    if len(done) == at:
        os._exit(9)
    done.append(target)
    return rename(self, target)
pathlib.Path.rename = dying
archive.probe = lambda folder: None
archive.install(path, place)
"""


@pytest.mark.parametrize("renames", range(4))
def test_an_update_killed_at_any_moment_leaves_the_old_or_the_new_package(tmp_path: Path, renames: int) -> None:
    place, old = tmp_path / "packages", package(tmp_path / "a.argosmodel")
    final = place / archive.install(old, place).folder
    members = files("de", "en") | {"README.md": b"# newer"}
    new = write_zip(tmp_path / "b.argosmodel", members, final.name)
    command = [sys.executable, "-c", KILLED, str(renames), str(new), str(place)]
    assert subprocess.run(command).returncode == (9 if renames < 3 else 0)
    standing = store.chosen(place, with_embedded=False)["de", "en"]
    assert standing.card() in ("# made for tests\n", "# newer")
    assert store.verify(standing).startswith("as installed")
    archive.install(new, place)
    assert [(one.path, one.card()) for one in store.installed(place).packages] == [(final, "# newer")]


def test_a_folder_of_someone_that_is_named_like_a_waiting_one_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "packages" / "mine#new").mkdir(parents=True)
    archive.install(package(tmp_path / "a.argosmodel"), tmp_path / "packages")
    assert (tmp_path / "packages" / "mine#new").is_dir()


def test_only_what_an_installation_left_is_swept(tmp_path: Path) -> None:
    names = (".provenance-incoming-a1", ".provenance-removed-a1", ".provenance-notes-2024", "provenance-incoming-a1")
    for name in names:
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / ".provenance-incoming-now").mkdir()
    archive.sweep(tmp_path / "packages")
    assert {item.name for item in tmp_path.iterdir()} == {*names[2:], ".provenance-incoming-now"}


def test_a_bad_folder_does_not_hide_the_good_ones(tmp_path: Path) -> None:
    place = tmp_path / "packages"
    archive.install(package(tmp_path / "a.argosmodel"), place)
    (place / "empty").mkdir()
    (place / "broken").mkdir()
    (place / "broken" / "metadata.json").write_text("[1]")
    (place / "half").mkdir()
    (place / "half" / "metadata.json").write_text(json.dumps({"from_code": "fr", "to_code": "en"}))
    listing = store.installed(place)
    assert [p.pair for p in listing.packages] == [("de", "en")]
    assert len(listing.problems) == 3
    assert all("\n" not in problem for problem in listing.problems)


def test_folder_and_archive_have_one_fingerprint(tmp_path: Path) -> None:
    place, shipped = tmp_path / "packages", tmp_path / "shipped"
    shipped.mkdir()
    path = package(shipped / "a.argosmodel", "en", "de", "<2de>")
    archive.install(path, place)
    (folder,), (file,) = store.installed(place).packages, store.embedded(shipped).packages
    assert folder.prefix == file.prefix == "<2de>"
    assert store.fingerprint(folder.files(), folder.prefix) == store.fingerprint(file.files(), file.prefix)
    assert store.fingerprint(folder.files(), "") != store.fingerprint(folder.files(), folder.prefix)
    assert file.card() == files("en", "de", "<2de>")["README.md"].decode()
