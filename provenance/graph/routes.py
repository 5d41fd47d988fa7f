"""Routes as one line each, oldest first: ``dpa:? >copy *?:de >mt 004:en``, ``(A:en & B:en) >rewrite C:en``.

A further parent of another kind than the first has an arrow of its own: ``(A:en & B:en >quote) >copy C:en``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from provenance.records import EdgeKind, Link, Node

SHORT: dict[EdgeKind, str] = {
    "copy": "copy",
    "rewrite": "rewrite",
    "quote": "quote",
    "human_translation": "ht",
    "machine_translation": "mt",
    "translation": "ht/mt",
}


def label(node: Node, ids: Sequence[str] = ()) -> str:
    """``outlet:language`` of a node; an article without outlet goes by its id, in short where that is enough."""
    language = node.language or "?"
    if node.kind == "inferred":
        return f"*{node.outlet or '?'}:{language}"
    return f"{node.outlet or (_short(node.id, ids) if node.kind == 'observed' else '?')}:{language}"


def _short(name: str, ids: Sequence[str]) -> str:
    """The leading token of the id's stem where it has a digit and no other article shares it.

    >>> _short("folder/007_ab12.txt", ["folder/007_ab12.txt", "008_cd.txt"])
    '007'
    """
    token = _token(name)
    alone = sum(_token(other) == token for other in ids) <= 1
    return token if alone and any(char.isdigit() for char in token) else PurePath(name).name or name


def _token(name: str) -> str:
    return re.split(r"[_\s.]", PurePath(name).name, maxsplit=1)[0]


def route(node: str, nodes: Mapping[str, Node], parents: Mapping[str, Sequence[Link]], ids: Sequence[str]) -> str:
    """The route to ``node``: the line of first parents back to its beginning, further parents beside it by name."""
    steps: list[tuple[str, tuple[Link, ...]]] = []
    at, seen = node, {node}
    while parents.get(at) and parents[at][0].parent not in seen:
        steps.append((at, tuple(parents[at])))
        at = parents[at][0].parent
        seen.add(at)
    line = label(nodes[at], ids)
    for child, links in reversed(steps):
        beside = sorted({_beside(link, links[0].kind, label(nodes[link.parent], ids)) for link in links[1:]})
        if beside:
            line = f"({' & '.join([line, *beside])})"
        line = f"{line} >{SHORT[links[0].kind]} {label(nodes[child], ids)}"
    return line


def _beside(link: Link, first: EdgeKind, name: str) -> str:
    return name if link.kind == first else f"{name} >{SHORT[link.kind]}"
