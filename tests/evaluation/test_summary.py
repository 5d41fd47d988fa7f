"""The summary, its tables and files, on rows whose figures can be worked out by hand."""

from __future__ import annotations

import dataclasses
import json
import math
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import InputError, MissingError
from provenance.evaluation import charts, output, png, summary, svg, tables
from provenance.evaluation.judged import Judged, from_line, logit10
from provenance.evaluation.labels import parse
from provenance.records import Answer


def row(label: str, p: float, answer: Answer, sources: str = "", p_machine: float = 0.0, **facts: str) -> Judged:
    """A judged text; ``sources`` such as "de es": likeliest first, the first two make the set."""
    tags = sources.split()
    named = tuple((tag, (len(tags) - i) / (len(tags) * (len(tags) + 1) / 2)) for i, tag in enumerate(tags))
    return Judged(parse(label), p, p_machine, named, tuple(tags[:2]), answer, 300, **facts)


ROWS = (
    row("en", 0.1, "original", "de es fr", group="a"),
    row("en", 0.2, "original", "de es fr", group="b"),
    row("en", 0.6, "translated", "de es fr", group="c"),
    row("en", 0.3, "undetermined", "de es fr", group="d"),
    row("en?", 0.9, "machine_translated", "cs", group="e"),
    row("de", 0.9, "machine_translated", "de es fr", 0.8, group="a", engine="x"),
    row("de", 0.7, "translated", "fr de es", 0.5, group="b", engine="y"),
    row("es", 0.5, "undetermined", "de fr es", 0.2, group="c", engine="x"),
    row("ht:fr", 0.8, "machine_translated", "fr de", 0.6, group="c", engine="human"),
    row("ht:uk", 0.4, "undetermined", "fr de", 0.1, group="d", engine="human"),
)


def report(**options: object) -> dict[str, object]:
    return summary.summarise(ROWS, summary.Options(times=20, **options))  # type: ignore[arg-type]


def test_source_language_over_machine_and_human_rows_apart() -> None:
    source = report()["source"]
    machine, human = source["machine"], source["human"]  # type: ignore[index]
    assert (machine["top1"]["hits"], machine["top3"]["hits"], machine["top1"]["rows"]) == (1, 3, 3)
    assert (machine["top1_among"]["hits"], machine["top1_among"]["rows"]) == (2, 3), "French is none of the file's"
    assert machine["macro_top1"] == pytest.approx((1 / 2 + 0) / 2)
    assert machine["coverage"]["hits"] == 2
    assert (human["top1"]["hits"], human["top1"]["rows"]) == (1, 2)


def test_recall_at_a_rate_uses_the_originals_own_threshold() -> None:
    at_rate = report(rate=0.25)["translated"]["at_rate"]  # type: ignore[index]
    assert at_rate["threshold"] == 0.3
    assert at_rate["recall_machine"]["share"] == 1
    assert at_rate["false_positives"]["hits"] == 1
    strict = report(rate=0.01)["translated"]["at_rate"]  # type: ignore[index]
    assert strict["threshold"] == 0.6
    assert strict["recall_machine"]["hits"] == 2


def test_accusations_are_counted_at_the_verdicts() -> None:
    found = report()
    assert found["translated"]["at_verdict"]["false_positives"]["hits"] == 1  # type: ignore[index]
    assert found["machine"]["original_called_machine"]["hits"] == 0  # type: ignore[index]
    assert found["machine"]["human_called_machine"]["hits"] == 1  # type: ignore[index]
    assert found["unknown"]["called_machine"] == {**found["unknown"]["called_machine"], "hits": 1, "rows": 1}  # type: ignore[index,dict-item]


def test_texts_of_unknown_origin_count_nowhere_else() -> None:
    without = summary.summarise([one for one in ROWS if one.label.kind != "unknown"], summary.Options(times=20))
    whole = report()
    for part in ("source", "translated", "machine"):
        assert json.dumps(whole[part]) == json.dumps(without[part])


def test_silence_measures_follow_their_definitions() -> None:
    translated = report()["translated"]
    # 9 rows of known origin: answered 6 (2 originals right, 1 wrong, 3 translations right), 3 silent.
    assert translated["c_at_1"] == pytest.approx((5 + 3 * 5 / 9) / 9)  # type: ignore[index]
    assert translated["f05u"] == pytest.approx(1.25 * 3 / (1.25 * 3 + 0.25 * 3 + 1))  # type: ignore[index]


def test_machine_or_human_is_silent_where_neither_is_named() -> None:
    rows = (
        row("de", 0.9, "machine_translated"), row("de", 0.1, "original"), row("ht:de", 0.1, "original"),
        row("ht:de", 0.9, "human_translated"), row("de", 0.9, "human_translated"), row("de", 0.9, "mixed"),
    )  # fmt: skip
    found = summary.summarise(rows, summary.Options(times=5))["machine"]
    assert found["silent"]["hits"] == 3
    assert found["c_at_1"] == pytest.approx((2 + 3 * 2 / 6) / 6)


def test_what_no_verdict_can_be_right_about_is_told() -> None:
    strange = row("tlh", 0.9, "translated", "de es", id="a")
    german = row("de", 0.5, "undetermined", id="b", language="de")
    assert summary.remarks(ROWS) == ["languages that no verdict can name, counted as missed: uk 1"]
    first, second = summary.remarks([strange, german])
    assert "de 1; first b" in first
    assert "tlh 1" in second
    assert summary.summarise([strange, german], summary.Options(times=5))["rows"]["not_english"] == 1


def test_slices_hold_every_row_of_their_key_once() -> None:
    by = report(by=("language", "engine", "length"))["by"]
    assert {tag: part["machine"]["top1"]["rows"] for tag, part in by["language"].items()} == {
        "de": 2,
        "es": 1,
        "fr": 0,
        "uk": 0,
    }  # type: ignore[index]
    assert list(by["engine"]) == ["human", "x", "y"]  # type: ignore[index]
    assert list(by["length"]) == ["250-499"]  # type: ignore[index]


def test_a_report_without_originals_has_no_threshold_and_no_invented_figures() -> None:
    found = summary.summarise([one for one in ROWS if one.label.kind == "machine"], summary.Options(times=5))
    assert math.isnan(found["translated"]["at_rate"]["threshold"])
    assert found["translated"]["at_rate"]["recall_machine"]["rows"] == 0
    assert math.isnan(found["translated"]["ece"])
    assert json.loads(output.as_json(found))["translated"]["ece"] is None
    assert "NaN" not in output.as_json(found)


def test_the_same_rows_give_the_same_bytes() -> None:
    assert output.as_json(report()) == output.as_json(report())


@given(st.permutations(ROWS))
@settings(max_examples=15)
def test_the_order_of_rows_changes_no_count(rows: list[Judged]) -> None:
    plain = summary.summarise(rows, summary.Options(times=1, by=("language",)))
    assert plain["answers"] == report()["answers"]
    assert plain["by"] == report(by=("language",))["by"]


def test_a_threshold_close_to_nought_is_not_shown_as_nought() -> None:
    found = report()
    found["translated"]["at_rate"]["threshold"] = 4.9e-5
    assert "| threshold on p_translated at 1 % false positives | 4.9e-05 |" in tables.markdown(found)


def test_markdown_tables_are_whole() -> None:
    for table in tables.tables(report(by=("language", "engine"))):
        assert all(len(line) == len(table.header) for line in table.rows), table.title
    text = tables.markdown(report())
    assert "original English called translated | 1/4 = 25.0 %" in text


def test_the_page_is_one_file_without_links() -> None:
    page = tables.html(report(), map(svg.draw, charts.charts(ROWS)))
    assert page.count("<svg") == 4
    assert "src=" not in page
    assert "href=" not in page


def test_names_are_escaped_in_tables() -> None:
    rows = (row("de", 0.5, "translated", "de", engine="<b>|x"), *ROWS)
    found = summary.summarise(rows, summary.Options(times=1))
    assert "<b>" not in tables.html(found)
    assert "<b>\\|x" in tables.markdown(found)


def test_a_name_of_several_lines_stays_in_its_row() -> None:
    rows = (row("de", 0.5, "translated", "de", engine="one\ntwo"), *ROWS)
    assert "| one two | 1 |" in tables.markdown(summary.summarise(rows, summary.Options(times=1)))


def test_draws_that_are_all_alike_make_no_certainty() -> None:
    few = summary.summarise((ROWS[0], ROWS[5], ROWS[8]))["translated"]["auroc_machine"]
    assert (few["value"], few["group_low"], few["group_high"]) == (1, pytest.approx(0.2065, abs=1e-4), 1)
    one_story = [dataclasses.replace(one, group="a") for one in ROWS]
    found = summary.summarise(one_story)["translated"]["auroc_machine"]
    assert found["group_low"] < 0.2 < found["value"] < found["group_high"]


def test_originals_alone_have_no_f() -> None:
    assert math.isnan(summary.summarise(ROWS[:4])["translated"]["f05u"])


def test_diagrams_are_well_formed_and_repeatable() -> None:
    drawn = charts.charts(ROWS)
    assert [chart.name for chart in drawn] == [
        "reliability-translated", "tippett-translated", "reliability-machine", "tippett-machine"
    ]  # fmt: skip
    for chart in drawn:
        assert ET.fromstring(svg.draw(chart)).tag.endswith("svg")
        assert svg.draw(chart) == svg.draw(chart)
    tippett = drawn[1].series
    assert tippett[1].points[0] == (-1.0, 1.0)
    assert tippett[1].points[-1][1] == 0.0


def test_png_is_drawn_or_says_how_to_install_what_it_needs() -> None:
    chart = charts.charts(ROWS)[0]
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        with pytest.raises(MissingError, match="plots"):
            png.draw(chart)
    else:
        assert png.draw(chart).startswith(b"\x89PNG")


@given(st.floats(1e-6, 1 - 1e-6), st.floats(0.05, 0.95))
def test_likelihood_ratio_is_posterior_odds_without_the_prior(p: float, prior: float) -> None:
    judged = Judged(parse("de"), p, p / 2, (), (), "translated", prior_translated=prior)
    assert judged.llr_translated + logit10(prior) == pytest.approx(logit10(p))


def test_judged_rows_survive_a_file() -> None:
    assert tuple(map(from_line, output.as_lines(ROWS).splitlines())) == ROWS


@pytest.mark.parametrize("raw", ["", "ht:", "ht:en", "english", "d", "de fr", "ht:ht:de", "?"])
def test_other_labels_are_refused(raw: str) -> None:
    with pytest.raises(InputError):
        parse(raw)


def test_languages_are_matched_by_primary_tag() -> None:
    judged = Judged(parse("pt-BR"), 0.9, 0.5, (("pt", 0.8),), ("pt",), "translated")
    assert judged.rank() == 1
    assert Judged(parse("nb"), 0.9, 0.5, (("no", 1.0),), ("nn",), "translated").covered()


def test_plots_are_written_and_an_unwritable_place_is_named(tmp_path: Path) -> None:
    output.write_plots(tmp_path / "plots", charts.charts(ROWS))
    assert (tmp_path / "plots" / "tippett-machine.svg").read_text("utf-8").startswith("<svg")
    from provenance.errors import OutputError

    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file"):
        output.write_text(tmp_path / "file" / "x.json", "")
