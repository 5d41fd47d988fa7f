"""The index is asked only on request; downloads go on where they stopped; without a network it is one line."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_packages import package

from provenance.commands import cli
from provenance.errors import PackageError
from provenance.packages import official, store


class Served(BaseHTTPRequestHandler):
    """Serves ``files``; a path in ``short`` breaks off half-way the first time, one in ``plain`` knows no ranges."""

    files: dict[str, bytes] = {}  # noqa: RUF012
    short: set[str] = set()  # noqa: RUF012
    plain: set[str] = set()  # noqa: RUF012
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.asked.append(f"{self.path} {wanted}".strip())
        content = self.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        start = int(wanted[6:-1]) if wanted and self.path not in self.plain else 0
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        body = content[start:]
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.path in self.short:
            self.short.discard(self.path)
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    for pair in (("de", "en"), ("en", "de")):
        made = package(tmp_path / "made.argosmodel", *pair)
        Served.files[f"/{pair[0]}_{pair[1]}.argosmodel"] = made.read_bytes()
    rows = [
        {"from_code": a, "to_code": b, "package_version": v, "links": [f"{address}/{a}_{b}.argosmodel"]}
        for a, b, v in (("de", "en", "1.0"), ("de", "en", "1.9"), ("de", "en", "1.10"), ("en", "de", "1.0"))
    ]
    bad = [{"from_code": "fr", "to_code": "en", "links": ["file:///etc/passwd"]}, {"from_code": 3}, None, "x"]
    Served.files["/index.json"] = json.dumps([*rows, *bad]).encode()
    Served.asked.clear()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", address + "/")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield address
    server.shutdown()
    server.server_close()


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["models", *arguments])
    return result.exit_code, result.output + (f"{result.exception}" if result.exception else "")


@pytest.mark.usefixtures("site")
def test_the_index_is_read_and_its_bad_rows_are_passed_over() -> None:
    assert [(o.source, o.target, o.version) for o in official.index()] == [("de", "en", "1.10"), ("en", "de", "1.0")]


@pytest.mark.usefixtures("site")
def test_install_list_verify_remove(tmp_path: Path) -> None:
    code, output = run("install", "de")
    assert code == 0, output
    assert output.count("installed ") == 2
    assert not list((tmp_path / "cache").rglob("*.argosmodel*"))
    assert "de → en" in run("list")[1]
    code, output = run("list", "--json")
    assert {(row["from"], row["to"]) for row in json.loads(output) if row["kind"] == "installed"} == {
        ("de", "en"),
        ("en", "de"),
    }
    assert run("verify", "de")[1].count("as installed") == 2
    assert run("remove", "de-en")[0] == 0
    assert [p.pair for p in store.installed().packages] == [("en", "de")]
    assert "no such package is installed" in run("remove", "de-en")[1]


def test_a_download_goes_on_where_it_broke_off(site: str) -> None:
    name = "/de_en.argosmodel"
    Served.short.add(name)
    offer = official.Offer("de", "en", "1.0", (site + name,))
    with pytest.raises(PackageError, match="goes on where it stopped"):
        official.fetch(offer)
    place = official.fetch(offer)
    assert place.read_bytes() == Served.files[name]
    assert Served.asked[-1] == f"{name} bytes={len(Served.files[name]) // 2}-"


def test_a_server_without_ranges_starts_again(site: str) -> None:
    name = "/en_de.argosmodel"
    Served.short.add(name)
    Served.plain.add(name)
    offer = official.Offer("en", "de", "1.0", (site + "/none", site + name))
    with pytest.raises(PackageError):
        official.fetch(offer)
    assert official.fetch(offer).read_bytes() == Served.files[name]


@pytest.mark.usefixtures("site")
def test_a_package_that_is_not_what_the_index_says_is_refused() -> None:
    Served.files["/de_en.argosmodel"] = b"<html>not found</html>"
    code, output = run("install", "de")
    assert code == 1
    assert "is no zip file" in output
    assert store.installed().packages == ()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("given", "reason"), [(b"<html>", "is no zip file"), ("/en_de.argosmodel", "en to de, not what")]
)
def test_a_refused_download_is_fetched_again(given: bytes | str, reason: str) -> None:
    name = "/de_en.argosmodel"
    sound = Served.files[name]
    Served.files[name] = given if isinstance(given, bytes) else Served.files[given]
    code, output = run("install", "de")
    assert (code, store.installed().packages) == (1, ())
    assert reason in output
    Served.files[name] = sound
    assert run("install", "de")[0] == 0
    assert len(store.installed().packages) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_not_told_as_a_missing_network(site: str) -> None:
    name = "/de_en.argosmodel"
    offer = official.Offer("de", "en", "1.0", (site + name, site + name))
    part = official.downloads() / f"{offer.name}.part"
    part.parent.mkdir(parents=True)
    part.symlink_to("/dev/full")
    with pytest.raises(PackageError, match=r"part: cannot be written \(No space left") as caught:
        official.fetch(offer)
    assert "network" not in str(caught.value)
    assert Served.asked == [name]


def test_a_folder_that_cannot_be_made_is_one_line(site: str, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(PackageError, match="cannot be written"):
        official.fetch(official.Offer("de", "en", "1.0", (site + "/de_en.argosmodel",)))


@pytest.mark.usefixtures("site")
def test_a_language_that_the_index_lacks_is_named() -> None:
    code, output = run("install", "fi")
    assert code == 1
    assert "no packages between en and fi; it has de" in output


def test_without_a_network_it_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "http://127.0.0.1:1/")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    with pytest.raises(PackageError, match="cannot be reached") as caught:
        official.index()
    assert "\n" not in str(caught.value)
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "ftp://example.org/")
    with pytest.raises(PackageError, match="only http and https"):
        official.index()
