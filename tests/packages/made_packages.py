"""Small real packages and hostile archives for tests: random weights, a vocabulary learned from sentences made here."""

from __future__ import annotations

import json
import os
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path

WORDS = ("the", "a", "old", "new", "river", "town", "council", "farmer", "said", "road", "near", "closed", "after",
         "storm", "school", "bread", "ship", "on", "in", "of", "and")  # fmt: skip


def sentences(count: int, seed: int = 0) -> list[str]:
    """Made sentences of six to eleven words."""
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(6, 11))).capitalize() + "." for _ in range(count)]


@cache
def files(source: str = "de", target: str = "en", prefix: str = "") -> dict[str, bytes]:
    """Files of a package by their names below its folder; the model is untrained but real."""
    with tempfile.TemporaryDirectory() as place:
        vocabulary = _segmenter(Path(place), prefix)
        _model(Path(place) / "model", vocabulary, seed=sum(map(ord, source + target)))
        found = {f"model/{p.name}": p.read_bytes() for p in sorted((Path(place) / "model").iterdir())}
        found["sentencepiece.model"] = (Path(place) / "made.model").read_bytes()
    metadata = {
        "from_code": source,
        "to_code": target,
        "from_name": source,
        "to_name": target,
        "package_version": "1.0",
    }
    if prefix:
        metadata["target_prefix"] = prefix
    return {"metadata.json": json.dumps(metadata).encode(), "README.md": b"# made for tests\n", **found}


def _segmenter(place: Path, prefix: str) -> list[str]:
    import sentencepiece

    (place / "text.txt").write_text("\n".join(sentences(300)), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(place / "text.txt"), model_prefix=str(place / "made"), vocab_size=60, hard_vocab_limit=False,
        pad_id=0, unk_id=1, bos_id=2, eos_id=3, user_defined_symbols=[prefix] if prefix else [], minloglevel=2,
        num_threads=1,
    )  # fmt: skip
    model = sentencepiece.SentencePieceProcessor(model_file=str(place / "made.model"))
    return [model.id_to_piece(i) for i in range(model.get_piece_size())]


def _model(place: Path, pieces: list[str], seed: int) -> None:
    import numpy as np
    from ctranslate2.specs import TransformerSpec

    rng, width = np.random.default_rng(seed), 16

    def array(*shape: int) -> object:
        return (rng.standard_normal(shape) * 1.2).astype(np.float32)

    def linear(spec: object, out: int, inward: int) -> None:
        spec.weight, spec.bias = array(out, inward), np.zeros(out, np.float32)  # type: ignore[attr-defined]

    def norm(spec: object) -> None:
        spec.gamma, spec.beta = np.ones(width, np.float32), np.zeros(width, np.float32)  # type: ignore[attr-defined]

    spec = TransformerSpec.from_config((1, 1), 2, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        for layer in side.layer:
            attentions = [layer.self_attention] + ([layer.attention] if side is spec.decoder else [])
            for attention in attentions:
                norm(attention.layer_norm)
                sizes = (3 * width, width) if attention is layer.self_attention else (width, 2 * width, width)
                for one, out in zip(attention.linear, sizes, strict=True):
                    linear(one, out, width)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 32, width)
            linear(layer.ffn.linear_1, width, 32)
        norm(side.layer_norm)
    table = array(len(pieces), width)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = spec.decoder.projection.weight = table
    bias = np.zeros(len(pieces), np.float32)
    bias[3] = 2.0  # so that untrained sentences end
    spec.decoder.projection.bias = bias
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.config.decoder_start_token, spec.config.add_source_eos = "<s>", True
    spec.validate()
    spec.optimize(quantization="int8")
    os.makedirs(place)
    spec.save(str(place))


def write_zip(path: Path, members: dict[str, bytes], folder: str = "made", method: int = zipfile.ZIP_STORED) -> Path:
    """An archive with ``members`` below ``folder`` (names that begin with ``=`` stand as they are)."""
    with zipfile.ZipFile(path, "w", method) as bundle:
        for name, content in members.items():
            bundle.writestr(name[1:] if name.startswith("=") else f"{folder}/{name}", content)
    return path


def package(path: Path, source: str = "de", target: str = "en", prefix: str = "", folder: str = "") -> Path:
    """A sound `.argosmodel` file."""
    return write_zip(path, files(source, target, prefix), folder or f"translate-{source}_{target}-1_0")
