"""Groups of evidence: a sum without one group is the sum of the evidence without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.records import Evidence, Hypothesis, Prior, Weighed
from provenance.scorers.groups import Groups, parts, total

LLR = st.sampled_from([-2.0, -0.3, 0.0, 0.1, 0.7, 1.9])
RATIOS = st.dictionaries(st.sampled_from(["de", "es", "uk"]), LLR, max_size=3).map(lambda d: tuple(sorted(d.items())))
ROWS = st.lists(
    st.builds(
        Weighed,
        st.just(Evidence("LX101", Hypothesis("translated"), 1.0, 1.0)),
        st.sampled_from(["rules", "claims"]),
        st.sampled_from(["LX", "SY", "FG"]),
        LLR,
        LLR,
        RATIOS,
    ),
    max_size=12,
)
STYLE = Weighed(
    Evidence("PF003", Hypothesis("source"), 1.0, 1.0), "profile", "profile", llr_sources=(("de", 1.2), ("es", -0.4))
)


@given(ROWS, st.sampled_from(["LX", "SY", "FG", "profile", "absent"]))
def test_leaving_a_group_out_is_judging_without_its_evidence(rows: list[Weighed], group: str) -> None:
    rows = [*rows, STYLE]
    whole, rest = Groups.of(rows), Groups.of(row for row in rows if row.group != group)
    assert total(whole.translated, group) == total(rest.translated)
    assert total(whole.machine, group) == total(rest.machine)
    assert whole.agreement(group) == rest.agreement()


@given(ROWS)
def test_parts_add_up_to_the_sum(rows: list[Weighed]) -> None:
    groups = Groups.of(rows)
    assert sum(llr for _, llr in parts(rows, lambda w: w.llr_translated)) == pytest.approx(total(groups.translated))


def test_rules_that_agree_with_the_style_speak_for_a_translation_and_others_against() -> None:
    def rule(tag: str) -> Weighed:
        return Weighed(STYLE.evidence, "rules", "LX", llr_sources=((tag, 0.8),))

    assert Groups.of([STYLE, rule("de")]).agreement() > 0.5
    assert 0 < Groups.of([STYLE, rule("es")]).agreement() < 0.2
    away = Weighed(STYLE.evidence, "rules", "LX", llr_sources=(("de", -0.8),))
    assert Groups.of([STYLE, away]).agreement() < 0
    assert Groups.of([rule("de")]).agreement() == 0


def test_a_round_trip_speaks_to_the_language_and_accuses_nobody() -> None:
    trip = Weighed(STYLE.evidence, "renditions", "RN", llr_sources=(("de", 0.8),))
    alone, both = Groups.of([STYLE]), Groups.of([STYLE, trip])
    assert both.agreement() == alone.agreement() == 0
    assert dict(both.posteriors(Prior()))["de"] > dict(alone.posteriors(Prior()))["de"]


def test_the_prior_of_a_language_is_used() -> None:
    groups = Groups.of([STYLE])
    assert [tag for tag, _ in groups.posteriors(Prior())] == ["de", "es"]
    assert [tag for tag, _ in groups.posteriors(Prior(sources=(("es", 0.99),)))] == ["es", "de"]
