"""Sentences of articles in two languages side by side, without a dictionary.

What speaks for two sentences being one is learned (``scripts/train_alignment.py``) from names and figures that both
have, words that sound alike (cognates, Simard, Foster and Isabelle 1992), each the more the rarer it is in the event,
and from their lengths in proportion (Gale and Church 1993). All versions of a sentence in one language speak together,
and partners that the articles of an event find again and again are believed the more (consistency, after Notredame,
Higgins and Heringa 2000, *T-Coffee*).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.errors import ModelError
from provenance.graph.profile import Sentence
from provenance.lexicon import data
from provenance.text.names import skeleton
from provenance.text.ordered import in_order

Array = NDArray[np.float64]
Places = NDArray[np.int64]

MEASURES = ("length", "length_squared", "anchors", "anchors_alone", "words", "words_alone", "met")
"""Of two sentences in two languages: difference of lengths (natural logarithms, less the median of each language) and
its square; names and figures in common, and those of either that the other language knows and the other sentence has
not; the same of words; whether any name or figure is in common."""
VERSION = 0.5
"""Likeness of two sentences of one language from which they count as versions of one: set, not fitted."""
_LETTERS, _BONES = 4, 3


@cache
def load() -> Mapping[str, Any]:
    """The shipped model. Raises ModelError where the file is missing or was made for other measures."""
    file = data() / "models" / "alignment.json"
    card: Mapping[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    if card.get("measures") != list(MEASURES):
        raise ModelError(f"{file}: missing or made for other measures; run scripts/train_alignment.py")
    return card


class Partners:
    """What speaks for any two different sentences of an event, in two languages, being one (``gain``, as log odds)."""

    def __init__(
        self, sentences: Sequence[Sentence], languages: Sequence[str], likeness: Array, model: Mapping[str, Any]
    ) -> None:
        self.blocks = places(languages)
        self.kin = {tag: _versions(likeness[np.ix_(at, at)]) for tag, at in self.blocks.items()}
        self.model = model
        weights = np.asarray(model["weights"], dtype=float)
        self.gain = np.zeros((len(sentences), len(sentences)))
        for one, two, measured in measures(sentences, self.blocks, self.kin):
            self._set(one, two, self._pooled(one, two, measured @ weights[:-1] + weights[-1]))

    def _pooled(self, one: str, two: str, values: Array) -> Array:
        """The mean over all versions of both sentences."""
        left, right = (self.kin[tag] / self.kin[tag].sum(axis=1, keepdims=True) for tag in (one, two))
        return np.asarray(left @ values @ right.T)

    def _set(self, one: str, two: str, values: Array) -> None:
        self.gain[np.ix_(self.blocks[one], self.blocks[two])] = values
        self.gain[np.ix_(self.blocks[two], self.blocks[one])] = values.T

    def agree(self, articles: Sequence[tuple[Places, Places]]) -> None:
        """Let the alignments of all pairs of ``articles`` (places of their sentences) speak for each other: partners
        gain by how often they are found together among all that are found for either."""
        votes = np.zeros_like(self.gain)
        for rows, columns in articles:
            for i, j in in_order(self.gain[np.ix_(rows, columns)]):
                votes[rows[i], columns[j]] += 1.0
        votes += votes.T
        for one, left in self.blocks.items():
            for two, right in self.blocks.items():
                if one < two:
                    found = self._pooled(one, two, votes[np.ix_(left, right)])
                    ahead = found / np.maximum(found.sum(axis=1, keepdims=True), 1e-9)
                    back = found / np.maximum(found.sum(axis=0, keepdims=True), 1e-9)
                    mutual = np.sqrt(ahead * back)
                    share = np.minimum(1.0, (mutual @ self._kin(two) + self._kin(one) @ mutual) / 2)
                    gain = self.gain[np.ix_(left, right)]
                    self._set(one, two, gain + self.model["trust"] * (2.0 * share - 1.0))

    def _kin(self, tag: str) -> Array:
        return np.asarray(self.kin[tag] > 0, dtype=float)


def pairing(gain: Array) -> tuple[float, float, float, float, float, float]:
    """How many sentences of two articles in two languages are each other's partner; how many of each article stay alone
    before the last partner, and how many after it; and how many partners can be expected to be right. Partners keep
    their order."""
    n, m = gain.shape
    pairs = in_order(gain) if n and m else ()
    count, (last_i, last_j) = len(pairs), (pairs[-1][0] + 1, pairs[-1][1] + 1) if pairs else (0, 0)
    sure = sum(1.0 / (1.0 + np.exp(-gain[pair])) for pair in pairs)
    return float(count), float(last_i - count), float(last_j - count), float(n - last_i), float(m - last_j), float(sure)


def places(languages: Sequence[str]) -> dict[str, Places]:
    """Places of the sentences of each language."""
    return {tag: np.flatnonzero([one == tag for one in languages]) for tag in sorted(set(languages))}


def _versions(likeness: Array) -> Array:
    kin = np.where(likeness >= VERSION, likeness, 0.0)
    np.fill_diagonal(kin, 1.0)
    return kin


def measures(
    sentences: Sequence[Sentence], blocks: Mapping[str, Places], kin: Mapping[str, Array]
) -> Iterator[tuple[str, str, Array]]:
    """For every two languages: the ``MEASURES`` of every sentence in one with every one in the other."""
    anchors = {tag: _Held([sentences[i].anchors for i in at], kin[tag]) for tag, at in blocks.items()}
    words = {tag: _Held([_bones(sentences[i]) for i in at], kin[tag]) for tag, at in blocks.items()}
    size = {tag: np.log([sentences[i].length + 1 for i in at]) for tag, at in blocks.items()}
    size = {tag: each - np.median(each) for tag, each in size.items()}
    for one in blocks:
        for two in blocks:
            if one < two:
                apart = size[one][:, None] - size[two][None, :]
                met, lone = anchors[one].beside(anchors[two])
                known, strange = words[one].beside(words[two])
                yield (
                    one,
                    two,
                    np.stack(
                        [np.minimum(np.abs(apart), 1.5), np.minimum(apart**2, 1.0), met, lone, known, strange, met > 0],
                        axis=2,
                    ),
                )


def _bones(sentence: Sentence) -> frozenset[str]:
    """Its longer words as they sound, and figures."""
    found = {skeleton(form) for form in sentence.forms if len(form) >= _LETTERS and not form.isdigit()}
    figures = {f"#{form}" for form in sentence.forms if form.isdigit() and len(form) > 1}
    return frozenset(bones for bones in found if len(bones) >= _BONES) | figures


class _Held:
    """Which sentences of one language have which keys, and how rare each is (versions of one sentence count as one)."""

    def __init__(self, keys: Sequence[frozenset[str]], kin: Array) -> None:
        self.keys = {key: place for place, key in enumerate(sorted({key for some in keys for key in some}))}
        self.grid = np.zeros((len(keys), len(self.keys)))
        for row, some in enumerate(keys):
            self.grid[row, [self.keys[key] for key in some]] = 1.0
        mass = 1.0 / (kin > 0).sum(axis=1)
        self.rarity = -np.log(np.minimum(1.0, (mass @ self.grid + 0.5) / (mass.sum() + 1.0)))

    def beside(self, other: _Held) -> tuple[Array, Array]:
        """Rarity of what each two sentences have in common, and of what only one of both has though both languages have
        it; square roots."""
        both = sorted(self.keys.keys() & other.keys.keys())
        mine, theirs = [self.keys[key] for key in both], [other.keys[key] for key in both]
        left, right = self.grid[:, mine], other.grid[:, theirs]
        rare, scarce = self.rarity[mine], other.rarity[theirs]
        common = (left * np.sqrt(rare * scarce)) @ right.T
        alone = (left @ rare)[:, None] - (left * rare) @ right.T + (right @ scarce)[None, :] - left @ (right * scarce).T
        return np.sqrt(np.maximum(common, 0.0)), np.sqrt(np.maximum(alone, 0.0))
