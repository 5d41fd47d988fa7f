"""Graphs of derivation as one networkx graph, for the formats that networkx writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from provenance.records import Graph, Link, Node

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write."""


def network(graphs: Sequence[Graph]) -> Any:
    """A directed graph of all events: nodes with ``label lang outlet date hidden kind event``, edges with
    ``kind p chosen evidence``; unknown is "", and the edge of an outlet that is only named has no ``p``. Inferred and
    claimed nodes carry their event: events never touch."""
    import networkx as nx

    found: Any = nx.DiGraph()
    for graph in graphs:
        for node in graph.nodes:
            found.add_node(name(graph, node.id, node), **node_attributes(graph, node))
        kinds = {node.id: node for node in graph.nodes}
        chosen = {(link.parent, link.child) for link in graph.arborescence}
        for link in graph.links:
            ends = (name(graph, link.parent, kinds[link.parent]), name(graph, link.child, kinds[link.child]))
            found.add_edge(*ends, **edge_attributes(link, (link.parent, link.child) in chosen))
    return found


def name(graph: Graph, node_id: str, node: Node) -> str:
    """The node's name among all events."""
    return _plain(node_id if node.kind == "observed" else f"{graph.event}/{node_id}")


def node_attributes(graph: Graph, node: Node) -> dict[str, Any]:
    """What is known of a node, as plain values."""
    return {
        "label": _plain(called(node)),
        "lang": node.language or "",
        "outlet": _plain(node.outlet or ""),
        "date": _plain(node.published or ""),
        "hidden": node.kind != "observed",
        "kind": node.kind,
        "event": _plain(graph.event),
    }


def called(node: Node) -> str:
    """As routes have it: ``*?`` for an article that was not given and of which nothing is known."""
    return f"*{node.outlet or '?'}" if node.kind == "inferred" else node.outlet or node.id


def edge_attributes(link: Link, chosen: bool) -> dict[str, Any]:
    """What is known of an edge, as plain values; without ``p`` where none was judged."""
    p = {} if link.p is None else {"p": round(link.p, 4)}
    return {"kind": link.kind, **p, "chosen": chosen, "evidence": _plain("; ".join(link.evidence))}


def _plain(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)
