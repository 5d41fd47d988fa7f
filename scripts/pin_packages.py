#!/usr/bin/env python3
"""Write provenance/data/packages/digests.json, the SHA-256 of every package that comes with the program.

python scripts/pin_packages.py            writes it (after packages were trained and exported)
python scripts/pin_packages.py --check    exit code 1 where it is out of date
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from provenance.packages import store  # noqa: E402


def main() -> int:
    """Write the digests, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only")
    out, text = store.EMBEDDED / store.PINS, store.pins(store.EMBEDDED)
    if not parser.parse_args().check:
        out.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if out.is_file() and out.read_text(encoding="utf-8") == text:
        return 0
    print(f"{out.relative_to(ROOT)} is out of date: run python scripts/pin_packages.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
