"""The graphs of derivation as files that other programs open."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest

from provenance.graph.derive import derive
from provenance.records import Graph, Link, Node
from provenance.reports.columns import edge_rows
from provenance.reports.dot import Dot
from provenance.reports.gexf import Gexf
from provenance.reports.graphml import GraphMl
from provenance.reports.json_report import Json
from provenance.reports.prov_json import ProvJson
from tests.graph.press import story, verdict

NASTY = Graph(
    "e\"1",
    (Node("a<b>&\"'\n\x0b", "observed", "Das «Blatt»", "de", "2024-01-02"), Node("claimed:x", "claimed", "X", None)),
    (Link("claimed:x", "a<b>&\"'\n\x0b", "quote", None, None, ("says \"so\" \x07",)),),
    (Link("claimed:x", "a<b>&\"'\n\x0b", "quote", None),),
)  # fmt: skip


@pytest.fixture(scope="module")
def graphs() -> tuple[Graph, ...]:
    lines = story(3)
    made = [
        verdict("001", "\n".join(lines), "2024-03-01", outlet="Morgenblatt"),
        verdict(
            "002", "\n".join(("Reuters has it from two witnesses.", *lines[:9])), "2024-03-04", claims=("reuters",)
        ),
        verdict("003", "\n".join(story(8)), translated=0.97, source="uk"),
    ]
    return derive(made)


def written(report, graphs) -> str:
    out = io.StringIO()
    report.write([], graphs, out)
    return out.getvalue()


@pytest.mark.parametrize(("report", "read"), [(Gexf(), nx.read_gexf), (GraphMl(), nx.read_graphml)])
def test_networkx_reads_back_what_was_written(report, read, graphs):
    found = read(io.BytesIO(written(report, graphs).encode()))
    nodes = sum(len(graph.nodes) for graph in graphs)
    assert found.number_of_nodes() == nodes
    assert found.number_of_edges() == sum(len(graph.links) for graph in graphs)
    assert found.nodes["001"]["lang"] == "en"
    assert found.nodes["001"]["outlet"] == "Morgenblatt"
    assert [data["hidden"] for _, data in found.nodes(data=True)].count(True) == nodes - 3
    edge = found.edges["001", "002"]
    assert edge["kind"] == "copy"
    assert 0.5 < edge["p"] <= 1.0


def test_gexf_is_of_version_1_3_and_without_todays_date(graphs):
    text = written(Gexf(), graphs)
    assert 'xmlns="http://gexf.net/1.3"' in text
    assert "lastmodifieddate" not in text


@pytest.mark.parametrize(("report", "read"), [(Gexf(), nx.read_gexf), (GraphMl(), nx.read_graphml)])
def test_characters_that_xml_cannot_hold_do_no_harm(report, read):
    assert read(io.BytesIO(written(report, [NASTY]).encode())).number_of_edges() == 1


def test_dot_has_one_statement_a_line(graphs):
    lines = written(Dot(), graphs).splitlines()
    nodes = sum(len(graph.nodes) for graph in graphs)
    assert len(lines) == 3 + nodes + sum(len(graph.links) for graph in graphs)
    assert all(line.endswith(";") for line in lines[1:-1])
    assert written(Dot(), [NASTY]).count("\n") == 6


def test_dot_keeps_alike_names_apart_and_their_labels_short():
    names = ("x y", "x  y", "x\u00a0y", "x\ny", "x\\ny", 'x"y')
    graph = Graph(
        "e", (*(Node(name, "observed", None, "en") for name in names), Node("u", "inferred", None, None)), (), ()
    )
    lines = written(Dot(), [graph]).splitlines()[2:-1]
    assert len({line.split(" [label=")[0] for line in lines}) == len(names) + 1
    assert sum('[label="x y:en"' in line for line in lines) == 4
    assert sum('[label="*?:?"' in line for line in lines) == 1


def test_prov_json_names_entities_and_derivations(graphs):
    found = json.loads(written(ProvJson(), graphs))
    assert found["entity"]["a:001"]["pv:lang"] == "en"
    derivations = list(found["wasDerivedFrom"].values())
    assert {"a:001", "a:002"} in [{d["prov:usedEntity"], d["prov:generatedEntity"]} for d in derivations]
    sources = [d for d in derivations if d.get("prov:type", {}).get("$") == "prov:PrimarySource"]
    assert [d["prov:generatedEntity"] for d in sources] == ["a:002"]


def test_prov_json_of_strange_names_is_json():
    found = json.loads(written(ProvJson(), [NASTY]))
    assert len(found["entity"]) == 2
    assert next(iter(found["wasDerivedFrom"].values()))["prov:type"]["$"] == "prov:Quotation"


def test_prov_json_keeps_alike_names_apart():
    names = ("a b", "a_20_b", "a_5f_20_b", "x/1", "x_2f_1", "_20_", "a__20_b")
    graph = Graph("e", tuple(Node(name, "observed", None, "en") for name in names), (), (), (), ())
    assert len(json.loads(written(ProvJson(), [graph]))["entity"]) == len(names)


def test_equal_graphs_give_equal_bytes(graphs):
    for report in (Gexf(), GraphMl(), Dot(), ProvJson()):
        assert written(report, graphs) == written(report, tuple(graphs))


def test_no_format_gives_a_probability_to_a_source_that_is_only_named(graphs):
    (claimed,) = (link for graph in graphs for link in graph.links if link.parent == "claimed:reuters")
    assert claimed.p is None
    for report, read in ((Gexf(), nx.read_gexf), (GraphMl(), nx.read_graphml)):
        edges = read(io.BytesIO(written(report, graphs).encode())).edges(data=True)
        assert {"p" in edge for parent, _, edge in edges if "claimed:" in parent} == {False}
        assert all("p" in edge for parent, _, edge in edges if "claimed:" not in parent)
    used = json.loads(written(ProvJson(), graphs))["wasDerivedFrom"].values()
    assert {"pv:p" in one for one in used if "claimed" in one["prov:usedEntity"]} == {False}
    lines = [line for line in written(Dot(), graphs).splitlines() if "->" in line and "claimed:" in line]
    assert [line.split("label=")[1] for line in lines] == ['"rewrite, named", style=solid];']
    (row,) = (row for graph in graphs for row in edge_rows(graph) if row["parent"] == "claimed:reuters")
    assert row["p"] is None
    edges = find(json.loads(written(Json(), graphs)))
    assert {edge["p"] for edge in edges if edge["parent"] == "claimed:reuters"} == {None}


def find(data):
    """Every edge that stands anywhere in ``data``."""
    if isinstance(data, dict):
        yield from ([data] if {"parent", "child", "p"} <= data.keys() else ())
        data = list(data.values())
    for one in data if isinstance(data, list) else ():
        yield from find(one)


def test_prov_json_holds_the_possible_parents_that_the_other_formats_hold():
    nodes = (Node("a", "observed", None, "en"), Node("b", "observed", None, "en"), Node("i", "inferred", None, "de"))
    perhaps = tuple(Link("i", child, "copy", 0.6) for child in "ab")
    graph = Graph("a", nodes, (*perhaps, Link("a", "b", "copy", 0.3)), ())
    used = list(json.loads(written(ProvJson(), [graph]))["wasDerivedFrom"].values())
    assert [(one["prov:usedEntity"], one["pv:p"], one["pv:chosen"]) for one in used] == [("a:a_2f_i", 0.6, False)] * 2
    assert nx.read_gexf(io.BytesIO(written(Gexf(), [graph]).encode())).number_of_edges() == 3
