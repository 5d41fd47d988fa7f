"""Fills the transcripts in README and manual with what the program really prints.

A comment names the command, the fenced block after it holds the output:

    <!-- run: provenance audit seeds/000.txt | head -5 -->
    ```text
    ...
    ```

    python scripts/transcripts.py            rewrites the blocks
    python scripts/transcripts.py --check    exit code 1 where one has changed
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/tutorial.md")
BLOCK = re.compile(r"(<!-- run: (.+?) -->\n+```text\n)(.*?)(```)", re.DOTALL)


def main() -> int:
    """Rewrite or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = [name for name in PAGES if (ROOT / name).is_file() and _differs(ROOT / name, options.check)]
    if options.check and stale:
        print(f"transcripts are stale in {', '.join(stale)}: run scripts/transcripts.py", file=sys.stderr)
    return 1 if options.check and stale else 0


def _differs(page: Path, check: bool) -> bool:
    before = page.read_text("utf-8")
    after = BLOCK.sub(lambda match: match[1] + output(match[2]) + match[4], before)
    if not check:
        page.write_text(after, "utf-8")
    return before != after


def output(command: str) -> str:
    """What ``command`` prints on standard output, run beside the README with this Python's program."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "provenance"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m provenance "$@"\n', "utf-8")
        program.chmod(0o755)
        env = {
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "NO_COLOR": "1",
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(command, shell=True, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
