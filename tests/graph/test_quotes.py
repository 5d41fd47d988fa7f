"""Quotations gathered over articles, with speakers and what changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.amounts import tokens
from provenance.drift import changes, other_speaker
from provenance.graph.profile import profile
from provenance.graph.quotes import ACROSS, Group, across, direct_versions, group, matched, matching, quotes
from provenance.graph.relations import load
from provenance.speech import statements
from tests.graph.press import verdict

BASE = "It would weaken the dam, of course, and perhaps, depending on the kind of stone they use, flood the valley."


def found(*texts: str):
    return quotes([profile(verdict(f"{n:03d}", text)) for n, text in enumerate(texts)])


def test_drifted_versions_are_one_quotation_with_a_ledger():
    rows = found(
        f"Yesterday in Tellin, Nora Quist told reporters: “{BASE}”",
        "“It would weaken the dam, perhaps, depending on the kind of stone, and could flood the valley,” said Quist.",
        "Quist was clear. It would weaken the dam and perhaps, depending on the stone they use, even flood the valley.",
    )
    assert {row.quote for row in rows} == {"q1"}
    assert [row.article for row in rows] == ["000", "001", "002"]
    assert [row.direct for row in rows] == [True, True, False]
    assert sum(row.medoid for row in rows) == 1
    assert rows[2].drift[0] == "indirect"
    assert {row.speaker for row in rows} == {"Nora Quist"}


@pytest.mark.parametrize(
    "interrupted",
    [
        "“The weir will hold,” Nora Quist insisted, “and nobody needs to leave the valley.”",
        "“The weir will hold”, insisted Nora Quist, “and nobody needs to leave the valley”.",
        "“The weir,” Nora Quist insisted, “will hold and nobody,” she added, “needs to leave the valley.”",
    ],
)
def test_a_quotation_that_its_tag_interrupts_has_not_drifted(interrupted):
    plain = "“The weir will hold and nobody needs to leave the valley,” insisted Nora Quist."
    for texts in ((interrupted, plain), (plain, interrupted)):
        rows = found(*(text + " Then Quist left." for text in texts))
        assert {row.quote for row in rows} == {"q1"}
        assert {row.speaker for row in rows} == {"Nora Quist"}
        assert not any(row.drift for row in rows)
        assert sum(row.medoid for row in rows) == 1
        assert len(rows) == 1 + interrupted.count("“")


def test_a_change_in_an_interrupted_quotation_is_told_once():
    rows = found(
        "“The weir will hold,” Nora Quist insisted, “and nobody needs to leave the valley.” Quist left.",
        "“The weir will hold and nobody needs to leave the village,” Nora Quist insisted. Quist left.",
    )
    (told,) = [row.drift for row in rows if row.drift]
    assert told in (("swap: valley -> village",), ("swap: village -> valley",))


@pytest.mark.parametrize(
    "text",
    [
        "“The weir will hold,” Nora Quist insisted. “And nobody needs to leave the valley.” Quist left.",
        "“The weir will hold,” Nora Quist insisted, while the crowd in the old town hall down by the river "
        "sang songs, “and nobody needs to leave the valley.” Quist left.",
        "Nora Quist called the weir “a work of art”, the dam “a heap of rubble” and left. Then Quist slept.",
    ],
)
def test_two_quotations_of_one_speaker_are_two(text):
    assert not any(one.whole or one.continues for one in statements(text))


def test_different_quotations_stay_apart():
    rows = found("Mira Toll said “the harvest was lost” and later “nobody in town has bought a tractor since”.")
    assert [row.quote for row in rows] == ["q1", "q2"]


def test_foreign_marks_do_not_matter():
    rows = found(
        "«We shall rebuild the mill by autumn,» said Ada Brun.", "„We shall rebuild the mill by spring“, said Brun."
    )
    assert {row.quote for row in rows} == {"q1"}
    assert any(
        line == "swap: autumn -> spring" or line == "swap: spring -> autumn" for row in rows for line in row.drift
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("it is deeply troubling", "it is deeply worrying", ["swap: troubling -> worrying"]),
        ("it might fail", "it fails", ["hedge lost: might", "swap: fail -> fails"]),
        ("we will pay", "we will not pay", ["negation added: not"]),
        ("there were 12 men", "there were 15 men", ["number: 12 -> 15"]),
        ("it cost 1,200 crowns", "it cost 2,200 crowns", ["number: 1,200 -> 2,200"]),
        ("it cost 1,200 crowns", "it cost 1.200 crowns", []),
        ("some 1,450,000 eels came", "some 1,460,000 eels came", ["number: 1,450,000 -> 1,460,000"]),
        ("it rose by 3.5 percent", "it rose by 3.7 percent", ["number: 3.5 percent -> 3.7 percent"]),
        ("it rose by 3,5 percent", "it rose by 3,7 percent", ["number: 3,5 percent -> 3,7 percent"]),
        ("about 10 000 eels", "about 40 000 eels", ["number: 10 000 -> 40 000"]),
        ("it is 1,200km away", "it is 1,300km away", ["number: 1,200km -> 1,300km"]),
        ("bus 4, 300 seats", "bus 4, 500 seats", ["number: 300 -> 500"]),
        ("we met Jonas Brandt there", "we met Jonas Bruhn there", ["name: Brandt -> Bruhn"]),
        ("we will go home and rest a while", "we will go home", ["truncated: and rest a while"]),
        ("as far as we know they left in March", "they left in March as far as we know", ["moved: they left in March"]),
        ("the same", "the same", []),
    ],
)
def test_changes_are_typed(before, after, told):
    assert [str(change) for change in changes(before, after)] == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Twelve people died", "Twenty people died", ["number: Twelve -> Twenty"]),
        ("two hundred people", "three hundred people", ["number: two hundred -> three hundred"]),
        ("5 million people", "5 billion people", ["number: 5 million -> 5 billion"]),
        ("$5 million was paid", "€5 million was paid", ["number: $5 million -> €5 million"]),
        ("five dollars were paid", "five euros were paid", ["number: dollars -> euros"]),
        ("few people came", "many people came", ["number: few -> many"]),
        ("the first man", "the second man", ["number: first -> second"]),
        ("10 a.m. today", "10 p.m. today", ["number: 10 a.m. -> 10 p.m."]),
        ("on 5 May 2024", "on 6 June 2024", ["number: 5 -> 6", "date: May -> June"]),
        ("we left in June", "we left in July", ["date: June -> July"]),
        ("Berlin is safe now", "Moscow is safe now", ["name: Berlin -> Moscow"]),
        ("Joe Quist met us", "Antony Quist met us", ["name: Joe -> Antony"]),
        ("It is so. Berlin is safe", "It is so. Moscow is safe", ["name: Berlin -> Moscow"]),
        ("That is so", "This is so", ["swap: That -> This"]),
        ("he can do it", "he can't do it", ["negation added: can't"]),
        ("he cannot do it", "he can do it", ["negation lost: cannot"]),
        ("it may come on 5 May", "it comes on 5 May", ["hedge lost: may", "swap: come -> comes"]),
        ("we deny it is not safe", "it is not safe", ["dropped: we deny"]),
        ("we do not say that it is safe", "it is safe", ["negation lost: not", "truncated: we do say that"]),
    ],
)
def test_changes_of_meaning_are_seen(before, after, told):
    assert [str(change) for change in changes(before, after)] == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("it is 5km away", "it is 5 km away"),
        ("5,000 people", "five thousand people"),
        ("a rise of 3 per cent", "a rise of 3%"),
        ("he cannot do it", "he can not do it"),
        ("it isn't safe", "it is not safe"),
        ("1.5 million men", "1,500,000 men"),
    ],
)
def test_the_same_written_otherwise_is_no_change(before, after):
    assert changes(before, after) == changes(after, before) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the dam is not in danger, and there is no reason to leave", "there is no reason to leave"),
        ("the dam is not in danger, and there is no reason to leave", "the dam is not in danger"),
        ("I do not think there is any reason to leave", "I think there is no reason to leave"),
        ("it might rain where we wait", "it rains where we might wait"),
    ],
)
def test_what_is_cut_or_balanced_touches_no_meaning(before, after):
    assert not any(change.meaning for change in changes(before, after))


ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n):
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    return f"{spelled(n // 1000)} thousand" + (f" {spelled(n % 1000)}" if n % 1000 else "")


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_is_one_word_in_letters_and_digits(n):
    assert [one.form for one in tokens(f"we saw {spelled(n)} eels", "en")] == ["we", "saw", str(n), "eels"]
    assert changes(f"we saw {spelled(n)} eels", f"we saw {n:,} eels") == ()


PIECES = [
    "can't ",
    "not ",
    "5 ",
    "million ",
    "May ",
    "one ",
    "and ",
    "hundred ",
    "$5m ",
    "% ",
    "Berlin ",
    "3km ",
    "٣ ",
    ".",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
def test_nothing_changed_between_a_text_and_itself(text):
    assert changes(text, text) == ()
    for one in tokens(text, "en"):
        assert 0 <= one.start < one.end <= len(text)


def test_a_number_of_ten_thousand_digits_is_a_number():
    assert [str(one)[:8] for one in changes("9" * 10_000, "8" * 10_000)] == ["number: "]


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Maria Keller", "Anton Graf", "speaker: Maria Keller -> Anton Graf"),
        ("Keller", "Maria Keller", None),
        ("Mayor Keller", "Maria Keller", None),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj", None),
        ("Maria Keller", "Антон Граф", None),
        ("Maria Keller", "", None),
    ],
)
def test_words_of_another_speaker_are_another_statement(one, two, told):
    change = other_speaker(one, two)
    assert (str(change) if change else None) == told
    assert change is None or change.meaning


def test_the_ledger_tells_that_words_were_given_to_somebody_else():
    said = "“We will fight this plan in every court of the land,” said"
    rows = found(f"{said} Maria Keller. Keller left.", f"{said} Anton Graf. Graf left.")
    assert [row.drift for row in rows if not row.medoid] == [
        ("speaker: Maria Keller -> Anton Graf", "meaning may have changed")
    ]


def test_a_few_words_of_another_are_not_taken_from_the_speaker():
    rows = found(
        "“We welcome any support for Ukraine in its fight,” said Maria Keller. Keller left.",
        "Anton Graf promised, and Anton Graf told us of, “full support”. Graf left.",
    )
    assert not any(line.startswith("speaker") for row in rows for line in row.drift)


def test_only_some_changes_touch_the_meaning():
    assert [change.meaning for change in changes("it might be 3 men", "it is 4 people")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are late,” said Olga Brandt, a driver. Brandt left.", "Olga Brandt"),
        ("In the town Jan Moor, the mayor, said: “We are late.” Moor left.", "Jan Moor"),
        ("“We are late,” warned the city’s speaker Jan Moor. And Moor left.", "Jan Moor"),
        ("Yesterday Jan Moor spoke. He said “we are late”. Then Moor said “we are lost”.", "Moor"),
    ],
)
def test_speakers_are_found_by_shape(text, speaker):
    assert speaker in {one.speaker for one in statements(text) if one.direct}


def test_a_quotation_that_goes_on_has_the_speaker_of_its_end():
    text = "“The first part is long enough.\n“The second part ends it,” Nora Quist said on Friday with Quist’s smile."
    assert [one.speaker for one in statements(text)] == ["Nora Quist", "Nora Quist"]


def speakers_by_article(*texts):
    return {row.article: row.speaker for row in found(*texts)}


def test_a_few_words_do_not_tell_whose_they_are():
    names = speakers_by_article(
        "“We offer full support for the new dam,” said Nora Quist. Quist left.", "The town had “full support” from all."
    )
    assert names == {"000": "Nora Quist", "001": ""}


def test_a_quotation_without_a_speaker_has_that_of_its_other_versions():
    said = "“We offer full support for the new dam in Tellin”"
    assert speakers_by_article(f"{said}, said Nora Quist. Quist left.", said) == {
        "000": "Nora Quist",
        "001": "Nora Quist",
    }


def test_where_versions_name_two_speakers_a_third_has_neither():
    said = "“We offer full support for the new dam in Tellin”"
    names = speakers_by_article(f"{said}, said Nora Quist. Quist left.", f"{said}, said Ada Brun. Brun left.", said)
    assert names == {"000": "Nora Quist", "001": "Ada Brun", "002": ""}


def test_people_of_one_family_keep_their_given_names():
    said = "“We offer full support for the new dam in Tellin”"
    names = speakers_by_article(
        f"{said}, said Nora Quist. Quist left.",
        f"{said}, said Bartholomew Quist. Quist left.",
        f"{said}, said Quist. Quist.",
    )
    assert (names["000"], names["001"]) == ("Nora Quist", "Bartholomew Quist")


def test_spans_hold_the_words():
    text = f"Yesterday Nora Quist said: “{BASE}” and left."
    for one in statements(text):
        assert one.span.slice(text) == one.text


ENGLISH = (
    "“We lost 47 boats in the storm off Karlevik last week,” said Ada Brunner.\nNothing else is known.\n"
    "“Nobody will get a single coin from this government before the winter is over,” said Tom Vasker."
)
GERMAN = (
    "„Wir haben vorige Woche im Sturm vor Karlewik 47 Boote verloren“, sagte Ada Brunner.\nSonst weiß man nichts.\n"
    "„Niemand bekommt von dieser Regierung auch nur eine Münze, bevor der Winter vorbei ist“, sagte Tom Vasker."
)
EVEN = {"weights": [3.0, -3.0, 1.0, 1.0, 1.0, 0.0, -1.0, -2.0, 0.0, 0.0, 0.0, -2.0], "limit": 0.5}


def groups(*articles: tuple[str, str]) -> list[Group]:
    profiles = [profile(verdict(f"{n:03d}", text, language=tag)) for n, (text, tag) in enumerate(articles)]
    return group([version for one in profiles for version in direct_versions(one)], 0.5, 0.7)


def test_quotations_meet_across_languages():
    joined = across(groups((ENGLISH, "en"), (ENGLISH, "en"), (GERMAN, "de")), EVEN)
    assert sorted(sorted({v.article for v in one.versions}) for one in joined) == [["000", "001", "002"]] * 2
    for one in joined:
        assert len({v.who for v in one.versions}) == 1


def test_no_two_groups_of_one_language_meet_through_another():
    apart = groups((ENGLISH, "en"), (ENGLISH.replace("Ada Brunner", "Tom Vasker"), "en"), (GERMAN, "de"))
    before = [one for one in apart if one.versions[0].language == "en"]
    after = across(apart, {**EVEN, "limit": 0.0})
    english = [[v for v in one.versions if v.language == "en"] for one in after]
    assert sorted(map(len, english)) == sorted(len(one.versions) for one in before)
    assert sum(len(one.versions) for one in after) == sum(len(one.versions) for one in groups(
        (ENGLISH, "en"), (ENGLISH, "en"), (GERMAN, "de")))  # fmt: skip


def test_a_limit_that_nothing_reaches_leaves_languages_apart():
    apart = groups((ENGLISH, "en"), (GERMAN, "de"))
    assert len(across(apart, {**EVEN, "limit": 1.1})) == 4


def test_of_equal_wordings_the_one_with_most_beside_it_in_common_speaks():
    near = "Mayor Ada Brunner met Tom Vasker in Karlevik.\n“We will not close it, because it is safe,” she said there."
    far = "Sports and weather of the week, in short.\n“We will not close it, because it is safe,” it was said at noon."
    theirs = (
        "Ada Brunner und Tom Vasker aus Karlevik.\n„Wir schließen sie nicht, weil sie sicher ist“, hieß es in Karlevik."
    )
    every = groups((far, "en"), (near, "en"), (theirs, "de"))
    alone = groups((near, "en"), (theirs, "de"))
    weights = load().card["across"]["weights"]
    assert matching(*every, weights) == pytest.approx(matching(*alone, weights))


def test_who_is_named_in_the_sentence_before_does_not_speak_in_another_language():
    mine = "“We will not close this bridge, because it is safe,” Ada Brunner said."
    theirs = "Ada Brunner è arrivata. «Non chiuderemo questo ponte perché è sicuro», ha detto l'allenatore Rune Bakke."
    (italian,) = direct_versions(profile(verdict("b", theirs, language="it")))
    (english,) = direct_versions(profile(verdict("a", mine)))
    assert english.who not in italian.beside
    (named,) = direct_versions(profile(verdict("c", theirs.replace("Rune Bakke", "Ada Brunner"), language="it")))
    assert english.who in named.beside


def test_every_measure_across_languages_has_a_name_and_a_weight():
    one, two = groups((ENGLISH, "en"), (GERMAN, "de"))[:2]
    assert len(matched(one.versions[0], two.versions[0])) == len(ACROSS) == len(EVEN["weights"]) - 1
    assert len(load().card["across"]["weights"]) == len(ACROSS) + 1


def test_words_are_not_compared_between_languages():
    profiles = [profile(verdict("000", ENGLISH)), profile(verdict("001", GERMAN, language="de"))]
    for row in quotes(profiles):
        assert row.medoid or set(row.drift) <= {"other language"}


def test_quotations_in_two_languages_that_share_no_name_and_no_figure_are_not_matched_by_their_place():
    mine = "“They come on their way to work and will not come by another one,” she said in the end."
    other = "«Ніхто не показав нам звіту інженерів про цей старий міст», — сказав він наприкінці."
    made = verdict("a", mine), verdict("b", other, language="uk")
    versions = [next(direct_versions(profile(one))) for one in made]
    assert len(across([Group([one]) for one in versions], load().card["across"])) == 2


def _both(speaker: str, tag: str, before: str = "") -> dict[str, str]:
    english = f"{speaker}: “We shall close the Tellin weir in 2031 and open the Quarn lock in 2044.” Quist left."
    german = f"{before}„Wir schließen das Wehr Tellin 2031 und öffnen die Schleuse Quarn 2044“, {tag}."
    rows = quotes([profile(verdict("001", english)), profile(verdict("002", german, language="de"))])
    assert {row.quote for row in rows} == {"q1"}
    return {row.article: row.speaker for row in rows}


def test_another_language_gives_a_speaker_only_to_a_quotation_beside_whom_he_is_named():
    assert _both("Then Nora Quist said", "heißt es von Nora Quist")["002"] == "Nora Quist"
    assert _both("Then Nora Quist said", "heißt es dort", "Nora Quist kam später.\n\n")["002"] == ""


def test_a_negation_in_another_clause_of_an_indirect_version_is_none_in_the_quotation():
    rows = found(
        "“I was at home that night with the whole family,” said Nora Quist. Quist left.",
        "Quist said that she did not open the weir and was at home that night with the whole family.",
    )
    assert [row.drift[:1] for row in rows] == [(), ("indirect",)]
    assert not any("meaning" in line for row in rows for line in row.drift)


def test_a_negation_that_governs_an_indirect_version_is_told():
    rows = found(
        "“The weir at Tellin will hold for the whole winter,” said Nora Quist. Quist left.",
        "Quist said it was never true that the weir at Tellin will hold for the whole winter.",
    )
    assert rows[1].drift[-1] == "meaning may have changed"
