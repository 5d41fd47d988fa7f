"""The learned profile: linear models over masked n-grams, shipped as numbers in ``data/models/profile.npz``.

Weights are read once. A text is judged whole, in windows of about the length that training documents had; the windows'
logits are averaged. Three models name languages, and ``regimes`` joins their answers. The training is
``scripts/train_profile.py``; ``data/models/profile.md`` is the card.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.errors import ModelError
from provenance.lexicon import data
from provenance.linear import Linear, Logits
from provenance.records import Document
from provenance.regimes import HEADS, MACHINE, TRANSLATED, Regimes
from provenance.text.masking import NAME, mask, pieces
from provenance.text.ngrams import Ids

WINDOW = 700
"""Tokens of a window."""
FORMAT = 4
LINES = "lines_"
"""Before the names of the arrays of the two models that learned from single lines: in one space of features first all
that *lines* has, languages and heads, then the languages of *style*."""
_DROPPED, _NAME, _LINE = -1, -2, -3
_REMEMBERED = 50_000
"""Tokens whose numbers are remembered, about."""


class _Numbers(dict[str, int]):
    """The number of the masked form of a token: ``_NAME`` for a name, as several in a row count once, ``_LINE`` for the
    end of a line, ``_DROPPED`` for what the model never saw. Remembered, since texts share most of their tokens."""

    def __init__(self, known: dict[str, int], common: frozenset[str]) -> None:
        super().__init__({"\n": _LINE})
        self._known, self._common = known, common

    def __missing__(self, token: str) -> int:
        form = mask((token,), self._common)[0]
        number = self[token] = _NAME if form == NAME else self._known.get(form, _DROPPED)
        return number

    def forget(self) -> None:
        """Begin anew where too much is remembered."""
        if len(self) > _REMEMBERED:
            self.clear()
            self["\n"] = _LINE


@dataclass(frozen=True, slots=True)
class Reading:
    """What the profile says of one text: natural-log odds for *translated* and *machine*, log probabilities of source
    languages before calibration (only their differences mean something), the number of tokens that were read, how
    surely the text names its language (``Regimes.named``), and the natural-log odds that its story is told at home
    (``Regimes.at_home``)."""

    translated: float
    machine: float
    sources: tuple[tuple[str, float], ...]
    tokens: int
    named: float = 0.0
    home: float = 0.0

    def beside(self) -> dict[str, float]:
        """What a calibrated line may read beside its own statistic."""
        return {"named": self.named, "home": self.home}


class Profile:
    """The loaded model. Raises ModelError where the file is missing or of another format."""

    def __init__(self, arrays: dict[str, Any], digest: str) -> None:
        if int(arrays["format"]) != FORMAT:
            raise ModelError(f"profile.npz has format {arrays['format']}, expected {FORMAT}: join it again")
        self.digest = digest
        self.languages: tuple[str, ...] = tuple(str(arrays["languages"]).split())
        words = str(arrays["vocabulary"]).split(" ")
        known = {word: number for number, word in enumerate(words)}
        self._name = known.get(NAME, _DROPPED)
        self._numbers = _Numbers(known, frozenset(str(arrays["common"]).split(" ")))
        self._tables: dict[str, Ids] = {
            "c": arrays["common_or_shape"].astype(np.uint64),
            "f": arrays["reduced"].astype(np.uint64),
        }
        self._broad = Linear(arrays)
        self._lines = Linear(
            {name.removeprefix(LINES): array for name, array in arrays.items() if name.startswith(LINES)}
        )
        self._counts: Logits = arrays["heads"]  # what a head of lines counts beside the same head of broad
        self._told = self._broad.column(TRANSLATED)
        self._regimes = Regimes.of(arrays["regimes"].astype(np.float64))
        self._cut: tuple[str, Ids, NDArray[np.int64]] | None = None

    @classmethod
    def read(cls, raw: bytes) -> Profile:
        """Build from the bytes of the file."""
        import io

        with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
            return cls({name: arrays[name] for name in arrays.files}, hashlib.sha256(raw).hexdigest()[:12])

    def ids(self, text: str) -> Ids:
        """Numbers of the masked tokens of ``text``; tokens the model never saw are dropped."""
        return self.lines(text)[0]

    def lines(self, text: str) -> tuple[Ids, NDArray[np.int64]]:
        """The ``ids`` of ``text``, and how many of them stand before the end of each line. The last text is remembered,
        since it is read whole and then cut."""
        held = self._cut
        if held is not None and held[0] == text:
            return held[1:]
        self._numbers.forget()
        found = np.array([*map(self._numbers.__getitem__, pieces(text, lines=True))], np.int64)
        ends = np.append(np.flatnonzero(found == _LINE), len(found))
        again = found == _NAME
        again[1:] &= found[:-1] == _NAME
        again[:1] = False
        found[found == _NAME] = self._name
        kept = (found >= 0) & ~again
        ids: Ids = found[kept].astype(np.uint64)
        before: NDArray[np.int64] = np.concatenate(([0], np.cumsum(kept)))[ends]
        self._cut = text, ids, before
        return ids, before

    def judge(self, text: str) -> Reading:
        """Judge one text; all zeros for a text without known tokens."""
        return self.judge_ids(self.ids(text))

    def judge_ids(self, ids: Ids) -> Reading:
        """Judge a text by the numbers of its tokens."""
        if not len(ids):
            return Reading(0.0, 0.0, tuple((tag, 0.0) for tag in self.languages), 0)
        logits = self.logits_of(ids)[None].astype(np.float64)
        sources = tuple(zip(self.languages, self._regimes.logits(logits)[0].tolist()))
        beside = (float(self._regimes.named(logits)[0]), float(self._regimes.at_home(logits)[0]))
        return Reading(float(logits[0, TRANSLATED]), float(logits[0, MACHINE]), sources, len(ids), *beside)

    def logits_of(self, ids: Ids) -> Logits:
        """Mean of the ``logits`` of a text's windows."""
        windows = max(1, round(len(ids) / WINDOW))
        if windows == 1:
            return self.logits(ids)
        found: Logits = np.mean([self.logits(part) for part in np.array_split(ids, windows)], axis=0)
        return found

    def _streams(self, ids: Ids) -> dict[str, Ids]:
        at = ids.astype(np.int64)
        return {"w": ids} | {name: table[at] for name, table in self._tables.items()}

    def logits(self, ids: Ids) -> Logits:
        """Logits of one window, in the columns of ``regimes``."""
        broad, lines, style = self.answers(ids)
        heads = broad[-HEADS:] + self._counts * lines[-HEADS:]
        return np.concatenate([broad[:-HEADS], lines[:-HEADS], style, heads])

    def answers(self, ids: Ids) -> tuple[Logits, Logits, Logits]:
        """What each model says of one window, in the order of ``regimes.ANSWERS``: languages, and heads
        but for style."""
        streams = self._streams(ids)
        lines = self._lines.logits(streams)
        own = len(self.languages) + HEADS
        return self._broad.logits(streams), lines[:own], lines[own:]

    def telling(self, ids: Ids) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """For every token the sum of the weights for *translated* of the features that begin there, and their number;
        a text's odds are about the whole sum over the root of the whole number, and a constant."""
        at = self._broad.begins(len(ids))
        place = self._broad.place(self._streams(ids))
        known = place >= 0
        total = np.bincount(at, self._told[place], len(ids)).astype(np.float64)
        return total, np.bincount(at[known], minlength=len(ids)).astype(np.int64)


@cache
def profile() -> Profile:
    """The shipped profile."""
    file = data() / "models" / "profile.npz"
    if not file.is_file():
        raise ModelError(
            "data/models/profile.npz is missing: run scripts/train_profile.py or install the package again"
        )
    return Profile.read(file.read_bytes())


def body(document: Document) -> str:
    """The text that is judged: body and dek without furniture, or everything where they are too short; never a
    paragraph that is surely in another language."""
    tiles = [r for r in document.regions if r.kind != "quote"]
    own = [r for r in tiles if r.language in (None, "en")]
    text = "\n".join(r.span.slice(document.text) for r in own if r.kind in ("body", "dek"))
    if len(text) >= 300:
        return text
    return document.text if own == tiles else "\n".join(r.span.slice(document.text) for r in own)


def reading(document: Document) -> Reading:
    """The profile's reading of a document; remembered, because three detectors ask for it. A line that stands again,
    names and numbers aside, says nothing new and is read once: a table of 30,000 rows is no long text."""
    return _reading(body(document))


@lru_cache(maxsize=8)
def _reading(text: str) -> Reading:
    model = profile()
    return model.judge_ids(_once(*model.lines(text)))


def _once(ids: Ids, ends: NDArray[np.int64]) -> Ids:
    """``ids`` without lines that stood before; ``ends`` count the tokens before the end of each line."""
    first: dict[bytes, Ids] = {}
    for line in np.split(ids, ends[:-1]):
        first.setdefault(line.tobytes(), line)
    return ids if len(first) == len(ends) else np.concatenate([*first.values()])
