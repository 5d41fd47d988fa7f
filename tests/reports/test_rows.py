"""Rows of the tables, whole: every cell of evidence, edges and quotations from one verdict and one graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_batch import write

from provenance.records import (
    Article,
    Document,
    Evidence,
    Graph,
    Hypothesis,
    Identification,
    Link,
    Mark,
    Node,
    Prior,
    QuoteVersion,
    Region,
    Span,
    Verdict,
    Weighed,
)
from provenance.reports import columns, overview

TEXT = "Ferry runs again\nThe line to Orm reopens in spring."
MARKS = (Mark(Span(0, 5), "no article"), Mark(Span(17, 25), "an article"))
EVIDENCE = (
    Weighed(Evidence("LX101", Hypothesis("source", "de"), 2, 9, MARKS), "rules", "LX", 0.7, -0.2,
            (("de", 0.81), ("es", -0.1)), 0.01234, True),
    Weighed(Evidence("PF001", Hypothesis("translated"), 1, 9), "profile", "profile", -0.4, calibrated=True),
    Weighed(Evidence("XX001", Hypothesis("translated"), 1, 9), "rules", "XX"),
)  # fmt: skip
ARTICLE = Article("a", TEXT, "a.txt")
REGIONS = (Region("headline", Span(0, 16)), Region("body", Span(17, len(TEXT))))
VERDICT = Verdict(
    ARTICLE, Document(ARTICLE, REGIONS, Identification("en", 1.0, True)), "translated", 0.9, 0.5, 0.4, 0.1, (), (), (),
    EVIDENCE, Prior(), "made",
)  # fmt: skip


def test_a_row_of_evidence_for_every_place_and_one_for_what_shows_nowhere():
    piece = {"prov_id": "a", "code": "LX101:de", "channel": "rules", "llr_translated": 0.7, "llr_machine": -0.2,
             "llr_sources": ("de:0.81", "es:-0.1"), "native_rate": 0.0123, "calibrated": True}  # fmt: skip
    nowhere = dict.fromkeys(("region", "start", "end", "text", "note", "native_rate"))
    assert list(columns.evidence_rows(VERDICT)) == [
        piece | {"region": "headline", "start": 0, "end": 5, "text": "Ferry", "note": "no article", "mark": 1},
        piece | {"region": "body", "start": 17, "end": 25, "text": "The line", "note": "an article", "mark": 2},
        nowhere | {"prov_id": "a", "code": "PF001", "channel": "profile", "llr_translated": -0.4, "llr_machine": 0.0,
                   "llr_sources": (), "mark": 0, "calibrated": True},
    ]  # fmt: skip
    assert {tuple(row) for row in columns.evidence_rows(VERDICT)} == {columns.EVIDENCE.names}


LINKS = (
    Link("b", "c", "copy", 0.25, evidence=("few words",)),
    Link("a", "c", "rewrite", 0.70004, evidence=("a run", "a date")),
    Link("a", "b", "quote", 0.1),
)
QUOTES = (
    QuoteVersion("q1", "b", "", Span(3, 9), "We can.", False, False, ("indirect",)),
    QuoteVersion("q1", "a", "Ada Brekke", Span(1, 8), "We will.", True, True),
)
GRAPH = Graph("a", tuple(Node(name, "observed", None, "en") for name in "abc"), LINKS, (LINKS[1],), QUOTES)


def test_a_row_for_every_edge_that_says_who_took_from_whom_and_whether_it_was_chosen():
    assert list(columns.edge_rows(GRAPH)) == [
        {"event": "a", "child": "b", "parent": "a", "kind": "quote", "p": 0.1, "evidence": (), "chosen": False},
        {"event": "a", "child": "c", "parent": "a", "kind": "rewrite", "p": 0.7, "evidence": ("a run", "a date"),
         "chosen": True},
        {"event": "a", "child": "c", "parent": "b", "kind": "copy", "p": 0.25, "evidence": ("few words",),
         "chosen": False},
    ]  # fmt: skip
    assert {tuple(row) for row in columns.edge_rows(GRAPH)} == {columns.EDGES.names}


def test_a_row_for_every_version_of_a_quotation():
    assert list(columns.quote_rows(GRAPH)) == [
        {"event": "a", "quote": "q1", "prov_id": "a", "speaker": "Ada Brekke", "start": 1, "end": 8,
         "text": "We will.", "medoid": True, "drift": ()},
        {"event": "a", "quote": "q1", "prov_id": "b", "speaker": None, "start": 3, "end": 9, "text": "We can.",
         "medoid": False, "drift": ("indirect",)},
    ]  # fmt: skip
    assert {tuple(row) for row in columns.quote_rows(GRAPH)} == {columns.QUOTES.names}


@pytest.mark.parametrize("group", ["all", "verdict", "source", "outlet", "route"])
def test_the_shares_of_a_group_add_up_to_one(tmp_path: Path, group: str):
    found = overview.count(write(tmp_path, 200))
    shares = [row["share"] for row in overview.rows(found) if row["group"] == group]
    assert sum(shares) == pytest.approx(1, abs=1e-2)  # type: ignore[arg-type]


def test_names_are_the_same_in_a_summary_of_csv_and_of_json_lines(tmp_path: Path) -> None:
    row = {"prov_id": "-1x", "prov_verdict": "original", "prov_outlet": "@post", "prov_event": "+e"}
    folders = tmp_path / "csv", tmp_path / "jsonl"
    for folder, writer in zip(folders, (columns.write_csv, columns.write_jsonl), strict=True):
        folder.mkdir()
        with (folder / f"articles.{folder.name}").open("w", encoding="utf-8", newline="") as out:
            writer(tuple(row), [row], out)
    one, other = (list(overview.rows(overview.count(folder))) for folder in folders)
    assert one == other
