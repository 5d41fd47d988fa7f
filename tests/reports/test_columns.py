"""Rows and cells: what a spreadsheet opens safely and a program reads back."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import made_verdicts
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.records import (
    Article,
    Case,
    Document,
    Evidence,
    Graph,
    Hypothesis,
    Identification,
    Link,
    Node,
    Prior,
    Verdict,
    Weighed,
)
from provenance.reports import columns
from provenance.reports.html_report import Html
from provenance.scorers.judge import Judge
from provenance.view import words

ROOT = Path(__file__).parents[2]
TEXTS = st.text(st.characters(codec=None, categories=("L", "N", "P", "S", "Z", "Cc", "Cs")), max_size=30)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "=",
        "-",
        "+",
    ],
)
def test_formulas_are_defused(cell: str) -> None:
    assert columns.csv_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+3.2", "-1,000.50", "-0.5e-3", "-12%", ".5", "-.5", "plain", "", "a=1", "'=1"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert columns.csv_cell(cell) == cell


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=5))
def test_csv_reads_back_and_is_utf8(cells: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    columns.write_csv(("a", "b"), [dict(zip("ab", row)) for row in cells], out)
    raw = out.getvalue().encode("utf-8")
    back = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
    assert back == [["a", "b"], *([columns.csv_cell(cell) for cell in row] for row in cells)]
    assert all(not row[0].startswith(("=", "@", "\t", "\r", "\n")) for row in back)


def test_cells_of_every_kind() -> None:
    cells: list[columns.Cell] = [None, True, False, 3, 0.97, 0.00001, -0.0 + 0.0, ("de", "e|s"), "x"]
    assert [columns.csv_cell(cell) for cell in cells] == [
        "",
        "true",
        "false",
        "3",
        "0.97",
        "0.0000",
        "0.0",
        "de|e/s",
        "x",
    ]


@given(st.floats(-1e6, 1e6))
def test_numbers_have_a_point_and_no_exponent(value: float) -> None:
    for number in (columns.ratio(value), columns.probability(value / 1e6)):
        assert number is not None
        plain = columns.real(number)
        assert "e" not in plain
        assert "." in plain
        assert plain != "-0.0"


def test_own_columns_are_kept_and_made_unique() -> None:
    fields = (("text", "a"), ("text", "b"), ("prov_id", "c"), ("Prov_x", "d"), ("text_2", "e"))
    found = columns.own_fields(Article("x", "a", "o", fields=fields))
    assert [value for _, value in found] == ["a", "b", "c", "d", "e"]
    assert len(dict(found)) == 5
    assert not any(name.lower().startswith("prov_") for name, _ in found)


def test_places_name_the_likeliest_parent() -> None:
    nodes = (Node("a", "observed", None, "en"), Node("b", "observed", None, "en"), Node("c", "claimed", "dpa", None))
    links = (Link("c", "b", "rewrite", None), Link("a", "b", "copy", 0.8), Link("c", "a", "rewrite", None))
    graph = Graph("a", nodes, links, links, (), (("b", "a:en >copy b:en"),))
    assert columns.places(graph) == {
        "a": columns.Place("a", "c", None, None),
        "b": columns.Place("a", "a", 0.8, "a:en >copy b:en"),
    }, "an outlet that is only named stands behind, and nothing says how likely it is"


@pytest.mark.parametrize(("word", "parent"), [("open", "a"), ("withheld", "c")])
def test_a_parent_that_is_not_likely_enough_is_the_likeliest_all_the_same(word: str, parent: str) -> None:
    nodes = (Node("a", "observed", None, "en"), Node("b", "observed", None, "en"), Node("c", "claimed", "dpa", None))
    named = Link("c", "b", "rewrite", None)
    links = (Link("a", "b", "copy", 0.4, None, (f"{word}: less likely than not",)), named)
    assert columns.places(Graph("a", nodes, links, (named,), (), ()))["b"].parent == parent


@pytest.mark.parametrize(
    ("language", "certain", "words", "told"),
    [("it", False, 1, ("short", None)), ("de", True, 20, ("not_english", "de")),
     ("it", False, 60, ("not_english", "it")), ("en", True, 60, ("ok", "en")),
     ("en", False, 49, ("short", None)), (None, False, 0, ("no_words", None))],
)  # fmt: skip
def test_no_language_is_stated_of_a_few_words(
    language: str | None, certain: bool, words: int, told: tuple[str, str | None]
) -> None:
    article = Article("a", " ".join(["word"] * words), "a")
    document = Document(article, (), Identification(language, 0.8, certain))
    verdict = Verdict(article, document, "undetermined", 0.5, 0.25, 0.25, 0.5, (), (), (), (), Prior(0.5, 0.5), "")
    row = columns.article_row(verdict)
    assert (row["prov_status"], row["prov_language"]) == told


TRANSLATED, SOURCE = Hypothesis("translated"), Hypothesis("source", "de")


def test_evidence_of_a_language_alone_is_listed() -> None:
    article = Article("a", "Words.", "a")
    document = Document(article, (), Identification("en", 1.0, True))
    weighed = (
        Weighed(Evidence("PF003", SOURCE, 1.0, 1.0), "profile", "profile", llr_sources=(("de", 1.0),)),
        Weighed(Evidence("PF001", TRANSLATED, 1.0, 1.0), "profile", "profile", llr_translated=2.0),
        Weighed(Evidence("XX001", TRANSLATED, 1.0, 1.0), "style", "x"),
    )
    verdict = Verdict(article, document, "translated", 0.9, 0.5, 0.4, 0.1, (), (), (), weighed, Prior(0.5, 0.5), "")
    assert columns.article_row(verdict)["prov_evidence"] == ("PF001", "PF003:de")


@pytest.mark.parametrize("llr", [-7, -5, -3.5, -2.5, -1.5, -0.5, 0, 0.5, 1.5, 2.5, 3.5, 5, 7])
def test_strength_grows_with_the_ratio(llr: float) -> None:
    said = columns.strength(llr)
    assert said == "no support either way" if llr == 0 else said.endswith("translation" if llr > 0 else "original")


@given(st.floats(-9, 9))
def test_tables_and_reports_say_the_same_words(llr: float) -> None:
    assert columns.strength(llr).startswith(words.support(llr))


def test_every_table_is_described() -> None:
    for table in columns.TABLES:
        assert len(set(table.names)) == len(table.names)
        assert all(column.meaning.endswith(".") for column in table.columns)
    done = subprocess.run([sys.executable, str(ROOT / "scripts" / "columns_page.py"), "--check"], check=False)
    assert done.returncode == 0


def test_the_figures_of_what_was_not_judged_are_unknown() -> None:
    document = Document(Article("a", "Es regnet. " * 40, "a"), (), Identification("de", 1.0, True))
    row = columns.article_row(Judge.load().judge(Case(document, ()), Prior()))
    figures = [name for name in columns.ARTICLES.names if name.startswith(("prov_p_", "prov_llr_", "prov_strength"))]
    assert {name: row[name] for name in figures} == dict.fromkeys(figures)
    assert row["prov_verdict"] == "undetermined"
    spoken = Document(Article("b", "It rained. " * 40, "b"), (), Identification("en", 1.0, True))
    row = columns.article_row(Judge.load().judge(Case(spoken, ()), Prior()))
    assert [name for name in figures if row[name] is None] == ["prov_p_mixed"]
    assert '<svg class="bar"' in page(spoken)
    assert '<svg class="bar"' not in page(document)


def page(document: Document) -> str:
    out = io.StringIO()
    Html().write([Judge.load().judge(Case(document, ()), Prior())], (), out)
    return out.getvalue()


def test_what_to_know_before_a_verdict_is_cited_stands_in_its_row() -> None:
    said = ("short: 56 tokens of body, calibrated on documents of 100 and more", "style alone: no word | speaks")
    row = columns.article_row(replace(made_verdicts.verdict(), conditions=said))
    assert row["prov_conditions"] == said
    out = io.StringIO()
    columns.write_csv(("prov_conditions",), [row], out)
    assert out.getvalue().splitlines()[1] == f'"{said[0]}|{said[1].replace("|", "/")}"'
