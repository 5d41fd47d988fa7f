"""Three answers to one question, and when to believe which: the profile's mixture of experts.

The profile names source languages three times: by everything that texts out of a language have in common, style and
what its newsrooms write about, read off whole documents (*broad*) and off single lines (*lines*); and by what
distinguishes translations of the same stories (*style* alone). A story from home is best judged by all, a story told
everywhere by style. Each regime is a softmax over a weighted sum of the answers with biases of its own; how much each
counts, the head *at home* says (Jacobs, Jordan, Nowlan and Hinton 1991).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.linear import softmax

Floats = NDArray[np.float64]
TRANSLATED, MACHINE, HOME = -3, -2, -1
"""Columns of logits, after those of the languages."""
HEADS = 3
"""How many these are."""
ANSWERS = ("broad", "lines", "style")
"""In this order, each with a column for every language."""
SURE = 8.0
"""Natural-log odds beyond which home is as sure as it gets."""
_SLOPES = 2 * len(ANSWERS)
_SCALARS = _SLOPES + 2


@dataclass(frozen=True, slots=True)
class Regimes:
    """``slopes[r]`` weighs the answers in regime ``r`` (0 home, 1 abroad); ``gate`` is intercept and slope of the
    log-odds of home in the head *at home*; ``bias`` has a row a regime and a column a language."""

    slopes: Floats
    gate: Floats
    bias: Floats

    @classmethod
    def of(cls, array: Floats) -> Regimes:
        """From the flat form of ``array()``."""
        return cls(array[:_SLOPES].reshape(2, -1), array[_SLOPES:_SCALARS], array[_SCALARS:].reshape(2, -1))

    @classmethod
    def even(cls, languages: int) -> Regimes:
        """Before anything is known: home believes what knows topics, abroad everything, the text decides."""
        slopes = np.array([[0.5, 0.5, 0.0], [1 / 3, 1 / 3, 1 / 3]])
        return cls(slopes, np.array([0.0, 1.0]), np.zeros((2, languages)))

    def array(self) -> Floats:
        """All numbers in one row."""
        return np.concatenate([self.slopes.ravel(), self.gate, self.bias.ravel()])

    def parts(self, z: Floats) -> tuple[Floats, Floats, Floats]:
        """Probabilities of languages at home and abroad, and the probability of home, for rows of logits."""
        answers = self._answers(z)
        home, abroad = (
            softmax(sum(slope * answer for slope, answer in zip(slopes, answers)) + bias)
            for slopes, bias in zip(self.slopes, self.bias)
        )
        return home, abroad, self._home(z)

    def logits(self, z: Floats) -> Floats:
        """Natural logarithm of the probabilities of languages for rows of logits."""
        home, abroad, first = self.parts(z)
        return np.asarray(np.log(first[:, None] * home + (1 - first)[:, None] * abroad + 1e-12))

    def named(self, z: Floats) -> Floats:
        """How surely a text names its language, read as a story from home, for rows of logits: the relative entropy of
        the languages of that regime to *any language alike*, in decades (0 to log10 of their number)."""
        home, _, _ = self.parts(z)
        entropy = -(home * np.log10(home + 1e-12)).sum(1)
        return np.asarray(np.log10(home.shape[1]) - entropy)

    def at_home(self, z: Floats) -> Floats:
        """Natural-log odds that the story is told at home, cut at ``SURE``, for rows of logits."""
        return np.asarray(np.clip(self._odds(z), -SURE, SURE))

    def back(self, z: Floats, home: Floats, abroad: Floats, gate: Floats) -> Floats:
        """Gradient in the flat form, given that in the inputs of the two softmaxes and in the log-odds of home."""
        answers = self._answers(z)
        slopes = [(g * answer).sum() for g in (home, abroad) for answer in answers]
        return np.concatenate([slopes, [gate.sum(), (gate * z[:, HOME]).sum()], home.sum(0), abroad.sum(0)])

    def _home(self, z: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-np.clip(self._odds(z), -50, 50))))

    def _odds(self, z: Floats) -> Floats:
        return np.asarray(self.gate[0] + self.gate[1] * z[:, HOME])

    def _answers(self, z: Floats) -> tuple[Floats, ...]:
        n = self.bias.shape[1]
        return tuple(z[:, k * n : (k + 1) * n] for k in range(len(ANSWERS)))
