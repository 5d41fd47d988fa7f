"""The graphs of derivation as W3C provenance.

Articles are entities; copies, rewrites and translations are ``wasDerivedFrom``; quotation is the same relation of type
``prov:Quotation``, and an outlet named as source, or a first source that is not given, of type ``prov:PrimarySource``,
as PROV-JSON (W3C Member Submission 2013) writes ``wasQuotedFrom`` and ``hadPrimarySource``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from provenance.contracts import Report
from provenance.records import Graph, Link, Node, Verdict
from provenance.reports.network import called, name

PREFIX = {"a": "urn:provenance:article:", "pv": "urn:provenance:term:"}


class ProvJson(Report):
    """PROV-JSON of the point answer, and of parents not given that are possible beside it (``pv:chosen`` is false):
    entities with language, outlet and date, derivations with kind and probability, none where none was judged."""

    format = "prov"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        document: dict[str, Any] = {"prefix": PREFIX, "entity": {}, "wasDerivedFrom": {}}
        for graph in graphs:
            nodes = {node.id: node for node in graph.nodes}
            for node in graph.nodes:
                document["entity"][_id(graph, node)] = _entity(graph, node)
            chosen = {(link.parent, link.child) for link in graph.arborescence}
            for link in (*graph.arborescence, *_possible(graph, nodes, chosen)):
                key = f"_:d{len(document['wasDerivedFrom']) + 1}"
                document["wasDerivedFrom"][key] = {
                    **_derivation(graph, nodes[link.parent], nodes[link.child], link),
                    "pv:chosen": (link.parent, link.child) in chosen,
                }
        json.dump(document, out, ensure_ascii=False, indent=1, sort_keys=True)
        out.write("\n")


def _possible(graph: Graph, nodes: Mapping[str, Node], chosen: Container[tuple[str, str]]) -> Iterator[Link]:
    """Edges of nodes not given that the point answer does without: their entities stand in the document as well."""
    for link in graph.links:
        if "inferred" in (nodes[link.parent].kind, nodes[link.child].kind) and (link.parent, link.child) not in chosen:
            yield link


def _id(graph: Graph, node: Node) -> str:
    """A qualified name; characters that PROV-N would have to escape are written as their code points, and so is an
    underscore that would read as one."""
    return "a:" + re.sub(
        r"[^\w.-]|_(?=[0-9a-f]+_)", lambda match: f"_{ord(match.group()):x}_", name(graph, node.id, node)
    )


def _entity(graph: Graph, node: Node) -> dict[str, Any]:
    facts = {"pv:lang": node.language, "pv:outlet": node.outlet, "pv:date": node.published, "pv:event": graph.event}
    told = {key: value for key, value in facts.items() if value}
    return {"prov:label": called(node), "pv:hidden": node.kind != "observed", "pv:kind": node.kind, **told}


def _derivation(graph: Graph, parent: Node, child: Node, link: Link) -> dict[str, Any]:
    found: dict[str, Any] = {
        "prov:generatedEntity": _id(graph, child),
        "prov:usedEntity": _id(graph, parent),
        "pv:kind": link.kind,
    }
    if link.p is not None:
        found["pv:p"] = round(link.p, 4)
    kind = "prov:Quotation" if link.kind == "quote" else "prov:PrimarySource" if parent.kind == "claimed" else ""
    if kind:
        found["prov:type"] = {"$": kind, "type": "prov:QUALIFIED_NAME"}
    return found
