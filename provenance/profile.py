"""The learned profile: a linear model over masked n-grams, shipped as numbers in ``data/models/profile.npz``.

Weights are read once. A text is judged whole, in windows of about the length that training documents had; the windows'
logits are averaged. The training is ``scripts/train_profile.py``; ``data/models/profile.md`` is the card.
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
from provenance.records import Document
from provenance.text.masking import masked
from provenance.text.ngrams import features

WINDOW = 700
"""Tokens of a window."""
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What the profile says of one text: natural-log odds for *translated* and *machine*, logits of source languages
    (only their differences mean something), and the number of tokens that were read."""

    translated: float
    machine: float
    sources: tuple[tuple[str, float], ...]
    tokens: int


class Profile:
    """The loaded model. Raises ModelError where the file is missing or of another format."""

    def __init__(self, arrays: dict[str, Any], digest: str) -> None:
        if int(arrays["format"]) != FORMAT:
            raise ModelError(f"profile.npz has format {arrays['format']}, expected {FORMAT}: train it again")
        self.digest = digest
        self.languages: tuple[str, ...] = tuple(str(arrays["languages"]).split())
        self._families: tuple[str, ...] = tuple(str(arrays["families"]).split())
        self._bits = int(arrays["bits"])
        words = str(arrays["vocabulary"]).split(" ")
        self._numbers: dict[str, int] = {word: number for number, word in enumerate(words)}
        self._common = frozenset(str(arrays["common"]).split(" "))
        self._reduced: NDArray[np.uint64] = arrays["reduced"].astype(np.uint64)
        self._kept: NDArray[np.int64] = arrays["kept"].astype(np.int64)
        self._weights: NDArray[np.int8] = arrays["weights"]
        self._scale: NDArray[np.float32] = arrays["scale"]
        self._bias: NDArray[np.float32] = arrays["bias"]

    @classmethod
    def read(cls, raw: bytes) -> Profile:
        """Build from the bytes of the file."""
        import io

        with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
            return cls({name: arrays[name] for name in arrays.files}, hashlib.sha256(raw).hexdigest()[:12])

    def ids(self, text: str) -> NDArray[np.uint64]:
        """Numbers of the masked tokens of ``text``; tokens the model never saw are dropped."""
        known = self._numbers
        return np.array([known[t] for t in masked(text, self._common) if t in known], np.uint64)

    def judge(self, text: str) -> Reading:
        """Judge one text; all zeros for a text without known tokens."""
        ids = self.ids(text)
        if not len(ids):
            return Reading(0.0, 0.0, tuple((tag, 0.0) for tag in self.languages), 0)
        logits = np.mean([self.logits(part) for part in np.array_split(ids, max(1, round(len(ids) / WINDOW)))], axis=0)
        sources = tuple(zip(self.languages, (float(x) for x in logits[:-2])))
        return Reading(float(logits[-2]), float(logits[-1]), sources, len(ids))

    def logits(self, ids: NDArray[np.uint64]) -> NDArray[np.float32]:
        """Logits of one window: languages, then translated, then machine."""
        found = features(ids, self._reduced[ids.astype(np.int64)], self._families, self._bits)
        place = np.searchsorted(self._kept, found)
        place[place == len(self._kept)] = 0
        numbers, counts = np.unique(place[self._kept[place] == found], return_counts=True)
        if not len(numbers):
            return self._bias.copy()
        values = np.log1p(counts).astype(np.float32)
        values /= np.sqrt(values @ values)
        logits: NDArray[np.float32] = (values @ self._weights[numbers].astype(np.float32)) * self._scale + self._bias
        return logits


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
    """The text that is judged: body and dek without furniture, or everything where they are too short."""
    text = "\n".join(r.span.slice(document.text) for r in document.regions if r.kind in ("body", "dek"))
    return text if len(text) >= 300 else document.text


@lru_cache(maxsize=8)
def reading(document: Document) -> Reading:
    """The profile's reading of a document; remembered, because three detectors ask for it."""
    return profile().judge(body(document))
