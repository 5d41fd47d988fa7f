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
