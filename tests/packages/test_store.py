"""argostranslate's folder is found by its rules, and the package in use is the same on every machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_packages import package

from provenance.packages import archive, store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "SNAP", "SNAP_USER_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_folder_follows_argostranslate(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.folder() == home / ".local/share/argos-translate/packages"
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert store.folder() == home / "data/argos-translate/packages"
    settings = home / ".config/argos-translate/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(home / "set")}))
    assert store.folder() == home / "set"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(home / "told"))
    assert store.folder() == home / "told"


@pytest.mark.parametrize("content", ["{", "[]", '{"ARGOS_PACKAGES_DIR": 3}', "\udcff"])
def test_broken_settings_are_passed_over(home: Path, content: str) -> None:
    settings = home / ".config/argos-translate/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert store.folder() == home / ".local/share/argos-translate/packages"


def test_looking_makes_no_folder(home: Path) -> None:
    assert store.installed().packages == ()
    assert list(home.iterdir()) == []


def test_an_installed_package_goes_before_a_shipped_one_and_a_new_version_before_an_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, place = tmp_path / "shipped", tmp_path / "packages"
    shipped.mkdir()
    package(shipped / "a.argosmodel", "de", "en")
    package(shipped / "b.argosmodel", "en", "de", "<2de>")
    monkeypatch.setattr(store, "EMBEDDED", shipped)
    archive.install(package(tmp_path / "c.argosmodel", folder="z-old"), place)
    archive.install(package(tmp_path / "d.argosmodel", folder="a-new"), place)
    metadata = place / "a-new" / "metadata.json"
    metadata.write_text(metadata.read_text().replace('"1.0"', '"1.10"'))
    (place / "z-old" / "metadata.json").write_text(metadata.read_text().replace('"1.10"', '"1.9"'))
    chosen = store.chosen(place)
    assert chosen["de", "en"].path.name == "a-new"
    assert chosen["en", "de"].embedded
    assert store.chosen(place, with_embedded=False).keys() == {("de", "en")}
