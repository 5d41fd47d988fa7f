#!/usr/bin/env python3
"""All checks by one command: format, lint, types, tests with doctests, rule index, quality floors.

python scripts/check.py            everything
python scripts/check.py --fast     leaves out the floors
python scripts/check.py --fix      mends what can be mended (format, lint, rule index), then checks
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Check:
    """A check: command, and the command that mends what it finds; commands run with this Python."""

    name: str
    command: tuple[str, ...]
    mend: tuple[str, ...] = ()
    slow: bool = False

    @property
    def present(self) -> bool:
        """A script that is not there is not run."""
        return self.command[0].startswith("-") or (ROOT / self.command[0]).is_file()


CHECKS = (
    Check("format", ("-m", "ruff", "format", "--check", "."), ("-m", "ruff", "format", ".")),
    Check("lint", ("-m", "ruff", "check", "."), ("-m", "ruff", "check", "--fix", ".")),
    Check("types", ("-m", "mypy",)),
    Check("tests", ("-m", "pytest",)),
    Check("rules", ("scripts/rule_index.py", "--check"), ("scripts/rule_index.py",)),
    Check("packages", ("scripts/pin_packages.py", "--check"), ("scripts/pin_packages.py",)),
    Check("floors", ("scripts/quality_gate.py",), slow=True),
)  # fmt: skip


def main() -> int:
    """Run the checks wanted; 1 where any failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help="leave out the floors")
    parser.add_argument("--fix", action="store_true", help="mend first")
    parser.add_argument("--only", default="", help="comma-separated: " + ", ".join(check.name for check in CHECKS))
    options = parser.parse_args()
    only = [name for name in options.only.split(",") if name]
    unknown = set(only) - {check.name for check in CHECKS}
    if unknown:
        parser.error(f"no check is called {', '.join(sorted(unknown))}")
    chosen = [check for check in CHECKS if check.name in only or not (only or (options.fast and check.slow))]
    failed = [check.name for check in chosen if not passes(check, options.fix)]
    print(f"check: {'failed: ' + ', '.join(failed) if failed else 'all passed'}", file=sys.stderr)
    return 1 if failed else 0


def passes(check: Check, fix: bool) -> bool:
    """Run one check, after mending where wanted; say how long it took."""
    if not check.present:
        print(f"check: {check.name}: {check.command[0]} is not there, skipped", file=sys.stderr)
        return True
    if fix and check.mend:
        call(check.mend)
    start = time.monotonic()
    good = call(check.command) == 0
    took = time.monotonic() - start
    print(f"check: {check.name}: {'passed' if good else 'FAILED'} ({took:.1f} s)", file=sys.stderr, flush=True)
    return good


def call(command: tuple[str, ...]) -> int:
    """Run with this Python at the top of the repository."""
    return subprocess.call([sys.executable, *command], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
