"""Line ends that only break a line are blanks; those that end a paragraph, a headline or an item stay."""

from __future__ import annotations

import textwrap

import pytest

from provenance.text.wrapped import joined

PARTS = (
    "The ferry to the island was stopped on Tuesday after its ramp broke, and the company said that it would take some "
    "days to mend it, since the parts come from a yard in another country.",
    "“We have carried everybody for thirty years without a day of rest,” its master, Ida Lind, told the passengers who "
    "had come to the quay. “Now all of us have to wait.”",
    "Bread and milk are brought by a fishing boat, which can take no cars and sails only while the wind is weak.",
)


@pytest.mark.parametrize("width", [60, 72, 78])
def test_broken_lines_are_paragraphs_again_and_offsets_stay(width: int) -> None:
    text = "Ferry stopped\n\nBy Jane Doe\n\n" + "\n\n".join(textwrap.fill(part, width) for part in PARTS)
    found, notes = joined(text)
    assert found.split("\n\n") == ["Ferry stopped", "By Jane Doe", *PARTS]
    assert len(found) == len(text)
    assert len(notes) == 1


def test_the_head_of_a_mail_and_its_signature_keep_their_lines() -> None:
    both = f"{PARTS[0]} {PARTS[2]}"
    head, end = (
        "From: Jane Doe\nSubject: Ferry\nDate: 18 June\nX-Sent-By: hand\n\n",
        "\n\n-- \nJane Doe\nKolding Post\n",
    )
    found, _ = joined(head + textwrap.fill(both, 70) + end)
    assert found == head + both + end


def test_indented_lines_begin_paragraphs() -> None:
    text = "\n".join(textwrap.fill(part, 65, initial_indent="    ") for part in PARTS)
    assert [line.strip() for line in joined(text)[0].split("\n")] == list(PARTS)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARTS),
        "\n".join(sentence for part in PARTS for sentence in part.split(", ")),
        "Ferry stopped on the way to the island\nBread is brought by a fishing boat\n" * 9,
        "The sea is grey and the wind is weak,\nThe boat goes out and the boat comes in.\n" * 9,
        "milk and bread\nferry and boat\nsea and wind\n" * 9,
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert joined(text) == (text, ())
