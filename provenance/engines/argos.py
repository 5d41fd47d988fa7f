"""Translates with the packages of argostranslate, in batches of our own over their CTranslate2 models.

argostranslate itself translates 32 tokens at a time and needs a sentence splitter from the network. Here sentences of
many articles go together, sorted by length. ``compute="float32"`` makes scores the same for any batch, number of
threads and processor (int8 moves by up to 0.6 per token between processors); it costs half as much time again.
"""

from __future__ import annotations

import math
import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from provenance.contracts import Engine
from provenance.errors import PackageError
from provenance.packages import store
from provenance.packages.store import Package

TOKENS = 4096
"""Cells of a batch, padding included."""
LONGEST = 160
"""Pieces that are translated at a time; a longer sentence is cut, because models are trained on short ones."""
OUTPUT = 256
"""Pieces of an output, at most; CTranslate2's own limit, which argostranslate leaves as it is."""
RUNGS = (16, 32, 48, 64, 96, LONGEST)
"""Lengths of sentences that share a limit."""
LOADED = 4
"""Models kept in memory; the one used longest ago makes room."""


@dataclass(frozen=True, slots=True)
class Options:
    """What decides a translation beside the model, and stands in the signature.

    ``beam`` 4 with ``penalty`` 0.2 and no ``ratio`` is what argostranslate takes; beam 1 is twice as fast. ``ratio``
    bounds the pieces of an output by those of its sentence (in rungs), because a weak model may go round in circles.
    """

    beam: int = 1
    penalty: float = 0.2
    ratio: int = 2
    compute: str = "float32"


@dataclass(frozen=True, slots=True)
class _Loaded:
    translator: Any
    pieces: Any
    prefix: str


class ArgosEngine(Engine):
    """Engine over ``packages``; by default the installed ones, and those shipped here for what is not installed."""

    def __init__(
        self,
        packages: dict[tuple[str, str], Package] | None = None,
        options: Options = Options(),
        *,
        folder: Path | None = None,
        threads: int = 0,
    ) -> None:
        self.packages = store.chosen(folder) if packages is None else dict(packages)
        self.options = options
        self.threads = threads or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(4))
        self._loaded: OrderedDict[tuple[str, str], _Loaded] = OrderedDict()
        self._prints: dict[tuple[str, str], str] = {}

    @property
    def signature(self) -> str:  # type: ignore[override]
        """Versions, options and the digest of every package; reads each package once."""
        pairs = ",".join(f"{a}-{b}:{self.fingerprint(a, b)}" for a, b in sorted(self.packages))
        return f"argos|{self._manner()}|{pairs}"

    def _manner(self) -> str:
        o = self.options
        return (
            f"ct2:{_library()}|compute:{o.compute}|beam:{o.beam}"
            + (f"|penalty:{o.penalty}" if o.beam > 1 else "")
            + (f"|ratio:{o.ratio}" if o.ratio else "")
        )

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.packages)

    def describe(self, source: str, target: str) -> str:
        """Signature of one direction."""
        return f"argos|{self._manner()}|{source}-{target}:{self.fingerprint(source, target)}"

    def fingerprint(self, source: str, target: str) -> str:
        """Digest of the direction's package."""
        if (source, target) not in self._prints:
            package = self._package(source, target)
            self._prints[source, target] = store.fingerprint(package.files(), package.prefix)
        return self._prints[source, target]

    def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        model = self._model(source, target)
        chunks, owners = self._chunks(model, sentences)
        results: list[str] = [""] * len(chunks)
        for limit, rows in self._groups(chunks):
            for row, text in zip(rows, self._translate(model, [chunks[row] for row in rows], limit)):
                results[row] = text
        found: list[list[str]] = [[] for _ in sentences]
        for owner, text in zip(owners, results):
            found[owner].append(text)
        return tuple(" ".join(part for part in parts if part) for parts in found)

    def _groups(self, chunks: Sequence[Sequence[str]]) -> list[tuple[int, list[int]]]:
        """(limit of the output, indices), so that a sentence on which a weak model loops costs little."""
        if not self.options.ratio:
            return [(OUTPUT, list(range(len(chunks))))] if chunks else []
        groups: dict[int, list[int]] = {}
        for i, pieces in enumerate(chunks):
            rung = next(rung for rung in RUNGS if len(pieces) <= rung)
            groups.setdefault(min(OUTPUT, self.options.ratio * rung + 8), []).append(i)
        return sorted(groups.items())

    def _translate(self, model: _Loaded, chunks: list[list[str]], limit: int) -> list[str]:
        results = model.translator.translate_batch(
            chunks,
            target_prefix=[[model.prefix]] * len(chunks) if model.prefix else None,
            replace_unknowns=True,
            max_batch_size=TOKENS,
            batch_type="tokens",
            beam_size=self.options.beam,
            length_penalty=self.options.penalty,
            max_decoding_length=limit,
        )
        return [self._decode(model, result.hypotheses[0]) for result in results]

    def score(self, sentences: Sequence[str], targets: Sequence[str], source: str, target: str) -> tuple[float, ...]:
        """Mean log10 probability of a target's pieces and its end; of the first ``LONGEST`` pieces on either side.

        The forced prefix of a model with several target languages does not count.
        """
        model = self._model(source, target)
        given = [pieces[:LONGEST] for pieces in model.pieces.encode(list(sentences), out_type=str)]
        wanted = [pieces[:LONGEST] for pieces in model.pieces.encode(list(targets), out_type=str)]
        prefix = [model.prefix] if model.prefix else []
        usable = [i for i, pieces in enumerate(given) if pieces]
        results = model.translator.score_batch(
            [given[i] for i in usable],
            [prefix + wanted[i] for i in usable],
            max_batch_size=TOKENS,
            batch_type="tokens",
            offset=len(prefix),
        )
        means = [0.0] * len(given)
        for i, result in zip(usable, results):
            means[i] = round(sum(result.log_probs) / len(result.log_probs) / math.log(10), 4)
        return tuple(means)

    def _chunks(self, model: _Loaded, sentences: Sequence[str]) -> tuple[list[list[str]], list[int]]:
        chunks, owners = [], []
        for owner, pieces in enumerate(model.pieces.encode(list(sentences), out_type=str)):
            for start in range(0, len(pieces), LONGEST):
                chunks.append(pieces[start : start + LONGEST])
                owners.append(owner)
        return chunks, owners

    @staticmethod
    def _decode(model: _Loaded, pieces: list[str]) -> str:
        kept = pieces[1:] if model.prefix and pieces[:1] == [model.prefix] else pieces
        return str(model.pieces.decode_pieces(kept)).replace("▁", " ").strip()

    def _package(self, source: str, target: str) -> Package:
        try:
            return self.packages[source, target]
        except KeyError:
            other = target if source == "en" else source
            raise PackageError(
                f"no package translates {source} to {target}; run: provenance models install {other}"
            ) from None

    def _model(self, source: str, target: str) -> _Loaded:
        pair = (source, target)
        if pair in self._loaded:
            self._loaded.move_to_end(pair)
            return self._loaded[pair]
        while len(self._loaded) >= LOADED:
            self._loaded.popitem(last=False)
        self._loaded[pair] = self._load(self._package(source, target))
        return self._loaded[pair]

    def _load(self, package: Package) -> _Loaded:
        import ctranslate2
        import sentencepiece

        files = package.files()
        self._prints.setdefault(package.pair, store.fingerprint(files, package.prefix))
        try:
            pieces = sentencepiece.SentencePieceProcessor(model_proto=files["sentencepiece.model"])
            translator = ctranslate2.Translator(
                package.path.name,
                device="cpu",
                compute_type=self.options.compute,
                intra_threads=self.threads,
                files={name: data for name, data in files.items() if name not in ("sentencepiece.model", "README.md")},
            )
        except (RuntimeError, ValueError, KeyError, OSError) as error:
            raise PackageError(f"{package.path}: does not load ({error}); install it again") from None
        return _Loaded(translator, pieces, package.prefix)


@cache
def _library() -> str:
    """Major and minor version of CTranslate2."""
    return ".".join(version("ctranslate2").split(".")[:2])
