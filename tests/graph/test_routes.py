"""Routes as lines."""

from __future__ import annotations

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from provenance.graph.routes import escaped, label, last_step, route
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


HOSTILE = "Smith & Sons: (News) >mt World\n%26"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_name_in_a_route_holds_nothing_that_a_route_is_made_of(name):
    written = escaped(name)
    assert not re.search(r"^\*|[>&():\x00-\x1f\x7f-\x9f\u2028\u2029]", written)
    assert unquote(written) == name


def test_routes_of_names_with_signs_of_their_own_can_be_taken_apart():
    nodes = {name: Node(name, "observed", name + HOSTILE, "en") for name in "abc"}
    nodes["d"] = Node("d", "observed", None, "de")
    links = {
        "b": [Link("a", "b", "copy", 0.9)],
        "c": [Link("b", "c", "rewrite", 0.9), Link("d", "c", "quote", 0.5)],
    }
    line = route("c", nodes, links, [*nodes])
    assert line.count("(") == line.count("&") == 1
    assert "\n" not in line
    givers, kind, taker = last_step(line)
    assert (kind, unquote(taker)) == ("rewrite", "c" + HOSTILE + ":en")
    assert [unquote(one) for one in givers.strip("()").split(" & ")] == ["b" + HOSTILE + ":en", "d:de >quote"]


def test_the_last_step_of_brackets_in_brackets():
    inner = "((X:de >ht A:en & B:en >quote) >copy C:en & D:en >quote)"
    assert last_step(f"{inner} >mt E:uk") == ("(C:en & D:en >quote)", "mt", "E:uk")
    assert last_step(f"{inner} >mt E:uk >copy F:en") == ("E:uk", "copy", "F:en")
    assert last_step("A:en") == ("A:en", "", "")
    assert last_step("(" * 3) == ("(((", "", "")
