"""What may be so in an article's descent, though the point answer does without it: one wording for every report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from provenance.graph.routes import label
from provenance.records import Graph, Link
from provenance.view import words
from provenance.view.tame import one_line


def doubts(graphs: Sequence[Graph]) -> dict[str, tuple[str, ...]]:
    """Lines by article's id: a parent not given that is possible, an article given that is likely and withheld, and one
    whose order to it is open."""
    found: dict[str, list[str]] = defaultdict(list)
    for graph in graphs:
        given = {node.id for node in graph.nodes if node.kind == "observed"}
        placed = {link.child for link in graph.arborescence if link.parent in given}
        for link in _possible(graph):
            found[link.child].append(f"perhaps ({words.probability(link.p or 0.0)}): {_told(link)}")
        for child, line in (*_withheld(graph), *_equal(graph)):
            found[child].append(line)
        for child, links in _unordered(graph).items():
            if child not in placed:
                found[child].append(_neither(graph, links))
    return {child: tuple(lines) for child, lines in found.items()}


LIKELY = 0.1
"""Links that are withheld are told where together they have this probability."""


def _withheld(graph: Graph) -> Iterator[tuple[str, str]]:
    """(child, line) for the likely links of a child that are not asserted for one reason."""
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in sorted(graph.links, key=lambda link: (-link.rank, link.parent)):
        if link.withheld:
            found[link.child, link.withheld.partition(": ")[2]].append(link)
    for (child, reason), links in found.items():
        if "together" in reason or sum(link.rank for link in links) >= LIKELY:
            names = " or ".join(f"{_label(graph, link.parent)} ({words.probability(link.rank)})" for link in links)
            yield child, f"perhaps from {names}: {one_line(reason)}"


def _equal(graph: Graph) -> Iterator[tuple[str, str]]:
    """(child, line) where the parent stands for several with the same words."""
    for link in graph.arborescence:
        if link.equals:
            yield link.child, f"{_label(graph, link.parent)} is {one_line(link.equals)}"


def _label(graph: Graph, name: str) -> str:
    nodes = {node.id: node for node in graph.nodes}
    ids = [node.id for node in graph.nodes if node.kind == "observed"]
    return one_line(label(nodes[name], ids))


def _possible(graph: Graph) -> Iterator[Link]:
    """Links with a parent not given that are not of the point answer."""
    kinds = {node.id: node.kind for node in graph.nodes}
    chosen = set(graph.arborescence)
    for link in graph.links:
        if kinds.get(link.parent) == "inferred" and kinds.get(link.child) == "observed" and link not in chosen:
            yield link


def _told(link: Link) -> str:
    """The last line of evidence, which names the others, before the first."""
    return "; ".join(one_line(link.evidence[at]) for at in sorted({0, len(link.evidence) - 1}, reverse=True))


def _unordered(graph: Graph) -> dict[str, list[Link]]:
    """Links whose direction is open, by child, likeliest first."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(graph.links, key=lambda link: (-link.rank, link.parent)):
        if link.unordered:
            found[link.child].append(link)
    return found


def _neither(graph: Graph, links: Sequence[Link]) -> str:
    best = links[0]
    more = f" and {len(links) - 1} more" if len(links) > 1 else ""
    why = "; ".join(one_line(line) for line in best.evidence[:2])
    return f"perhaps ({words.probability(best.rank)}) from {_label(graph, best.parent)}{more}, or the other way: {why}"
