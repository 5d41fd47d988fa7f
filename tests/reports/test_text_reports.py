"""The terminal view, Markdown, JSON, JSON lines and CSV."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace

import pytest
from made_pages import HOSTILE, hostile
from made_verdicts import TEXT, event, verdict

from provenance.records import UNORDERED, Evidence, Graph, Hypothesis, Link, Mark, Node, Span, Weighed, Weight
from provenance.reports.csv_report import Csv
from provenance.reports.html_report import Html
from provenance.reports.json_report import Json
from provenance.reports.jsonl import JsonLines
from provenance.reports.markdown import Markdown
from provenance.reports.plain import Plain
from provenance.view.words import named

NODES = (
    Node("claimed:dpa", "claimed", "dpa", None),
    Node("inferred:1", "inferred", None, "de"),
    Node("ferry", "observed", None, "en"),
)
LINKS = (
    Link("claimed:dpa", "inferred:1", "copy", None),
    Link("inferred:1", "ferry", "machine_translation", 0.912),
)
ROUTED = Graph("e", NODES, LINKS, LINKS, (), (("ferry", "dpa:? >copy *?:de >mt ferry:en"),))


def written(report: object, verdicts: list, graphs: tuple = ()) -> str:  # type: ignore[type-arg]
    out = io.StringIO()
    report.write(verdicts, graphs, out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_verdict_comes_first_in_words_and_number() -> None:
    lines = written(Plain(), [verdict()]).splitlines()
    assert re.match(
        r"  machine-translated \(virtually certain, > 0\.99\) from German \(> 0\.99; nine in ten: de, cs\)", lines[1]
    )


def test_a_language_less_likely_than_the_others_together_is_not_named() -> None:
    tags = ("de", "nl", "sv", "da", "nb", "cs", "pl", "ru", "uk", "sr")
    unsure = replace(verdict(), sources=tuple((tag, 0.3 if tag == "de" else 0.07) for tag in tags), source_set=tags)
    shown = " ".join(written(Plain(), [unsure]).split())
    assert (
        "from a language that cannot be told (first German, 0.30; nine in ten: de, nl, sv, da, nb, cs, pl, ru" in shown
    )
    assert "ru and 2 more)" in shown
    assert named(unsure) == ""
    assert named(verdict()) == "German"


def test_parts_follow_in_the_order_of_the_design() -> None:
    shown = written(Plain(explain=True), [verdict()], (ROUTED,))
    parts = [
        "machine-translated",
        "⟦ostmark⟧",
        "claimed sources",
        "route, oldest first",
        "what would change",
        "signature",
        "method",
    ]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


def test_what_else_could_cause_it_stands_below_the_words_of_each_rule_that_weighs() -> None:
    """Made evidence of two rules in several places, and of one that weighs nothing."""
    seen = verdict().evidence[0]
    words = (Span(0, 5), Span(8, 12))
    marked = [
        seen._replace(evidence=seen.evidence._replace(code=code, marks=tuple(Mark(span) for span in words)))
        for code in ("OR109", "SY104")
    ]
    silent = seen._replace(
        evidence=seen.evidence._replace(code="RS104", marks=(Mark(words[0]),)),
        llr_translated=0.0,
        llr_machine=0.0,
        llr_sources=(),
    )
    one = replace(verdict(), evidence=(*marked, silent))
    causes = ("Indian and American newspapers by mistake (0.2 %).", "Legal English; the Philippines and India; jest.")
    shown = " ".join(written(Plain(), [one]).split())
    assert [shown.count(f"Other causes: {cause}") for cause in causes] == [1, 1]
    assert shown.index("⟧") < shown.index("Other causes")
    assert "archives of English papers" not in shown
    page = written(Markdown(), [one]).replace("\\", "")
    assert [page.count(cause) for cause in causes] == [1, 1]
    assert "archives of English papers" not in page


def pair(*evidence: str) -> Graph:
    """Two articles, either of which may be the other's parent."""
    nodes = tuple(Node(name, "observed", None, "en") for name in ("ferry", "other"))
    ends = (("other", "ferry"), ("ferry", "other"))
    links = tuple(Link(parent, child, "copy", 0.27, None, evidence) for parent, child in ends)
    return Graph("e", nodes, links, (), (), (("ferry", "ferry:en"), ("other", "other:en")))


@pytest.mark.parametrize("report", [Plain(), Markdown(), Html()])
def test_where_order_is_open_the_route_says_so(report: object) -> None:
    said = "perhaps (0.27) from other:en, or the other way: cannot tell which came first; PR101 nine words"
    shown = " ".join(written(report, [verdict()], (pair(UNORDERED, "PR101 nine words"),)).replace("\\", "").split())
    assert said in shown
    assert "perhaps" not in written(report, [verdict()], (pair("PR101 nine words"),))


def test_json_and_html_tell_of_each_edge_that_its_order_is_open() -> None:
    graph = pair(UNORDERED, "PR101 nine words")
    (found,) = json.loads(written(Json(), [verdict()], (graph,)))["events"]
    assert [edge["evidence"][0] for edge in found["edges"]] == [UNORDERED, UNORDERED]
    faint = replace(graph, links=tuple(replace(link, p=0.01) for link in graph.links))
    assert written(Html(), [verdict()], (faint,)).count(f'<td class="any">{UNORDERED}') == 2


def test_the_page_says_what_was_cut() -> None:
    graph = pair(UNORDERED)
    shown = written(Html(), [verdict()], (graph, replace(graph, nodes=graph.nodes[:1], links=())))
    assert "event e has 3 articles, more than 300: derived in 2 parts along time" in shown


def test_words_are_marked_in_their_sentence() -> None:
    assert "In a statement it spoke of ⟦„a long overdue step“⟧." in written(Plain(width=200), [verdict()])


def test_the_strongest_pieces_are_shown_whatever_their_region() -> None:
    """Only weaker ones are left out, and the line that says so is true."""
    made = verdict()
    whole = Weighed(Evidence("PF001", Hypothesis("translated"), 1, 100), "profile", "profile", 2.9)
    shown = written(Plain(limit=2), [replace(made, evidence=(*made.evidence, whole))])
    assert "794 times likelier in translations" in shown
    assert "… and 7 weaker pieces of evidence" in shown


def test_what_more_there_is_counts_the_places_of_its_own_region() -> None:
    text = "Crews in ostmark wait\n\nThe union of ostmark said on Monday that crews in ostmark would wait.\n"
    marks = tuple(Mark(Span(one.start(), one.end())) for one in re.finditer("ostmark", text))
    piece = Weighed(Evidence("NM101", Hypothesis("translated"), 1, 100, marks), "rules", "casing", 1.0)
    shown = written(Plain(), [verdict(text, evidence=(piece,))])
    assert shown.count("⟦ostmark⟧") == 3
    assert " more" not in shown


def test_colour_only_where_asked() -> None:
    assert "\x1b[" not in written(Plain(), [verdict()])
    coloured = written(Plain(colour=True), [verdict()])
    assert "\x1b[1;4;31mostmark\x1b[0m" in coloured
    assert "⟦" not in coloured


def test_every_colour_is_closed_on_its_line() -> None:
    for line in written(Plain(colour=True, width=50), [verdict()]).splitlines():
        assert not re.search(r"\x1b\[(1|2|1;4;31)m(?!.*\x1b\[0m)", line) or line.endswith("\x1b[0m")


def test_method_has_seven_lines() -> None:
    shown = written(Plain(explain=True, width=100), [verdict()])
    assert [line.strip()[0] for line in shown[shown.index("  method") :].splitlines()[1:]] == list("1234567")


def test_no_line_is_wider_than_the_terminal() -> None:
    for line in written(Plain(width=72), [verdict()], (ROUTED,)).splitlines():
        assert len(line) <= 72 or " " not in line.strip() or line.startswith("  signature ")


@pytest.mark.parametrize("report", [Plain(), Markdown(), Html()])
def test_each_step_of_a_route_has_its_probability(report) -> None:  # type: ignore[no-untyped-def]
    shown = html.unescape(written(report, [verdict()], (ROUTED,)))
    assert "dpa:? >copy[named] *?:de >mt[0.91] ferry:en" in shown


def test_one_article_has_no_tree_and_several_have_one() -> None:
    assert "who took it from whom" not in written(Plain(), [verdict()], (ROUTED,))
    more = (*NODES, Node("pier", "observed", "Post", "en", "2024-03-02"), Node("quay", "observed", "Post", "en"))
    links = (*LINKS, Link("ferry", "pier", "copy", 0.7))
    open_ = tuple(Link(*ends, "copy", 0.3, None, (UNORDERED,)) for ends in (("pier", "quay"), ("quay", "pier")))
    shown = written(Plain(), [verdict()], (Graph("e", more, (*links, *open_), links),))
    told = shown[shown.index("  event e: who") :].splitlines()
    assert told[:5] == [
        "  event e: who took it from whom",
        "    dpa:?, only named",
        "      >copy named *?:de, not given",
        "        >mt 0.91 ferry:en",
        "          >copy 0.70 Post:en (pier), 2024-03-02",
    ]
    assert told[5] == "    Post:en (quay)"
    assert told[6].startswith("      ? perhaps (0.30) from Post:en")


def test_terminal_is_safe_from_articles() -> None:
    verdicts, graph = hostile()
    for line in written(Plain(), verdicts, (graph,)).splitlines():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


def test_reason_and_reader_notes_are_told() -> None:
    one = replace(verdict(), reason="rests on furniture alone", answer="undetermined")
    shown = written(Plain(), [one])
    assert "Note: rests on furniture alone" in shown
    assert "from German" not in shown.splitlines()[1]


def test_markdown_escapes_articles() -> None:
    verdicts, graph = hostile()
    shown = written(Markdown(), verdicts, (graph,))
    for line in shown.splitlines():
        outside = re.sub(r"(`+).*?\1", "", line)
        assert not re.search(r"(?<!\\)[<>]", outside)
        assert not re.search(r"(?<!\\)\]\(", outside)


def test_markdown_rows_have_four_cells() -> None:
    text = TEXT.replace("crowns.", "crowns | more | pipes.")
    rows = [line for line in written(Markdown(), [verdict(text)]).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


def test_json_has_everything() -> None:
    found = json.loads(written(Json(), [verdict()], (ROUTED,)))
    article = found["articles"][0]
    assert article["prov_verdict"] == "machine_translated"
    for piece in article["evidence"]:
        for mark in piece["marks"]:
            assert mark["text"] == TEXT[mark["start"] : mark["end"]]
    assert found["events"][0]["routes"] == {"ferry": "dpa:? >copy *?:de >mt ferry:en"}


def test_json_rounds_what_machines_may_add_up_differently() -> None:
    evidence = Weighed(Evidence("PF001", Hypothesis("translated"), -12.345678901, 200.0), "profile", "profile")
    found = json.loads(written(Json(), [verdict(evidence=(evidence,))]))
    assert found["articles"][0]["evidence"][0]["statistic"] == -12.3457


def test_json_of_an_event_reads_back() -> None:
    verdicts, graph = event(6)
    found = json.loads(written(Json(), verdicts, (graph,)))
    assert len(found["events"][0]["nodes"]) == 8
    assert sum(edge["chosen"] for edge in found["events"][0]["edges"]) == len(graph.arborescence)


@pytest.mark.parametrize("words", HOSTILE)
def test_rows_read_back(words: str) -> None:
    one = verdict(f"{words}\n\nostmark", outlet=words)
    line = json.loads(written(JsonLines(), [one]))
    row = next(csv.DictReader(io.StringIO(written(Csv(), [one]), newline="")))
    assert line["prov_outlet"] == words
    assert row["prov_outlet"] in (words, f"'{words}")


def test_json_gives_no_interval_where_none_was_measured() -> None:
    weights = (Weight(Hypothesis("translated"), 1.5, 1.2, 1.8), Weight(Hypothesis("source", "de"), 1.6, 1.6, 1.6))
    (found,) = json.loads(written(Json(), [replace(verdict(), weights=weights)]))["articles"]
    assert [(one["low"], one["high"]) for one in found["weights"]] == [(1.2, 1.8), (None, None)]
