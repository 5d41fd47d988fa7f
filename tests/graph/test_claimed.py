"""Outlets that an article only names: whose claim it is, and how its words are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.claims import claims
from provenance.graph.derive import _shown, resolve
from provenance.records import Evidence, Graph, Hypothesis, Mark, Verdict, Weighed
from tests.graph.press import story, verdict
from tests.graph.test_derive import STRANGER

SAID = "The harbour master told Yonhap that no ship had left before the tide turned."


def with_claims(one: Verdict) -> Verdict:
    """The verdict with the claims that the article makes."""
    marks = tuple(Mark(found.span, value=found.value) for found in claims(one.document))
    assert marks
    evidence = (Weighed(Evidence("CL101", Hypothesis("translated"), 1.0, 1.0, marks), "claims", "CL"),)
    return replace(one, evidence=evidence)


def claimed(graph: Graph) -> set[tuple[str, str]]:
    return {(link.parent, link.child) for link in graph.links if link.parent.startswith("claimed:")}


def test_a_claim_that_was_copied_belongs_to_the_article_it_was_copied_from() -> None:
    text = "\n".join((*story(4), SAID))
    made = [
        with_claims(verdict("new", text, "2024-03-04", outlet="Later Post")),
        with_claims(verdict("old", text, "2024-03-01", outlet="Early Post")),
    ]
    graph = resolve(made)
    assert ("old", "new") in {(link.parent, link.child) for link in graph.arborescence}
    assert claimed(graph) == {("claimed:yonhap", "old")}
    assert dict(graph.chains)["new"] == "Yonhap:ko >quote Early Post:en >copy Later Post:en"


def test_a_claim_that_its_parent_makes_in_other_words_is_not_made_again() -> None:
    other = SAID.replace("told Yonhap", "said on Tuesday, according to Yonhap,")
    made = [
        with_claims(verdict("new", "\n".join((*story(4), other)), "2024-03-04")),
        with_claims(verdict("old", "\n".join((*story(4), SAID)), "2024-03-01")),
    ]
    assert claimed(resolve(made)) == {("claimed:yonhap", "old")}


def test_a_claim_of_its_own_stays_with_the_child() -> None:
    made = [
        with_claims(verdict("new", "\n".join((*story(4)[:8], SAID)), "2024-03-04")),
        verdict("old", "\n".join((*story(4), "The Yonhap building is closed.")), "2024-03-01"),
    ]
    graph = resolve(made)
    assert ("old", "new") in {(link.parent, link.child) for link in graph.arborescence}
    assert claimed(graph) == {("claimed:yonhap", "new")}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("told Yonhap", "told Yonhap"),
        ("according to " + "wordy " * 20 + "Yonhap", "according to " + "wordy " * 10 + "wordy…"),
        ("https://example.org/" + "a" * 90, "https://example.org/" + "a" * 90),
        ("see https://example.org/" + "a" * 90 + " for more", "see https://example.org/" + "a" * 90 + " …"),
        ("字" * 100, "字" * 80 + "…"),
    ],
)
def test_the_words_of_a_claim_are_cut_between_words_and_never_in_an_address(words: str, shown: str) -> None:
    assert _shown(words) == shown


def test_an_article_whose_id_looks_like_a_named_source_stays_an_article() -> None:
    made = with_claims(verdict("a", "\n".join((*story(4), SAID))))
    graph = resolve([made, verdict("claimed:yonhap", STRANGER)])
    nodes = {node.id: node.kind for node in graph.nodes}
    assert nodes["claimed:yonhap"] == "observed"
    assert nodes["claimed:yonhap~"] == "claimed"
    assert dict(graph.chains)["claimed:yonhap"] == "claimed%3Ayonhap:en"
    assert dict(graph.chains)["a"] == "Yonhap:ko >quote a:en"


ENGLISH = (
    "Drivers in Tellin face two years of detours. The council agreed on Tuesday, by 17 votes to 9, to shut the"
    " harbour bridge from March 3.\n"
    "Mayor Nora Quist defended the decision. “There is none that would not cost us more,” she said of the "
    "alternatives.\n"
    "Opposition leader Ivar Holt called the plan rushed. “Nobody has shown us the report,” he said.\n"
    "About 14,000 vehicles use the crossing each day. A bakery owner, Ada Brun, fears for her trade: “They "
    "will not come by way of Marrow.”\n"
    "The ferry firm Sundline plans four additional crossings an hour."
)
SPANISH = (
    "El puente del puerto de Tellin cerrará en marzo durante dos años, decidió el consejo municipal en la "
    "noche del martes tras un debate de seis horas. Unos 14.000 coches lo cruzan cada día, y el desvío por "
    "Marrow añade 23 minutos al trayecto.\n"
    "«Hemos mirado todas las otras formas de hacerlo, y no hay ninguna que no nos cueste más», afirmó la "
    "alcaldesa, Nora Quist, tras la votación. «El acero es más viejo que la mayoría de los que estamos en esta"
    " sala».\n"
    "El consejo votó 17 contra 9 a favor del plan. Costará 48 millones de coronas, de las que el Estado paga "
    "un tercio.\n"
    "Ivar Holt, que lidera la oposición, dijo que el plan era precipitado. «Nadie nos ha mostrado el informe "
    "de los ingenieros», dijo.\n"
    "Ada Brun tiene una panadería en el extremo sur. «Vienen de camino al trabajo. No vendrán por Marrow», "
    "dijo. Las obras empiezan el 3 de marzo. EFE"
)
UKRAINIAN = (
    "Портовий міст у Телліні закриють у березні на два роки, вирішила міська рада у вівторок увечері після "
    "шестигодинних дебатів. Щодня ним проїжджають близько 14 000 автомобілів, а об'їзд через Марроу додає 23 "
    "хвилини до дороги.\n"
    "«Ми розглянули всі інші способи це зробити, і немає жодного, який не коштував би нам дорожче», — сказала "
    "мер Нора Квіст після голосування. «Сталь старша за більшість із нас у цій залі».\n"
    "Рада проголосувала 17 проти 9 за план. Він коштуватиме 48 мільйонів крон, третину з яких платить держава.\n"
    "Івар Холт, який очолює опозицію, заявив, що план поспішний. «Ніхто не показав нам звіту інженерів», — "
    "сказав він.\n"
    "Роботи розпочнуться 3 березня, повідомляє Reuters."
)


def test_who_shares_a_source_with_one_that_names_an_outlet_is_not_said_to_have_it_from_there() -> None:
    named = with_claims(verdict("uk", UKRAINIAN, language="uk"))
    graph = resolve([named, verdict("en", ENGLISH), verdict("es", SPANISH, language="es")])
    (hidden,) = {node.id for node in graph.nodes if node.kind == "inferred"}
    assert {link.child for link in graph.links if link.parent == hidden} == {"en", "es", "uk"}
    assert claimed(graph) == {("claimed:reuters", "uk")}


def test_nobody_knows_who_translated_from_an_outlet_that_is_only_named() -> None:
    made = with_claims(verdict("en", f"{ENGLISH}\nShe told EFE so.", "2024-03-04", translated=0.8, source="es"))
    made = replace(made, answer="translated")
    graph = resolve([made, verdict("es", SPANISH, "2024-03-01", language="es")])
    assert [link.kind for link in graph.links if link.parent == "claimed:efe"] == ["translation"]
