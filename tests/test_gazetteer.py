"""The gazetteer knows places and peoples, and which of them are words."""

from __future__ import annotations

import re

import pytest

from provenance import gazetteer


@pytest.mark.parametrize("name", ["ukraine", "kyiv", "norwegian", "putin", "crimea", "lagos"])
def test_names_that_are_no_words_can_be_looked_for_in_lower_case(name: str) -> None:
    assert name in gazetteer.lowered()


@pytest.mark.parametrize(
    "word", ["turkey", "reading", "nice", "china", "chad", "male", "polish", "of", "la", "most", "bath", "march", "may"]
)
def test_words_and_short_names_are_left_alone(word: str) -> None:
    assert word not in gazetteer.lowered()


@pytest.mark.parametrize(
    ("exonym", "english", "language"),
    [("Kiew", "Kyiv", "de"), ("Moscú", "Moscow", "es"), ("Londres", "London", "fr"), ("Alemania", "Germany", "es")],
)
def test_exonyms_name_their_languages(exonym: str, english: str, language: str) -> None:
    one = gazetteer.exonyms()[exonym]
    assert one.english == english
    assert language in one.languages


def test_kind_is_that_of_the_english_name_as_written() -> None:
    assert gazetteer.kind("Norway") == "country"
    assert gazetteer.kind("Norwegian") == "people"
    assert gazetteer.kind("norway") == gazetteer.kind("Norwegen") == ""


def test_rows_are_names_with_known_kinds() -> None:
    kinds = {"country", "region", "city", "people", "person", "body", "time"}
    for known in gazetteer.names().values():
        for one in known:
            assert one.kind in kinds
            assert re.match(r"[^\W\d_]", one.name)
            assert bool(one.english) == bool(one.languages)
