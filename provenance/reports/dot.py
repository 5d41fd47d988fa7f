"""The graphs of derivation for Graphviz: the point answer in full lines, what else is probable in dotted ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.records import Graph, Verdict
from provenance.reports.network import network


class Dot(Report):
    """DOT; given articles are boxes, named ones ellipses, inferred ones dashed ellipses."""

    format = "dot"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        found = network(graphs)
        out.write("digraph derivation {\n  rankdir=LR;\n")
        for name, node in found.nodes(data=True):
            shape = "box" if node["kind"] == "observed" else "ellipse"
            style = "dashed" if node["kind"] == "inferred" else "solid"
            label = f"{node['label']}:{node['lang'] or '?'}"
            out.write(f"  {_quoted(name)} [label={_quoted(label)}, shape={shape}, style={style}];\n")
        for parent, child, edge in found.edges(data=True):
            style = "solid" if edge["chosen"] else "dotted"
            label = _quoted(f"{edge['kind']} {edge['p']:.2f}" if "p" in edge else f"{edge['kind']}, named")
            out.write(f"  {_quoted(parent)} -> {_quoted(child)} [label={label}, style={style}];\n")
        out.write("}\n")


def _quoted(text: str) -> str:
    """A DOT string: backslashes and quotation marks escaped, line ends as blanks."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
