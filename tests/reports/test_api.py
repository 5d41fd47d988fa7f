"""The library as a notebook uses it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from made_verdicts import TEXT, verdict

import provenance
from provenance.api import Result, Results
from provenance.errors import OptionError
from provenance.graph import events

ATTACK = "<script>alert(1)</script> „a long overdue step“ <img src=x>"


def test_one_text_gives_one_result() -> None:
    result = provenance.audit(TEXT)
    assert result.verdict in (
        "original",
        "translated",
        "machine_translated",
        "human_translated",
        "mixed",
        "undetermined",
    )
    assert 0 <= result.p_machine <= result.p_translated <= 1
    assert result.row()["prov_verdict"] == result.verdict
    assert result.signature in str(result)


def test_several_texts_keep_their_order() -> None:
    results = provenance.audit([TEXT, "Another text altogether.", TEXT])
    assert [one.details.article.text for one in results] == [TEXT, "Another text altogether.", TEXT]
    assert len(results) == len(results.rows()) == 3
    assert isinstance(results[1:], Results)


def test_an_event_too_large_for_one_go_is_cut_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST", 2)
    with pytest.warns(UserWarning, match="event text0 has 5 articles, more than 2: derived in 3 parts along time"):
        found = provenance.audit([TEXT] * 5)
    assert len(found.graphs) == 3
    assert {row["prov_event"] for row in found.rows()} == {"text0"}
    assert len(found.notes) == 1


def test_articles_keep_their_outlet() -> None:
    article = provenance.Article("x", TEXT, "x.txt", outlet="The Harbour Post")
    assert provenance.audit([article]).rows()[0]["prov_outlet"] == "The Harbour Post"


def test_notebook_view_shows_hostile_words_as_text() -> None:
    made = Result(verdict(ATTACK + " ostmark"))
    shown = made._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert made.details.signature in shown
    assert "<script" not in Results((made,))._repr_html_()


def test_page_is_whole() -> None:
    assert provenance.audit(TEXT).html().startswith("<!DOCTYPE html>")


def test_unknown_option_is_refused() -> None:
    with pytest.raises(OptionError, match="speed"):
        provenance.audit(TEXT, speed="fast")


def test_one_name_may_stand_alone() -> None:
    result = provenance.audit(TEXT, without="profile")
    assert "|without:profile|" in result.signature
    assert all(one.channel != "profile" for one in result.details.evidence)


def test_names_are_known_in_any_case() -> None:
    result = provenance.audit(TEXT, without=["Profile", "lx101", "lx102:DE"])
    assert all(one.channel != "profile" for one in result.details.evidence)
    assert result.signature == provenance.audit(TEXT, without=["profile", "LX101", "LX102:de"]).signature


def test_unknown_names_and_priors_that_are_none_are_refused() -> None:
    with pytest.raises(OptionError, match=r"did you mean furniture\?"):
        provenance.audit(TEXT, without=["Furnitur"])
    with pytest.raises(OptionError, match=r"did you mean LX10\d\?"):
        provenance.audit(TEXT, without=["lx1o1"])
    for prior in (
        provenance.Prior(1.5),
        provenance.Prior(0.5, 0.0),
        provenance.Prior(sources=(("de", 0.9), ("es", 0.9))),
    ):
        with pytest.raises(OptionError, match="prior"):
            provenance.audit(TEXT, prior=prior)


def test_articles_with_one_id_are_told_apart() -> None:
    results = provenance.audit([provenance.Article(name, TEXT, "x.txt") for name in ("a", "a", "a#2")])
    ids = ["a", "a#2", "a#2#1"]
    assert [row["prov_id"] for row in results.rows()] == ids
    assert sorted(node.id for graph in results.graphs for node in graph.nodes if node.kind == "observed") == ids


def test_frame_of_another_kind_is_refused() -> None:
    with pytest.raises(OptionError, match="no column 'text'"):
        provenance.batch([1, 2, 3])


def test_pandas_frame_gets_the_columns() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"body": [TEXT, None, "short"], "id": [7, 8, 9], "n": [1, 2, 3]}, index=[5, 6, 7])
    out = provenance.batch(frame, "body")
    assert list(out.columns[:3]) == ["body", "id", "n"]
    assert list(out.index) == [5, 6, 7]
    assert list(out["prov_id"]) == ["7", "8", "9"]
    assert "prov_verdict" not in frame.columns


def test_cells_that_pandas_calls_missing_are_missing() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": pandas.array([TEXT, pandas.NA], "string"), "id": [1, 1]})
    out = provenance.batch(frame, graph=False)
    assert list(out["prov_id"]) == ["1", "1#2"]
    assert out["prov_words"].iloc[1] == 0


def test_polars_frame_gets_the_columns() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"text": [TEXT, "short"], "outlet": ["The Harbour Post", None]})
    out = provenance.batch(frame, graph=False)
    assert out["prov_outlet"].to_list() == ["The Harbour Post", None]
    assert out.height == 2


def test_dates_of_a_frame_are_read_as_those_of_files() -> None:
    polars = pytest.importorskip("polars")
    given = ["June 20, 2024", "06/07/2024", None]
    out = provenance.batch(polars.DataFrame({"text": [TEXT] * 3, "date": given}), graph=False)
    assert out["prov_date"].to_list() == ["2024-06-20", None, None]
    assert out["date"].to_list() == given


def test_batch_stays_callable_beside_its_room() -> None:
    code = "import provenance.batch.records, provenance.api\ntry: provenance.batch(3)\n"
    code += "except provenance.api.OptionError: print('ok')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "ok\n", done.stderr


def test_import_alone_is_light() -> None:
    code = "import provenance, sys; print([m for m in ('numpy', 'jinja2', 'langdetect', 'click') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
