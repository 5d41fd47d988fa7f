"""A drift is laid to the language that explains it, and a paraphrase to none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from provenance.engines.glossary import GlossaryEngine
from provenance.errors import ModelError
from provenance.quotation_route import ENGLISH, Drift, Model, fit, observe, read, routes, write
from provenance.render import signature_of

NOUNS = [f"noun{n}" for n in range(30)]
ENGINE = GlossaryEngine(
    {("en", lang): {noun: f"{lang}_{noun}" for noun in NOUNS} for lang in ("de", "es")}
    | {(lang, "en"): {f"{lang}_{noun}": f"{noun}_{lang}" for noun in NOUNS} for lang in ("de", "es")}
)
"""A made world: what went through German comes back with a German flavour."""


def drift(route: str, rng: random.Random) -> Drift:
    said = " ".join(word for noun in rng.sample(NOUNS, 6) for word in ("the", noun))
    if route == ENGLISH:
        return Drift(said, " ".join(w if rng.random() < 0.6 else w[::-1] for w in said.split()))
    there = ENGINE.translate([said], "en", route)
    return Drift(said, ENGINE.translate(there, route, "en")[0].replace("the", "that", rng.randint(0, 2)))


def made(count: int, seed: int) -> tuple[list[Drift], list[str]]:
    rng = random.Random(seed)
    answers = [rng.choice(("de", "es", ENGLISH)) for _ in range(count)]
    return [drift(answer, rng) for answer in answers], answers


@pytest.fixture(scope="module")
def model() -> Model:
    drifts, answers = made(120, 0)
    return fit(observe(drifts, ENGINE), answers, [signature_of(ENGINE, one) for one in ("de", "es")])


def test_the_route_is_found_on_drifts_not_seen(model: Model) -> None:
    drifts, answers = made(90, 1)
    found = [ranked[0][0] for ranked in routes(drifts, ENGINE, model=model)]
    assert sum(a == b for a, b in zip(found, answers)) >= 85


def test_probabilities_are_probabilities(model: Model) -> None:
    for ranked in routes([Drift("the noun1", ""), Drift("", "the noun1"), Drift("a", "a")], ENGINE, model=model):
        assert sum(p for _, p in ranked) == pytest.approx(1, abs=1e-3)
        assert {name for name, _ in ranked} == {"de", "es", ENGLISH}


def test_languages_may_be_named_and_unknown_ones_are_left_out(model: Model) -> None:
    (ranked,) = routes([Drift("the noun1", "the noun1_de")], ENGINE, ["de", "fr"], model)
    assert {name for name, _ in ranked} == {"de", ENGLISH}


def test_other_packages_than_those_learned_with_are_refused(model: Model) -> None:
    other = GlossaryEngine({("en", "de"): {"a": "b"}, ("de", "en"): {"b": "a"}})
    with pytest.raises(ModelError, match="was not learned with this package pair"):
        routes([Drift("a", "b")], other, model=model)


def test_too_few_drifts_are_refused() -> None:
    with pytest.raises(ModelError, match="only 3 drifts"):
        fit(observe(made(3, 2)[0], ENGINE), ["de"] * 3, [])


def test_what_was_written_is_read(model: Model, tmp_path: Path) -> None:
    write(tmp_path / "m.json", model)
    drifts, _ = made(10, 3)
    assert routes(drifts, ENGINE, model=read(tmp_path / "m.json")) == routes(drifts, ENGINE, model=model)
    (tmp_path / "bad.json").write_text("[]")
    with pytest.raises(ModelError, match="is no model of quotation routes"):
        read(tmp_path / "bad.json")
