"""The judge on a calibration made here: groups, priors, downgrades, silence."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import auditor, lexicon, pipeline
from provenance.auditor import Auditor, Settings
from provenance.engines.glossary import GlossaryEngine
from provenance.errors import ModelError
from provenance.packages import controls
from provenance.records import Article, Case, Document, Evidence, Hypothesis, Identification, Mark, Prior, Region, Span
from provenance.render import signature_of
from provenance.scorers import judge
from provenance.scorers.calibration import Calibration, Counted
from provenance.scorers.judge import Judge
from tests.scorers import made

TEXT = "The committee met on Monday and decided nothing. " * 40
ARTICLE = Article("a", TEXT, "a.txt")
TABLE = dataclasses.replace(
    made.TABLE,
    rules={
        "FG101": Counted(1.0, 0.5, (("de", 0.4),), 0.01),
        "OR101": Counted(0.8, 0.1, (), 0.02),
        "FU101": Counted(2.0, 1.5, (), 0.001),
    },
)
JUDGE = Judge(TABLE)


def case(*evidence: Evidence, language: str | None = "en", certain: bool = True) -> Case:
    regions = (Region("body", Span(0, len(TEXT))),)
    return Case(Document(ARTICLE, regions, Identification(language, 0.99, certain)), evidence)


def profile(translated: float, machine: float = 0.0, tokens: float = 400, **sources: float) -> list[Evidence]:
    found = [
        Evidence("PF001", Hypothesis("translated"), translated, tokens),
        Evidence("PF002", Hypothesis("machine"), machine, tokens),
    ]
    found += [
        Evidence("PF003", Hypothesis("source", tag), x, tokens) for tag, x in (sources or {"de": 1, "es": 0}).items()
    ]
    return found


def fired(code: str, source: str | None = None) -> Evidence:
    return Evidence(code, Hypothesis("translated", source), 1.0, 100.0, (Mark(Span(0, 3)),))


def test_strong_style_gives_an_answer_and_weak_style_none() -> None:
    assert JUDGE.judge(case(*profile(5.0, 5.0)), Prior()).answer == "machine_translated"
    assert JUDGE.judge(case(*profile(5.0)), Prior()).answer == "translated"
    assert JUDGE.judge(case(*profile(5.0, -6.0)), Prior()).answer == "human_translated"
    assert JUDGE.judge(case(*profile(-5.0)), Prior()).answer == "original"
    silent = JUDGE.judge(case(*profile(0.0)), Prior())
    assert silent.answer == "undetermined"
    assert silent.reason


def test_probabilities_are_consistent() -> None:
    found = JUDGE.judge(case(*profile(2.0, 1.0), fired("FG101")), Prior())
    assert found.p_machine + found.p_human == pytest.approx(found.p_translated)
    assert found.p_original == pytest.approx(1 - found.p_translated)
    assert sum(p for _, p in found.sources) == pytest.approx(1.0)
    assert found.source_set[0] == found.sources[0][0] == "de"


def test_a_set_holds_the_language_named_first_even_below_the_level_of_its_class() -> None:
    strict = Judge(dataclasses.replace(TABLE, set_levels={"*": 0.2, "de": 0.9}))
    found = strict.judge(case(*profile(5.0, de=1.0, es=0.9, fr=-9.0)), Prior())
    assert found.sources[0][0] == "de"
    assert found.sources[0][1] < 0.9
    assert found.source_set == ("de", "es")


def test_the_set_of_a_short_text_has_the_level_of_its_length() -> None:
    by_length = Judge(dataclasses.replace(TABLE, set_levels={"*": 0.3}, short_levels=((50.0, 0.01), (100.0, 0.1))))
    sizes = [
        len(by_length.judge(case(*profile(5.0, tokens=tokens, de=3.0, es=1.5, fr=-0.5)), Prior()).source_set)
        for tokens in (40, 99, 100)
    ]
    assert sizes == [3, 2, 1]


def test_a_short_text_needs_more_for_an_accusation_and_no_more_for_an_original() -> None:
    limits = made.TABLE.thresholds | {"short": 150.0, "translated_short": 0.95}
    judge = Judge(dataclasses.replace(TABLE, thresholds=limits))
    answers = [
        judge.judge(case(*profile(style, 5.0, tokens=tokens)), Prior()).answer
        for style in (2.5, 4.0, -5.0)
        for tokens in (149, 150)
    ]
    assert answers == ["undetermined", *["machine_translated"] * 3, "original", "original"]


def test_a_short_text_has_limits_of_its_own_for_machine_and_human() -> None:
    own = {"short": 150.0, "translated_short": 0.8, "machine_short": 0.95, "human_short": 0.01}
    judge = Judge(dataclasses.replace(TABLE, thresholds=made.TABLE.thresholds | own))
    answers = [
        judge.judge(case(*profile(5.0, machine, tokens=tokens)), Prior()).answer
        for machine in (2.5, -2.8)
        for tokens in (149, 150)
    ]
    assert answers == ["translated", "machine_translated", "translated", "human_translated"]


def test_evidence_of_one_group_does_not_add_up() -> None:
    once = JUDGE.judge(case(*profile(1.0), fired("FG101")), Prior())
    twice = JUDGE.judge(case(*profile(1.0), fired("FG101"), fired("FG101")), Prior())
    assert once.p_translated == twice.p_translated


def test_uncounted_rules_weigh_nothing_and_say_so() -> None:
    found = JUDGE.judge(case(*profile(1.0), fired("ZZ999")), Prior())
    (mine,) = [w for w in found.evidence if w.evidence.code == "ZZ999"]
    assert (mine.llr_translated, mine.calibrated) == (0.0, False)


def test_furniture_channel_alone_is_downgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "provenance.scorers.judge._facts",
        lambda code: ("furniture", "FU") if code[:2] == "FU" else ("profile", "profile"),
    )
    found = JUDGE.judge(case(*profile(0.0), fired("FU101")), Prior())
    assert found.answer == "undetermined"
    assert "furniture" in found.reason


@pytest.mark.parametrize(("style", "weight"), [(-1.6, 0.6), (-5.0, 8.0)])
def test_furniture_that_speaks_against_an_original_withholds_it(
    monkeypatch: pytest.MonkeyPatch, style: float, weight: float
) -> None:
    kinds = {"FU": ("furniture", "FU"), "PF": ("profile", "profile")}
    monkeypatch.setattr("provenance.scorers.judge._facts", lambda code: kinds[code[:2]])
    judge = Judge(dataclasses.replace(TABLE, rules={"FU101": Counted(weight, 0.0, (), 0.001)}))
    alone = judge.judge(case(*profile(style)), Prior())
    found = judge.judge(case(*profile(style), fired("FU101")), Prior())
    assert (alone.answer, found.answer) == ("original", "undetermined")
    assert found.p_translated > alone.p_translated
    assert "furniture" in found.reason


def test_another_language_is_not_judged() -> None:
    found = JUDGE.judge(case(*profile(5.0), language="uk"), Prior())
    assert (found.answer, found.sources) == ("undetermined", ())
    assert "uk" in found.reason


def test_the_prior_is_used_and_extreme_priors_are_kept() -> None:
    evidence = profile(1.0)
    low, high = (JUDGE.judge(case(*evidence), Prior(translated=p)).p_translated for p in (0.1, 0.9))
    assert low < high
    assert JUDGE.judge(case(*evidence), Prior(translated=0.0)).p_translated == 0.0
    named = JUDGE.judge(case(*profile(3.0, de=0.0, es=0.0)), Prior(sources=(("es", 0.9),)))
    assert named.sources[0][0] == "es"


def test_what_is_left_out_counts_nothing() -> None:
    without = Judge(TABLE, ("FG101",)).judge(case(*profile(1.0), fired("FG101")), Prior())
    assert without.p_translated == JUDGE.judge(case(*profile(1.0)), Prior()).p_translated
    assert "without:FG101" in without.signature


def test_changes_name_what_carries_the_verdict() -> None:
    found = JUDGE.judge(case(*profile(1.0), fired("FG101")), Prior())
    assert found.answer == "translated"
    assert any("FG101" in change.condition and change.answer == "undetermined" for change in found.changes)


def test_next_to_a_limit_a_little_is_wanting_and_not_one_time() -> None:
    found = JUDGE.judge(case(*profile(1.47)), Prior())
    (line,) = [change.condition for change in found.changes if change.answer == "translated"]
    assert line == "evidence a little stronger for a translation"


def test_what_an_undetermined_text_wants_is_told_and_true() -> None:
    found = JUDGE.judge(case(*profile(0.0)), Prior())
    wanting = {change.answer: change for change in found.changes}
    # limits .8 and .2 at even odds: four times either way
    assert wanting["translated"].condition == "evidence 4.0 times stronger for a translation"
    assert wanting["original"].condition == "evidence 4.0 times stronger for an original"
    assert wanting["translated"].p_translated == pytest.approx(0.8, abs=1e-3)


@given(st.floats(-1.4, 1.4), st.floats(0.02, 0.98))
def test_evidence_as_strong_as_is_told_gives_the_answer(style: float, given_: float) -> None:
    prior = Prior(given_)
    found = JUDGE.judge(case(*profile(style)), prior)
    for change in found.changes:
        if change.condition.startswith("evidence") and change.p_translated not in (0, 1):
            told = float(change.condition.split()[1].replace(",", ""))
            sign = 1 if "translation" in change.condition else -1
            stronger = dataclasses.replace(TABLE, rules={"FG101": Counted(sign * math.log10(told * 1.06))})
            again = Judge(stronger).judge(case(*profile(style), fired("FG101")), prior)
            assert again.answer == change.answer


@given(st.floats(-30, 30), st.floats(0, 99))
def test_short_texts_lean_to_the_prior(statistic: float, tokens: float) -> None:
    assert abs(made.LINE.llr(statistic, tokens)) <= abs(made.LINE.llr(statistic, 100.0)) + 1e-12
    assert abs(made.LINE.llr(statistic, 1e6)) <= made.LINE.bound


@given(st.permutations(range(6)))
def test_order_of_evidence_does_not_matter(order: list[int]) -> None:
    evidence = [*profile(1.0, 0.5), fired("FG101"), fired("OR101")]
    one, two = JUDGE.judge(case(*evidence), Prior()), JUDGE.judge(case(*(evidence[k] for k in order)), Prior())
    assert (one.p_translated, one.p_machine, one.sources) == (two.p_translated, two.p_machine, two.sources)


def test_a_calibration_of_another_format_is_refused() -> None:
    with pytest.raises(ModelError, match="calibrate"):
        Calibration.read(b'{"format": 0}')


@pytest.mark.parametrize(
    "raw", [b"", b'{"format": 2, "ru', b"[]", b'{"format": 2}', b'{"format": 2, "rules": {"A": 3}}']
)
def test_a_damaged_calibration_is_refused(raw: bytes) -> None:
    with pytest.raises(ModelError, match=r"is no calibration .*run scripts/calibrate\.py"):
        Calibration.read(raw)


def test_shipped_calibration_weighs_no_rule_more_than_was_counted() -> None:
    from provenance.scorers.calibration import calibration

    table = calibration()
    most = max(table.card["documents"].values())
    assert table.rules
    for row in table.rules.values():
        assert row.low <= row.translated <= row.high or row.translated == 0
        assert 10 ** abs(row.translated) <= 2 * most + 2


def test_pipeline_gives_every_article_one_verdict() -> None:
    judge = Judge.load()
    articles = [dataclasses.replace(ARTICLE, id=str(k)) for k in range(3)]
    found = list(pipeline.weigh(pipeline.observe(pipeline.segment(articles)), judge, Prior()))
    assert [v.article.id for v in found] == ["0", "1", "2"]


def test_a_row_of_a_table_stands_in_the_signature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, about = tmp_path / "languages" / "de" / "calques.tsv", tmp_path / "languages" / "README.md"
    table.parent.mkdir(parents=True)
    (tmp_path / "tables").mkdir()
    monkeypatch.setattr(lexicon, "data", lambda: tmp_path)
    monkeypatch.setattr(judge, "_tables", judge._tables.__wrapped__)
    found = []
    for row, said in (("one", "old"), ("one", "new"), ("two", "new")):
        table.write_text(row)
        about.write_text(said)
        found.append(JUDGE.signature(Prior()))
    assert found[0] == found[1] != found[2]


def test_the_calibration_of_a_round_trip_stands_in_the_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = GlossaryEngine({("en", "de"): {"bridge": "Brücke"}, ("de", "en"): {"Brücke": "bridge"}})
    monkeypatch.setattr(auditor, "open_engine", lambda: engine)

    def signature(slope: float, other: float) -> str:
        rows = {
            name: controls.Calibration("de", (("chrf", controls.Scale((0.0,) * 4, (1.0, 0.0), one)),), 50, 50)
            for name, one in ((signature_of(engine, "de"), slope), ("of another package", other))
        }
        monkeypatch.setattr(controls, "known", lambda: rows)
        return Auditor(Settings(round_trip=True, languages=("de",))).signature

    assert signature(0.1, 0.1) == signature(0.1, 0.2) != signature(0.3, 0.2)
