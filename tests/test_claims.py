"""Named sources in all their forms, apart from names that claim nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import vetoes
from provenance.claims import claims
from provenance.pipeline import segment
from provenance.records import Article
from provenance.text.clean import clean

BODY = "The bridge at Kolding will close in the spring, the mayor said on Monday after a long meeting of the council."


def found(text: str, url: str | None = None) -> list[tuple[str, str]]:
    (case,) = segment([Article("a", text, "a", url=url)])
    return [(claim.form, claim.value) for claim in claims(case.document)]


def inside(sentence: str) -> list[tuple[str, str]]:
    return found(f"Bridge to close\n\n{BODY}\n\n{sentence}\n\n{BODY}")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bridge will close, according to The Guardian.", [("attribution", "guardian")]),
        ("According to the British newspaper Financial Times, it will.", [("attribution", "ft")]),
        (
            "The mayor told Reuters, AFP and EFE that it will close.",
            [("attribution", "reuters"), ("attribution", "afp"), ("attribution", "efe")],
        ),
        ("The New York Times reported that it will close.", [("attribution", "nyt")]),
        ("It will close, as quoted by the agency Interfax.", [("attribution", "interfax")]),
        ("In an interview with Der Spiegel she said no.", [("attribution", "spiegel")]),
        ("A Yonhap news report said that it will close.", [("attribution", "yonhap")]),
        ("It will close, Bild writes.", [("attribution", "bild")]),
        ("It will close, per Bloomberg.", [("attribution", "bloomberg")]),
        ("The Guardian, which first reported the plan, asked twice.", [("attribution", "guardian")]),
        ("Bloomberg was first to report the plan.", [("attribution", "bloomberg")]),
        ("That is what the newspaper “Kolding Wave” reported.", [("attribution", "?Kolding Wave")]),
        ("He told the magazine Time that it will close.", [("attribution", "time")]),
        ("KOLDING, June 20 (AP) — The bridge will close.", [("credit", "ap")]),
        ("The bridge will close, she said. (dpa/AFP)", [("credit", "dpa"), ("credit", "afp")]),
        ("(With information from AFP and EFE)", [("credit", "afp"), ("credit", "efe")]),
        ("Source: Ukrinform", [("credit", "ukrinform")]),
        ("The bridge at Kolding in spring (AFP)", [("photo", "afp")]),
        ("The bridge at Kolding in spring (Jane Doe/Getty Images)", [("photo", "getty")]),
        ("READ MORE HERE: https://edition.cnn.com/2024/06/20/x.html", [("link", "cnn")]),
        ("See www.wave.example/bridge for more on all of it.", [("link", "wave.example")]),
        ("Laut Spiegel Online wird die Brücke geschlossen.", [("attribution", "spiegel")]),
        ("Міст закриють, повідомляє Reuters.", [("attribution", "reuters")]),
        ("It will close, writes The Guardian.", [("attribution", "guardian")]),
        ("It will close, reported the Spanish daily El País.", [("attribution", "el_pais")]),
        ("The Spanish newspaper Marca reported that it will close.", [("attribution", "marca")]),
        ("She told state broadcaster RTVE, and left.", [("attribution", "rtve")]),
        ("She told the newspaper Kolding Wave. The bridge will close.", [("attribution", "?Kolding Wave")]),
        ("The website of The Guardian reported it.", [("attribution", "guardian")]),
        ("It was the latest of several Reuters reports on it.", [("attribution", "reuters")]),
        ("The New York Times wrote first. It will close, according to The Times.", [("attribution", "nyt")] * 2),
        (
            "“It will close”, reports Ukrinform with reference to Reuters.",
            [("attribution", "ukrinform"), ("attribution", "reuters")],
        ),
        ("It will close in spring, reported Bild on Friday.", [("attribution", "bild")]),
        ("She said so to the news agency dpa.", [("attribution", "dpa")]),
        ("Le Monde, citing two members of the council, said it will.", [("attribution", "le_monde")]),
        ("This is stated in the publication The Guardian.", [("attribution", "guardian")]),
        ("As the Guardian reported, it will close.", [("attribution", "guardian")]),
        ("It will close, this was stated by Interfax.", [("attribution", "interfax")]),
        ("The bridge will close, she said. — AFP", [("credit", "afp")]),
        ("Laut Spiegel wird die Brücke geschlossen.", [("attribution", "spiegel")]),
        ("Die Brücke wird geschlossen, meldet dpa.", [("attribution", "dpa")]),
        ("Le pont va fermer, selon l'AFP.", [("attribution", "afp")]),
        ("D’après l’AFP, le pont va fermer.", [("attribution", "afp")]),
        ("Il ponte chiuderà, riferisce l'ANSA.", [("attribution", "ansa")]),
        ("El puente cerrará, informa EFE.", [("attribution", "efe")]),
    ],
)
def test_forms(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert inside(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The BBC will move to Leeds, and nobody there minds.",
        "She had been chief executive of the Financial Times for years.",
        "He came with Fox, who plays the mayor, and left.",
        "They told the Foreign Affairs Committee that it was time.",
        "The bridge (built by the heirs of Paul Reuter in the year 1890) will close.",
        "The newspaper Monday morning was wet, and the magazine too.",
        "It will close, says BBC presenter Jane Doe.",
        "Nobody reports Reuters staff to the council.",
        "The guardian reported no change in the child.",
        "He bought the Guardian at the station.",
        "He left the BBC, citing his health, and moved to Leeds.",
        "She reported to the BBC board for years.",
        "They sold the rights to Spiegel - and AFP.",
        "According to prosecutors, the BBC paid him.",
        "Citing security, Russia banned the BBC.",
        "He told officials the BBC was biased.",
        "He told them that Reuters had lied.",
        "She said in London that the BBC was biased.",
        "The report by police names Reuters.",
        "He bought the newspaper Bild.",
        "The portal Telegram blocked the BBC.",
        "Police searched the office of the newspaper Novaya Gazeta.",
        "The lawyer for the BBC said that the case was closed.",
        "A rival of the newspaper Bild reported a fire.",
        "He told the BBC board that he would resign.",
        "CNN said on Friday that its chief executive will leave.",
        "The New York Times reported record profits on Thursday.",
        "The mayor cancelled an interview with Der Spiegel.",
        "Mr. Bloomberg said he would not run, and Bloomberg added nothing.",
        "Michael Bloomberg said he would not run.",
    ],
)
def test_names_without_a_claim(sentence: str) -> None:
    assert inside(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A fake BBC report claims that the bridge was sold.",
        "A fabricated report attributed to Deutsche Welle claims that it was sold.",
        "A story falsely attributed to Reuters says the bridge was sold.",
        "Screenshots purporting to show a CNN report say the bridge was sold.",
        "There is no such report by the BBC, and the bridge was not sold.",
        "No report by Reuters mentions a sale.",
        "The BBC never reported that the bridge was sold.",
        "Reuters has not reported that the bridge was sold.",
        "She has never told Reuters that the bridge was sold.",
        "Bild withdrew its report that the bridge was sold.",
        "Bild reported wrongly that the bridge was sold.",
        "The post wrongly cites Reuters as its source.",
        "Did Reuters report that the bridge was sold?",
        "If Reuters reports it, we will believe it, she said.",
        "The mayor rejected a report by the BBC that the bridge was sold.",
        "The mayor denied the Guardian report on the bridge.",
        "The mayor sued The Guardian over a report on the bridge.",
        "Contrary to a report in Bild, the bridge was not sold.",
        "Contrary to what Bild reported, the bridge was not sold.",
        "She spoke to a former Reuters reporter on the bridge.",
        "A Reuters reporter said she had fallen off the bridge.",
        "Nobody told Time was running out.",
        "The fake newspaper Harbour Wave reported it.",
        "Der Spiegel berichtete nicht über die Brücke.",
        "Ein angeblicher Bericht von Bild, den Bild nie veröffentlichte, ging um.",
        "Le Monde n'a jamais rapporté cela.",
        "EFE no informó de la venta.",
        "Reuters не сообщает о продаже.",
        "Reuters ніколи не повідомляє про продаж.",
        "He told Bild to stop.",
        "He told the BBC not to air the film on the bridge.",
        "The mayor told the Guardian reporter to leave the bridge.",
        "The mayor rejected what the Guardian reported on the bridge.",
        "The Guardian failed to report the sale.",
        "The Guardian report was a lie, the mayor said.",
        "The mayor criticised a report by the BBC on the bridge.",
        "The New York Times announced that it would cut 50 jobs.",
        "He was told Reuters would leave.",
        "Die „Bild“ berichtete das nie.",
        "Wie die Bild fälschlich berichtete, war die Brücke gesperrt.",
        "Er lehnte es ab, gegenüber Reuters Stellung zu nehmen.",
        "Im Gegensatz zu dem, was die Bild schreibt, steht die Brücke.",
        "Der Bürgermeister wies einen Bericht im Spiegel zurück.",
        "Contrariamente a lo que publicó El País, el puente sigue en pie.",
        "A diferencia de lo que informó Reuters, el puente sigue en pie.",
        "El País informó erróneamente de que el puente estaba cerrado.",
        "El País publica sus cuentas de otro mal año.",
        "Le Figaro écrit à tort que le pont est fermé.",
        "Le ministère juge mensonger un article cité par Le Figaro.",
        "Вопреки тому, что пишет The Guardian, мост стоит.",
        "Неизвестно, сообщает ли об этом Reuters.",
        "The Guardian сообщает, что сократит полсотни сотрудников.",
        "Министерство опровергло информацию, которую передает Reuters.",
        "Всупереч тому, що пише The Guardian, міст стоїть.",
        "Невідомо, чи повідомляє про це Reuters.",
        "Contrariamente a quanto riferisce l'ANSA, il ponte è aperto.",
        "La Repubblica scrive erroneamente che il ponte è chiuso.",
        "Né l'ANSA né Reuters riporta la notizia.",
        "Ao contrário do que informou O Globo, a ponte está aberta.",
        "A Reuters informou erroneamente que a ponte fechou.",
        "Nem O Globo nem a Reuters informou isso.",
        "Wbrew temu, co podaje Reuters, most jest otwarty.",
        "Reuters błędnie podaje, że most jest zamknięty.",
        "Ministerstwo zdementowało informację, którą podaje Reuters.",
        "Fałszywy artykuł, który podaje Reuters, krąży w sieci.",
        'Anders als die "Bild" berichtete, steht die Brücke.',
        'He told "Bild" to stop.',
        "The council denied the information published by El Pais on the bridge.",
    ],
)
def test_what_is_denied_asked_withdrawn_or_faked_is_only_mentioned(sentence: str) -> None:
    assert inside(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The bridge was not sold, according to the BBC.", "bbc"),
        ("The mayor did not say why, Reuters reported.", "reuters"),
        ("Reuters reported no injuries on the bridge.", "reuters"),
        ("The mayor denied it in an interview with Reuters.", "reuters"),
        ("A man who asked not to be named told Reuters so.", "reuters"),
        ("A former mayor told Reuters so.", "reuters"),
        ("The bridge was sold by fake owners, the BBC reported.", "bbc"),
        ("Anna Mai told Reuters so.", "reuters"),
        ("She told a Reuters reporter so.", "reuters"),
        ("She told Time that the bridge was sold.", "time"),
        ("Laut Bild nicht verkauft.", "bild"),
        ("Der Spiegel berichtete nicht nur darüber.", "spiegel"),
        ("She told the Guardian to the surprise of all that it was sold.", "guardian"),
        ("The Guardian said it would be the first sale.", "guardian"),
        ("The mayor criticised the council, the Guardian reported.", "guardian"),
        ("Der Bürgermeister wies die Kritik zurück, berichtet der Spiegel.", "spiegel"),
        ("Der Spiegel berichtete über ihre Pläne.", "spiegel"),
        ('Die Brücke steht, wie die "Bild" berichtete.', "bild"),
        ("El País publica sus declaraciones.", "el_pais"),
        ("Le Figaro rapporte ses propos.", "le_figaro"),
        ("Министерство опровергло обвинения, сообщает Reuters.", "reuters"),
        ("Міністр не відповів, пише The Guardian.", "guardian"),
        ("Il ministero ha smentito, riferisce l'ANSA.", "ansa"),
        ("O ministério negou, segundo a Reuters.", "reuters"),
        ("Ministerstwo zaprzeczyło zarzutom, podaje Reuters.", "reuters"),
    ],
)
def test_a_denial_elsewhere_leaves_the_claim(sentence: str, value: str) -> None:
    assert inside(sentence) == [("attribution", value)]


def test_all_names_of_a_list_that_speaks_are_claimed() -> None:
    assert {value for _, value in inside("Le Monde, El País and Der Spiegel first reported it.")} == {
        "le_monde",
        "el_pais",
        "spiegel",
    }
    assert inside("He left Reuters, the BBC reported.") == [("attribution", "bbc")]
    assert inside("He praised Reuters and the BBC reported it.") == [("attribution", "bbc")]


def test_an_outlet_whose_name_a_fake_bears_is_no_source_by_speaking() -> None:
    fake = "A fake BBC video claims that the bridge was sold."
    assert inside(f"{fake} The BBC said it had never made the video.") == []
    assert inside(f"{fake} The bridge stands, the mayor told the BBC.") == [("attribution", "bbc")]
    assert inside(f"{fake} The bridge stands, Reuters reported.") == [("attribution", "reuters")]


def test_many_denials_are_looked_at_near_their_claim_only(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = vetoes.Vetoes._counts
    monkeypatch.setattr(vetoes.Vetoes, "_counts", lambda *given: seen.append(1) or real(*given))
    text = "Reuters reported it and so not on and on and not so " * 500
    (case,) = segment([Article("a", text, "a")])
    claims.__wrapped__(case.document)
    assert 500 < len(seen) < 500 * vetoes._REACH


def test_a_headline_that_begins_or_ends_with_an_outlet() -> None:
    assert found(f"The Guardian: bridge to close\n\n{BODY}\n\n{BODY}")[0] == ("headline", "guardian")
    assert found(f"Bridge to close - Reuters\n\n{BODY}\n\n{BODY}")[0] == ("headline", "reuters")
    assert found(f"BBC to close its office\n\n{BODY}\n\n{BODY}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Follow us at https://www.facebook.com/wave and hear the podcast at https://www.theguardian.com/podcasts/today.",
        "Got a story? Email us or visit www.bbc.co.uk/send.",
        "For tickets to the open day, see www.bbc.co.uk/openday or www.pool.example.",
        "For more information, go to www.pool.example.",
        "Karten gibt es unter www.spiegel.de/karten.",
        "Подписывайтесь на нас: https://www.kommersant.ru/sub",
    ],
)
def test_addresses_to_go_to_are_no_claim(line: str) -> None:
    assert [one for one in found(f"Bridge to close\n\n{BODY}\n\n{line}") if one[0] == "link"] == []


def test_an_invitation_says_nothing_of_the_next_sentence() -> None:
    line = "Tickets are sold out. The bridge was shut, as told at https://www.bbc.co.uk/news/bridge-1."
    assert ("link", "bbc") in found(f"Bridge to close\n\n{BODY}\n\n{line}")


def test_links_to_the_own_site_are_no_claim() -> None:
    for own in ("https://wave.example/a", "https://news.wave.example/a", "https://www.wave.example"):
        assert found(f"Bridge to close\n\n{BODY}\n\nhttps://wave.example/b", own) == []


@pytest.mark.parametrize("own", ["https://www.newwave.example/1", "https://a.example/1?u=https://wave.example/b"])
def test_a_site_whose_name_stands_in_the_own_address_is_another(own: str) -> None:
    assert found(f"Bridge to close\n\n{BODY}\n\nhttps://wave.example/b", own) == [("link", "wave.example")]


PIECES = ["according to ", "AP", " and ", "(", ")", "Reuters", ", ", "\n", "newspaper ", "Wave", "told ", "www.a/", "İ"]
PIECES += ["never ", "a fake ", "Did ", "?", " report"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_spans_hold_their_names_in_any_text(raw: str) -> None:
    text = clean(raw)
    (case,) = segment([Article("a", text, "a")])
    for claim in claims(case.document):
        assert 0 <= claim.span.start <= claim.name.start < claim.name.end <= claim.span.end <= len(text)
        assert claim.value


@pytest.mark.parametrize(
    "text",
    ["The Australian Federal Police (AFP) said two men were held. The AFP told reporters so.",
     "Floods closed roads in Andhra Pradesh (AP), and trains stood.",
     "A court freed a leader of Pakistan Tehreek-i-Insaf (PTI) on Monday.",
     "The Department of Public Assistance (DPA) sent no cheques.", "Visitors were told Time and again to wait."],
)  # fmt: skip
def test_a_name_that_is_something_else_here_is_no_outlet(text):
    assert inside(text) == []


@pytest.mark.parametrize("text", ["Agence France-Presse (AFP) reported it.", "The bridge will close on Monday. (AFP)"])
def test_an_acronym_of_the_outlet_itself_is_one(text):
    assert {key for _, key in inside(text)} == {"afp"}
