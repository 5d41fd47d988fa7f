"""Who is accused, and of what: each condition of an answer on evidence that only it decides."""

from __future__ import annotations

import dataclasses
import json

import pytest

from provenance.records import Evidence, Hypothesis, Prior, Verdict, Weighed
from provenance.scorers.calibration import Beside, Calibration, Counted, Line, Sources
from provenance.scorers.groups import Groups
from provenance.scorers.judge import BESIDE, Judge
from tests.scorers import made
from tests.scorers.test_judge import TABLE, case, fired, profile
from tests.scorers.test_mixed import TABLE as MIXED
from tests.scorers.test_mixed import judged


def judge(
    *evidence: Evidence, table: Calibration = TABLE, language: str | None = "en", certain: bool = True
) -> Verdict:
    return Judge(table).judge(case(*evidence, language=language, certain=certain), Prior())


@pytest.mark.parametrize(
    ("language", "certain", "answer"),
    [("nl", True, "undetermined"), ("nl", False, "machine_translated"), ("en", False, "machine_translated"),
     (None, False, "undetermined"), (None, True, "undetermined")],
)  # fmt: skip
def test_a_text_is_judged_unless_it_is_surely_not_english_or_no_text(language, certain, answer):
    assert judge(*profile(5.0, 5.0), language=language, certain=certain).answer == answer


@pytest.mark.parametrize(("style", "answer"), [(2.4, "translated"), (4.0, "machine_translated")])
def test_a_machine_is_accused_only_where_a_translation_is_likely_enough_for_that(style, answer):
    limits = made.TABLE.thresholds | {"machine_translated": 0.95}
    assert judge(*profile(style, 5.0), table=dataclasses.replace(TABLE, thresholds=limits)).answer == answer


@pytest.mark.parametrize(("one", "two"), [(4.0, -4.0), (-4.0, 4.0)])
def test_the_reason_of_a_mixed_text_names_the_translated_half(monkeypatch, one, two):
    found = judged(monkeypatch, one, two, Judge(MIXED), Prior())
    first, second = ("a translation", "an original") if one > 0 else ("an original", "a translation")
    assert found.reason == (
        f"the style changes: characters 0 to 900 read as {first}, characters 901 to 2000 read as {second}"
    )


def test_furniture_as_the_detectors_have_it_carries_no_answer():
    rule = dataclasses.replace(TABLE, rules={"FG101": TABLE.rules["FU101"]})
    assert judge(*profile(0.0), fired("FG101"), table=rule).answer == "machine_translated"
    found = judge(*profile(0.0), fired("FU101"))
    assert found.answer == "undetermined"
    assert found.reason == "downgraded from machine_translated: it would rest on page furniture alone"


@pytest.mark.parametrize(("tokens", "p"), [(10, 0.6225), (20, 0.7311), (400, 0.7311)])
def test_a_text_shorter_than_any_that_calibrated_says_little_of_its_source(tokens, p):
    assert dict(judge(*profile(5.0, tokens=tokens, de=1, es=0)).sources)["de"] == pytest.approx(p, abs=1e-4)


@pytest.mark.parametrize(("tokens", "p"), [(30, 0.6225), (300, 0.7311), (1000, 0.7792), (9000, 0.7792)])
def test_a_long_text_says_more_of_its_source(tokens, p):
    table = dataclasses.replace(TABLE, sources=Sources(1.0, 0.5, {}))
    found = dict(judge(*profile(5.0, tokens=tokens, de=1, es=0), table=table).sources)
    assert found["de"] == pytest.approx(p, abs=1e-4)


@pytest.mark.parametrize(
    ("tokens", "llr"), [(3000, 1.05), (1000, 1.05), (300, 0.5), (30, -0.55), (20, -0.735), (2, -0.0735)]
)
def test_a_line_moves_with_the_length_of_the_text(tokens, llr):
    # 0.4 * 2 - 0.3 at 300 tokens, and (0.15 * 2 + 0.75) a decade; a tenth of what 20 tokens say for 2
    line = Line(0.4, -0.3, 2.5, slope_by_length=0.15, intercept_by_length=0.75)
    assert line.llr(2.0, tokens) == pytest.approx(llr, abs=2e-3)
    assert sum(a * b for a, b in zip((0.4, -0.3, 0.15, 0.75), line.slopes(2.0, tokens))) == pytest.approx(
        line.llr(2.0, tokens)
    )


def test_a_line_is_the_same_from_its_numbers_and_from_a_file():
    usual = {"named": 0.7, "home": -0.4}
    line = Line.of(range(8), 2.5, usual)
    assert line.beside == {"home": Beside(2, 6, -0.4), "named": Beside(3, 7, 0.7)}
    assert line.numbers() == tuple(range(8))
    assert Line.read(json.loads(json.dumps(dataclasses.asdict(line), sort_keys=True))) == line
    assert line.slopes(5.0, 300, {"home": 0.6, "named": 0.9}) == pytest.approx((5.0, 1.0, 1.0, 0.2, 0, 0, 0, 0))


@pytest.mark.parametrize(("ratio", "p"), [(1.5, 31.6228 / 32.6228), (0.0, 0.5), (-1.5, 1 / 32.6228)])
def test_the_round_trip_speaks_for_its_language_and_against_it(ratio, p):
    trip = Evidence("RN201", Hypothesis("source", "de"), ratio, 400)
    assert dict(judge(*profile(5.0, de=0, es=0), trip).sources)["de"] == pytest.approx(p, abs=1e-5)


def test_languages_without_a_prior_of_their_own_share_the_rest():
    even = Weighed(Evidence("PF003", Hypothesis("source"), 1.0, 1.0), "profile", "profile",
                   llr_sources=(("de", 0.5), ("es", 0.5), ("fr", 0.5)))  # fmt: skip
    found = dict(Groups.of([even]).posteriors(Prior(sources=(("es", 0.4),))))
    assert found == pytest.approx({"de": 0.3, "es": 0.4, "fr": 0.3})


@pytest.mark.parametrize(("tokens", "short"), [(99, True), (100, False), (400, False)])
def test_a_short_text_is_reported_as_short(tokens, short):
    told = "short: 99 tokens of body, calibrated on documents of 100 and more"
    found = judge(*profile(5.0, tokens=tokens)).conditions
    assert [one.startswith(told) for one in found if one.startswith("short")] == ([True] if short else [])


def test_what_would_change_the_answer_is_told_heaviest_first():
    rules = {"FG101": Counted(1.0), "OR101": Counted(0.8), "LX101": Counted(0.9)}
    table = dataclasses.replace(TABLE, rules=rules)
    found = judge(*profile(-4.5), *map(fired, rules), table=table)
    assert [change.condition for change in found.changes] == ["without FG101", "without LX101"]
    assert [part for part, _ in found.weights[0].parts] == ["PF001", "FG101", "LX101", "OR101"]


def test_standard_errors_of_what_was_counted():
    row = {"llr_translated": 0.2, "llr_machine": 0.1, "llr_sources": {}, "native_rate": 0.01, "low": -0.2, "high": 0.6,
           "counts": {"machine": [4, 100], "human": [2, 100]}}  # fmt: skip
    line = {"slope": 1.0, "intercept": 0.0, "bound": 2.0, "beside": {}}
    fusion = {"translated": line, "machine": line, "sources": {"temperature": 1.0, "sharper": 0.0, "bias": {}}}
    fusion |= {"rules_translated": 1.0, "rules_machine": 1.0, "rules_source": 1.0}
    table = {"format": 3, "rules": {"FG101": row}, "fusion": fusion, "thresholds": {}, "set_levels": {}}
    found = Calibration.read(json.dumps(table | {"thin": [], "counted": {}}).encode()).rules["FG101"]
    # 0.8 / (2 * 1.95996); sqrt(1 / 4.5 + 1 / 2.5) / 2.302585
    assert (found.translated_error, found.machine_error) == pytest.approx((0.204085, 0.342577), abs=1e-5)


@pytest.mark.parametrize("style", [0.0, 0.2, -0.2])
@pytest.mark.parametrize("prior", [1e-6, 0.05, 0.95, 0.999999])
def test_a_prior_gives_no_answer_that_the_evidence_does_not(style, prior):
    found = Judge(TABLE).judge(case(*profile(style, style)), Prior(prior, prior))
    assert found.answer == "undetermined"


def test_a_prior_can_withhold_an_answer():
    strong = case(*profile(5.0, 5.0))
    assert Judge(TABLE).judge(strong, Prior(0.5, 0.5)).answer == "machine_translated"
    assert Judge(TABLE).judge(strong, Prior(0.5, 1e-6)).answer != "machine_translated"
    assert Judge(TABLE).judge(strong, Prior(1e-9, 0.5)).answer == "undetermined"


@pytest.mark.parametrize(("de", "share"), [(0.0, None), (1.5, "31%"), (5.0, "4%")])
def test_how_often_unknown_languages_are_mistaken_so_surely_is_said(de, share):
    table = dataclasses.replace(TABLE, unknown=((0.6, 31, 100), (0.9, 4, 100)), thin=frozenset({"sw"}))
    found = judge(*profile(5.0, 5.0, de=de, es=0), table=table)
    said = [one for one in found.conditions if one.startswith("source")]
    assert (f" {share} were given" in said[0]) if share else said == []
    bare = judge(*profile(5.0, 5.0, de=de, es=0))
    assert not any(one.startswith("source") for one in bare.conditions), "nothing is said that was not measured"


def test_an_accusation_by_style_alone_says_so():
    def told(*evidence: Evidence) -> bool:
        return any(one.startswith("style alone") for one in judge(*evidence).conditions)

    assert told(*profile(5.0, 5.0))
    assert not told(*profile(5.0, 5.0), fired("FU101"))
    assert not told(*profile(-5.0, 0.0)), "an original is no accusation"


@pytest.mark.parametrize(("llr", "decides"), [(0.3, True), (2.0, False)])
def test_a_rule_that_would_not_carry_the_accusation_does_not_hide_that_style_does(llr, decides):
    table = dataclasses.replace(TABLE, rules={"FG101": Counted(llr)})
    found = judge(*profile(5.0, 5.0), fired("FG101"), table=table)
    assert [one.startswith("style decides") for one in found.conditions if one.startswith("style")] == [True] * decides


@pytest.mark.parametrize(("code", "name"), BESIDE.items())
@pytest.mark.parametrize(("named", "llr"), [(1.2, 0.9), (0.7, 0.4), (0.2, -0.1), (None, 0.4)])
def test_what_stands_beside_the_style_is_part_of_its_ratio(code, name, named, llr):
    line = dataclasses.replace(made.LINE, beside={name: Beside(1.0, 0.0, 0.7)})
    evidence = profile(1.0)
    if named is not None:
        evidence.append(Evidence(code, Hypothesis("translated"), named, 400))
    found = judge(*evidence, table=dataclasses.replace(TABLE, translated=line))
    assert found.weights[0].llr == pytest.approx(llr)
    assert [part for part, _ in found.weights[0].parts] == ["PF001"]
    bare = Judge(dataclasses.replace(TABLE, translated=line), (code,)).judge(case(*evidence), Prior())
    assert bare.weights[0].llr == pytest.approx(0.4)
