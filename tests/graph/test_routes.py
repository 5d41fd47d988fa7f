"""Routes as lines."""

from __future__ import annotations

from provenance.graph.routes import label, route
from provenance.records import Link, Node

NODES = {
    "a": Node("a", "claimed", "dpa", None),
    "b": Node("b", "claimed", "CNN", "en"),
    "h": Node("h", "inferred", None, "de"),
    "004_xyz.txt": Node("004_xyz.txt", "observed", None, "en"),
}


def test_a_route_reads_from_its_beginning():
    links = {"h": [Link("a", "h", "copy", 0.9)], "004_xyz.txt": [Link("h", "004_xyz.txt", "machine_translation", 0.9)]}
    assert route("004_xyz.txt", NODES, links, ["004_xyz.txt"]) == "dpa:? >copy *?:de >mt 004:en"


def test_several_parents_stand_in_brackets():
    links = {"004_xyz.txt": [Link("b", "004_xyz.txt", "rewrite", 0.9), Link("a", "004_xyz.txt", "quote", 0.5)]}
    assert route("004_xyz.txt", NODES, links, ["004_xyz.txt"]) == "(CNN:en & dpa:? >quote) >rewrite 004:en"
    links["004_xyz.txt"][1] = Link("a", "004_xyz.txt", "rewrite", 0.5)
    assert route("004_xyz.txt", NODES, links, ["004_xyz.txt"]) == "(CNN:en & dpa:?) >rewrite 004:en"


def test_ids_stay_whole_where_their_beginnings_clash():
    ids = ["set/004_a.txt", "set/004_b.txt"]
    assert label(Node(ids[0], "observed", None, "en"), ids) == "004_a.txt:en"
    assert label(Node("report_a", "observed", None, None), ["report_a"]) == "report_a:?"
