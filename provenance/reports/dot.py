"""The graphs of derivation for Graphviz: the point answer in full lines, what else is probable in dotted ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.estimates import probability
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
            out.write(f"  {_quoted(name)} [label={_label(label)}, shape={shape}, style={style}];\n")
        for parent, child, edge in found.edges(data=True):
            style = "solid" if edge["chosen"] else "dotted"
            label = _label(f"{edge['kind']} {probability(edge['p'])}" if "p" in edge else f"{edge['kind']}, named")
            out.write(f"  {_quoted(parent)} -> {_quoted(child)} [label={label}, style={style}];\n")
        out.write("}\n")


def _quoted(text: str) -> str:
    """An identifier as a DOT string on one line; different ones stay different."""
    return '"' + _escaped(text).replace("\n", "\\n").replace("\r", "\\r") + '"'


def _label(text: str) -> str:
    """A label as a DOT string: line ends and runs of blanks as one blank."""
    return '"' + _escaped(" ".join(text.split())) + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
