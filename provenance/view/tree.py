"""The derivation of an event as an indented tree for terminals: who stands below whom, by which edge, how probable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from provenance.graph.routes import SHORT, label
from provenance.records import Graph, Link, Node
from provenance.view import words
from provenance.view.doubts import doubts
from provenance.view.tame import one_line

_MARKS = {"inferred": "not given", "claimed": "only named"}
_INDENT = "  "


def tree(graph: Graph) -> Iterator[str]:
    """Lines of the tree of an event, roots at the margin; a node with several parents stands below the likeliest, with
    the others beside it. What is not decided of an article follows its line."""
    nodes = {node.id: node for node in graph.nodes}
    up, down = _placed(graph, nodes)
    perhaps = doubts([graph])
    names = _names(graph)
    used = {name for link in graph.arborescence for name in (link.parent, link.child)}
    roots = [n for n in sorted(nodes) if n not in up and (n in used or nodes[n].kind == "observed")]
    beside = {link.parent for links in up.values() for link in links[1:]}
    todo = [(name, 0) for name in reversed(roots) if name in down or name not in beside]
    while todo:
        name, depth = todo.pop()
        indent = _INDENT * depth
        yield f"{indent}{_line(nodes[name], names, up.get(name, ()))}"
        yield from (f"{indent}{_INDENT}? {line}" for line in perhaps.get(name, ()))
        todo.extend((child, depth + 1) for child in reversed(down.get(name, ())))


def _placed(graph: Graph, nodes: Mapping[str, Node]) -> tuple[dict[str, list[Link]], dict[str, list[str]]]:
    """Edges into each node, that of the tree first, and the children below each in it: an outlet that is only named is
    the parent only where nothing else is."""
    up: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(graph.arborescence, key=lambda k: (nodes[k.parent].kind == "claimed", -k.rank, k.parent)):
        up[link.child].append(link)
    down: dict[str, list[str]] = defaultdict(list)
    for child in sorted(up, key=lambda name: (nodes[name].published or "~", name)):
        down[up[child][0].parent].append(child)
    return up, down


def _names(graph: Graph) -> dict[str, str]:
    """What each node is called: ``outlet:language`` as in routes, with the id where two articles are called alike."""
    ids = [node.id for node in graph.nodes if node.kind == "observed"]
    short = {node.id: one_line(label(node, ids)) for node in graph.nodes}
    count = Counter(short[one] for one in ids)
    return {
        node.id: f"{short[node.id]} ({one_line(node.id)})"
        if node.id in ids and count[short[node.id]] > 1
        else short[node.id]
        for node in graph.nodes
    }


def _line(node: Node, names: Mapping[str, str], links: Sequence[Link]) -> str:
    mark = f", {_MARKS[node.kind]}" if node.kind in _MARKS else ""
    day = f", {one_line(node.published[:16])}" if node.published else ""
    if not links:
        return f"{names[node.id]}{mark}{day}"
    more = [f"{names[link.parent]} {_edge(link)}" for link in links[1:]]
    beside = f"; also from {', '.join(more)}" if more else ""
    return f"{_edge(links[0])} {names[node.id]}{mark}{day}{beside}"


def _edge(link: Link) -> str:
    p = "named" if link.p is None else words.probability(link.p)
    return f">{SHORT[link.kind]} {p}"
