"""Checks pages with axe-core in a real headless Chromium, light and dark; exit code 1 where a rule is violated.

    python scripts/check_accessibility.py report.html summary.html --axe node_modules/axe-core/axe.min.js

Without ``--axe``, axe-core is installed by npm into a folder that is thrown away. Without pages, pages of made-up
articles are checked: one article, an event of 5 and of 50, hostile articles, a batch summary.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reports"))

from chromium import Chromium, found  # noqa: E402

RULES = "{runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}"


def axe(given: str | None, folder: str) -> str:
    """The source of axe-core."""
    if given:
        return Path(given).read_text("utf-8")
    subprocess.run(["npm", "install", "--silent", "--prefix", folder, "axe-core"], check=True)
    return (Path(folder) / "node_modules/axe-core/axe.min.js").read_text("utf-8")


def violations(browser: Chromium, page: Path, source: str, dark: bool) -> list[str]:
    """What axe finds on ``page``, folded parts unfolded."""
    browser.open(page, dark=dark)
    browser.run("for (const d of document.querySelectorAll('details')) d.open = true")
    browser.run(f"{source};0")
    told = "[v.id, v.impact, v.help, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary]"
    found = browser.run(f"axe.run(document, {RULES}).then(r => r.violations.map(v => {told}))")
    return [f"{page.name} ({'dark' if dark else 'light'}): {' | '.join(map(str, one))}" for one in found]


def main() -> int:
    """Check and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--axe", help="path of axe.min.js; installed by npm unless given")
    options = parser.parse_args()
    if found() is None:
        print("no Chromium found: install it, e.g. apt-get install chromium", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        source = axe(options.axe, folder)
        pages = options.pages or _made(Path(folder))
        bad = [line for page in pages for dark in (False, True) for line in violations(browser, page, source, dark)]
    print("\n".join(bad) or f"{len(pages)} pages, light and dark: no violations")
    return 1 if bad else 0


def _made(folder: Path) -> list[Path]:
    from made_pages import write_all

    return write_all(folder)


if __name__ == "__main__":
    sys.exit(main())
