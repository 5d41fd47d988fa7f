"""Pivots that a user asked for: languages whose packages lead to a third language and not to English.

They are kept in one file beside the packages, so that every command and the library go the same way; no route is ever
made up. What a route means is calibrated as for a pair of packages, under the signatures of all its packages.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from provenance.errors import OptionError, PackageError
from provenance.packages import archive, store

NAME = "provenance-routes.json"
HOME = "en"

Pair = tuple[str, str]


def place(folder: Path | None = None) -> Path:
    """The file that holds the routes over the packages of ``folder`` (argostranslate's if None)."""
    return (folder or store.folder()).parent / NAME


def read(folder: Path | None = None) -> dict[str, str]:
    """The pivot of each language that has one; none where there is no file. Raises PackageError for a broken one."""
    try:
        found = json.loads(place(folder).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise PackageError(f"{place(folder)}: cannot be read ({error}); remove that file and ask again") from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise PackageError(f"{place(folder)}: holds no languages with their pivots; remove that file and ask again")
    return found


def ask(language: str, pivot: str, pairs: Collection[Pair], folder: Path | None = None) -> None:
    """Send ``language`` through ``pivot`` wherever ``pairs`` lacks a direct package from and to English.

    Raises OptionError for what is no pivot or not needed, PackageError for a leg that has no package.
    """
    for tag in (language, pivot):
        if not archive.LANGUAGE.match(tag):
            raise OptionError(f"{tag[:20]!r} is no language")
    if len({language, pivot, HOME}) < 3:
        raise OptionError(f"a pivot lies between English and {language}; {pivot} does not")
    lacking = [pair for pair in ((HOME, language), (language, HOME)) if pair not in pairs]
    if not lacking:
        raise OptionError(f"{language} has packages from and to English; no pivot is needed")
    for a, b in ((a, b) for start, end in lacking for a, b in ((start, pivot), (pivot, end))):
        if (a, b) not in pairs:
            raise PackageError(f"no package translates {a} to {b}; run: provenance models install FILE.argosmodel")
    _write({**read(folder), language: pivot}, folder)


def give_up(language: str, folder: Path | None = None) -> None:
    """Forget the pivot of ``language``. Raises PackageError where it has none."""
    known = read(folder)
    if known.pop(language, None) is None:
        raise PackageError(f"{language} goes through no other language; see: provenance models list")
    _write(known, folder)


def directions(found: Mapping[str, str]) -> Iterator[tuple[Pair, str]]:
    """Each direction from and to English with its pivot."""
    for language, pivot in sorted(found.items()):
        yield (HOME, language), pivot
        yield (language, HOME), pivot


def _write(found: Mapping[str, str], folder: Path | None) -> None:
    file = place(folder)
    fresh = file.with_name(f".{NAME}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
        fresh.replace(file)
    except OSError as error:
        raise PackageError(f"{file}: cannot be written: {error.strerror or error}; choose another --folder") from None
