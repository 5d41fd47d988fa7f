"""The graphs of derivation for igraph, R and most graph programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.records import Graph, Verdict
from provenance.reports.network import network


class GraphMl(Report):
    """GraphML."""

    format = "graphml"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        import networkx as nx

        out.write("<?xml version='1.0' encoding='utf-8'?>\n")
        for line in nx.generate_graphml(network(graphs), prettyprint=True):
            out.write(line + "\n")
