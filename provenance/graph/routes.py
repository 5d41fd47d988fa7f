"""Routes as one line each, oldest first: ``dpa:? >copy *?:de >mt 004:en``, ``(A:en & B:en) >rewrite C:en``.

A further parent of another kind than the first has an arrow of its own: ``(A:en & B:en >quote) >copy C:en``. What has
a meaning in a route stands in a name as ``%`` and its code (``escaped``): a route can be taken apart again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from urllib.parse import quote

from provenance.estimates import probability
from provenance.records import EdgeKind, Link, Node

SHORT: dict[EdgeKind, str] = {
    "copy": "copy",
    "rewrite": "rewrite",
    "quote": "quote",
    "human_translation": "ht",
    "machine_translation": "mt",
    "translation": "ht/mt",
}


_RESERVED = re.compile(r"^\*|[>&():]|%(?=[0-9A-Fa-f]{2})")
_PART = re.compile(r"[()]| >([a-z/]+) ")


def escaped(name: str) -> str:
    """A name as it stands in a route: ``> & ( ) :``, a star at its beginning, control characters and line ends as ``%``
    and their code; ``urllib.parse.unquote`` gives the name back.

    >>> escaped("Smith & Sons: News > World")
    'Smith %26 Sons%3A News %3E World'
    """
    plain = _RESERVED.sub(lambda match: f"%{ord(match.group()):02X}", name)
    return "".join(quote(one) if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in plain)


def last_step(chain: str) -> tuple[str, str, str]:
    """(giver, kind, taker) of the last step of a route; several givers stand in brackets, one of another kind with its
    own arrow.

    >>> last_step("dpa:? >copy *?:de >mt Post:en")
    ('*?:de', 'mt', 'Post:en')
    >>> last_step("(dpa:? >copy A:en & B:en >quote) >mt Post:en")
    ('(A:en & B:en >quote)', 'mt', 'Post:en')
    """
    arrows = [match for match in _outside(chain) if match.group(1)]
    if not arrows:
        return chain, "", ""
    last = arrows[-1]
    return _end(chain[: last.start()]), last.group(1), chain[last.end() :]


def _outside(line: str) -> Iterator[re.Match[str]]:
    """The parts that stand outside of brackets."""
    depth = 0
    for match in _PART.finditer(line):
        depth += (match.group() == "(") - (match.group() == ")")
        if depth == 0:
            yield match


def _end(line: str) -> str:
    """The node at which a line ends, or the nodes of the bracket at its end."""
    if not (line.startswith("(") and line.endswith(")")):
        return last_step(line)[2] or line
    first, *others = line[1:-1].split(" & ") if "(" not in line[1:] else _members(line[1:-1])
    return f"({' & '.join([last_step(first)[2] or first, *others])})"


def _members(line: str) -> list[str]:
    """What stands side by side in a bracket; only the first may hold brackets itself."""
    close = line.rfind(")") + 1
    head, *others = line[close:].split(" & ")
    return [line[:close] + head, *others]


def label(node: Node, ids: Sequence[str] = ()) -> str:
    """``outlet:language`` of a node; an article without outlet goes by its id, in short where that is enough."""
    language = node.language or "?"
    if node.kind == "inferred":
        return f"*{escaped(node.outlet or '?')}:{language}"
    return f"{escaped(node.outlet or (_short(node.id, ids) if node.kind == 'observed' else '?'))}:{language}"


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


def chains(nodes: Sequence[Node], tree: Sequence[Link], chances: bool = False) -> tuple[tuple[str, str], ...]:
    """(id, route) of every article given; with ``chances`` each arrow has its probability, for people:
    ``A:en >copy[0.66] B:en``, or ``[named]`` where the parent is only named."""
    known = {node.id: node for node in nodes}
    ids = sorted(node.id for node in nodes if node.kind == "observed")
    parents: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(tree, key=lambda link: known[link.parent].kind == "claimed"):
        parents[link.child].append(link)
    return tuple((one, route(one, known, parents, ids, chances)) for one in ids)


def route(
    node: str,
    nodes: Mapping[str, Node],
    parents: Mapping[str, Sequence[Link]],
    ids: Sequence[str],
    chances: bool = False,
) -> str:
    """The route to ``node``: the line of first parents back to its beginning, further parents beside it by name."""
    steps: list[tuple[str, tuple[Link, ...]]] = []
    at, seen = node, {node}
    while parents.get(at) and parents[at][0].parent not in seen:
        steps.append((at, tuple(parents[at])))
        at = parents[at][0].parent
        seen.add(at)
    line = label(nodes[at], ids)
    for child, links in reversed(steps):
        beside = sorted({_beside(link, links[0].kind, label(nodes[link.parent], ids), chances) for link in links[1:]})
        if beside:
            line = f"({' & '.join([line, *beside])})"
        line = f"{line} {_arrow(links[0], chances)} {label(nodes[child], ids)}"
    return line


def _arrow(link: Link, chance: bool) -> str:
    p = "named" if link.p is None else probability(link.p)
    return f">{SHORT[link.kind]}[{p}]" if chance else f">{SHORT[link.kind]}"


def _beside(link: Link, first: EdgeKind, name: str, chance: bool) -> str:
    return name if link.kind == first and not chance else f"{name} {_arrow(link, chance)}"
