"""The round trip as a stage: what is sent, where it is kept, what the detectors make of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from provenance import pipeline
from provenance.detectors.renditions.forced_decoding import ForcedDecoding
from provenance.detectors.renditions.round_trip_overlap import RoundTripOverlap
from provenance.detectors.renditions.round_trip_similarity import RoundTripSimilarity
from provenance.engines.glossary import GlossaryEngine
from provenance.packages import controls
from provenance.packages.controls import Calibration, Scale
from provenance.records import Article, Case
from provenance.render import in_play, languages_of, missing, render, render_all, signature_of

TEXT = """The council closed the old bridge on Monday after a storm.
“Nobody was hurt,” said the mayor, who lives near the river and walks to work.
Engineers will look at the bridge again in the spring, she said, and the road stays shut.

Yes.
The farmers who use the road must go round by the next town until the summer."""
ENGINE = GlossaryEngine({
    ("en", "de"): {"bridge": "Brücke", "river": "Fluss"},
    ("de", "en"): {"Brücke": "bridge", "Fluss": "stream"},
    ("en", "fr"): {"bridge": "pont"},
})  # fmt: skip


def case(text: str = TEXT) -> Case:
    (found,) = pipeline.segment([Article("a", text, "a")])
    return found


def test_each_sentence_goes_out_and_comes_back() -> None:
    document = render(case(), ENGINE, ["de"]).document
    assert {one.route for one in document.renditions} == {("en", "de", "en")}
    sent = [text for one in document.renditions for text in one.source]
    assert len(sent) == 4
    assert sent[1].startswith('"Nobody was hurt," said')
    back = [text for one in document.renditions for text in one.text]
    assert back[0] == sent[0]
    assert "near the stream" in back[1]
    for one in document.renditions:
        assert len(one.source) == len(one.pivot) == len(one.text) == len(one.forced) == len(one.free)
        start, end = one.region.span
        assert document.text[start:end].startswith(one.source[0][:1].replace('"', "“"))
        assert one.signature == signature_of(ENGINE, "de")


def test_only_languages_with_packages_both_ways_are_used() -> None:
    assert languages_of(ENGINE) == ("de",)
    assert missing(ENGINE, ["fr", "de", "uk"]) == ("fr", "uk")
    assert render(case(), ENGINE, ["fr", "uk"]) == case()


def test_the_cheap_channels_choose_among_packages_that_carry_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = (("uk", 0.5), ("de", 0.3), ("fr", 0.2))
    scale = Scale((0.0, 0.0, 0.0, 0.0), (1.0, 0.0))
    for slope, expected in ((0.0, ()), (0.3, ("de",))):
        weight = Calibration("de", (("chrf", replace(scale, slope=slope)),), 50, 50)
        monkeypatch.setattr(controls, "known", lambda weight=weight: {signature_of(ENGINE, "de"): weight})
        assert in_play(sources, ENGINE, 3) == expected
    assert in_play(sources, ENGINE, 0) == ()


def test_many_cases_together_are_as_each_alone() -> None:
    cases = [
        case(),
        case(TEXT[::-1]),
        case("Too short."),
        case("Der Rat hat die alte Brücke am Montag geschlossen. " * 9),
    ]
    together = render_all(cases, ENGINE, [["de"], ["de"], ["de"], ["de"]])
    assert together == tuple(render(one, ENGINE, ["de"]) for one in cases)
    assert together[2].document.renditions == ()
    assert together[3].document.renditions == ()


def test_a_long_article_sends_a_bounded_sample_from_all_of_it() -> None:
    text = "\n".join(f"Sentence number {n} is about the bridge and the river." for n in range(500))
    (found,) = render_all([case(text)], ENGINE, [["de"]], most=25)
    sent = [s for one in found.document.renditions for s in one.source]
    assert len(sent) == 25
    assert "number 0 " in sent[0]
    assert "number 480 " in sent[-1]


@pytest.mark.parametrize("kind", [RoundTripSimilarity, RoundTripOverlap, ForcedDecoding])
def test_detectors_weigh_by_calibration_only(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    document = render(case(), ENGINE, ["de"]).document
    monkeypatch.setattr(controls, "known", dict)
    (bare,) = kind().detect(document)
    assert (bare.statistic, bare.exposure, bare.marks) == (0.0, 4.0, ())
    assert bare.key == f"{kind.code}:de"
    scale = Scale((0.0, 0.0, 0.0, 0.0), (1.0, 0.0), slope=0.3, offset=3.0, bound=1.5)
    calibration = Calibration("de", tuple((name, scale) for name in controls.MEASURES), 50, 50)
    monkeypatch.setattr(controls, "known", lambda: {signature_of(ENGINE, "de"): calibration})
    (weighed,) = kind().detect(document)
    assert 0 < weighed.statistic <= 1.5
    assert 1 <= len(weighed.marks) <= 2
    for mark in weighed.marks:
        assert mark.span.slice(document.text).endswith(".")
        assert mark.value == "de"
    assert tuple(kind().detect(case().document)) == ()


def test_the_user_s_calibration_goes_before_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    scale = Scale((0.0, 0.0, 0.0, 0.0), (1.0, 0.0))
    monkeypatch.setattr(controls, "shipped", lambda: tmp_path / "shipped.json")
    controls.write(tmp_path / "shipped.json", {"a": Calibration("de", (("chrf", scale),), 1, 1)})
    controls.write(controls.own(), {"a": Calibration("de", (("chrf", scale),), 2, 2)})
    controls.known.cache_clear()
    assert controls.known()["a"].controls == 2
    controls.known.cache_clear()
