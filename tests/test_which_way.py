"""Scores of a pair of articles: into English and out of it are not the same."""

from __future__ import annotations

import math

from provenance.direction import compare
from provenance.engines.glossary import GlossaryEngine

ENGINE = GlossaryEngine({
    ("en", "de"): {"house": "hausA", "tree": "baumA", "river": "flussA"},
    ("de", "en"): {"hausB": "house", "baumB": "tree", "flussB": "river"},
})  # fmt: skip


def test_english_that_follows_from_the_foreign_article_is_likelier_given_it():
    found = compare(["house tree river"], ["hausB baumB flussB"], "de", ENGINE)
    assert found.pairs == ((0, 0),)
    assert (found.into, found.out) == (math.log10(0.5), math.log10(0.01))
    assert found.features()[1] > 0
