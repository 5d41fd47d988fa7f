"""Train small translation models and write them as `.argosmodel` packages.

Two models per family of languages are trained, each over one joint SentencePiece vocabulary: many-to-English (no tag:
the package format cannot hold a source tag) and English-to-many (the target language is forced as first token,
``target_prefix``). A direction can then be trained on alone (``--only``). Each is exported, its vocabulary cut to
what it needs.

    python scripts/train_packages.py prepare --data ../shared/data --work /var/tmp/provenance-train
    python scripts/train_packages.py train --work ... --side to-en --minutes 65          # two CPU cores
    python scripts/train_packages.py train --work ... --side to-en --minutes 65 --resume  # goes on, only improves
    python scripts/train_packages.py train --work ... --side to-en --only de --minutes 45 # then one direction alone
    python scripts/train_packages.py train --work ... --side from-en --budget gpu         # where a GPU can be had
    python scripts/train_packages.py prepare --work ... --packages provenance/data/packages  # instead of the first:
                                       # goes on from packages whose checkpoints are gone, with ``train --resume``
    python scripts/train_packages.py prepare --work ... --packages provenance/data/packages --family uk,ru
                                       # the same with a vocabulary of these languages and English alone: shorter
                                       # pieces become longer ones, whose embeddings begin as the mean of theirs
    python scripts/train_packages.py back --work ... --languages uk   # then ``prepare`` again: English lines without a
                                       # translation get one by the package out of English, for the side into English
    python scripts/train_packages.py export --work ... --out provenance/data/packages
    python scripts/train_packages.py all ...                                              # everything, in that order

``--minutes`` is wall time, whatever else the machine does: learning rate and momentum follow the clock, so that the
model is decayed and usable when the time is up; a checkpoint every three minutes carries on from a kill.

Optimiser: Muon (K. Jordan and others, 2024, "Muon: an optimizer for hidden layers in neural networks") for the matrices
of the blocks, Adam for embeddings, norms and biases. Needs torch, sentencepiece, ctranslate2 and numpy.
"""

from __future__ import annotations

import argparse
import html
import json
import lzma
import math
import os
import random
import re
import struct
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

LANGUAGES = ("de", "es", "fr", "ru", "uk")
"""Those of a work folder that was not prepared for a family of its own."""
HELD_OUT = ("wmt12", "wmt17en", "wmt17en-more", "wmt21", "wmt22", "flores-dev")
"""Sets of outputs/ that take no part in training, by English and by foreign line, in any language; ntrex as well."""
GENERAL = ("wmt-news", "outputs", "tico19", "xquad", "mlqe-pe", "opensource-guide", "privacyguides", "tatoeba")
BACK = 2
"""In the place of 1 (news, general prose) and 0 (other kinds): pairs whose foreign side one of our packages wrote."""
NEW = {"minutes": 0.0, "cpu": 0.0, "tokens": 0.0, "alone": 0.0}
"""What a direction that no package holds has been trained on."""
SEED = 20251
PAD, UNK, BOS, EOS = 0, 1, 2, 3


@dataclass(frozen=True)
class Size:
    """Shape of a model. The embeddings are shared by both sides and by the output layer."""

    width: int
    feed: int
    heads: int
    encoder: int
    decoder: int
    vocabulary: int
    dropout: float
    batch: int
    """Target tokens a batch."""


SIZES = {
    "cpu": Size(192, 768, 3, 4, 2, 12000, 0.0, 1280),
    "gpu": Size(384, 1536, 6, 12, 2, 16000, 0.1, 24000),
}
"""cpu: two cores, an hour or two a side. gpu: one card, a few minutes a side."""


# ---------------------------------------------------------------------------------------------------------- data


def lines(path: Path) -> list[str]:
    """Lines of ``path`` or ``path.xz``, entities unescaped; empty when neither exists."""
    packed = path.with_name(path.name + ".xz")
    if path.exists():
        text = path.read_text(encoding="utf-8")
    elif packed.exists():
        with lzma.open(packed, "rt", encoding="utf-8", newline="\n") as stream:
            text = stream.read()
    else:
        return []
    return [html.unescape(line).strip() for line in text.removesuffix("\n").split("\n")]


def names(folder: Path) -> list[str]:
    """File names of ``folder`` without ``.xz``, sorted."""
    return sorted({item.name.removesuffix(".xz") for item in folder.iterdir()}) if folder.is_dir() else []


def fold(line: str) -> str:
    """Letters and digits only, lower case: two lines are one where these agree."""
    return "".join(filter(str.isalnum, line.lower()))


def held_out(data: Path) -> set[str]:
    """Folded lines, of any language, that no training pair may hold."""
    found: set[str] = set()
    for name in names(data / "ntrex"):
        if name.endswith(".txt"):
            found.update(map(fold, lines(data / "ntrex" / name)))
    for group in HELD_OUT:
        for name in names(data / "outputs" / group):
            if name.endswith((".src.txt", "ref.txt", "ref.en.txt")) or ".ref" in name:
                found.update(map(fold, lines(data / "outputs" / group / name)))
    for record in lines(data / "native" / "native.jsonl"):
        document = json.loads(record) if record else {"id": ""}
        if document["id"].startswith(("newstest2019", "newstest2020", "newstest2021")):
            found.update(map(fold, document["text"].split("\n")))
    found.discard("")
    return found


def usable(source: str, target: str) -> bool:
    """True for a pair that looks like one: both sides there, lengths alike, not a copy."""
    if not source or not target or max(len(source), len(target)) > 450:
        return False
    if len(source) > 30 and not 0.4 < len(source) / len(target) < 2.5:
        return False
    return source != target or len(source) < 20


def parallel_pairs(data: Path, language: str) -> Iterator[tuple[str, str, str, str]]:
    """(set, kind, foreign, English) of parallel/; kind ``human``, or the side a machine wrote: ``mt-en``, ``mt-xx``."""
    folder = data / "parallel" / language
    for name in names(folder):
        stem = name.removesuffix(".en.txt")
        if not name.endswith(".en.txt") or ".mt-" in name:
            continue
        english, foreign = lines(folder / name), lines(folder / f"{stem}.{language}.txt")
        yield from ((stem, "human", x, e) for x, e in zip(foreign, english, strict=True))
        for column in names(folder):
            if column.startswith(f"{stem}.mt-"):
                outputs = lines(folder / column)
                if column.endswith(".en.txt"):
                    yield from ((stem, "mt-en", x, e) for x, e in zip(foreign, outputs, strict=True))
                elif column.endswith(f".{language}.txt"):
                    yield from ((stem, "mt-xx", x, e) for x, e in zip(outputs, english, strict=True))


def output_pairs(data: Path, language: str) -> Iterator[tuple[str, str, str, str]]:
    """(``outputs``, ``mt-en``, foreign source, an engine's English) of the sets that are not held out."""
    for folder in sorted((data / "outputs").iterdir()):
        source = [] if folder.name in HELD_OUT else lines(folder / f"{language}.src.txt")
        for name in names(folder) if source else ():
            engine = name.removeprefix(f"{language}.").removesuffix(".txt")
            if name.startswith(f"{language}.") and "." not in engine and engine not in ("src", "ref"):
                yield from (("outputs", "mt-en", x, e) for x, e in zip(source, lines(folder / name), strict=True))


def english_lines(data: Path, banned: set[str]) -> list[str]:
    """Distinct English lines of originals and of human translations of news, none of them held out, news first."""
    found: dict[str, None] = {}
    for folder in sorted((data / "outputs").iterdir()):
        for name in names(folder) if folder.name not in HELD_OUT else ():
            if name == "en.ref.txt" or name.endswith(".ref.en.txt"):
                found.update(dict.fromkeys(lines(folder / name)))
    for file in ("native.jsonl", "world.jsonl"):
        for record in filter(None, lines(data / "native" / file)):
            found.update(dict.fromkeys(json.loads(record)["text"].split("\n")))
    for folder in sorted((data / "parallel").iterdir()):
        for source in GENERAL if folder.is_dir() else ():
            found.update(dict.fromkeys(lines(folder / f"{source}.en.txt")))
    return [line for line in found if 20 <= len(line) <= 300 and fold(line) not in banned]


def back(arguments: argparse.Namespace) -> None:
    """Write ``back.LANG.jsonl`` into the work folder: English lines and what the package out of English makes of them
    (Sennrich, Haddow and Birch 2016, back-translation), without those whose translation loops or is a copy."""
    import ctranslate2
    import sentencepiece

    english = english_lines(arguments.data, held_out(arguments.data))[: arguments.most]
    for language in arguments.languages.split(","):
        (file,) = sorted(arguments.out.glob(f"translate-en_{language}-*.argosmodel"))[-1:]
        folder = arguments.work / f"back-{language}"
        with zipfile.ZipFile(file) as bundle:
            bundle.extractall(folder)
        (inside,) = folder.iterdir()
        model = sentencepiece.SentencePieceProcessor(model_file=str(inside / "sentencepiece.model"))
        translator = ctranslate2.Translator(str(inside / "model"), device="cpu", intra_threads=arguments.threads)
        tag, began = f"<2{language}>", time.time()
        with (arguments.work / f"back.{language}.jsonl").open("w", encoding="utf-8") as out:
            for start in range(0, len(english), 4000):
                part = english[start : start + 4000]
                results = translator.translate_batch(
                    model.encode(part, out_type=str), target_prefix=[[tag]] * len(part), beam_size=2,
                    max_batch_size=4096, batch_type="tokens", max_decoding_length=120,
                )  # fmt: skip
                for line, result in zip(part, results):
                    made = model.decode_pieces([t for t in result.hypotheses[0] if t != tag])
                    if usable(made, line) and len(set(made.split())) > 0.6 * len(made.split()):
                        out.write(json.dumps([line, made], ensure_ascii=False) + "\n")
                print(
                    f"{language}: {start + len(part)} of {len(english)} lines, {time.time() - began:.0f} s", flush=True
                )


def gather(data: Path, language: str, banned: set[str]) -> list[tuple[str, str, str, str]]:
    """All usable pairs of ``language``, without doubles and without what is held out."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for group, kind, foreign, english in (*output_pairs(data, language), *parallel_pairs(data, language)):
        if not usable(foreign, english) or fold(foreign) in banned or fold(english) in banned:
            continue
        if (foreign, english) not in seen:
            seen.add((foreign, english))
            kept.append((group, kind, foreign, english))
    return kept


def name_family(work: Path, languages: Sequence[str]) -> None:
    """From now on, ``work`` is for these languages alone."""
    work.mkdir(parents=True, exist_ok=True)
    (work / "family.json").write_text(json.dumps(list(languages)), encoding="utf-8")


def family(work: Path) -> tuple[str, ...]:
    """The languages of a work folder: those that it was made for, or all."""
    file = work / "family.json"
    return tuple(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else LANGUAGES


def prepare(data: Path, work: Path, size: Size, packages: Path | None = None) -> None:
    """Write the joint vocabulary and the encoded pairs into ``work``; with ``packages``, their weights become the
    checkpoints that training goes on from, and their vocabulary is kept where ``work`` is not for a family alone."""
    import sentencepiece

    work.mkdir(parents=True, exist_ok=True)
    banned, own = held_out(data), (work / "family.json").exists()
    if packages and not own:
        restore(packages, work, size)
    pairs = {language: gather(data, language, banned) for language in family(work)}
    for language, rows in pairs.items():
        made = lines(work / f"back.{language}.jsonl")
        rows += [("back", "back", foreign, english) for english, foreign in map(json.loads, filter(None, made))]
        print(f"{language}: {len(rows)} pairs, {len({r[2] for r in rows})} distinct foreign lines", flush=True)
    if not (work / "joint.model").exists():
        vocabulary(pairs, work, size)
    if packages and own and not list(work.glob("*.pt")):
        restore(packages, work, size)
    model = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
    columns: dict[str, list[np.ndarray]] = {}
    for language, rows in pairs.items():
        flat = [model.encode([r[side] for r in rows]) for side in (2, 3)]
        keep = [i for i in range(len(rows)) if 0 < len(flat[0][i]) < 100 and 0 < len(flat[1][i]) < 100]
        for name, side in (("foreign", flat[0]), ("english", flat[1])):
            columns[f"{language}.{name}"] = np.fromiter((t for i in keep for t in side[i]), dtype=np.uint16)
            columns[f"{language}.{name}.n"] = np.fromiter((len(side[i]) for i in keep), dtype=np.uint8)
        kinds = {"human": 0, "mt-en": 1, "mt-xx": 2, "back": 3}
        columns[f"{language}.kind"] = np.fromiter((kinds[rows[i][1]] for i in keep), dtype=np.uint8)
        worth = {"back": BACK} | dict.fromkeys(GENERAL, 1)
        columns[f"{language}.general"] = np.fromiter((worth.get(rows[i][0], 0) for i in keep), dtype=np.uint8)
        print(language, "tokens", len(columns[f"{language}.foreign"]), len(columns[f"{language}.english"]), flush=True)
    np.savez(work / "pairs.npz", **columns)
    (work / "size.json").write_text(json.dumps(asdict(size)), encoding="utf-8")
    if not packages:
        first_guess(work, size)


def vocabulary(pairs: dict[str, list[tuple[str, str, str, str]]], work: Path, size: Size) -> None:
    """Write the joint vocabulary, learned from a sample of all pairs."""
    import sentencepiece

    rng = random.Random(SEED)
    sample = []
    for rows in pairs.values():
        general = [r for r in rows if r[0] in GENERAL]
        picked = rng.sample(general, min(len(general), 50000)) + rng.sample(rows, min(len(rows), 20000))
        sample += [line for row in picked for line in row[2:]]
    (work / "sample.txt").write_text("\n".join(sample), encoding="utf-8")
    letters = Counter(letter for line in sample for letter in line if letter.isalpha())
    needed = "".join(sorted(letter for letter, number in letters.items() if number >= 20))
    sentencepiece.SentencePieceTrainer.train(
        input=str(work / "sample.txt"), model_prefix=str(work / "joint"), vocab_size=size.vocabulary,
        character_coverage=0.9998, model_type="unigram", pad_id=PAD, unk_id=UNK, bos_id=BOS, eos_id=EOS,
        user_defined_symbols=[f"<2{language}>" for language in pairs], split_digits=True, num_threads=2,
        input_sentence_size=250000, shuffle_input_sentence=True, minloglevel=1, required_chars=needed,
    )  # fmt: skip


def restore(packages: Path, work: Path, size: Size) -> None:
    """Write ``joint.model`` and checkpoints out of packages that ``export`` wrote.

    Directions of a side share their weights, each with the embeddings of its own pieces: one checkpoint. Where any was
    trained on alone, each direction has its own, for ``train --only … --resume``. What a weight loses by 8 bits is far
    below a step of training; the optimiser begins without memory. A side without packages is left out; a language that
    has none begins as the first that has one, letters for words.
    """
    import sentencepiece
    import torch

    languages = family(work)
    for side in ("to-en", "from-en"):
        ways = [f"{language}_en" if side == "to-en" else f"en_{language}" for language in languages]
        files = [next(iter(sorted(packages.glob(f"translate-{way}-*.argosmodel"))), None) for way in ways]
        first = next(filter(None, files), None)
        if not first:
            continue
        read = [bundle_of(file or first, work) for file in files]
        begun = ways[files.index(first)]
        read = [(*two, facts if file else {**NEW, "begun": begun}) for file, (*two, facts) in zip(files, read)]
        joint = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
        optimiser = Optimiser(build(size, "cpu"))
        masters = dict(zip(optimiser.names, optimiser.masters))
        old = sentencepiece.SentencePieceProcessor(model_file=str(work / "packages.model"))
        for weights, pieces, _ in read:
            take_up(masters, joint, old, size, weights, pieces)
        state = {"optimiser": optimiser.state(), "names": optimiser.names}
        if not any("alone" in facts for _, _, facts in read):
            torch.save({**state, **read[-1][2]}, checkpoint_of(work, side))
            continue
        for language, (weights, pieces, facts) in zip(languages, read):
            # Pieces that a direction lacks stay those of the others, whose pairs may help it.
            take_up(masters, joint, old, size, weights, pieces)
            torch.save({**state, **facts}, checkpoint_of(work, side, language))


def take_up(
    masters: dict[str, Any], joint: Any, old: Any, size: Size, weights: dict[str, np.ndarray], pieces: list[str]
) -> None:
    """Copy a package's weights into those of a model. Embeddings go where the joint vocabulary has their pieces; a
    piece that the package's vocabulary ``old`` lacks begins as the mean of those that it cuts it into, as long as
    they are on the mean."""
    import torch

    table, bias = weights["decoder/embeddings/weight"], weights["decoder/projection/bias"]
    known = {piece: number for number, piece in enumerate(pieces)}
    for row in range(joint.get_piece_size()):
        piece = joint.id_to_piece(row)
        if piece in known:
            found = [known[piece]]
        else:
            text = piece.replace("▁", " ").strip()
            cut = [one for form in (text, text.lower()) for one in old.encode(form, out_type=str)]
            found = [known[one] for one in cut if one in known and one != "▁"]
        if found:
            mean = table[found].mean(0)
            mean *= np.linalg.norm(table[found], axis=1).mean() / (np.linalg.norm(mean) + 1e-6)
            masters["embedding"][row] = torch.tensor(mean)
            masters["bias"][row] = float(bias[found].min())
    for mine, theirs in places(size):
        masters[mine].copy_(torch.tensor(weights[theirs]))


def bundle_of(file: Path, work: Path) -> tuple[dict[str, np.ndarray], list[str], dict[str, float | str]]:
    """(weights, pieces, what its card tells of its training) of one package; its vocabulary goes to
    ``packages.model``, and to ``joint.model`` where there is none."""
    with zipfile.ZipFile(file) as bundle:
        inside = {name.split("/", 1)[1]: name for name in bundle.namelist()}
        (work / "packages.model").write_bytes(bundle.read(inside["sentencepiece.model"]))
        if not (work / "joint.model").exists():
            (work / "joint.model").write_bytes(bundle.read(inside["sentencepiece.model"]))
        weights = unpacked(bundle.read(inside["model/model.bin"]))
        pieces = json.loads(bundle.read(inside["model/shared_vocabulary.json"]))
        card = bundle.read(inside["README.md"]).decode("utf-8")
    tokens, minutes, spent = re.findall(r"([\d.]+) million target\s+tokens in (\d+) minutes.*?\((\d+)", card)[0]
    alone = re.findall(r"the last ([\d.]+) million", card)
    facts: dict[str, float | str] = {"minutes": float(minutes), "cpu": float(spent), "tokens": float(tokens) * 1e6}
    if alone:
        facts["alone"] = float(alone[0]) * 1e6
    if begun := re.findall(r"begun with the weights of (\w+)", card):
        facts["begun"] = begun[0]
    return weights, pieces, facts


def places(size: Size) -> Iterator[tuple[str, str]]:
    """(name of a weight here, name in a CTranslate2 file) of all but embeddings and output bias."""

    def both(mine: str, theirs: str, kinds: tuple[str, str]) -> Iterator[tuple[str, str]]:
        for own, kind in zip(("weight", "bias"), kinds):
            yield f"{mine}.{own}", f"{theirs}/{kind}"

    norm, linear = ("gamma", "beta"), ("weight", "bias")
    for part, count in (("encoder", size.encoder), ("decoder", size.decoder)):
        yield from both(f"norm_{part}", f"{part}/layer_norm", norm)
        for i in range(count):
            own, layer = f"{part}.{i}", f"{part}/layer_{i}"
            yield from both(f"{own}.norm1", f"{layer}/self_attention/layer_norm", norm)
            yield from both(f"{own}.qkv", f"{layer}/self_attention/linear_0", linear)
            yield from both(f"{own}.out", f"{layer}/self_attention/linear_1", linear)
            if part == "decoder":
                yield from both(f"{own}.norm3", f"{layer}/attention/layer_norm", norm)
                for j, name in enumerate(("query", "kv", "back")):
                    yield from both(f"{own}.{name}", f"{layer}/attention/linear_{j}", linear)
            yield from both(f"{own}.norm2", f"{layer}/ffn/layer_norm", norm)
            yield from both(f"{own}.up", f"{layer}/ffn/linear_0", linear)
            yield from both(f"{own}.down", f"{layer}/ffn/linear_1", linear)


def reached(spec, way: list[str]):  # type: ignore[no-untyped-def]
    """The part of a CTranslate2 specification that names in a file lead to; ``layer_2`` may be the third of a list."""
    for name in way:
        stem, _, number = name.rpartition("_")
        spec = getattr(spec, name) if hasattr(spec, name) else getattr(spec, stem)[int(number)]
    return spec


def unpacked(content: bytes) -> dict[str, np.ndarray]:
    """The variables of a CTranslate2 model file of version 6, int8 weights times their scales.

    Layout (``ctranslate2.specs.ModelSpec``): version, name and revision of the specification, number of variables; of
    each its name, shape, type, bytes; strings are counted and end in a zero.
    """
    types, at = (np.float32, np.int8, np.int16, np.int32, np.float16), 0

    def number(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{form}", content, at)
        at += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal at
        length = number("H")
        at += length
        return content[at - length : at - 1].decode("utf-8")

    if number("I") != 6:
        raise SystemExit("train_packages.py: these packages hold a CTranslate2 file of another version than 6")
    text(), number("I")
    found: dict[str, np.ndarray] = {}
    for _ in range(number("I")):
        name, shape = text(), [number("I") for _ in range(number("B"))]
        kind = np.dtype(types[number("B")])
        size = number("I")
        found[name] = np.frombuffer(content, kind, size // kind.itemsize, at).reshape(shape)
        at += size
    return {
        name: value / found[f"{name}_scale"][:, None] if f"{name}_scale" in found else value
        for name, value in found.items()
    }


def first_guess(work: Path, size: Size, rows: int = 50000) -> None:
    """Write a first guess of the embeddings: pieces that translate each other lie together.

    Truncated SVD of the geometric mean of both lexical translation tables, which are learned by IBM Model 1 (Brown et
    al. 1993) over pieces; also the pieces' log frequencies, for the output bias. Both spare the model the slow
    beginning of its training.
    """
    import torch
    from scipy import sparse
    from scipy.sparse.linalg import svds

    stored, count, languages = np.load(work / "pairs.npz"), size.vocabulary, family(work)
    rng, shapes, by_language = np.random.default_rng(SEED), {}, np.zeros((count, len(languages) + 1))  # type: ignore[var-annotated]
    for index, language in enumerate(languages):
        general = rng.permutation(np.flatnonzero(stored[f"{language}.general"] == 1))[:rows]
        other = rng.permutation(np.flatnonzero(stored[f"{language}.general"] == 0))[: rows // 3]
        sides = []
        for side in ("foreign", "english"):
            tokens, ends = stored[f"{language}.{side}"], np.cumsum(stored[f"{language}.{side}.n"], dtype=np.int64)
            sides.append((tokens.astype(np.int64), np.concatenate([[0], ends])))
        for row in np.concatenate([general, other]):
            left, right = (tokens[starts[row] : starts[row + 1]] for tokens, starts in sides)
            if len(left) <= 45 and len(right) <= 45:
                shapes.setdefault((len(left), len(right)), []).append((left, right))
                np.add.at(by_language[:, index], left, 1)
                np.add.at(by_language[:, -1], right, 1 / len(languages))
    joint = __import__("sentencepiece").SentencePieceProcessor(model_file=str(work / "joint.model"))
    for index, language in enumerate(languages):
        by_language[joint.piece_to_id(f"<2{language}>"), index] = 100
    seen = by_language.sum(1)
    batches = [tuple(torch.from_numpy(np.stack(side)) for side in zip(*pairs)) for pairs in shapes.values()]
    forth = lexicon([(x, y) for x, y in batches], count)
    back = lexicon([(y, x) for x, y in batches], count)
    both = (forth * back.t()).sqrt_()
    both[both < 0.02] = 0
    place = both.nonzero()
    both = both[place[:, 0], place[:, 1]].numpy()
    matrix = sparse.csr_matrix((both, (place[:, 0].numpy(), place[:, 1].numpy())), shape=(count, count))
    lexical, tongue, _ = layout(size, len(languages))
    u, strength, v = svds(matrix, k=len(lexical), random_state=SEED)
    vectors = np.zeros((count, size.width), np.float32)
    vectors[:, lexical] = rows_of_length(
        rows_of_length((u + v.T) * strength**0.25) + noise(rng, count, len(lexical), 0.3)
    )
    shares = (by_language + 0.5) / (by_language + 0.5).sum(1, keepdims=True)
    vectors[:, tongue] = 0.3 * (shares - shares.mean(0))
    bias = np.log((seen + 1) / (seen.sum() + count))
    np.savez(work / "guess.npz", embedding=rows_of_length(vectors), bias=(bias - bias.mean()).astype(np.float32))


def rows_of_length(matrix: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1."""
    return (matrix / (np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-6)).astype(np.float32)


def noise(rng: np.random.Generator, rows: int, columns: int, length: float) -> np.ndarray:
    """Random rows of about that length."""
    return rng.standard_normal((rows, columns)) * (length / columns**0.5)


def layout(size: Size, languages: int) -> tuple[list[int], list[int], list[int]]:
    """Dimensions of an embedding that hold the word, its language (one of so many), and (left empty) the position."""
    head, half = size.width // size.heads, size.width // 2
    position = [*range(head // 2), *range(half, half + head // 2)]
    rest = [i for i in range(size.width) if i not in position]
    tongues = languages + 1
    return rest[:-tongues], rest[-tongues:], position


def prime(model, size: Size, languages: int) -> None:  # type: ignore[no-untyped-def]
    """Make the untrained model a word-for-word translator, from which training goes on.

    All heads but the last of the first decoder layer look where the decoder stands itself: at the source, whose word
    they fetch, and at the previous target word, which they take away. The language of the previous word or tag stays.
    """
    import torch

    head, (lexical, _, position) = size.width // size.heads, layout(size, languages)
    first = model.decoder[0]
    with torch.no_grad():
        for block in (*model.encoder, *model.decoder):
            for name in ("out", "back", "down"):
                if hasattr(block, name):
                    getattr(block, name).weight.mul_(0.3)
        model.norm_decoder.weight.mul_(0.5)
        pairs = ((first.qkv.weight[: 2 * size.width], first.qkv.weight[2 * size.width :], first.out.weight, -1.0, 2.0),
                 (first.query.weight, first.kv.weight[size.width :], first.back.weight, 2.5, 1.2))  # fmt: skip
        pick = torch.zeros(head, size.width, dtype=first.query.weight.dtype)
        pick[torch.arange(head), position] = 1.0
        rest = [i for i in range(size.width) if i not in position]
        for queries, values, out, gain, sharp in pairs:
            for h in range(size.heads - 1):
                rows = slice(h * head, (h + 1) * head)
                queries[rows] = pick * sharp
                (first.qkv.weight[size.width :][rows] if gain < 0 else first.kv.weight[rows]).copy_(pick * sharp)
                values[rows] = 0
                out[:, rows] = 0
                for j, dimension in enumerate(rest[h * head : (h + 1) * head]):
                    if dimension in lexical:
                        values[h * head + j, dimension] = 1.0
                        out[dimension, h * head + j] = gain


def lexicon(batches, count: int, rounds: int = 4):  # type: ignore[no-untyped-def]
    """IBM Model 1 with an empty word (piece 0): probability of a target piece (column) given a source piece (row)."""
    import torch

    table = None
    for _ in range(rounds):
        counts = torch.zeros(count * count)
        for source, target in batches:
            full = torch.cat([torch.zeros(len(source), 1, dtype=torch.int64), source], 1)
            for start in range(0, len(full), 4000):
                cells = full[start : start + 4000, :, None] * count + target[start : start + 4000, None, :]
                share = torch.ones(cells.shape) if table is None else table[cells]
                share /= share.sum(1, keepdim=True) + 1e-12
                counts.scatter_add_(0, cells.flatten(), share.flatten())
        square = counts.view(count, count)
        table = (square / (square.sum(1, keepdim=True) + 5.0)).flatten()
    return table.view(count, count)


# --------------------------------------------------------------------------------------------------------- model


def build(size: Size, device: str):  # type: ignore[no-untyped-def]
    """The Transformer, pre-norm, ReLU, one embedding table, laid out as CTranslate2 expects it; bfloat16 weights."""
    import torch
    import torch.nn.functional as F
    from torch import nn

    half = size.width // 2
    position = torch.arange(1, 513, dtype=torch.float32)[:, None]
    angle = position * torch.exp(torch.arange(half, dtype=torch.float32) * (-math.log(10000.0) / (half - 1)))
    table = torch.cat([angle.sin(), angle.cos()], 1).to(device, torch.bfloat16)

    class Smoothed(torch.autograd.Function):
        """Cross-entropy with label smoothing 0.1 through the tied output layer, forward and gradient in one pass."""

        @staticmethod
        def forward(ctx, hidden, weight, bias, gold, sampled, smooth):  # type: ignore[no-untyped-def]
            """``sampled`` other pieces stand for all that the batch does not hold (0: all of them)."""
            chosen, rows, correction = None, gold, 0.0
            if sampled:
                present, rows = torch.unique(gold, return_inverse=True)
                others = torch.randperm(len(weight), device=gold.device)[:sampled]
                others = others[~torch.isin(others, present)]
                chosen = torch.cat([present, others])
                correction = torch.zeros(len(chosen), device=gold.device)
                correction[len(present) :] = math.log((len(weight) - len(present)) / max(1, len(others)))
                bias, part_of = bias[chosen], weight[chosen]
            else:
                part_of = weight
            counted = gold != PAD
            total = counted.sum().clamp(min=1)
            gradient = torch.empty(len(gold), len(part_of), dtype=torch.bfloat16, device=hidden.device)
            loss = hidden.new_zeros((), dtype=torch.float32)
            step = 192 if hidden.device.type == "cpu" else 4096
            for start in range(0, len(gold), step):
                part = slice(start, start + step)
                logits = F.linear(hidden[part], part_of, bias).float()
                plain_mean = logits.mean(1, keepdim=True)
                logits += correction
                norm = torch.logsumexp(logits, 1, keepdim=True)
                place = rows[part][:, None]
                right = logits.gather(1, place)
                kept = counted[part][:, None].float()
                loss += (kept * (norm - (1 - smooth) * right - smooth * plain_mean)).sum()
                share = logits.sub_(norm).exp_().sub_(smooth / len(part_of))
                share.scatter_add_(1, place, torch.full_like(right, smooth - 1))
                gradient[part] = share.mul_(kept / total)
            ctx.save_for_backward(gradient, hidden, part_of)
            ctx.chosen, ctx.size = chosen, len(weight)
            return loss / total

        @staticmethod
        def backward(ctx, outer):  # type: ignore[no-untyped-def]
            gradient, hidden, part_of = ctx.saved_tensors
            table, bias = gradient.t() @ hidden, gradient.sum(0)
            if ctx.chosen is not None:
                table = hidden.new_zeros(ctx.size, hidden.shape[1]).index_copy_(0, ctx.chosen, table)
                bias = hidden.new_zeros(ctx.size).index_copy_(0, ctx.chosen, bias)
            return gradient @ part_of, table, bias, None, None, None

    def split(x, count):  # type: ignore[no-untyped-def]
        batch, time_, _ = x.shape
        return x.view(batch, time_, count, size.heads, -1).permute(2, 0, 3, 1, 4)

    def join(x):  # type: ignore[no-untyped-def]
        return x.transpose(1, 2).flatten(2)

    class Block(nn.Module):
        def __init__(self, crossed: bool) -> None:
            super().__init__()
            d = size.width
            self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
            self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
            self.up, self.down = nn.Linear(d, size.feed), nn.Linear(size.feed, d)
            self.crossed = crossed
            if crossed:
                self.norm3, self.query, self.kv, self.back = (
                    nn.LayerNorm(d), nn.Linear(d, d), nn.Linear(d, 2 * d), nn.Linear(d, d)
                )  # fmt: skip

        def forward(self, x, mask, memory=None, drop=0.0):  # type: ignore[no-untyped-def]
            q, k, v = split(self.qkv(self.norm1(x)), 3)
            causal = memory is not None
            att = F.scaled_dot_product_attention(q, k, v, attn_mask=None if causal else mask, is_causal=causal)
            x = x + F.dropout(self.out(join(att)), drop, self.training)
            if self.crossed:
                (q,), (k, v) = split(self.query(self.norm3(x)), 1), split(self.kv(memory), 2)
                att = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
                x = x + F.dropout(self.back(join(att)), drop, self.training)
            return x + F.dropout(self.down(F.relu(self.up(self.norm2(x)))), drop, self.training)

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Parameter(torch.randn(size.vocabulary, size.width) * size.width**-0.5)
            self.bias = nn.Parameter(torch.zeros(size.vocabulary))
            self.encoder = nn.ModuleList(Block(False) for _ in range(size.encoder))
            self.decoder = nn.ModuleList(Block(True) for _ in range(size.decoder))
            self.norm_encoder, self.norm_decoder = nn.LayerNorm(size.width), nn.LayerNorm(size.width)
            for name, weight in self.named_parameters():
                if weight.ndim == 2 and name != "embedding":
                    nn.init.normal_(weight, std=weight.shape[1] ** -0.5 * 0.7)
                    if name.endswith(("out.weight", "back.weight", "down.weight")):
                        weight.data.mul_(0.3)
                elif name.endswith("bias"):
                    nn.init.zeros_(weight)

        def forward(self, source, prompt, gold, sampled=0, smooth=0.1):  # type: ignore[no-untyped-def]
            scale, drop = size.width**0.5, size.dropout
            mask = torch.zeros(source.shape, dtype=torch.bfloat16, device=source.device)
            mask = mask.masked_fill(source == PAD, float("-inf"))[:, None, None, :]
            x = F.embedding(source, self.embedding) * scale + table[: source.shape[1]]
            for block in self.encoder:
                x = block(x, mask, None, drop)
            memory = self.norm_encoder(x)
            y = F.embedding(prompt, self.embedding) * scale + table[: prompt.shape[1]]
            for block in self.decoder:
                y = block(y, mask, memory, drop)
            y = self.norm_decoder(y).flatten(0, 1)
            return Smoothed.apply(y, self.embedding, self.bias, gold.flatten(), sampled, smooth)

    torch.manual_seed(SEED)
    return Model().to(device, torch.bfloat16)


class Optimiser:
    """Muon for the blocks' matrices, Adam for the rest, over float32 copies of the model's bfloat16 weights."""

    def __init__(self, model) -> None:  # type: ignore[no-untyped-def]
        self.names = [name for name, _ in model.named_parameters()]
        self.weights = [weight for _, weight in model.named_parameters()]
        self.masters = [weight.detach().float().clone() for weight in self.weights]
        self.first = [m.new_zeros(m.shape) for m in self.masters]
        self.second = [m.new_zeros(m.shape) if self._adam(n, m) else None for n, m in zip(self.names, self.masters)]
        self.steps = 0

    @staticmethod
    def _adam(name: str, master) -> bool:  # type: ignore[no-untyped-def]
        return bool(master.ndim < 2 or name == "embedding")

    def step(self, rate: float) -> None:
        """One update; ``rate`` in [0, 1] scales both optimisers. Clips the gradient's norm at 1 for Adam's part."""
        import torch

        self.steps += 1
        waiting: dict = {}  # type: ignore[type-arg]
        for name, weight, master, first, second in zip(self.names, self.weights, self.masters, self.first, self.second):
            gradient = weight.grad.float()
            weight.grad = None
            if second is not None:
                first.lerp_(gradient, 0.1)
                second.lerp_(gradient.square(), 0.02)
                down = (second / (1 - 0.98**self.steps)).sqrt_().add_(1e-9)
                master.addcdiv_(first, down, value=-0.001 * rate / (1 - 0.9**self.steps))
                continue
            first.lerp_(gradient, 0.05)
            update = gradient.lerp(first, 0.95)
            tall = master.shape[1] if "qkv" in name or "kv" in name else len(update)
            for rows in range(0, len(update), tall):
                one, place = update[rows : rows + tall], master[rows : rows + tall]
                wide = len(one) <= one.shape[1]
                one, place = (one, place) if wide else (one.t(), place.t())
                grown = 1.0 if wide else (one.shape[1] / one.shape[0]) ** 0.5
                waiting.setdefault(tuple(one.shape), []).append((one, place, grown))
        for group in waiting.values():
            for (_, place, grown), turned in zip(group, orthogonal(torch.stack([one for one, _, _ in group]), torch)):
                place.add_(turned.float(), alpha=-0.01 * rate * grown)
        for weight, master in zip(self.weights, self.masters):
            weight.data.copy_(master)

    def state(self) -> dict[str, object]:
        """What a checkpoint keeps."""
        return {"masters": self.masters, "first": self.first, "second": self.second, "steps": self.steps}

    def load(self, state) -> None:  # type: ignore[no-untyped-def]
        """Take up a checkpoint."""
        self.steps = state["steps"]
        for mine, theirs in ((self.masters, state["masters"]), (self.first, state["first"])):
            for here, there in zip(mine, theirs):
                here.copy_(there.detach())
        for here, there in zip(self.second, state["second"]):
            if here is not None:
                here.copy_(there.detach())
        for weight, master in zip(self.weights, self.masters):
            weight.data.copy_(master)


def orthogonal(matrices, torch):  # type: ignore[no-untyped-def]
    """Nearest semi-orthogonal matrices (wide ones, stacked) by four quintic Newton-Schulz steps in bfloat16, with the
    coefficients of Polar Express (Amsel and others 2025)."""
    x = matrices.bfloat16()
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] * 1.02 + 1e-7)
    for a, b, c in ((8.2872, -23.5959, 17.3004), (4.1071, -2.9478, 0.5448), (3.9487, -2.9089, 0.5518),
                    (3.3184, -2.4885, 0.5100)):  # fmt: skip
        gram = x @ x.mT
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    return x


# ------------------------------------------------------------------------------------------------------ training


class Pairs:
    """The encoded pairs of ``prepare``: endless batches, ``languages`` in equal parts, news and general prose first."""

    def __init__(self, work: Path, side: str, seed: int, languages: Sequence[str]) -> None:
        stored = np.load(work / "pairs.npz")
        self.columns = {name: stored[name] for name in stored.files}
        self.starts = {n: np.concatenate([[0], np.cumsum(self.columns[n + ".n"], dtype=np.int64)]) for n in (
            f"{language}.{s}" for language in languages for s in ("foreign", "english"))}  # fmt: skip
        self.side, self.rng, self.languages = side, np.random.default_rng(seed), languages
        self.queues: dict[tuple[str, int], np.ndarray] = {}
        sentences = __import__("sentencepiece").SentencePieceProcessor(model_file=str(work / "joint.model"))
        self.tags = {language: sentences.piece_to_id(f"<2{language}>") for language in languages}

    def _draw(self, language: str, general: int, count: int) -> np.ndarray:
        """``count`` rows, none twice before all were seen."""
        rows = np.flatnonzero(self.columns[f"{language}.general"] == general)
        queue = self.queues.get((language, general), rows[:0])
        while len(queue) < count:
            queue = np.concatenate([queue, self.rng.permutation(rows)])
        self.queues[language, general] = queue[count:]
        return queue[:count]

    def _tokens(self, name: str, row: int) -> list[int]:
        start, end = self.starts[name][row : row + 2]
        return self.columns[name][start:end].tolist()

    def pool(self, size: int = 2400) -> list[tuple[list[int], list[int], int]]:
        """(source, target, tag) of ``size`` pairs a language."""
        found = []
        for language in self.languages:
            kinds = np.bincount(self.columns[f"{language}.general"], minlength=3)
            made = 0.4 if self.side == "to-en" and kinds[BACK] else 0.0
            share = 1.0 if not kinds[0] else min(0.8, 0.8 * kinds[1] / 40000)
            own = int(size * (1 - made))
            first = int(own * share)
            for kind, count in ((1, first), (0, own - first), (BACK, size - own)):
                for row in self._draw(language, kind, count):
                    foreign, english = (
                        self._tokens(f"{language}.foreign", row),
                        self._tokens(f"{language}.english", row),
                    )
                    pair = (foreign, english, 0) if self.side == "to-en" else (english, foreign, self.tags[language])
                    found.append(pair)
        return found

    def batches(self, tokens: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Padded (source, prompt, gold), about ``tokens`` cells on the longer side each."""
        while True:
            pool = self.pool()
            pool.sort(key=lambda p: (max(len(p[0]), len(p[1])) + self.rng.random() * 3, len(p[1])))
            groups, start = [], 0
            while start < len(pool):
                end, longest = start, 0
                while end < len(pool):
                    longest = max(longest, len(pool[end][0]) + 1, len(pool[end][1]) + 2)
                    if longest * (end + 1 - start) > tokens and end > start:
                        break
                    end += 1
                groups.append(pool[start:end])
                start = end
            for index in self.rng.permutation(len(groups)):
                yield pad(groups[index])


def pad(group: list[tuple[list[int], list[int], int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Arrays of one batch. A tag follows the start token and is not learned: no model can guess it."""
    tagged = int(group[0][2] > 0)
    sources, targets = max(len(g[0]) for g in group) + 1, max(len(g[1]) for g in group) + 1 + tagged
    source, prompt, gold = (np.zeros((len(group), n), dtype=np.int64) for n in (sources, targets, targets))
    for i, (foreign, english, tag) in enumerate(group):
        source[i, : len(foreign) + 1] = [*foreign, EOS]
        prompt[i, : len(english) + 1 + tagged] = [BOS, *([tag] * tagged), *english]
        gold[i, : len(english) + 1 + tagged] = [*([PAD] * tagged), *english, EOS]
    return source, prompt, gold


def probe(data: Path, work: Path, side: str) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Held-out batches, one a language: 48 lines of ntrex."""
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
    english = lines(data / "ntrex" / "en.txt")
    chosen = range(len(english))[40::41] or range(len(english))
    found = []
    for language in family(work):
        foreign = lines(data / "ntrex" / f"{language}.txt")
        rows = [(model.encode(foreign[i]), model.encode(english[i]), 0) for i in chosen]
        tag = model.piece_to_id(f"<2{language}>")
        found.append(pad(rows if side == "to-en" else [(e, x, tag) for x, e, _ in rows]))
    return found


def schedule(elapsed: float, budget: float, warm: float) -> float:
    """Factor of the learning rate: up for ``warm`` seconds, level, then down to 0 over the last 45 % of the budget."""
    return max(0.0, min(1.0, elapsed / warm, (1 - elapsed / budget) / 0.45))


def checkpoint_of(work: Path, side: str, language: str = "") -> Path:
    """Checkpoint of a side, or of one direction trained on alone."""
    return work / (f"{side}.{language}.pt" if language else f"{side}.pt")


def trained(work: Path, side: str, language: str) -> dict[str, Any]:
    """Latest checkpoint of a direction: its own, or that of all; ``alone`` counts the tokens that only it has seen."""
    import torch

    own = checkpoint_of(work, side, language)
    found: dict[str, Any] = torch.load(own if own.exists() else checkpoint_of(work, side), map_location="cpu")
    return found


def train(arguments: argparse.Namespace) -> None:
    """Train one side, or one direction of it, until the clock says stop."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # spinning threads starve each other on a shared machine
    import torch

    work, side = arguments.work, arguments.side
    size = Size(**json.loads((work / "size.json").read_text(encoding="utf-8")))
    device = "cuda" if arguments.budget == "gpu" else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise SystemExit("train_packages.py: no GPU can be seen here; use --budget cpu")
    if device == "cpu":
        torch.set_num_threads(arguments.threads)
    model = build(size, device)
    optimiser = Optimiser(model)
    only = arguments.only.split(",") if arguments.only else []
    languages = family(work)
    if not set(only) <= set(languages):
        raise SystemExit(f"train_packages.py: --only takes languages of {', '.join(languages)}, not {arguments.only}")
    checkpoint, before, spent, tokens, alone = checkpoint_of(work, side, *only[:1]), 0.0, 0.0, 0.0, 0.0
    begun = ""
    goes_on = checkpoint if arguments.resume and checkpoint.exists() else None
    if only and not goes_on:
        goes_on = arguments.start or checkpoint_of(work, side)
        if not goes_on.exists():
            raise SystemExit(f"train_packages.py: no {goes_on}; train the side without --only first, or --resume")
    if goes_on:
        state = torch.load(goes_on, map_location=device)
        optimiser.load(state["optimiser"])
        before, spent, tokens = state["minutes"], state.get("cpu", 0.0), state.get("tokens", 0)
        alone, begun = state.get("alone", 0.0), state.get("begun", "")
    elif arguments.start and arguments.start.exists():
        state = torch.load(arguments.start, map_location=device)["optimiser"]
        for here, there in zip(optimiser.masters, state["masters"]):
            here.copy_(there.detach())
    elif (work / "guess.npz").exists():
        guess = np.load(work / "guess.npz")
        for name, weight in zip(optimiser.names, optimiser.weights):
            if name in guess.files:
                weight.data.copy_(torch.from_numpy(guess[name]))
        prime(model, size, len(family(work)))
        for master, weight in zip(optimiser.masters, optimiser.weights):
            master.copy_(weight.detach())
    data = Pairs(work, side, SEED + optimiser.steps, only or languages)
    checks = probe(arguments.data, work, side)
    budget, began, saved, told, smooth, seen = arguments.minutes * 60, time.time(), time.time(), 0.0, 0.0, 0

    def save() -> None:
        fresh = checkpoint.with_suffix(".new")
        known = {
            "minutes": before + (time.time() - began) / 60, "cpu": spent + time.process_time() / 60,
            "tokens": tokens + seen, **({"alone": alone + seen} if only else {}),
            **({"begun": begun} if begun else {}),
        }  # fmt: skip
        torch.save({"optimiser": optimiser.state(), "names": optimiser.names, **known}, fresh)
        fresh.replace(checkpoint)

    def on(batch):  # type: ignore[no-untyped-def]
        return [torch.from_numpy(part).to(device) for part in batch]

    for batch in data.batches(size.batch):
        elapsed = time.time() - began
        if elapsed >= budget and seen:
            break
        settled = elapsed > 0.8 * budget or device == "cuda"
        loss = model(*on(batch), 0 if settled else 2048)
        loss.backward()
        with torch.no_grad():
            optimiser.step(arguments.rate * schedule(elapsed, budget, 20 if before else 60))
        seen += int((batch[2] != PAD).sum())
        smooth = loss.item() if not smooth else smooth + 0.02 * (loss.item() - smooth)
        if elapsed - told > 60:
            told = elapsed
            with torch.no_grad():
                losses = " ".join(f"{la} {model(*on(b)).item():.3f}" for la, b in zip(languages, checks))
            print(f"{side} {elapsed / 60:.1f} min step {optimiser.steps} {seen / 1e6:.2f} M tokens "
                  f"loss {smooth:.3f} held out {losses}", flush=True)  # fmt: skip
        if time.time() - saved > 180:
            saved = time.time()
            save()
    save()


# ------------------------------------------------------------------------------------------------------- export


def kept_pieces(work: Path, language: str, tag: str, count: int) -> list[int]:
    """Ids that a direction needs: pieces seen three times in its pairs, and the special ones."""
    import sentencepiece

    stored = np.load(work / "pairs.npz")
    seen = sum(np.bincount(stored[f"{language}.{side}"], minlength=count) for side in ("foreign", "english"))
    model = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
    special = {PAD, UNK, BOS, EOS, *([model.piece_to_id(tag)] if tag else [])}
    plain = {i for i in range(count) if model.id_to_piece(i).isascii() and len(model.id_to_piece(i)) == 1}
    tags = {model.piece_to_id(f"<2{other}>") for other in family(work)}
    return sorted((set(np.flatnonzero(seen >= 3).tolist()) | plain | special) - (tags - special))


def convert(work: Path, side: str, language: str, folder: Path) -> None:
    """Write the direction's CTranslate2 model, int8, into ``folder``."""
    import sentencepiece
    from ctranslate2.specs import TransformerSpec, common_spec

    size = Size(**json.loads((work / "size.json").read_text(encoding="utf-8")))
    state = trained(work, side, language)
    weights = {n: w.detach().numpy() for n, w in zip(state["names"], state["optimiser"]["masters"])}
    model = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
    kept = kept_pieces(work, language, f"<2{language}>" if side == "from-en" else "", size.vocabulary)
    spec = TransformerSpec.from_config(
        (size.encoder, size.decoder), size.heads, pre_norm=True, activation=common_spec.Activation.RELU
    )

    for mine, theirs in places(size):
        *way, kind = theirs.split("/")
        setattr(reached(spec, way), kind, weights[mine])
    table = np.ascontiguousarray(weights["embedding"][kept])
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = spec.decoder.projection.weight = table
    spec.decoder.projection.bias = np.ascontiguousarray(weights["bias"][kept])
    pieces = [model.id_to_piece(i) for i in kept]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.config.decoder_start_token, spec.config.add_source_eos = "<s>", True
    spec.config.layer_norm_epsilon = 1e-5
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def measure(data: Path, work: Path, folder: Path, side: str, language: str, most: int = 250) -> list[dict[str, object]]:
    """chrF and BLEU on held-out lines, beam 4, beside those of copying the source."""
    import ctranslate2
    import sacrebleu
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
    translator = ctranslate2.Translator(str(folder), device="cpu", intra_threads=1)
    news = "wmt22" if language == "uk" else "wmt12" if language in ("de", "es", "fr") else "wmt17en"
    reference = f"{language}.ref.en.txt" if language == "uk" else "en.ref.txt"
    outputs_of = data / "outputs" / news
    sets = (
        ("ntrex", lines(data / "ntrex" / f"{language}.txt"), lines(data / "ntrex" / "en.txt"), 8),
        (news, lines(outputs_of / f"{language}.src.txt"), lines(outputs_of / reference), 8),
    )
    found: list[dict[str, object]] = []
    for name, foreign, english, step in sets:
        pairs = [(x, e) for x, e in list(zip(foreign, english))[3::step] if x and e][:most]
        sources, targets = zip(*(pairs if side == "to-en" else [(e, x) for x, e in pairs]))
        prefix = [[f"<2{language}>"]] * len(sources) if side == "from-en" else None
        results = translator.translate_batch(
            model.encode(list(sources), out_type=str), target_prefix=prefix, beam_size=4, length_penalty=0.2,
            replace_unknowns=True, max_batch_size=2048, batch_type="tokens",
        )  # fmt: skip
        outputs = [model.decode_pieces([t for t in r.hypotheses[0] if not t.startswith("<2")]) for r in results]
        chrf, bleu = sacrebleu.CHRF(), sacrebleu.BLEU()
        found.append({
            "set": name, "lines": len(outputs),
            "chrf": round(chrf.corpus_score(outputs, [list(targets)]).score, 1),
            "bleu": round(bleu.corpus_score(outputs, [list(targets)]).score, 1),
            "copy_chrf": round(chrf.corpus_score(list(sources), [list(targets)]).score, 1),
            "copy_bleu": round(bleu.corpus_score(list(sources), [list(targets)]).score, 1),
            "signatures": [str(chrf.get_signature()), str(bleu.get_signature())],
        })  # fmt: skip
    return found


NAMES = {
    "ar": "Arabic", "cs": "Czech", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""As argostranslate names them."""

CARD = """# {source_name} to {target_name}, a small model

Trained by `scripts/train_packages.py` of this program: {weights:.1f} million weights, int8, {tokens:.1f} million target
tokens in {minutes:.0f} minutes on {budget} for all directions {way} English together{alone}{begun}.
It serves calibrated evidence, not readers: its translations are {grade}.

| held-out set | lines | chrF | copying the source | BLEU | copying the source |
|---|---|---|---|---|---|
{rows}

`{chrf}`, `{bleu}`; beam 4, as argostranslate translates.

- Architecture: Transformer, {encoder} + {decoder} layers, width {width}, joint vocabulary cut to {pieces} pieces.
- Data: the pairs of `parallel/` and the engines' outputs of `outputs/` (see `docs/packages.md`); none of the sets
  above, FLORES, nor WMT 2021 and 2022 took part.
- Licence: the weights are Apache-2.0 as far as that is ours to say. They were trained on WMT test sets (free for
  research use, not an open licence), on outputs of Google, Microsoft, NLLB, OPUS-MT, Argos and Bergamot for them, and
  on free documentation and legal texts. Take them for research use.
- Command: `{command}`
"""


ROW = "| {set} | {lines} | {chrf} | {copy_chrf} | {bleu} | {copy_bleu} |"


def grade(chrf: float, copied: float) -> str:
    """What a reader may expect, in words."""
    if chrf < copied + 3:
        return "hardly better than the untranslated text"
    return "rough" if chrf < 40 else "understandable" if chrf < 52 else "good"


def package(arguments: argparse.Namespace, side: str, language: str) -> Path:
    """Write one `.argosmodel` file, the same bytes for the same weights."""
    import shutil

    work, size = arguments.work, json.loads((arguments.work / "size.json").read_text(encoding="utf-8"))
    source, target = (language, "en") if side == "to-en" else ("en", language)
    name = f"translate-{source}_{target}-{arguments.version.replace('.', '_')}"
    folder = work / "export" / name
    shutil.rmtree(folder, ignore_errors=True)
    convert(work, side, language, folder / "model")
    scores = measure(arguments.data, work, folder / "model", side, language, arguments.lines)
    state = trained(work, side, language)
    alone = state.get("alone", 0.0) / 1e6
    pieces = len(json.loads((folder / "model" / "shared_vocabulary.json").read_text(encoding="utf-8")))
    whole = sum(w.numel() for w in state["optimiser"]["masters"])
    card = CARD.format(
        source_name=NAMES[source], target_name=NAMES[target], minutes=state["minutes"],
        weights=(whole - (size["vocabulary"] - pieces) * size["width"]) / 1e6,
        budget=f"a shared machine ({state.get('cpu', 0.0):.0f} minutes of one CPU core)"
        if arguments.budget == "cpu" else "one GPU",
        tokens=state.get("tokens", 0) / 1e6,
        way="into" if side == "to-en" else "out of",
        alone=f",\nthe last {alone:.1f} million of them upon this direction and those near it alone" if alone else "",
        begun=f";\nbegun with the weights of {begun}" if (begun := state.get("begun")) else "",
        grade=grade(float(str(scores[0]["chrf"])), float(str(scores[0]["copy_chrf"]))),
        rows="\n".join(map(ROW.format_map, scores)),
        chrf=scores[0]["signatures"][0], bleu=scores[0]["signatures"][1], pieces=pieces,  # type: ignore[index]
        command=f"train_packages.py train --budget {arguments.budget} --side {side}", **size,
    )  # fmt: skip
    metadata = {
        "package_version": arguments.version, "argos_version": "1.9", "from_code": source, "from_name": NAMES[source],
        "to_code": target, "to_name": NAMES[target], "type": "translate",
        **({"target_prefix": f"<2{language}>"} if side == "from-en" else {}),
    }  # fmt: skip
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=1), encoding="utf-8")
    (folder / "README.md").write_text(card, encoding="utf-8")
    shutil.copy(work / "joint.model", folder / "sentencepiece.model")
    arguments.out.mkdir(parents=True, exist_ok=True)
    file = arguments.out / f"{name}.argosmodel"
    with zipfile.ZipFile(file, "w") as bundle:
        for item in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{item.relative_to(folder).as_posix()}", (2020, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            bundle.writestr(entry, item.read_bytes(), compresslevel=9)
    shutil.rmtree(folder)
    print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, {json.dumps(scores)}", flush=True)
    return file


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("prepare", "back", "train", "export", "all"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--budget", choices=sorted(SIZES), default="cpu")
    parser.add_argument("--side", choices=("to-en", "from-en"), default="to-en")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.0, help="factor of both learning rates (Muon 0.01, Adam 0.001)")
    parser.add_argument("--start", type=Path, help="checkpoint of the other side, whose weights are a first guess")
    parser.add_argument(
        "--only", help="train on one direction alone: its language, then any whose pairs shall help (uk,ru)"
    )
    parser.add_argument("--packages", type=Path, help="folder of packages that training is to go on from")
    parser.add_argument("--languages", help="directions to export, and what ``back`` makes; all of the work folder's")
    parser.add_argument("--most", type=int, default=100000, help="English lines that ``back`` translates")
    parser.add_argument("--out", type=Path, default=Path("provenance/data/packages"))
    parser.add_argument("--lines", type=int, default=250, help="held-out lines a set on which a package is measured")
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument(
        "--family", default="", help="prepare for these languages alone, with a vocabulary of their own"
    )
    arguments = parser.parse_args()
    if arguments.family:
        name_family(arguments.work, arguments.family.split(","))
    arguments.languages = arguments.languages or ",".join(family(arguments.work))
    if arguments.step in ("prepare", "all"):
        prepare(arguments.data, arguments.work, SIZES[arguments.budget], arguments.packages)
    if arguments.step == "back":
        back(arguments)
    if arguments.step == "train":
        train(arguments)
    for side in ("to-en", "from-en") if arguments.step == "all" else ():
        arguments.side, arguments.start = side, arguments.work / "to-en.pt" if side == "from-en" else None
        train(arguments)
    for side in ("to-en", "from-en") if arguments.step in ("export", "all") else ():
        if list(arguments.work.glob(f"{side}*.pt")):
            for language in arguments.languages.split(","):
                package(arguments, side, language)


if __name__ == "__main__":
    main()
