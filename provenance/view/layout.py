"""Positions for the picture of a derivation: generations from left to right, one row a leaf, many alike as a grid.

A tidy tree (Reingold and Tilford 1981) over the likeliest parent of each node; further parents are extra edges. Leaves
that share a parent and the kind of their edge stand together in a grid once they are ``MANY``, so that 200 copies of
one agency report stay readable.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from provenance.estimates import probability
from provenance.graph.routes import SHORT
from provenance.records import Graph, Link, Node

WIDE, HIGH = 176, 38
"""Size of a node."""
ACROSS, DOWN = 128, 8
"""Gaps between generations and between rows."""
MANY = 5
"""So many like leaves become a grid."""
MARGIN = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its upper left corner; ``p`` of its own edge where it stands in a grid."""

    node: Node
    x: int
    y: int
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A curve from the right of a box to the left of a box or grid; ``extra`` for second and further parents."""

    link: Link
    path: str
    label: str
    x: int
    y: int
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The outline of a grid."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, in a plane of ``width`` by ``height``."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    frames: tuple[Frame, ...]


@dataclass(slots=True)
class _Drawing:
    nodes: dict[str, Node]
    up: dict[str, Link]
    down: dict[str, list[Link]]
    boxes: dict[str, Box] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)


def picture(graph: Graph) -> Picture:
    """Lay out the point answer of ``graph``."""
    drawing = _tree(graph)
    y = MARGIN
    roots = [node.id for node in graph.nodes if node.id not in drawing.up]
    beside = _beside(graph, drawing, roots)
    alone = [name for name in roots if not drawing.down.get(name) and name not in beside]
    for name in roots:
        if drawing.down.get(name):
            y = _place(drawing, name, 0, y) + DOWN
            for other in [other for other, child in beside.items() if child in drawing.boxes]:
                if other not in drawing.boxes:
                    y = _place(drawing, other, 0, y) + DOWN
    y = _grid(drawing, alone, MARGIN, y, {}) if alone else y
    for link in graph.arborescence:
        if drawing.up.get(link.child) is not link and {link.parent, link.child} <= drawing.boxes.keys():
            drawing.edges.append(_edge(drawing, link, extra=True))
    width = max((box.x + WIDE for box in drawing.boxes.values()), default=0) + MARGIN
    boxes = tuple(drawing.boxes[node.id] for node in graph.nodes if node.id in drawing.boxes)
    return Picture(width, y + MARGIN, boxes, tuple(drawing.edges), tuple(drawing.frames))


def _beside(graph: Graph, drawing: _Drawing, roots: Iterable[str]) -> dict[str, str]:
    """Roots that are only a further parent, with their child: they stand at the edge of its tree."""
    bare = {name for name in roots if not drawing.down.get(name)}
    further = (link for link in graph.arborescence if drawing.up.get(link.child) is not link)
    return {link.parent: link.child for link in further if link.parent in bare and link.child in drawing.up}


def _tree(graph: Graph) -> _Drawing:
    nodes = {node.id: node for node in graph.nodes}
    up: dict[str, Link] = {}
    for link in sorted(graph.arborescence, key=lambda link: (-link.rank, link.parent)):
        if link.parent in nodes and link.child in nodes and not _above(up, link.child, link.parent):
            up.setdefault(link.child, link)
    down: dict[str, list[Link]] = {}
    for link in sorted(up.values(), key=lambda link: (_date(nodes[link.child]), link.child)):
        down.setdefault(link.parent, []).append(link)
    return _Drawing(nodes, up, down)


def _above(up: dict[str, Link], name: str, start: str) -> bool:
    """Whether ``name`` is ``start`` or above it, which would close a ring."""
    at: str | None = start
    while at is not None:
        if at == name:
            return True
        at = up[at].parent if at in up else None
    return False


def _date(node: Node) -> str:
    return node.published or "~"


def _place(drawing: _Drawing, name: str, generation: int, top: int) -> int:
    """Put ``name`` and all below it from ``top`` downwards; the y below the last of them."""
    x = MARGIN + generation * (WIDE + ACROSS)
    grids, single = _children(drawing, name)
    y = top
    middles: list[int] = []
    targets: list[tuple[list[Link], int, int]] = []
    for link in single:
        bottom = _place(drawing, link.child, generation + 1, y)
        middles.append(drawing.boxes[link.child].y + HIGH // 2)
        y = bottom + DOWN
    for links in grids:
        bottom = _grid(drawing, [link.child for link in links], x + WIDE + ACROSS, y, {k.child: k.p for k in links})
        targets.append((links, x + WIDE + ACROSS - 6, (y + bottom) // 2))
        middles.append((y + bottom) // 2)
        y = bottom + DOWN
    own = (min(middles) + max(middles)) // 2 - HIGH // 2 if middles else top
    drawing.boxes[name] = Box(drawing.nodes[name], x, max(own, top))
    drawing.edges.extend(_edge(drawing, link) for link in single)
    drawing.edges.extend(_bundle(drawing.boxes[name], *target) for target in targets)
    return max(y - DOWN, drawing.boxes[name].y + HIGH)


def _children(drawing: _Drawing, name: str) -> tuple[list[list[Link]], list[Link]]:
    """Children of ``name``: grids of like leaves, and the others."""
    leaves: dict[str, list[Link]] = {}
    for link in drawing.down.get(name, ()):
        if not drawing.down.get(link.child):
            leaves.setdefault(link.kind, []).append(link)
    grids = [links for links in leaves.values() if len(links) >= MANY]
    gathered = {link.child for links in grids for link in links}
    return grids, [link for link in drawing.down.get(name, ()) if link.child not in gathered]


def _grid(drawing: _Drawing, names: Iterable[str], x: int, y: int, chances: dict[str, float | None]) -> int:
    """Put ``names`` in rows and columns; the y below them."""
    listed = list(names)
    count = len(listed)
    columns = 1 if count < MANY else 2 if count < 16 else 3 if count < 60 else 4
    rows = -(-count // columns)
    for number, name in enumerate(listed):
        column, row = divmod(number, rows)
        at = (x + 4 + column * (WIDE + 6), y + 4 + row * (HIGH + 4))
        drawing.boxes[name] = Box(drawing.nodes[name], *at, chances.get(name))
    bottom = y + 4 + rows * (HIGH + 4)
    if columns > 1:
        drawing.frames.append(Frame(x - 6, y - 2, columns * (WIDE + 6) + 10, bottom - y + 4))
    return bottom


def _edge(drawing: _Drawing, link: Link, extra: bool = False) -> Edge:
    start, end = drawing.boxes[link.parent], drawing.boxes[link.child]
    label = f"{SHORT[link.kind]} {'named' if link.p is None else probability(link.p)}"
    return _curve(link, start, end.x, end.y + HIGH // 2, label, extra)


def _bundle(start: Box, links: list[Link], x: int, y: int) -> Edge:
    judged = sorted(link.p for link in links if link.p is not None)
    low, high = (probability(judged[at]) for at in (0, -1)) if judged else ("named", "named")
    span = low if low == high else f"{low} to {high}"
    return _curve(links[0], start, x, y, f"{len(links)} × {SHORT[links[0].kind]}|{span}", False)


def _curve(link: Link, start: Box, x: int, y: int, label: str, extra: bool) -> Edge:
    x0, y0 = start.x + WIDE, start.y + HIGH // 2
    bend = max(40, abs(x - x0) // 2)
    path = f"M{x0} {y0}C{x0 + bend} {y0} {x - bend} {y} {x} {y}"
    return Edge(link, path, label, x - 12, y - 5, extra)
