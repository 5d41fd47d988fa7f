"""``articles.csv`` of a batch for the articles of one audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.records import Graph, Verdict
from provenance.reports.columns import article_table, write_csv


class Csv(Report):
    """CSV as RFC 4180 has it, with ``|`` between list items; cells that a spreadsheet would execute are defused."""

    format = "csv"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        names, rows = article_table(verdicts, graphs)
        write_csv(names, rows, out)
