"""Every row of every table of patterns: complete, unique, firing on its own example and on no near miss."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from provenance import lexicon, plugins
from provenance.contracts import Detector
from provenance.errors import TableError
from provenance.records import Article, Document, Identification, Region, Span

ROOT = Path(__file__).resolve().parent.parent
TABLES = {
    "calques": "LX101",
    "false_friends": "LX102",
    "reporting": "LX103",
    "connectors": "LX104",
    "headlines": "LX105",
    "names": "NM101",
    "toponyms": "NM102",
    "nouns": "NM105",
    "outlet_names": "NM106",
    "wrong_names": "IN101",
    "titles": "IN103",
    "institutions": "IN104",
    "acronyms": "IN105",
}
DETECTORS = {kind.code: kind() for kind in plugins.scan("provenance.detectors", Detector)}
OURS = [DETECTORS[code] for code in sorted({*TABLES.values(), "NM103", "NM104", "NM107", "IN102"})]

NEAR_MISSES = """
    The mayor said on Friday that the bridge would stay shut until June.
    Police are investigating two men over the fire, a spokesman said.
    The company hired a lawyer, and in turn the lawyer hired a driver.
    She took part in the race and finished it in good time.
    He wrote in his diary that the summer had been dry.
    The frame of the picture broke, and the work had to be done again.
    A spokeswoman for the foreign ministry in Berlin declined to comment.
    Russia's Foreign Ministry summoned the ambassador on Monday.
    The State Department said it was aware of the reports.
    The Pentagon said the Defense Department would review the contract.
    The defence secretary told the House of Commons that talks were under way.
    The White House chief of staff met members of Congress.
    President Joe Biden spoke to Emmanuel Macron and Olaf Scholz by phone.
    Hunter Biden, Jill Biden and Ashley Biden attended the dinner.
    Secretary of State Antony Blinken flew to Kyiv, then to Warsaw and Brussels.
    The Kremlin spokesman, Dmitry Peskov, brushed off the question.
    Volodymyr Zelensky thanked Germany; Zelensky then met Keir Starmer.
    Peking duck is served on a hot plate.
    The actor studied concrete and timber at a school of building.
    The eventual winner had trailed by nine points; the actual score was closer.
    They reached an important deal, and a sensible one, critics agreed.
    The trial of the two officers opens in Paris next week.
    She pretended to sleep while her brother assisted the doctor.
    It was said to be the oldest pub in town.
    He is said to be shy.
    It is known for its beaches and its cheap wine.
    The report notes that rents rose, though less than feared.
    As a matter of fact, nobody had asked him.
    The head of the school and the chief of police shook hands.
    A deputy sheriff and a people's choice award do not make a career.
    The general secretary of the union said members would vote.
    The supreme leader of the cult lived in a trailer.
    The general staff room was empty; the security guard had left.
    Reporters waited outside the court; one reporter sat in her car.
    The chamber of commerce gave a dinner for its members.
    A federal judge ruled that the state could not ban the march.
    The Federal Reserve left rates unchanged, and stocks rose.
    Nato's secretary general, Jens Stoltenberg, welcomed the vote.
    The United Nations Security Council will meet on Tuesday.
    The finance minister of Canada and the treasury secretary met in Rome.
    He turned on the light, took the floor lamp and put it in the shade of a tree.
    Our side won, the other side lost, and both sides went home.
    The two sides of the coin are alike.
    On the one hand it is cheap; on the other it breaks.
    The city's museums, among them the oldest one, are free.
    At present value, the bond is worth less.
    During this week's debate nobody raised the matter.
    A small hotel stands in full view of the sea.
    Thus far, nobody has been hurt.
    The lake is closed, officials said, because of algae.
    The news agency said its reporter had been released.
    She reads The Guardian; he reads a newspaper from Boston.
    Rome was not built in a day, and neither was Vienna.
    Mr Lee, Ms Park and Dr Shah run the clinic.
    Madame Tussauds has a queue; Madam Speaker has a gavel.
    It will cost nine million dollars, or about a third of the budget.
    Social media users mocked the plan.
    Residents said the blast shook windows two miles away.
    A spokesman for the president's office could not be reached.
    The coalition's traffic light plan was dropped by the council.
    The home team wore yellow and red; the visitors wore white.
    Some people were there, some were not; about ten left early.
    Kremlin critics said weapons deliveries would go on; the cause is not yet clear.
    For unknown reasons, the car left the road, and three persons were taken to hospital.
    The municipality said the funeral will be held on Monday, and two of the riders died on the spot.
    The Danish national team won the decisive game, its 3rd round of the year.
    Pakistan and other brotherly countries were thanked during the minister's working visit to Doha.
    He assured that the road would open, police informed that nobody was hurt, and academician Rao agreed.
    The management of the bank said price increases, among others, were compared to last year's.
    The DNR stocked the lake; the FDA's EUA for the vaccine came under Trump; she took an MFA in Iowa.
    Spain's Civil Guard, France's Constitutional Council and Germany's Federal Constitutional Court did not comment.
    Nara prefectural police, the Istanbul Metropolitan Municipality and the Chamber of Deputies gave no figures.
    He told the newspaper Die Welt and the daily Le Monde about a firewall against the far right.
    Kishida Fumio, Binyamin Netanyahu, Aleksandr Lukashenko and the Putins of this world know it.
    The head of the Kharkiv regional military administration thanked the State Emergency Service of Ukraine.
    Members of the Armed Forces of Ukraine trained in Kent; the Russian invaders, he said, would lose.
    When it comes to violence, schools closed on the occasion of Eid, in any case.
    Al-Quds Hospital lost power, and officials in Zakarpattia and Slavyansk were told.
"""


def document(text: str, *regions: Region) -> Document:
    return Document(Article("a", text, "test"), regions, Identification("en", 1.0, True))


def marked(detector: Detector, text: str, tag: str) -> list[Span]:
    found = detector.detect(document(text))
    return sorted({mark.span for one in found if (one.hypothesis.source or "") == tag for mark in one.marks})


def rows(name: str) -> tuple[tuple[str, lexicon.Row], ...]:
    return lexicon.patterns(name).rows


@pytest.mark.parametrize("tag", lexicon.languages())
def test_every_language_says_how_it_is_written(tag: str) -> None:
    settings = lexicon.settings(tag)
    assert set(settings) == {
        "name",
        "script",
        "quotation_marks",
        "decimal_sign",
        "thousands_sign",
        "date_order",
        "honorifics",
        "not_honorifics",
    }
    assert settings["decimal_sign"] != settings["thousands_sign"]
    assert settings["date_order"] in {"dmy", "mdy", "ymd"}
    assert all(len(pair) == 2 for pair in settings["quotation_marks"])  # type: ignore[attr-defined]


def test_no_table_of_a_language_is_read_by_nobody() -> None:
    files = {
        entry.name.removesuffix(".tsv")
        for tag in lexicon.languages()
        for entry in (lexicon.data() / "languages" / tag).iterdir()
        if entry.name.endswith(".tsv")
    }
    assert files <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_complete_and_unique(name: str) -> None:
    assert rows(name)
    for _, row in rows(name):
        assert all(row[column] for column in ("found", "note", "example", "reference")), row.place
        assert name == "wrong_names" or row["source form"], row.place
    counted = Counter((tag, row["found"]) for tag, row in rows(name))
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_row_fires_on_its_own_example_exactly_there(name: str) -> None:
    detector = DETECTORS[TABLES[name]]
    wrong = []
    for tag, row in rows(name):
        text, spans = lexicon.bare(row["example"])
        found = marked(detector, text, tag)
        if not spans or found != list(spans):
            wrong.append(f"{row.place}: {row['found']}: found {[span.slice(text) for span in found] or 'nothing'}")
    assert wrong == []


@pytest.mark.parametrize("line", [line.strip() for line in NEAR_MISSES.strip().splitlines()])
def test_no_row_fires_on_a_near_miss(line: str) -> None:
    found = [
        (one.key, mark.span.slice(line)) for rule in OURS for one in rule.detect(document(line)) for mark in one.marks
    ]
    assert found == []


def test_rules_that_find_nothing_say_so_once_with_their_exposure() -> None:
    for rule in OURS:
        (only,) = rule.detect(document("The mayor said the bridge would stay shut."))
        assert (only.statistic, only.exposure, only.hypothesis.source) == (0.0, 8.0, None)


def test_page_furniture_is_left_to_others() -> None:
    text = "Photo: Farnesina\nThe Farnesina kept silent."
    regions = (Region("credit", Span(0, 16)), Region("body", Span(17, len(text))))
    found = DETECTORS["IN104"].detect(document(text, *regions))
    assert [mark.span.slice(text) for one in found for mark in one.marks] == ["Farnesina"]


def test_a_mark_takes_in_the_whole_of_a_name_that_a_pattern_begins() -> None:
    (span,) = marked(DETECTORS["LX102"], "It burned down near the locality of Brod Old Mill on Friday.", "ro")
    assert span == Span(20, 49)


def test_a_row_that_must_stand_again_and_again_stays_quiet_before() -> None:
    once = "The head of state left."
    assert marked(DETECTORS["IN103"], once, "") == []
    assert len(marked(DETECTORS["IN103"], " ".join([once] * 3), "")) == 3


def test_every_name_with_two_spellings_fires_on_its_example() -> None:
    for row in lexicon.table("variants", ("kind", "name", "forms", "note", "example")):
        text, spans = lexicon.bare(row["example"])
        assert marked(DETECTORS["NM103"], text, "") == [spans[-1]], row.place


def test_persons_are_unique_and_known_by_their_own_given_names_alone() -> None:
    persons = lexicon.table("persons", ("given", "family", "country", "office", "rare family", "kin"))
    assert len(persons) > 400
    counted = Counter((row["given"], row["family"]) for row in persons)
    assert [name for name, count in counted.items() if count > 1] == []
    for row in persons:
        assert row["rare family"] in {"yes", "no"}, row.place
        for given in (row["given"], *row["kin"].split()):
            text = f"On Monday {given} {row['family']} kept silent."
            assert marked(DETECTORS["NM104"], text, "") == [], row.place


def test_every_rare_family_is_noticed_behind_a_stranger_s_given_name() -> None:
    persons = lexicon.table("persons", ("given", "family", "rare family"))
    missed = [
        row["family"]
        for row in persons
        if row["rare family"] == "yes"
        and not any(
            marked(DETECTORS["NM104"], f"On Monday President {given} {row['family']} kept silent.", "")
            for given in ("Keir", "Narendra", "Xi")
        )
    ]
    assert missed == []


def test_every_word_list_is_asked_for_and_every_list_asked_for_has_words() -> None:
    columns = ("list", "language", "words", "note")
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "provenance").rglob("*.py"))
    asked = set(re.findall(r"\b(?:either|words)\([\"']([^\"']+)[\"']", sources))
    assert asked == {row["list"] for row in lexicon.table("word_lists", columns)}
    assert all(row["words"] and row["note"] for row in lexicon.table("word_lists", columns))


def test_a_word_that_is_added_to_a_list_is_known_and_a_list_without_words_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "word_lists.tsv").write_text(
        "list\tlanguage\twords\tnote\nbyline\ten\tby; written by\tx\nbyline\tsv\tav\tx\nempty\t\t;\tx\n"
    )
    monkeypatch.setattr(lexicon, "data", lambda: tmp_path)
    monkeypatch.setattr(lexicon, "table", lexicon.table.__wrapped__)
    assert lexicon.words.__wrapped__("byline") == ("written by", "av", "by")
    with pytest.raises(TableError, match="no words for the list 'empty'"):
        lexicon.words.__wrapped__("empty")


def test_scripts_of_languages_agree_with_their_settings() -> None:
    codes = {"Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Hebr": "HEBREW", "Hans": "CJK", "Kore": "HANGUL",
             "Deva": "DEVANAGARI", "Jpan": "CJK"}  # fmt: skip
    for row in lexicon.table("scripts", ("language", "scripts")):
        if row["language"] in lexicon.languages():
            listed = lexicon.settings(row["language"])["script"]
            assert isinstance(listed, list)
            assert codes[listed[0]] == row["scripts"].split()[0], row.place


def test_every_body_with_a_second_name_fires_on_its_example() -> None:
    for row in lexicon.table("bodies", ("body", "own", "other", "bare", "introduced", "note", "example")):
        text, spans = lexicon.bare(row["example"])
        assert marked(DETECTORS["IN102"], text, "") == list(spans), row.place
