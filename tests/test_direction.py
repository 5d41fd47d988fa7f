"""Two articles in two languages: who came out of whom, in a made world where translating loses words."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.direction import ANSWERS, Compared, Model, align, compare, fit, read, write
from provenance.engines.glossary import GlossaryEngine
from provenance.errors import ModelError, PackageError

NOUNS = [f"noun{n}word" for n in range(40)]
ENGINE = GlossaryEngine({
    ("en", "de"): {noun: f"{noun}de" for noun in NOUNS},
    ("de", "en"): {f"{noun}de": noun for noun in NOUNS} | {f"{noun}alt": noun for noun in NOUNS},
})  # fmt: skip
"""German has two words for each thing, and translating into it always takes the first."""


def story(rng: random.Random) -> list[str]:
    return [" ".join(rng.sample(NOUNS, 6)) for _ in range(8)]


def pair(answer: str, rng: random.Random) -> tuple[list[str], list[str]]:
    english = story(rng)
    if answer == "neither":
        return english, list(ENGINE.translate(story(rng), "en", "de"))
    foreign = list(ENGINE.translate(english, "en", "de"))
    if answer == "from foreign":
        foreign = [" ".join(w[:-2] + rng.choice(("de", "alt")) for w in line.split()) for line in foreign]
    return english, foreign


@pytest.fixture(scope="module")
def known() -> tuple[list[Compared], list[str]]:
    rng = random.Random(0)
    answers = [answer for answer in ANSWERS for _ in range(40)]
    return [compare(*pair(answer, rng), "de", ENGINE) for answer in answers], answers


@pytest.fixture(scope="module")
def model(known: tuple[list[Compared], list[str]]) -> Model:
    return fit(*known)


def test_the_direction_is_found_on_pairs_not_seen(model: Model) -> None:
    rng = random.Random(1)
    answers = [answer for answer in ANSWERS for _ in range(20)]
    found = [model.probabilities(compare(*pair(answer, rng), "de", ENGINE)) for answer in answers]
    right = [ranked[0][0] == answer for ranked, answer in zip(found, answers)]
    assert sum(right) >= 54
    assert max(ranked[0][1] for ranked in found) > 0.9


def test_probabilities_sum_to_one_also_for_empty_texts(model: Model) -> None:
    for english, foreign in (([], []), (["noun1word"], []), ([""], ["", ""])):
        ranked = model.probabilities(compare(english, foreign, "de", ENGINE))
        assert sum(p for _, p in ranked) == pytest.approx(1, abs=1e-3)


@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
@settings(deadline=None)
def test_an_alignment_keeps_the_order_and_uses_a_sentence_once(first: list[str], second: list[str]) -> None:
    pairs, likeness = align(first, second)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert all(a < len(first) and b < len(second) for a, b in pairs)
    assert 0 <= likeness <= 1


def test_missing_packages_few_pairs_and_other_packages_are_refused(
    model: Model, known: tuple[list[Compared], list[str]]
) -> None:
    with pytest.raises(PackageError, match="fr to en"):
        compare(["a"], ["b"], "fr", ENGINE)
    with pytest.raises(ModelError, match="ten pairs of each answer"):
        fit(known[0][:50], known[1][:50])
    other = GlossaryEngine({("en", "de"): {"a": "b"}, ("de", "en"): {"b": "a"}})
    with pytest.raises(ModelError, match="was not learned with this package pair"):
        model.probabilities(compare(["a"], ["b"], "de", other))


def test_what_was_written_is_read(model: Model, tmp_path: Path) -> None:
    write(tmp_path / "d.json", model)
    assert read(tmp_path / "d.json") == model
    with pytest.raises(ModelError, match="is no model of translation directions"):
        read(tmp_path / "none.json")
