"""Pictures of the reports, taken in a real headless Chromium: to look at, and for the manual.

    python scripts/screenshots.py build/screenshots

Takes the report of seeds/ (where the folder is there), of one made-up article, of events of 5, 50 and 200 articles, of
hostile articles and of a batch summary; light and dark, wide and narrow, and one as printed (PDF).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reports"))

from chromium import Chromium, found  # noqa: E402


def main() -> int:
    """Write the pages, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if found() is None:
        print("no Chromium found: install it, e.g. apt-get install chromium", file=sys.stderr)
        return 3
    folder.mkdir(parents=True, exist_ok=True)
    with Chromium() as browser:
        for page in pages(folder):
            browser.open(page)
            browser.screenshot(folder / f"{page.stem}.png")
            browser.screenshot(folder / f"{page.stem}-whole.png", whole=True)
            browser.open(page, dark=True)
            browser.screenshot(folder / f"{page.stem}-dark.png")
            browser.open(page, width=400, height=800)
            browser.screenshot(folder / f"{page.stem}-narrow.png")
            browser.pdf(folder / f"{page.stem}.pdf")
            print(page.stem)
    return 0


def pages(folder: Path) -> list[Path]:
    """The pages that are photographed."""
    import made_batch
    from made_pages import write, write_all
    from made_verdicts import event

    from provenance.reports import summary_html

    made = write_all(folder)
    verdicts, graph = event(200)
    made.append(write(folder / "event200.html", verdicts, [graph]))
    with (folder / "summary.html").open("w", encoding="utf-8") as out:
        summary_html.write(made_batch.write(folder / "batch", 5000), out)
    made.append(folder / "summary.html")
    if (ROOT / "seeds").is_dir():
        made.append(seeds(folder / "seeds.html"))
        made += [seeds(folder / f"seed{path.name[:3]}.html", path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return made


def seeds(page: Path, *paths: Path) -> Path:
    """The program's own report of the given articles, or of all seeds."""
    import subprocess

    given = [str(path) for path in paths] or [str(ROOT / "seeds")]
    subprocess.run([sys.executable, "-m", "provenance", "audit", *given, "-o", str(page)], cwd=ROOT, check=True)
    return page


if __name__ == "__main__":
    sys.exit(main())
