"""The only door to langdetect: seeded, on a bounded slice, honest about short and mixed text.

langdetect draws n-grams of the text at random until one of its languages stands out, seven times over. Its profiles and
its draws are used as they are; only the arithmetic is done here on arrays, so that every probability is the one that
langdetect itself would give (the tests compare them; the order of its languages, which is that of files on a disk, may
touch the last digit), for a third of the time.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.records import Identification

SLICE = 600
"""Characters that are looked at: three stretches, from the start, the middle and the end of the text."""
ENOUGH = 80
"""Fewer letters than this are never certain."""
SHORT = 50
"""Of a text with fewer words than this no language is stated that is not certain."""

_SPACES = re.compile(" {2,}")
_LATIN = re.compile("[A-z]")
_STRANGE = re.compile("[\u0300-\U0010ffff]")
"""What langdetect counts as Latin (with the marks between the cases), and as the letters of other scripts."""

_Row = NDArray[np.float64]
_REMEMBERED = 20_000
"""Words whose n-grams are remembered,"""
_SHORT = 30
"""of at most so many characters."""
_TOGETHER = 5
"""Draws between two looks at the outcome."""


def identify(text: str) -> Identification:
    """Language of ``text`` by langdetect with seed 0. ``certain`` is False for short or mixed text."""
    sample = _slice(text)
    letters = sum(map(str.isalpha, sample))
    if letters < 3:
        return Identification(None, 0.0, False)
    ranked = _detect(sample)
    if not ranked:
        return Identification(None, 0.0, False)
    (language, probability), *rest = ranked
    certain = letters >= ENOUGH and probability >= 0.9
    return Identification(language, probability, certain, rest[0][0] if rest else None)


def stated(found: Identification, words: int) -> str | None:
    """The language that may be stated of a text of so many words; None where it cannot be told.

    >>> stated(Identification("it", 0.9, certain=False), 1)
    """
    return found.language if found.certain or words >= SHORT else None


def _slice(text: str) -> str:
    if len(text) <= SLICE:
        return text
    third = SLICE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _detect(sample: str) -> list[tuple[str, float]]:
    """Languages of more than a tenth, likeliest first."""
    found = _profiles().detect(sample)
    return [("zh" if tag.startswith("zh") else tag, probability) for tag, probability in found]


class _Folded(dict[int, str]):
    """Characters as langdetect folds them, one for one; for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        found: str = _grams().normalize(chr(code))
        self[code] = found
        return found


@dataclass(slots=True)
class _Profiles:
    """langdetect's tables, with what was looked up in them."""

    detector: Any
    """One of its detectors, for its constants and rules."""
    languages: tuple[str, ...]
    known: dict[str, int]
    """The row of each n-gram in ``shares``."""
    shares: NDArray[np.float64]
    """Share of an n-gram (down) among those of its length in the profile of a language (across)."""
    folded: _Folded = field(default_factory=_Folded)
    rows: dict[str, _Row] = field(default_factory=dict)
    """Rows of ``shares`` by n-gram, those that were looked up."""
    grams: dict[str, tuple[_Row, ...]] = field(default_factory=dict)
    """The known n-grams of words, blanks around them included, in langdetect's order."""

    def detect(self, sample: str) -> list[tuple[str, float]]:
        """What ``Detector.get_probabilities`` gives; empty for a text without known n-grams."""
        found = self._extract(self._clean(sample))
        if not found:
            return []
        kind, total = type(self.detector), np.zeros(len(self.languages))
        draws = random.Random(0)
        for _ in range(self.detector.n_trial):
            alpha = kind.ALPHA_DEFAULT + draws.gauss(0.0, 1.0) * kind.ALPHA_WIDTH
            total += self._trial(found, draws, alpha / kind.BASE_FREQ) / self.detector.n_trial
        ranked = [pair for pair in zip(self.languages, total.tolist()) if pair[1] > kind.PROB_THRESHOLD]
        return sorted(ranked, key=lambda pair: -pair[1])

    def _trial(self, found: Sequence[_Row], draws: random.Random, weight: float) -> _Row:
        """Probabilities after as many draws as it takes. Every fifth time they are made to sum to 1, by the plain sum
        of Python, whose rounding langdetect has too; the draws in between are multiplied together, one by one."""
        kind, count = type(self.detector), len(self.languages)
        most, bits, draw = len(found), len(found).bit_length(), draws.getrandbits
        stack = np.full((_TOGETHER + 1, count), 1.0 / count)
        drawn, rows = 0, 1
        while True:
            for row in range(1, rows + 1):
                at = draw(bits)
                while at >= most:  # as ``random.choice`` draws
                    at = draw(bits)
                stack[row] = found[at]
            stack[1 : rows + 1] += weight
            prob: _Row = np.multiply.reduce(stack[: rows + 1])
            held = prob.tolist()
            total = sum(held)
            prob /= total
            if max(held) / total > kind.CONV_THRESHOLD or drawn >= kind.ITERATION_LIMIT:
                return prob
            stack[0] = prob
            drawn, rows = drawn + _TOGETHER, _TOGETHER

    def _clean(self, sample: str) -> str:
        """``sample`` without addresses, and without Latin where that is not its script."""
        kind = type(self.detector)
        text = kind.URL_RE.sub(" ", sample) if "http" in sample else sample
        text = kind.MAIL_RE.sub(" ", text) if "@" in text else text
        text = _SPACES.sub(" ", text if text.isascii() else _grams().normalize_vi(text))[
            : self.detector.max_text_length
        ]
        if not text.isascii() and 2 * len(_LATIN.findall(text)) < len(_STRANGE.findall(text)):
            text = _LATIN.sub("", text)
        return text

    def _extract(self, text: str) -> list[_Row]:
        """Rows of the known n-grams, in the order of the text."""
        words = text.translate(self.folded).split(" ")
        found: list[_Row] = []
        for word in (*(f"{word} " for word in words[:-1] if word), words[-1]):
            grams = self.grams.get(word)
            found.extend(self._look(word) if grams is None else grams)
        return found

    def _look(self, word: str) -> tuple[_Row, ...]:
        found = tuple(self._row(gram) for gram in _within(word) if gram in self.known)
        if len(word) <= _SHORT:
            if len(self.grams) >= _REMEMBERED:
                self.grams.clear()
                self.rows.clear()
            self.grams[word] = found
        return found

    def _row(self, gram: str) -> _Row:
        row = self.rows.get(gram)
        if row is None:
            row = self.rows[gram] = self.shares[self.known[gram]]
        return row


def _within(word: str) -> list[str]:
    """The n-grams of one to three characters that end at each character of ``word``, with the blank before it and the
    one behind it where there is one; none ends at the second of two capitals."""
    found: list[str] = []
    before, last = "", " "
    for char in word:
        if not (char.isupper() and last.isupper()):
            found += (char, last + char, before + last + char) if before else (char, last + char)
        before, last = last, char
    return [gram for gram in found if gram != " "]


def _grams() -> Any:
    from langdetect.utils.ngram import NGram

    return NGram


@cache
def _profiles() -> _Profiles:
    """Read once, by name (langdetect takes them as the disk has them, which differs between machines), into one array:
    as langdetect holds them, in lists, Python's memory management would walk them again and again."""
    from langdetect.detector import Detector
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    known: dict[str, int] = {}
    languages: list[str] = []
    places: list[tuple[int, int]] = []
    shares: list[float] = []
    for file in sorted(Path(PROFILES_DIRECTORY).iterdir()):
        stored = json.loads(file.read_text("utf-8"))
        for gram, count in stored["freq"].items():
            places.append((known.setdefault(gram, len(known)), len(languages)))
            shares.append(1.0 * count / stored["n_words"][len(gram) - 1])
        languages.append(stored["name"])
    table = np.zeros((len(known), len(languages)))
    table[tuple(np.array(places).T)] = shares
    return _Profiles(Detector(DetectorFactory()), tuple(languages), known, table)
