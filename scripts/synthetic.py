"""Write made-up news articles as JSONL, for measuring scale: any number of them, the same ones for the same seed.

Events are told by one to eight articles that copy, shorten or reorder one another; people, places and figures are
invented out of syllables. Nothing in the texts comes from a real article.

Example: python scripts/synthetic.py 100000 -o articles.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from provenance.text.calendar import WEEKDAYS

START = datetime(2024, 1, 1, tzinfo=UTC)
ONSETS = ("b", "br", "d", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
CODAS = ("", "l", "n", "r", "s", "nd", "rt", "ck")
OUTLETS = tuple(f"{place} {kind}" for place in ("Harbour", "Island", "Valley", "Lake", "Northern", "Border", "Capital")
                for kind in ("Post", "Courier", "Gazette", "Observer", "Wire"))  # fmt: skip
ROLES = ("mayor", "transport minister", "head of the harbour office", "union leader", "chief engineer", "spokeswoman",
         "economist", "police chief", "school inspector", "fisheries officer")  # fmt: skip
THINGS = ("ferry line", "bridge", "water works", "power station", "market hall", "railway depot", "hospital wing",
          "dam", "harbour wall", "school building", "tram line", "grain store")  # fmt: skip
TROUBLES = ("was closed after a storm", "failed an inspection", "went over its budget", "opened two years late",
            "was sold abroad", "lost its permit", "was damaged by a fire", "ran short of staff")  # fmt: skip
OPINIONS = (
    "We had warned the council about this for months, and nobody wanted to hear it",
    "There is no reason to worry, the repairs will be finished before the winter comes",
    "People here have waited long enough, and they deserve an honest answer",
    "The money is there, what we lack is the will to spend it where it is needed",
    "I have never seen anything like it in all my years in this office",
    "If nothing changes, the families who live along the shore will have to leave",
)
FILLERS = (
    "Residents gathered outside the town hall in the evening and asked for a public meeting.",
    "The council will discuss the report behind closed doors before it is published.",
    "A similar case had led to a long dispute in the neighbouring district a few years ago.",
    "Shops near the site said that they had lost many of their customers since the spring.",
    "The opposition called the decision hasty and demanded that it be put to a vote.",
    "Officials stressed that nobody had been hurt and that the water was safe to drink.",
    "Experts from the university are to examine the foundations in the coming weeks.",
    "The ministry did not answer questions about the cost of the work by the evening.",
    "Weather permitting, the first boats could leave again at the end of the week.",
    "Parents complained that their children now needed an hour to get to school.",
    "The company that built it had gone out of business, and its records could not be found.",
    "Several smaller firms have offered to take over a part of the work at their own risk.",
    "The insurance will pay for the damage only if the cause can be shown beyond doubt.",
    "Neighbours described a loud noise shortly before midnight and a smell of burning.",
)


def word(dice: random.Random, syllables: int) -> str:
    """An invented name."""
    parts = (dice.choice(ONSETS) + dice.choice(VOWELS) + (dice.choice(CODAS) if at else "") for at in range(syllables))
    return "".join(parts).capitalize()


def event(seed: int, number: int) -> tuple[datetime, list[str], str]:
    """When an event was, what is said of it, sentence by sentence, and its headline."""
    dice = random.Random(f"{seed}:event:{number}")
    place, other = word(dice, 3), word(dice, 3)
    people = [(f"{word(dice, 2)} {word(dice, 3)}", dice.choice(ROLES)) for _ in range(3)]
    thing, trouble = dice.choice(THINGS), dice.choice(TROUBLES)
    cost, share, year = dice.randint(12, 980), dice.randint(11, 89), dice.randint(1962, 2019)
    quotes = dice.sample(OPINIONS, 3)
    sentences = [
        f"The {thing} of {place} {trouble}, the {people[0][1]}, {people[0][0]}, said on {dice.choice(WEEKDAYS)}.",
        f'"{quotes[0]}," {people[0][0]} told reporters in {place}.',
        f"The work had cost {cost} million crowns, of which {share} percent came from the district of {other}.",
        f"It was built in {year} and last repaired {dice.randint(3, 30)} years ago.",
        *dice.sample(FILLERS, 6),
        f'"{quotes[1]}," said {people[1][0]}, the {people[1][1]} of {other}.',
        f"According to {people[2][0]}, {dice.randint(120, 9000)} people in {place} and {other} are affected.",
        f'"{quotes[2]}," {people[2][0]} added.',
        *dice.sample(FILLERS, 3),
    ]
    return START + timedelta(minutes=dice.randint(0, 500_000)), sentences, f"{thing.capitalize()} of {place} {trouble}"


def articles(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """``count`` articles, event by event."""
    number = made = 0
    while made < count:
        begun, sentences, headline = event(seed, number)
        dice = random.Random(f"{seed}:articles:{number}")
        for version in range(min(dice.choice((1, 1, 1, 2, 3, 5, 8)), count - made)):
            told = list(sentences) if version == 0 else _retold(dice, sentences)
            text = "\n\n".join([headline, *(" ".join(told[at : at + 3]) for at in range(0, len(told), 3))])
            yield {
                "id": f"e{number}-{version}",
                "outlet": dice.choice(OUTLETS),
                "published": (begun + timedelta(hours=5 * version)).isoformat(timespec="seconds"),
                "title": headline,
                "text": text,
            }
            made += 1
        number += 1


def _retold(dice: random.Random, sentences: list[str]) -> list[str]:
    """A copy, a shortened copy, or the same facts in another order."""
    way = dice.random()
    if way < 0.3:
        return list(sentences)
    if way < 0.7:
        return sentences[: dice.randint(6, len(sentences) - 1)]
    body = sentences[1:]
    dice.shuffle(body)
    return [sentences[0], *body]


def main() -> int:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("-o", "--output", default="-", help="file; - for standard output")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    out = sys.stdout if given.output == "-" else open(given.output, "w", encoding="utf-8")  # noqa: SIM115
    with out:
        for one in articles(given.count, given.seed):
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
