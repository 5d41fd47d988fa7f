"""Write docs/columns.md, the description of every column, from the code; --check compares instead.

Example: python scripts/columns_page.py --check
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from provenance.reports.columns import SCHEMA, TABLES, Table

PAGE = Path(__file__).parent.parent / "docs" / "columns.md"

TOP = f"""# The columns of the tables

Made by `python scripts/columns_page.py` from `provenance/reports/columns.py`; edit that file, not this page.

`prov_schema` is {SCHEMA}. CSV is UTF-8, by default without byte order mark, with a header line and `\\n` after every
row. An empty cell means unknown. Languages are ISO 639-1 (three letters of ISO 639-3 where there are no two), dates and
times ISO 8601. Real numbers have a point. Lists are joined with `|` (a `|` inside an item becomes `/`); Parquet and
JSONL have arrays there.

Offsets (`start`, `end`) count Unicode characters of the article's text as the program read it, which is not always the
input's own text column: that one goes out untouched, while the text that is judged is taken out of its mark-up, joined
where several columns hold it, and normalised (NFC, `\\n` at line ends, no NUL, byte order marks or lone surrogates).
For a text in one column, `provenance.text.clean.clean(cell)[start:end]` is the place; `text` in `evidence` and `quotes`
has its words in any case.

A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end and is not a
number) is written with an apostrophe before it, in CSV only. NUL and lone surrogates become U+FFFD in CSV.
"""


def section(table: Table) -> str:
    """One table as Markdown."""
    rows = "\n".join(f"| `{c.name}` | {c.kind} | {c.meaning} |" for c in table.columns)
    return f"\n## `{table.name}`\n\nA row is {table.row}.\n\n| column | kind | meaning |\n|---|---|---|\n{rows}\n"


def main() -> int:
    """Write or compare the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 where the page is not what the code says")
    page = TOP + "".join(section(table) for table in TABLES)
    if not parser.parse_args().check:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print(f"{PAGE}: not what the code says; run python scripts/columns_page.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
