"""Language of a text: the same every time, on a bounded slice, unsure where it should be."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.text import identify as door
from provenance.text.identify import identify
from provenance.tongues import is_foreign

ENGLISH = "The bridge will close in the spring, and the town has to wait for a new one until the money has been found. "
GERMAN = "Die Brücke wird im Frühjahr geschlossen, und die Stadt muss auf eine neue warten, bis das Geld gefunden ist. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("El puente se cerrará en primavera y la ciudad tendrá que esperar uno nuevo. " * 2, "es"),
        ("Міст закриють навесні, і місто чекатиме на новий, доки не знайдуться гроші. " * 2, "uk"),
        ("这座桥将在春天关闭，城市必须等待新的桥梁，直到找到足够的资金为止，市长星期一这样说。" * 3, "zh"),
    ],
)
def test_languages(text: str, language: str) -> None:
    found = identify(text)
    assert (found.language, found.certain) == (language, True)


@pytest.mark.parametrize("text", ["", " ", "12 345", "!?", "\u2028"])
def test_nothing_to_tell(text: str) -> None:
    assert identify(text).language is None


def test_short_text_is_never_certain() -> None:
    assert not identify("Bayern München").certain
    assert not identify("The bridge will close.").certain


def test_the_same_text_gives_the_same_numbers_in_any_order() -> None:
    texts = [ENGLISH, GERMAN, ENGLISH + GERMAN, "Bridge", "Brücke der Stadt"]
    first = [identify(text) for text in texts]
    assert [identify(text) for text in reversed(texts)] == first[::-1]


def test_time_does_not_grow_with_the_text() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        identify(text)
        return time.process_time() - start

    identify(ENGLISH)
    assert seconds(ENGLISH * 5000) < 10 * max(seconds(ENGLISH * 8), 0.005)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    found = identify(text)
    assert 0 <= found.probability <= 1 + 1e-9
    assert (found.language is None) == (found.probability == 0)
    assert isinstance(is_foreign(text, found.language), bool)


def test_signs_of_another_language() -> None:
    assert is_foreign(GERMAN, "en")
    assert is_foreign("Міст закриють", "en")
    assert not is_foreign(ENGLISH, "en")
    assert not is_foreign("Bayern München – Borussia Dortmund 3:2", "en")
    assert not is_foreign("“La La Land” and “Das Boot” are on at eight", "en")
    assert not is_foreign("", "en")


def theirs(text: str) -> dict[str, float]:
    """What langdetect itself gives, whose last digit depends on the order of files on the disk."""
    from langdetect import LangDetectException, detector_factory

    detector_factory.init_factory()
    detector = detector_factory._factory.create()
    detector.seed = 0
    detector.append(text)
    try:
        return {item.lang: item.prob for item in detector.get_probabilities()}
    except LangDetectException:
        return {}


@given(
    st.one_of(
        st.text(max_size=150),
        st.text("abEÉßŁẠếșСіßтالفارسی漢字かカ한 .@-/:'\u0300\u0301\u200b", max_size=150),
        st.lists(st.sampled_from([*ENGLISH.split(), *GERMAN.split(), "NATO", "a@b.org", "http://a.b/c", "  "])).map(
            " ".join
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_every_probability_is_the_one_of_langdetect(text: str) -> None:
    assert dict(door._profiles().detect(text)) == pytest.approx(theirs(text), rel=1e-9)


def test_many_words_are_not_all_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_REMEMBERED", 5)
    shared = door._profiles()
    own = door._Profiles(shared.detector, shared.languages, shared.known, shared.shares)
    assert dict(own.detect(ENGLISH)) == pytest.approx(theirs(ENGLISH), rel=1e-9)
    assert dict(own.detect(GERMAN + "x" * 40)) == pytest.approx(theirs(GERMAN + "x" * 40), rel=1e-9)
    assert len(own.grams) <= 5
