"""The graphs of derivation for Gephi."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.records import Graph, Verdict
from provenance.reports.network import network

_TODAY = re.compile(r' lastmodifieddate="[^"]*"')


class Gexf(Report):
    """GEXF 1.3; without the date of writing, so that equal graphs give equal bytes."""

    format = "gexf"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        import networkx as nx

        for line in nx.generate_gexf(network(graphs), version="1.3"):
            out.write(_TODAY.sub("", line).replace("http://w3.org/", "http://www.w3.org/") + "\n")
