"""One line of JSON for every article, with the columns of ``articles.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.records import Graph, Verdict
from provenance.reports.columns import article_table, write_jsonl


class JsonLines(Report):
    """JSON lines; lists are arrays, unknown is null."""

    format = "jsonl"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        names, rows = article_table(verdicts, graphs)
        write_jsonl(names, rows, out)
