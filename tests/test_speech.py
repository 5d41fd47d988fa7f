"""Speakers are found at a cost that is linear in the text."""

from __future__ import annotations

import time

from provenance.speech import statements


def seconds(text: str) -> float:
    start = time.process_time()
    statements.__wrapped__(text)
    return time.process_time() - start


def test_twice_the_verbs_in_one_sentence_cost_less_than_three_times_as_much() -> None:
    seconds("He said so.")
    one, two = (min(seconds("said so " * size) for _ in range(3)) for size in (1_200, 2_400))
    assert two < 3 * one


def test_the_speaker_is_found_far_into_a_sentence() -> None:
    text = "He left. " + "It was so and " * 200 + "in the end the mayor Ada Brun said that it was late, and Brun left."
    (found,) = statements(text)
    assert (found.speaker, found.direct) == ("Ada Brun", False)
