"""Content word that stands twice.

Looks for
    A word of five letters or more directly repeated: "a bond bond". Little words, words that people double, and words
    that both end a clause and begin the next ("what works works") are left alone.
Why
    Engines with little training on a language stutter on a noun; people double small words by mistake ("the the"),
    which is left alone.
Fires (cy, hy, id, az, mt)
    - Break the ⟦chains chains⟧ of the town.
    - He was moved to a ⟦harbour harbour⟧ nearby.
Quiet
    - He left the the port.
    - It is really really good.
    - Come on, children, children!
    - They never never land.
    - Baden Baden is a town.
    - He took a softly softly approach and was buddy buddy with the boss.
    - The dish is called botok botok.
    - Those who study study hard, and what works works for us.
    - They came after after midnight.
    - The sort of money money can buy means little to him.
    - She is a people people person, and they were happy happy people.
Confounders
    Emphasis in speech; extraction that joins a caption to its text.
References
    Counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, spans, view

_BEFORE = "".join(f"(?<!{word} )" for word in ("who", "what", "hat", "ever", "sort of", "kind of", "called"))
"""Words that a clause begins with, whose verb may be that of the next ("what works works"), and names of dishes."""
_SEEN = re.compile(rf"{_BEFORE}\b([a-z]{{5,}}) \1\b(?! can\b)")
_EMPHASIS = frozenset(
    {"really", "never", "again", "quite", "pretty", "super", "right", "pressure", "cough", "always", "every"}
    | {"softly", "buddy", "happy", "people", "party", "person", "friends", "chuan", "knock", "girly", "hubba", "talky"}
    | {
        "about",
        "after",
        "before",
        "being",
        "could",
        "every",
        "their",
        "there",
        "these",
        "those",
        "under",
        "until",
        "where",
    }
    | {"which", "while", "would", "should", "shall", "early", "large", "small", "together", "other", "great", "night"}
    | {"means", "works", "counts", "knows", "something", "anything", "everything", "since", "still", "first", "study"}
)
"""Words that people double: to stress, to tell the real thing from its kin, by mistake, or over a clause's end."""


class WordDoubled(Detector):
    """Content word that stands twice."""

    code = "RS110"
    group = "engine"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        matches = _SEEN.finditer(seen.prose) if any(map(eq, seen.tokens, seen.tokens[1:])) else ()
        found = spans(match for match in matches if match[1] not in _EMPHASIS)
        yield counted(self.code, found, seen.words, "twice", "machine")
