"""One battery over every detector that needs no model: repeatable, marks inside, linear, at home with any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance import plugins
from provenance.contracts import Detector
from provenance.records import Article, Document, Evidence, Identification, Region, Span
from provenance.text.clean import clean
from provenance.text.tokens import paragraphs

RULES = {"rules", "claims", "furniture"}
"""Channels that need no learned model."""
DETECTORS = tuple(kind for kind in plugins.scan("provenance.detectors", Detector) if kind.channel in RULES)
INSTANCES = tuple(kind() for kind in DETECTORS)
ADVERSARIAL = {
    "one letter": "a",
    "blanks": " ",
    "marks": '"',
    "opening marks": " “a",
    "digits": "1,1 000.1 ",
    "ordinals": "the 2. a on 1.1. ",
    "genitives": "of the a of a ",
    "stops": ". ",
    "initials": "U. S. Aa",
    "brackets": "<a [a {{a ( a ",
    "ampersands": "&amp &#1",
    "capitals": "The President Aaa Aaa ",
    "speech": '" - said "it would said Lund, ',
    "repeats": "a b a b ",
    "short lines": "aa bb cc dd\n",
    "empty lines": "\n \n",
    "other letters": "«да» 「か」 İı ",
    "weekdays": "said Monday last Monday 1, on the 1st ",
}
ADVERSARIAL["strangers"] = "".join(
    f"and {chr(65 + n % 26)}{chr(97 + n % 25)}{'ab' * (n % 99)} said he " for n in range(3000)
)
TEN = 10
"""Times as much text: times as long where cost is linear, a hundred times where it is quadratic."""


def document(text: str, language: str | None = "en") -> Document:
    """The text as body, line by line."""
    article = Article("battery", text, "battery")
    return Document(
        article, tuple(Region("body", span) for span in paragraphs(text)), Identification(language, 0.9, True)
    )


def evidence(detector: Detector, text: str, language: str | None = "en") -> tuple[Evidence, ...]:
    return tuple(detector.detect(document(text, language)))


@pytest.mark.parametrize("kind", DETECTORS, ids=lambda kind: kind.code)
def test_code_and_class_say_what_the_detector_is(kind: type[Detector]) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", kind.code)
    file = kind.__module__.rpartition(".")[2]
    assert kind.__name__.lower() == file.replace("_", "")
    assert kind.__doc__


@pytest.mark.parametrize("detector", INSTANCES, ids=lambda one: one.code)
@pytest.mark.parametrize("text", ["", "\n\n", "x", " ", "12"])
def test_nearly_empty_articles_have_no_marks(detector: Detector, text: str) -> None:
    assert not [mark for one in evidence(detector, text) for mark in one.marks]


@pytest.mark.parametrize("detector", INSTANCES, ids=lambda one: one.code)
@pytest.mark.parametrize("language", ["xx", None])
def test_an_unknown_language_is_no_error(detector: Detector, language: str | None) -> None:
    for one in evidence(detector, "Of the head of the head of the head, 2,5 percent said: no.", language):
        assert one.code == detector.code


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(sorted(ADVERSARIAL.values()))), max_size=12))
def test_any_text_gives_sound_and_repeatable_evidence(pieces: list[str]) -> None:
    text = clean("".join(pieces))
    for detector in INSTANCES:
        found = evidence(detector, text)
        assert found == evidence(detector, text), detector.code
        for one in found:
            assert one.code == detector.code
            assert one.exposure >= 0
            for mark in one.marks:
                assert 0 <= mark.span.start < mark.span.end <= len(text), (detector.code, mark)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="İıßﬁŉǰΐ aA.,\"'“”«» 12", min_size=1, max_size=80))
def test_letters_that_change_their_length_leave_offsets_true(text: str) -> None:
    cleaned = clean(text)
    for detector in INSTANCES:
        for one in evidence(detector, cleaned):
            assert all(mark.span.slice(cleaned) for mark in one.marks), detector.code


def test_rules_keep_off_furniture() -> None:
    text = "On the 20th 2,5 percent of 20 thousand people were here.\nsource site-12"
    whole = Region("boilerplate", Span(0, len(text)))
    furniture = Document(Article("f", text, "f"), (whole,), Identification("en", 0.9, True))
    sentences = [one for one in INSTANCES if one.code[:2] in {"FG", "SY"}]
    assert sentences
    assert not [mark for one in sentences for e in one.detect(furniture) for mark in e.marks]


@pytest.mark.parametrize("name", sorted(ADVERSARIAL))
def test_time_is_linear_on_adversarial_lines(name: str) -> None:
    assert slow(ADVERSARIAL[name], 15_000) == {}


def test_time_is_linear_on_a_megabyte_of_everything() -> None:
    assert slow("".join(text * (5000 // len(text)) for text in ADVERSARIAL.values()), 100_000) == {}


def slow(pattern: str, size: int) -> dict[str, tuple[float, float]]:
    """Codes whose time on ten times ``size`` characters of the pattern is more than thirty times that on ``size``."""
    texts = [(pattern * (length // len(pattern) + 1))[:length] for length in (size, size * TEN)]
    small, large = (document(text) for text in texts)
    times = {detector.code: (seconds(detector, small), seconds(detector, large)) for detector in INSTANCES}
    return {code: (before, after) for code, (before, after) in times.items() if after > 3 * TEN * before + 0.3}


def seconds(detector: Detector, text: Document) -> float:
    """Processor time of one run."""
    start = time.thread_time()
    for _ in detector.detect(text):
        pass
    return time.thread_time() - start
