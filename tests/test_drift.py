"""What is told to have changed the meaning of a quotation, and what is not."""

from __future__ import annotations

import pytest

from provenance.drift import changes

SAME = [
    ("en", "We will pay half a million euros.", "We will pay 500,000 euros."),
    ("de", "Wir zahlen eine halbe Million Euro.", "Wir zahlen 500.000 Euro."),
    ("en", "It is unsafe here.", "It is not safe here."),
    ("en", "It is impossible.", "It is not possible."),
    ("en", "Nobody will be left.", "No-one will be left."),
    ("en", "He will come to Kyiv.", "He will come to Kiev."),
    ("en", "He will come to the US.", "He will come to the United States."),
    ("en", "He will come to the UK.", "He will come to Britain."),
    ("en", "Then Zelenskyy will come.", "Then Zelensky will come."),
    ("de", "Niemand ist sicher.", "Keiner ist sicher."),
    ("de", "Die ganze Stadt hat gelogen.", "Die ganze Gemeinde hat gelogen."),
    ("fr", "Nous ne voulons pas la guerre.", "Nous voulons pas la guerre."),
    ("fr", "Personne ne sait.", "On ne sait pas."),
    ("es", "No lo dijo nadie.", "Nadie lo dijo."),
    ("es", "No hay peligro alguno.", "No hay ningún peligro."),
    ("it", "Nessuno lo sa.", "Non lo sa nessuno."),
]
OTHER = [
    ("en", "We will pay half a million euros.", "We will pay a million euros."),
    ("en", "It is safe here.", "It is unsafe here."),
    ("en", "It was illegal here.", "It was legal here."),
    ("en", "I am from Austria.", "I am from Australia."),
    ("en", "I met Maria today.", "I met Mario today."),
    ("de", "Wir fahren nach Berlin.", "Wir fahren nach Hamburg."),
    ("de", "Herr Keller hat gelogen.", "Herr Weber hat gelogen."),
    ("fr", "Nous ne paierons pas.", "Nous paierons."),
    ("es", "No queremos guerra y no la tendremos.", "Queremos guerra y no la tendremos."),
    ("es", "Eso no es verdad. No vendremos.", "Eso no es verdad. Vendremos."),
    ("ru", "Мы никому не платили.", "Мы платили."),
]


@pytest.mark.parametrize(("language", "before", "after"), SAME)
def test_other_words_for_the_same_change_no_meaning(language: str, before: str, after: str) -> None:
    assert [str(one) for one in changes(before, after, language) if one.meaning] == []
    assert [str(one) for one in changes(after, before, language) if one.meaning] == []


@pytest.mark.parametrize(("language", "before", "after"), OTHER)
def test_a_change_of_meaning_is_told(language: str, before: str, after: str) -> None:
    assert any(one.meaning for one in changes(before, after, language))
    assert any(one.meaning for one in changes(after, before, language))
