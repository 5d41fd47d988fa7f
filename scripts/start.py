#!/usr/bin/env python3
"""Set-up and first run on a fresh machine that has Python 3.11 or newer and nothing else.

    python3 scripts/start.py audit     set up, then judge the articles in seeds/
    python3 scripts/start.py test      set up with the tools for development, then run the tests

Everything goes into .venv beside this folder. A second run finds the work done and only does what is new.
Further arguments are passed on: ``start.py audit --format json``, ``start.py test -k metrics``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "start.json"
"""Digests of what was installed, written after each step, so that a broken run is taken up where it broke."""
LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
LEAST = (3, 11)


class Stop(Exception):
    """Set-up can't go on; one line for people."""


def main(arguments: list[str] | None = None) -> int:
    """Set up and run; the exit code is that of what was run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("audit", "test"))
    options, rest = parser.parse_known_args(arguments)
    try:
        set_up(LOCK if options.what == "audit" else DEV_LOCK)
    except Stop as stop:
        print(f"start: {stop}", file=sys.stderr)
        return 1
    return subprocess.call(run(options.what, rest), cwd=ROOT)


def run(what: str, rest: list[str]) -> list[str]:
    """The command that does the job."""
    if what == "test":
        return [str(python()), "-m", "pytest", *rest]
    program = python().with_name("provenance.exe" if sys.platform == "win32" else "provenance")
    paths = [] if any(not one.startswith("-") and Path(one).exists() for one in rest) else ["seeds"]
    return [str(program), "audit", *paths, *rest]


def set_up(lock: str) -> None:
    """Make .venv, install the locked requirements, then the program itself; skip what is done."""
    if sys.version_info < LEAST:
        raise Stop(
            f"Python {LEAST[0]}.{LEAST[1]} or newer is needed, this is {sys.version.split()[0]}; run with a newer one"
        )
    make_environment()
    wanted = digest([ROOT / lock])
    if stamp().get(lock) != wanted:
        say(f"installing {lock} (once; about a minute)")
        pip(["--no-deps", "--require-hashes", "-r", lock], f"the requirements in {lock}")
        mark(**{lock: wanted}, **({LOCK: digest([ROOT / LOCK])} if lock == DEV_LOCK else {}))
    install_program()


def make_environment() -> None:
    """A virtual environment with pip, made anew where there is none that runs."""
    if works([str(python()), "-c", f"import sys, pip; sys.exit(sys.version_info < {LEAST})"]):
        return
    say("making .venv")
    if not works([sys.executable, "-m", "venv", "--clear", str(VENV)], show=True):
        raise Stop(
            "no virtual environment could be made; where Python comes in parts, install the missing one "
            "(Debian and Ubuntu: apt-get install python3-venv), then run this again"
        )


def install_program() -> None:
    """Install this checkout, unless it is installed as it stands or as an editable one."""
    if editable():
        return
    files = [ROOT / "pyproject.toml", *sorted(one for one in (ROOT / "provenance").rglob("*") if shipped(one))]
    wanted = digest(files)
    if stamp().get("program") == wanted:
        return
    say("installing the program")
    shutil.rmtree(ROOT / "build", ignore_errors=True)  # a file deleted since would come back out of an old build
    pip(["--no-deps", "--force-reinstall", "."], "the program itself")
    mark(program=wanted)


def shipped(file: Path) -> bool:
    """A file that belongs to the program."""
    return file.is_file() and "__pycache__" not in file.parts


def editable() -> bool:
    """The program is installed as a link to a checkout, so its files are always the newest."""
    found = [*VENV.glob("lib/python*/site-packages/translation_provenance-*.dist-info/direct_url.json"),
             *VENV.glob("Lib/site-packages/translation_provenance-*.dist-info/direct_url.json")]  # fmt: skip
    return any(json.loads(one.read_text("utf-8")).get("dir_info", {}).get("editable") for one in found)


def pip(arguments: list[str], what: str) -> None:
    """Install with the environment's own pip. Raises Stop."""
    command = [
        str(python()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        *arguments,
    ]
    if subprocess.call(command, cwd=ROOT):
        raise Stop(
            f"{what} could not be installed: pip's reason stands above. Set-up needs a network connection to a package "
            "index (or a folder of wheels that pip is told of by PIP_FIND_LINKS); run this again when it is there"
        )


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def works(command: list[str], show: bool = False) -> bool:
    """Whether ``command`` ends well; what it says is shown where asked for."""
    try:
        return subprocess.run(command, capture_output=not show, check=False).returncode == 0
    except OSError:
        return False


def digest(files: list[Path]) -> str:
    """One digest of names and contents."""
    total = hashlib.sha256(sys.version.encode())
    for file in files:
        total.update(str(file.relative_to(ROOT)).encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def stamp() -> dict[str, str]:
    """What the last run installed."""
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def mark(**done: str) -> None:
    """Note a finished step."""
    STAMP.write_text(json.dumps({**stamp(), **done}, indent=1), "utf-8")


def say(text: str) -> None:
    """Tell what is going on, apart from the results."""
    print(f"start: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
