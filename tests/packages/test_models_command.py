"""The command over packages made for tests: what is listed, calibrated and refused; nothing asks the network."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner
from made_packages import files, package, write_zip

from provenance.auditor import Auditor, Settings
from provenance.commands import cli
from provenance.errors import MissingError
from provenance.packages import controls, store


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one small pair, an empty folder of installed packages, and no network."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        pytest.fail("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    place = tmp_path / "shipped"
    place.mkdir()
    package(place / "translate-de_en-1_0.argosmodel", "de", "en")
    package(place / "translate-en_de-1_0.argosmodel", "en", "de", "<2de>")
    (place / store.PINS).write_text(store.pins(place))
    shutil.copy(store.EMBEDDED / "controls.txt", place)
    monkeypatch.setattr(store, "EMBEDDED", place)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos" / "packages"))
    return place


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["models", *arguments])
    return result.exit_code, result.output + (f"{result.exception}" if result.exception else "")


@pytest.mark.usefixtures("shipped")
def test_list_shows_what_is_shipped_with_its_card() -> None:
    code, output = run("list", "--cards")
    assert code == 0
    assert output.count("shipped") == 2
    assert output.count("# made for tests") == 2
    assert run("verify")[1].count("shipped, ") == 2


def test_an_installed_file_goes_before_the_shipped_one(shipped: Path) -> None:
    code, output = run("install", str(shipped / "translate-de_en-1_0.argosmodel"))
    assert (code, output.count("installed de → en")) == (0, 1)
    rows = json.loads(run("list", "--json")[1])
    assert [(row["kind"], row["used"]) for row in rows if row["from"] == "de"] == [
        ("installed", True),
        ("shipped", False),
    ]


@pytest.mark.usefixtures("shipped")
def test_verify_names_what_is_not_there() -> None:
    code, output = run("verify", "de", "zz", "it-en")
    assert (code, output.count("shipped, ")) == (1, 2)
    assert "zz: no such package is installed or shipped" in output
    assert "it-en: no such package" in output


def test_verify_notices_a_shipped_package_that_is_changed_or_gone(shipped: Path) -> None:
    found = files("de", "en")
    changed = {**found, "model/model.bin": found["model/model.bin"][:-100]}
    write_zip(shipped / "translate-de_en-1_0.argosmodel", changed, "translate-de_en-1_0")
    (shipped / "translate-en_de-1_0.argosmodel").unlink()
    code, output = run("verify")
    assert (code, output.count("shipped, ")) == (1, 0)
    assert "translate-de_en-1_0.argosmodel: is not the file that this program ships" in output
    assert "translate-en_de-1_0.argosmodel: is missing" in output
    (shipped / store.PINS).write_text(store.pins(shipped))
    assert "does not load" in run("verify", "de-en")[1]


def test_verify_notices_a_vocabulary_that_was_not_installed(shipped: Path, tmp_path: Path) -> None:
    run("install", str(shipped / "translate-de_en-1_0.argosmodel"))
    assert run("verify", "de-en")[0] == 0
    (tmp_path / "argos/packages/translate-de_en-1_0/model/source_vocabulary.txt").write_text("a\n")
    code, output = run("verify", "de-en")
    assert code == 1
    assert "source_vocabulary.txt: was not installed with the package" in output


def test_a_package_that_is_none_can_be_removed_by_its_folder(shipped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "argos" / "packages" / "translate-en_en-1_0"
    folder.mkdir(parents=True)
    (folder / "metadata.json").write_text('{"from_code": "en", "to_code": "en"}')
    assert "run: provenance models remove translate-en_en-1_0" in run("list")[1]
    assert run("remove", "en")[0] == 1
    assert run("remove", "../packages/translate-en_en-1_0")[0] == 1
    assert run("remove", "translate-en_en-1_0")[0] == 0
    assert not folder.exists()
    run("install", str(shipped / "translate-de_en-1_0.argosmodel"))
    assert run("remove", "translate-de_en-1_0")[0] == 1


def test_the_digests_of_the_shipped_packages_are_those_of_the_files() -> None:
    assert (store.EMBEDDED / store.PINS).read_text("utf-8") == store.pins(store.EMBEDDED)


def test_a_third_language_is_gone_through_only_when_asked_for_and_then_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for pair in (("de", "hsb"), ("hsb", "de")):
        package(shipped / f"translate-{'_'.join(pair)}-1_0.argosmodel", *pair)
    wanted = Settings(round_trip=True, languages=("hsb",))
    with pytest.raises(MissingError, match="no translation packages both ways for hsb"):
        _ = Auditor(wanted).engine
    before = Auditor(Settings(round_trip=True)).signature
    assert run("route", "hsb", "--via", "de")[0] == 0
    engine = Auditor(wanted).engine
    assert len(engine.translate(["The old town."], "en", "hsb")) == 1
    legs = [engine.describe(*pair) for pair in (("en", "de"), ("de", "hsb"))]
    assert engine.describe("en", "hsb") == "+".join(legs)
    assert Auditor(Settings(round_trip=True)).signature != before
    assert "en → hsb through de" in run("list")[1]
    assert [row["via"] for row in json.loads(run("list", "--json")[1]) if row["kind"] == "route"] == ["de", "de"]
    assert run("route", "hsb")[0] == 0
    assert Auditor(Settings(round_trip=True)).signature == before
    assert "through" not in run("list")[1]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("de", "--via", "fr"), "de has packages from and to English"),
        (("hsb", "--via", "de"), "no package translates de to hsb"),
        (("hsb", "--via", "en"), "en does not"),
        (("../x", "--via", "de"), "is no language"),
        (("hsb",), "goes through no other language"),
    ],
)
def test_a_route_that_cannot_be_is_refused_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    code, output = run("route", *arguments)
    assert code != 0
    assert said in output
    assert '"route"' not in run("list", "--json")[1]


def test_a_broken_file_of_routes_is_named(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "argos").mkdir(exist_ok=True)
    for content in ("{", "[]", '{"hsb": 3}'):
        (tmp_path / "argos" / "provenance-routes.json").write_text(content)
        code, output = run("list")
        assert code != 0
        assert "provenance-routes.json: " in output


def test_a_hostile_file_is_one_line_and_code_1(shipped: Path, tmp_path: Path) -> None:
    code, output = run("install", str(write_zip(tmp_path / "x.argosmodel", {"=../x": b"x"})))
    assert code == 1
    assert "nothing was installed" in output
    assert "none.argosmodel: no such file" in run("install", str(shipped / "none.argosmodel"))[1]


@pytest.mark.usefixtures("shipped")
def test_what_is_no_language_is_refused_without_a_look_at_the_index() -> None:
    code, output = run("install", "../x")
    assert code != 0
    assert "neither a language nor an .argosmodel file" in output


def test_a_bad_folder_is_named_and_the_rest_listed(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "argos" / "packages" / "litter").mkdir(parents=True)
    code, output = run("list")
    assert code == 0
    assert output.count("shipped") >= 2
    assert "litter: has no metadata.json" in output
    assert run("verify")[0] == 1


def test_calibration_without_texts_out_of_the_language_says_that_it_gives_no_weight(
    shipped: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "a.txt").write_text("The council closed the bridge on Monday. " * 6)
    (mine / "b.txt").write_bytes(b"\x89PNG" * 20)
    code, output = run("calibrate", "de", "--control", str(mine))
    assert code == 0, output
    assert "b.txt" in output
    (found,) = controls.read(controls.own()).values()
    assert (found.language, found.controls, found.positives, found.borrowed) == ("de", 29, 0, True)
    assert {scale.slope for _, scale in found.scales} == {0.0}
    assert "no weight before --labelled texts" in output
    assert "borrowed" not in output
    assert "every package pair is calibrated" in run("calibrate")[1]


def test_calibration_refuses_too_little_and_what_is_missing(shipped: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"text": "The council closed the bridge on Monday. " * 6, "label": "en"}) + "\n")
    code, output = run("calibrate", "--labelled", str(rows))
    assert code == 1
    assert "only 1 control articles could be measured" in output
    code, output = run("calibrate", "fr")
    assert code == 1
    assert "run: provenance models install fr" in output
