"""Who is said to have said it, and that looking for it stays cheap."""

from __future__ import annotations

import pytest

from provenance import speech
from provenance.speech import statements


def test_of_many_verbs_in_one_sentence_each_looks_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = speech._CLAUSE, []

    class Counting:
        def split(self, text: str, maxsplit: int = 0) -> list[str]:
            seen.append(len(text))
            return real.split(text, maxsplit)

    monkeypatch.setattr(speech, "_CLAUSE", Counting())
    statements.__wrapped__("said so " * 2_000)
    assert len(seen) >= 2_000
    assert max(seen) <= speech._REACH


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The storm is over for good,” said Nora Quist in Tellin.", "Nora Quist"),
        ("“The storm is over for good,” said Nora Quist to Ada Brun on Friday.", "Nora Quist"),
        ("“The storm is over for good,” said Tellin Harbour spokesman Ivar Holt.", "Ivar Holt"),
        ("“The storm is over for good,” Nora Quist said in Tellin.", "Nora Quist"),
    ],
)
def test_a_place_behind_the_speaker_is_not_the_speaker(text: str, speaker: str) -> None:
    (found,) = statements(text + " Nora Quist, Ada Brun and Ivar Holt of Tellin left.")
    assert found.speaker == speaker


def test_the_speaker_is_found_far_into_a_sentence() -> None:
    text = "He left. " + "It was so and " * 200 + "in the end the mayor Ada Brun said that it was late, and Brun left."
    (found,) = statements(text)
    assert (found.speaker, found.direct) == ("Ada Brun", False)


def speakers_of(text: str, language: str = "en") -> list[str]:
    return [one.speaker for one in statements(text, language) if one.direct]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The pump failed twice,” Marta Lindqvist later told reporters.", "Marta Lindqvist"),
        ("“The pump failed twice,” said Marta Lindqvist, who runs the waterworks.", "Marta Lindqvist"),
        ("“The pump failed twice,” said Marta Lindqvist of the Tarn waterworks.", "Marta Lindqvist"),
        ("“The pump failed twice,” Marta Lindqvist, a plumber from Tarn, said on Monday.", "Marta Lindqvist"),
        ("“The pump failed twice,” the plumber, Marta Lindqvist, said.", "Marta Lindqvist"),
        ("“The pump failed twice,” Tarn Water spokeswoman Marta Lindqvist said.", "Marta Lindqvist"),
        ("On Friday Marta Lindqvist repeatedly said “the pump failed”.", "Marta Lindqvist"),
        ("Marta Lindqvist played it down, insisting that “the pump held”.", "Marta Lindqvist"),
        ("Marta Lindqvist smiled and said: “The pump held.”", "Marta Lindqvist"),
        ("The mayor shook hands with Marta Lindqvist, who called the pump “a wonder of Tarn”.", "Marta Lindqvist"),
        ("Marta Lindqvist, who was late, had announced repairs, “which nobody had asked for”.", "Marta Lindqvist"),
        ("According to Marta Lindqvist, the pump was “beyond all repair”.", "Marta Lindqvist"),
        ("The pump was “beyond all repair”, according to Marta Lindqvist.", "Marta Lindqvist"),
        ("Marta Lindqvist said that she thought it “beyond all repair”.", "Marta Lindqvist"),
        (
            "“Who broke the pump?” asked Tom. “We know,” said French President Marta Lindqvist.",
            "President Marta Lindqvist",
        ),
        ("“The pump failed twice,” the Swedish president said.", ""),
        ("“The pump failed twice,” said the Swedish president.", ""),
        ("“The pump failed twice,” the Swedish President said.", ""),
        ("“The pump failed twice,” said Sweden.", ""),
        ("“The pump failed twice,” South Africa said.", ""),
        ("“The pump failed twice,” Paris said on Monday.", ""),
        ("Oslo warned that the pump was “beyond all repair”.", ""),
        ("“The pump failed twice,” the UN said.", ""),
        ("“The pump failed twice,” said NATO.", ""),
        ("“The pump failed twice,” a Lindqvist aide said.", ""),
        ("“The pump failed twice,” Lindqvist’s lawyer said.", ""),
        ("“The pump failed twice,” said a spokesman for Marta Lindqvist.", ""),
        ("“The pump failed twice,” the mayor of Tarn said.", ""),
        ("“The pump failed twice,” a source close to Marta Lindqvist said.", ""),
        ("“No entry beyond here,” read a board that Marta Lindqvist called ugly.", ""),
        ("“The pump failed twice” is what Marta Lindqvist had feared.", ""),
        ("The pump was “beyond all repair”, according to The Guardian.", ""),
        ("Marta Lindqvist said the pump Emil Sand announced was “a heap of rust”.", ""),
    ],
)
def test_a_speaker_is_a_person_named_as_the_subject(text: str, speaker: str) -> None:
    assert speakers_of(text + "\n\nYesterday Marta Lindqvist and Emil Sand of Tarn met.")[-1] == speaker


FIRST = "“We ordered new pipes,” said Marta Lindqvist."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{FIRST} “They will come in May,” she added.", "Marta Lindqvist"),
        (f"{FIRST} She also said: “They will come in May.”", "Marta Lindqvist"),
        (f"{FIRST} “They will come in May.”", "Marta Lindqvist"),
        (f"{FIRST} The old ones leak. “They will come in May,” she said.", "Marta Lindqvist"),
        (f"{FIRST}\n\n“They will come in May,” she said.", "Marta Lindqvist"),
        (f"{FIRST}\n\n“They will come in May.”", "Marta Lindqvist"),
        (f"{FIRST}\n\nShe warned that they “will come in May”.", "Marta Lindqvist"),
        (f"{FIRST}\n\nShe said that the old pipes had been leaking.\n\n“They will come in May.”", "Marta Lindqvist"),
        (f"{FIRST}\n\nThe old pipes leak.\n\n“They will come in May,” she said.", ""),
        (f"{FIRST} Emil Sand shook his head. “They will come in May,” he said.", ""),
        (f"{FIRST} The ministry said nothing of it. “They will come in May.”", ""),
        (f"{FIRST} “They will come in May,” the ministry said.", ""),
        (f"{FIRST} “They will come in May,” they said.", ""),
        (f"{FIRST} “They will come in May” is a promise often heard.", ""),
        (f"{FIRST}\n\nThe town wants “pipes made of wood”.", ""),
        (f"{FIRST}\n\nEmil Sand looked on. “They will come in May.”", ""),
        (f"{FIRST} “They will come in May,” said the Danish minister. “I promise you that.”", ""),
        (f"{FIRST} “They will come in May,” said the Danish minister. “I promise,” he added.", ""),
        (f"{FIRST} “I doubt that,” Emil Sand said. “They will come in autumn,” he added.", "Emil Sand"),
        (f"{FIRST} Emil Sand wrote that pipes were dear. “They will come in autumn,” he added.", "Emil Sand"),
        (f"{FIRST} Emil Sand told Lindqvist that pipes were dear and slow. “They will come late.”", "Emil Sand"),
    ],
)
def test_the_speaker_before_is_taken_only_where_nobody_comes_between(text: str, speaker: str) -> None:
    assert speakers_of(text + "\n\nYesterday Marta Lindqvist and Emil Sand of Tarn met.")[-1] == speaker


def test_a_town_is_a_speaker_only_where_it_is_somebodys_name() -> None:
    assert speakers_of("“We ordered new pipes,” Lincoln said. Then Ada Lincoln left.") == ["Lincoln"]
    assert speakers_of("“We ordered new pipes,” Lincoln said. Then East Lincoln was dry.") == [""]


def test_a_sentence_after_a_quotation_that_ended_is_not_its_tag() -> None:
    text = "“We ordered new pipes.” Emil Sand said that he had never heard of such pipes in Tarn. And Sand left."
    assert speakers_of(text) == [""]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("„Die Pumpe fiel zweimal aus“, sagte Marta Lindqvist am Montag. Und Lindqvist ging.", "de", "Marta Lindqvist"),
        ("„Die Pumpe fiel zweimal aus“, sagte Russland am Montag. Dann kam Russland.", "de", ""),
        ("« La pompe est morte », dit Marta Lindqvist. Puis Lindqvist est partie.", "fr", "Marta Lindqvist"),
    ],
)
def test_other_languages_have_speakers_too(text: str, language: str, speaker: str) -> None:
    assert speakers_of(text, language) == [speaker]
