"""Edges that a verdict or the reading of a third article forbids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.graph import refusals
from provenance.graph.derive import resolve
from provenance.graph.features import Event
from provenance.graph.profile import profile
from provenance.records import Graph, Verdict
from provenance.view.doubts import doubts
from tests.graph.press import story, verdict

GERMAN = """In Karlovos ist am Montag die Brücke über die Mirtenra gesperrt worden, nachdem Ingenieure 47 Risse fanden.
Marta Zanbelfe, die Leiterin der Arbeiten, rechnet mit Kosten von 312 Millionen Kronen.
Eine Fähre für 64 Autos soll ab nächster Woche zwischen Karlovos und Dunshel verkehren.
Bürgermeister Rafel Torgri sagte in Karlovos, der Bericht habe seit 1963 in der Bücherei gelegen.
Schwere Lastwagen müssen 28 Kilometer über Polomir fahren."""
ENGLISH = """In Karlovos the bridge over the Mirtenra was closed on Monday after engineers had found 47 cracks.
Marta Zanbelfe, who leads the works, expects a cost of 312 million crowns.
A ferry for 64 cars is to run between Karlovos and Dunshel from next week.
Mayor Rafel Torgri said in Karlovos that the report had lain in the library since 1963.
Heavy lorries have to take a detour of 28 kilometres by Polomir."""


def pair(made: Verdict, hours: int = 3) -> Graph:
    return resolve([verdict("de", GERMAN, f"2024-03-02T{12 - hours:02d}:00Z", language="de"), made])


def chosen(graph: Graph) -> set[tuple[str, str]]:
    return {(link.parent, link.child) for link in graph.arborescence}


def test_two_stories_about_the_same_people_are_no_translation_of_each_other():
    other = """Mayor Rafel Torgri of Karlovos and Marta Zanbelfe quarrelled over taxes in Dunshel on Monday.
Marta Zanbelfe put the tax of Karlovos at 95 crowns a head, and 210 people in Polomir clapped.
Rafel Torgri said in Dunshel that 17 bills of Karlovos were paid, and left for Polomir by the Mirtenra."""
    graph = pair(verdict("en", other, "2024-03-02T12:00Z", translated=0.9, source="de"))
    assert not chosen(graph)
    assert refusals.by_figures(Event([profile(verdict(n, t, language=n)) for n, t in (("de", GERMAN), ("en", other))]))
    same = [profile(verdict(n, t, language=n)) for n, t in (("de", GERMAN), ("en", ENGLISH))]
    assert not refusals.by_figures(Event(same))


def test_what_was_judged_original_is_no_translation_of_what_is_older():
    assert ("de", "en") in chosen(pair(verdict("en", ENGLISH, "2024-03-02T12:00Z", translated=0.5)))
    graph = pair(verdict("en", ENGLISH, "2024-03-02T12:00Z", translated=0.01))
    assert ("de", "en") not in chosen(graph)
    assert not any(link.kind.endswith("translation") for link in graph.arborescence if link.child == "en")
    (link,) = [link for link in graph.links if (link.parent, link.child) == ("de", "en")]
    assert link.withheld == "withheld: en was judged original, not translated"
    assert f"perhaps from de:de ({link.p:.2f}): en was judged original, not translated" in doubts([graph])["en"]


def test_minutes_make_no_translation_older_than_its_original():
    made = verdict("en", ENGLISH, "2024-03-02T12:10Z", translated=0.01)
    graph = resolve([verdict("de", GERMAN, "2024-03-02T12:00Z", language="de"), made])
    assert chosen(graph) == {("en", "de")}


@pytest.mark.parametrize(("allowed", "given"), [(("de", "nl"), True), (("es", "pt"), False), ((), True)])
def test_a_translation_comes_out_of_a_language_of_its_prediction_set(allowed, given):
    made = replace(verdict("en", ENGLISH, "2024-03-02T12:00Z", translated=0.97, source="es"), source_set=allowed)
    graph = pair(made)
    assert (("de", "en") in chosen(graph)) == given
    if not given:
        assert dict(graph.chains)["en"].endswith("*?:es >mt en:en")


@pytest.mark.parametrize(
    ("answer", "language", "why"),
    [
        ("undetermined", "de", ""),
        ("mixed", "de", ""),
        ("human_translated", "es", ""),
        ("translated", "de", "en was judged translated out of es"),
        ("machine_translated", "und", ""),
        ("original", "es", "en was judged original, not translated"),
    ],
)
def test_only_a_verdict_that_names_something_forbids(answer, language, why):
    child = profile(replace(verdict("en", ENGLISH), answer=answer, source_set=("es",)))
    assert refusals.by_verdict(profile(verdict("x", GERMAN, language=language)), child) == why


def test_who_has_it_right_with_a_third_did_not_copy_the_error():
    lines = story(5)
    name = next(word for word in lines[1].split() if word.endswith(",")).rstrip(",")
    right = "\n".join(lines[1:9])
    wrong = right.replace(name, "Quellinsky")
    third = "\n".join((lines[0], f"The works are led by {name}, of whom people in the valley think much.", *lines[9:]))
    graph = resolve([
        verdict("wrong", f"{wrong}\nNobody knew what would come next in the long valley."), verdict("right", right),
        verdict("third", third), verdict("heir", "\n".join(wrong.split("\n")[:-1])),
    ])  # fmt: skip
    assert ("wrong", "right") not in chosen(graph)
    (link,) = [link for link in graph.links if (link.parent, link.child) == ("wrong", "right")]
    assert link.withheld == f"withheld: right has “{name}” with third where wrong has “Quellinsky”"


def test_who_has_a_figure_right_did_not_translate_the_error():
    wrong = ENGLISH.replace("1963", "1968")
    given = [
        verdict("first", ENGLISH, "2024-03-02T08:00Z"),
        verdict("second", wrong, "2024-03-02T10:00Z"),
        verdict("third", GERMAN, "2024-03-02T12:00Z", language="de"),
    ]
    event = Event([profile(one) for one in given])
    told = refusals.by_readings(event, {2: 1}, lambda c, q: True)
    assert told == {(1, 2): "third has “1963” with first where second has “1968”"}
    assert refusals.by_readings(event, {2: 0}, lambda c, q: True) == {}
    assert refusals.by_readings(event, {2: 1}, lambda c, q: False) == {}
