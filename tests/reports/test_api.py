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


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"prior": 0.5}, "the prior is a provenance.Prior"),
        ({"prior": None}, "the prior is a provenance.Prior"),
        ({"prior": provenance.Prior(sources={"de": 0.4})}, "pairs of language and probability"),  # type: ignore[arg-type]
        ({"without": None}, "without is a string or a list of strings, not None; leave it out"),
        ({"without": {"profile": 1}}, "without is a string or a list"),
        ({"without": [["profile"]]}, "without is a string or a list"),
        ({"languages": None, "round_trip": True}, "languages is a string or a list of strings, not None"),
        ({"languages": ["de"]}, r"add round_trip=True"),
        ({"languages": "en", "round_trip": True}, "English is what it is in"),
        ({"top": 0}, "top is a number of languages, 1 or more"),
        ({"top": True}, "top is a number of languages"),
        ({"round_trip": "no"}, "round_trip is True or False, not 'no'"),
    ],
)
def test_options_of_the_wrong_kind_or_without_effect_are_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        provenance.audit(TEXT, **options)
    with pytest.raises(OptionError, match=said):
        provenance.audit([TEXT], **options)


def test_a_set_of_names_is_a_list_in_one_order() -> None:
    assert "|without:LX101,profile|" in provenance.audit(TEXT, without={"profile", "LX101"}).signature


@pytest.mark.parametrize("given", [None, 7, b"bytes", [TEXT, 7], [b"bytes"], [{"body": TEXT}], {"text": 3}, [None]])
def test_what_is_no_text_is_refused(given: object) -> None:
    with pytest.raises(OptionError, match="text"):
        provenance.audit(given)  # type: ignore[call-overload]


def test_a_frame_is_not_audited_by_the_names_of_its_columns() -> None:
    pandas = pytest.importorskip("pandas")
    with pytest.raises(OptionError, match=r"provenance\.batch"):
        provenance.audit(pandas.DataFrame({"text": [TEXT]}))


def test_a_record_is_one_text_with_what_it_says_of_itself() -> None:
    record = {"text": TEXT, "id": "a7", "outlet": "The Harbour Post", "date": "June 20, 2024", "title": "Ferry", "n": 3}
    row = provenance.audit(record).row()
    assert (row["prov_id"], row["prov_outlet"], row["prov_date"]) == ("a7", "The Harbour Post", "2024-06-20")
    assert [one.details.article.id for one in provenance.audit([record, TEXT])] == ["a7", "text1"]
    article = provenance.Article("x", TEXT, "x.txt")
    assert isinstance(provenance.audit(article), Result)


def test_a_part_of_the_results_keeps_its_routes() -> None:
    results = provenance.audit([TEXT, TEXT, "Another text altogether."])
    assert results[:2].rows() == results.rows()[:2]
    assert [row["prov_event"] for row in results[:2].rows()] == ["text0", "text0"]
    assert results[2:].graphs != results.graphs
    assert results[1:].html().startswith("<!DOCTYPE html>")
    assert str(results[1:2])


def test_repr_is_short() -> None:
    results = provenance.audit([TEXT * 50, TEXT])
    assert len(repr(results)) < 200
    assert repr(results[0]).startswith("Result('text0', ")
    assert len(repr(provenance.audit(provenance.Article("x" * 5000, TEXT, "x")))) < 200


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


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([7, None], ["7", "text1"]),
        ([1.5, 2.0], ["1.5", "2.0"]),
        ([1e300, 1.0], ["1e+300", "1.0"]),
        (["1.0", "2"], ["1.0", "2"]),
    ],
)
def test_whole_numbers_stay_so_where_a_cell_is_missing(given: list[object], shown: list[str]) -> None:
    pandas = pytest.importorskip("pandas")
    out = provenance.batch(pandas.DataFrame({"text": [TEXT, "short"], "id": given}), graph=False)
    assert list(out["prov_id"]) == shown


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_columns_of_its_own_are_kept_and_an_empty_frame_has_all_columns(library: str) -> None:
    frames = pytest.importorskip(library)
    frame = frames.DataFrame({"text": [TEXT], "prov_id": ["mine"], "input_prov_id": ["too"]})
    out = provenance.batch(frame, graph=False)
    assert list(out.columns[:3]) == ["text", "input_prov_id", "input_prov_id_2"]
    assert out[["input_prov_id", "input_prov_id_2", "prov_id"]].to_numpy().tolist() == [["mine", "too", "text0"]]
    empty = provenance.batch(frame[:0])
    assert list(empty.columns) == list(out.columns)
    assert len(empty) == 0


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
