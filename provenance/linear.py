"""Linear models: one over hashed n-grams, which says what features it kept and their weights of 8 bits; and the
probabilities of a multinomial one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.text.ngrams import Ids, features, places

Logits = NDArray[np.float64]


def softmax(logits: NDArray[Any]) -> NDArray[Any]:
    """Probabilities of the answers on the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))


class Linear:
    """``arrays`` holds ``families`` and ``bits`` of the features, ``kept`` (the numbers of those that have weights),
    ``weights`` (a row for each of them, a column for each answer), the ``scale`` and the ``bias`` of each column."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._families: tuple[str, ...] = tuple(str(arrays["families"]).split())
        self._bits = int(arrays["bits"])
        kept: NDArray[np.int64] = arrays["kept"].astype(np.int64)
        self._places = np.full(1 << self._bits, -1, np.int32)
        self._places[kept] = np.arange(len(kept), dtype=np.int32)
        self._weights: NDArray[np.int8] = arrays["weights"]
        self._scale: Logits = arrays["scale"].astype(np.float64)
        self._bias: Logits = arrays["bias"].astype(np.float64)
        self._last: tuple[Ids, NDArray[np.int32]] | None = None

    def column(self, number: int) -> NDArray[np.float64]:
        """The weights of one answer, and a 0 after the last, which place -1 means."""
        return np.append(self._weights[:, number], np.int8(0)) * np.float64(self._scale[number])

    def begins(self, tokens: int) -> NDArray[np.int64]:
        """The token at which each feature begins, in the order of ``place``."""
        return places(tokens, self._families)

    def place(self, streams: Mapping[str, Ids]) -> NDArray[np.int32]:
        """The row of every feature's weights, -1 for a feature without; that of the last stream ``w`` is remembered."""
        held = self._last
        if held is not None and held[0] is streams["w"]:
            return held[1]
        place: NDArray[np.int32] = self._places[features(streams, self._families, self._bits)]
        self._last = streams["w"], place
        return place

    def logits(self, streams: Mapping[str, Ids]) -> Logits:
        """One number for each answer: weights times log counts of unit length, and the bias."""
        place = self.place(streams)
        numbers, counts = np.unique(place[place >= 0], return_counts=True)
        if not len(numbers):
            return self._bias.copy()
        values = np.log1p(counts)
        values /= np.sqrt(values @ values)
        # processors add up in different orders: in double precision that is far below what any report writes
        logits: Logits = (values @ self._weights.take(numbers, axis=0).astype(np.float64)) * self._scale + self._bias
        return logits
