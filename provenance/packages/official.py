"""The official Argos index: read, and packages fetched, only when someone asks for it by name."""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from provenance.errors import PackageError
from provenance.packages import archive, store

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
Progress = Callable[[int, int], None]
"""Told (bytes had, bytes in all or 0) as a download goes on."""
_LONGEST = 4 << 30
_TIMEOUT = 30


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that the index offers."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the file it is kept under while it is fetched; the version keeps old downloads apart."""
        version = re.sub(r"[^A-Za-z0-9.]", "_", self.version)
        return f"translate-{self.source}_{self.target}-{version}.argosmodel"


def index() -> tuple[Offer, ...]:
    """What the index offers, the highest version of each direction. Raises PackageError without a network."""
    address = (store.setting("ARGOS_PACKAGE_INDEX") or INDEX).rstrip("/") + "/index.json"
    with _open(address) as answer:
        try:
            found = json.loads(_read(answer, address, 64 << 20))
        except (ValueError, RecursionError):
            raise PackageError(f"{address}: is not a package index; check ARGOS_PACKAGE_INDEX") from None
    best: dict[tuple[str, str], Offer] = {}
    for offer in _offers(found):
        other = best.get((offer.source, offer.target))
        if other is None or _version(offer) > _version(other):
            best[offer.source, offer.target] = offer
    return tuple(best[pair] for pair in sorted(best))


def _offers(found: Any) -> Iterator[Offer]:
    for item in found if isinstance(found, list) else ():
        try:
            metadata = archive.check_metadata(json.dumps(item).encode())
        except ValueError:
            continue
        links = metadata.get("links")
        usable = tuple(str(link) for link in links if _scheme(str(link))) if isinstance(links, list) else ()
        if usable:
            yield Offer(metadata["from_code"], metadata["to_code"], str(metadata.get("package_version", "")), usable)


def fetch(offer: Offer, progress: Progress = lambda had, whole: None) -> Path:
    """Download ``offer`` into argostranslate's folder for downloads; goes on where an earlier try stopped.

    Tries each link. Raises PackageError where none works or the disk refuses; what was fetched stays for the next try.
    """
    place = downloads() / offer.name
    if place.exists():
        return place
    part = place.with_name(place.name + ".part")
    reason = ""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for link in offer.links:
            try:
                _fetch(link, part, progress)
            except PackageError as error:
                reason = str(error)
                continue
            part.replace(place)
            return place
    except OSError as error:
        raise PackageError(
            f"{part}: cannot be written ({error.strerror or error}); make room, or set XDG_CACHE_HOME"
        ) from None
    raise PackageError(f"{offer.name}: could not be fetched ({reason}); try again, it goes on where it stopped")


def _fetch(link: str, part: Path, progress: Progress) -> None:
    had = part.stat().st_size if part.exists() else 0
    with _open(link, {"Range": f"bytes={had}-"} if had else {}) as answer:
        resumed = answer.status == 206 and str(answer.headers.get("Content-Range", "")).startswith(f"bytes {had}-")
        had = had if resumed else 0
        length = str(answer.headers.get("Content-Length", ""))
        whole = had + int(length) if length.isdigit() else 0
        with part.open("ab" if resumed else "wb") as out:
            while block := _read(answer, link, 1 << 18):
                had += len(block)
                if had > _LONGEST:
                    raise PackageError(f"{link}: larger than {_LONGEST >> 30} GB; not an Argos package")
                out.write(block)
                progress(had, whole)
    if whole and had < whole:
        raise PackageError(f"{link}: broke off after {had} of {whole} bytes")


def downloads() -> Path:
    """Where argostranslate keeps downloads."""
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".local" / "cache"))
    return home / "argos-translate" / "downloads"


def _scheme(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _version(offer: Offer) -> Version:
    try:
        return Version(offer.version)
    except InvalidVersion:
        return Version("0")


def _open(address: str, headers: dict[str, str] | None = None) -> Any:
    """The server's answer; everything that goes wrong on the way is one line."""
    if not _scheme(address):
        raise PackageError(f"{address}: only http and https addresses are fetched; check ARGOS_PACKAGE_INDEX")
    request = urllib.request.Request(address, headers={"User-Agent": "provenance", **(headers or {})})
    try:
        return urllib.request.urlopen(request, timeout=_TIMEOUT)
    except urllib.error.HTTPError as error:
        raise PackageError(f"{address}: the server answers {error.code} {error.reason}") from None
    except (OSError, HTTPException) as error:
        raise _unreached(address, error) from None


def _read(answer: Any, address: str, most: int) -> bytes:
    """The next bytes of an answer, so that only the network's errors are told as such."""
    try:
        return bytes(answer.read(most))
    except (OSError, HTTPException) as error:
        raise _unreached(address, error) from None


def _unreached(address: str, error: Exception) -> PackageError:
    reason = getattr(error, "reason", None) or error
    return PackageError(
        f"{address}: cannot be reached ({reason}); without a network use `models install FILE.argosmodel`"
    )
