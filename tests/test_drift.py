"""What is told to have changed the meaning of a quotation, and what is not."""

from __future__ import annotations

import pytest

from provenance.drift import changes

SAME = [
    ("en", "We will pay half a million euros.", "We will pay 500,000 euros."),
    ("en", "We will meet at 5 p.m. here.", "We will meet at 17:00 here."),
    ("en", "We will meet at 5.30pm here.", "We will meet at 17.30 here."),
    ("en", "We will meet at half past five here.", "We will meet at 17:30 here."),
    ("en", "We will meet at a quarter to six here.", "We will meet at 5:45 here."),
    ("en", "We will meet at five o'clock here.", "We will meet at 5 p.m. here."),
    ("en", "We will meet at noon here.", "We will meet at 12:00 here."),
    ("en", "We will meet at 3pm EST here.", "We will meet at 15:00 EST here."),
    ("en", "We will meet at 8 in the morning.", "We will meet at 8 a.m."),
    ("en", "We are open from 5 to 6 p.m. here.", "We are open from 17:00 to 18:00 here."),
    ("en", "We lost a tenth of our members.", "We lost 10 percent of our members."),
    ("en", "We lost two thirds of our members.", "We lost 67 percent of our members."),
    ("en", "We lost two-thirds of our members.", "We lost 2/3 of our members."),
    ("en", "We lost half of our members.", "We lost 50% of our members."),
    ("en", "We lost two dozen men.", "We lost 24 men."),
    ("en", "We lost half a dozen men.", "We lost six men."),
    ("en", "We lost one of our men.", "We lost 1 of our men."),
    ("en", "It was on May 5th.", "It was on May 5."),
    ("en", "It took two and a half hours.", "It took 2.5 hours."),
    ("en", "It took half an hour.", "It took 30 minutes."),
    ("en", "It took a quarter of an hour.", "It took 15 minutes."),
    ("en", "We lost 1.2 million euros.", "We lost 1,200,000 euros."),
    ("de", "Wir treffen uns um halb sechs hier.", "Wir treffen uns um 17.30 Uhr hier."),
    ("de", "Ein Zehntel der Leute kam zu uns.", "Zehn Prozent der Leute kamen zu uns."),
    ("es", "Eso fue a las 5 de la tarde.", "Eso fue a las 17:00."),
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
    ("en", "We will meet at 5 p.m. here.", "We will meet at 5 a.m. here."),
    ("en", "We will meet at 17:30 here.", "We will meet at 17:00 here."),
    ("en", "We will meet at noon here.", "We will meet at midnight here."),
    ("en", "We lost a third of our members.", "We lost two thirds of our members."),
    ("en", "We lost a tenth of our members.", "We lost 20 percent of our members."),
    ("en", "We lost half of our members.", "We lost a third of our members."),
    ("en", "We lost a dozen men.", "We lost 20 men."),
    ("en", "We lost one man.", "We lost two men."),
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
