"""The training script on data made here: what is held out stays out, and the exported package is the trained model."""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

np = pytest.importorskip("numpy")
SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
WORDS = {
    "de": ["haus", "fluss", "alte", "stadt", "brücke", "schule", "sturm", "bauer", "nach", "und"],
    "es": ["casa", "río", "vieja", "ciudad", "puente", "escuela", "tormenta", "campesino", "tras", "y"],
    "fr": ["maison", "fleuve", "vieille", "ville", "pont", "école", "tempête", "paysan", "après", "et"],
    "ru": ["дом", "река", "старый", "город", "мост", "школа", "буря", "крестьянин", "после", "и"],
    "uk": ["хата", "річка", "стара", "місто", "міст", "навчання", "негода", "селянин", "слідом", "та"],
}
ENGLISH = ["house", "river", "old", "town", "bridge", "school", "storm", "farmer", "after", "and"]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield importlib.import_module("train_packages")
    sys.modules.pop("train_packages", None)


def write(path: Path, rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small copy of the layout: sentences over ten words that translate word for word."""
    rng, place = random.Random(0), tmp_path / "data"
    picks = [[rng.randrange(10) for _ in range(rng.randint(4, 9))] for _ in range(400)]
    english = [" ".join(ENGLISH[i] for i in pick) for pick in picks]
    for language, words in WORDS.items():
        foreign = [" ".join(words[i] for i in pick) for pick in picks]
        write(place / "parallel" / language / "wmt-news.en.txt", english[:300])
        write(place / "parallel" / language / f"wmt-news.{language}.txt", foreign[:300])
        write(
            place / "parallel" / language / "wmt-news.mt-google.en.txt",
            [f"{line} &quot;a&quot;" for line in english[:300]],
        )
        write(place / "parallel" / language / f"wmt-news.mt-google.{language}.txt", ["", *foreign[1:300]])
        write(place / "outputs" / "wmt11" / f"{language}.src.txt", foreign[250:350])
        write(place / "outputs" / "wmt11" / f"{language}.google.txt", english[250:350])
        write(place / "outputs" / "wmt12" / f"{language}.src.txt", foreign[350:])
        write(place / "outputs" / "wmt17en" / f"{language}.src.txt", foreign[350:])
        write(place / "outputs" / "wmt22" / f"{language}.src.txt", foreign[350:])
        write(place / "outputs" / "wmt22" / f"{language}.ref.en.txt", english[350:])
        write(place / "ntrex" / f"{language}.txt", foreign[340:])
    write(place / "outputs" / "wmt12" / "en.ref.txt", english[350:])
    write(place / "outputs" / "wmt17en" / "en.ref.txt", english[350:])
    write(place / "ntrex" / "en.txt", english[340:])
    document = {"id": "newstest2020-en-1", "text": "\n".join(english[:20]).upper()}
    write(place / "native" / "native.jsonl", [json.dumps(document)])
    return place


def test_what_is_held_out_takes_no_part_in_any_language(script: ModuleType, data: Path) -> None:
    banned = script.held_out(data)
    for language in WORDS:
        pairs = script.gather(data, language, banned)
        assert pairs
        assert not {script.fold(line) for row in pairs for line in row[2:]} & banned
        assert len({row[2:] for row in pairs}) == len(pairs)
        assert {row[1] for row in pairs} == {"human", "mt-en"}
        assert not any("&quot;" in row[3] for row in pairs)
    first = script.lines(data / "parallel" / "de" / "wmt-news.en.txt")[0]
    assert script.fold(first) in banned


def test_the_clock_drives_the_rate(script: ModuleType) -> None:
    assert script.schedule(0, 100, 10) == 0
    assert script.schedule(30, 100, 10) == 1
    assert script.schedule(100, 100, 10) == 0
    assert script.schedule(90, 100, 10) < script.schedule(70, 100, 10) < 1


def test_a_tag_is_seen_but_never_learned(script: ModuleType) -> None:
    source, prompt, gold = script.pad([([7, 8], [9, 10], 5), ([7], [9], 5)])
    assert source.tolist() == [[7, 8, script.EOS], [7, script.EOS, script.PAD]]
    assert prompt.tolist() == [[script.BOS, 5, 9, 10], [script.BOS, 5, 9, script.PAD]]
    assert gold.tolist() == [[script.PAD, 9, 10, script.EOS], [script.PAD, 9, script.EOS, script.PAD]]


def test_dimensions_are_shared_out_once(script: ModuleType) -> None:
    for size in script.SIZES.values():
        lexical, tongue, position = script.layout(size, len(script.LANGUAGES))
        assert sorted(lexical + tongue + position) == list(range(size.width))


def test_a_folder_for_a_family_knows_its_languages_alone(
    script: ModuleType, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("scipy")
    import sentencepiece

    work, exported = tmp_path / "work", []
    monkeypatch.setitem(script.SIZES, "cpu", script.Size(64, 128, 2, 2, 2, 75, 0.1, 300))
    monkeypatch.setattr(script, "package", lambda _, side, language: exported.append((side, language)))
    line = ["train_packages.py", "prepare", "--data", str(data), "--work", str(work)]
    monkeypatch.setattr(sys, "argv", [*line, "--family", "de,uk"])
    script.main()
    (work / "to-en.pt").touch()
    monkeypatch.setattr(sys, "argv", [line[0], "export", *line[2:]])
    script.main()
    assert exported == [("to-en", "de"), ("to-en", "uk")]
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
    tags = {language: pieces.piece_to_id(f"<2{language}>") for language in script.LANGUAGES}
    assert {language for language, tag in tags.items() if tag != script.UNK} == {"de", "uk"}
    assert len(script.probe(data, work, "to-en")) == 2
    assert script.family(tmp_path / "another") == script.LANGUAGES


@pytest.mark.parametrize("side", ["to-en", "from-en"])
def test_a_small_model_is_trained_resumed_and_exported(
    script: ModuleType, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: str
) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("scipy")
    import ctranslate2
    import sentencepiece

    torch.set_num_threads(1)
    work, size = tmp_path / "work", script.Size(64, 128, 2, 2, 2, 120, 0.1, 300)
    script.prepare(data, work, size)
    arguments = argparse.Namespace(
        work=work, data=data, side=side, budget="cpu", minutes=0.03, threads=1, resume=False, start=None, only=None,
        version="0.1", rate=1.0, lines=10, out=tmp_path / "out",
    )  # fmt: skip
    script.train(arguments)
    arguments.resume = True
    steps = torch.load(work / f"{side}.pt")["optimiser"]["steps"]
    script.train(arguments)
    assert torch.load(work / f"{side}.pt")["optimiser"]["steps"] > steps > 0
    path = script.package(arguments, side, "de")
    assert path.read_bytes() == script.package(arguments, side, "de").read_bytes()
    _goes_on_from_packages(script, arguments, data, tmp_path / "again", size)
    _a_direction_goes_on_alone(script, arguments, data, tmp_path / "alone", size)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "joint.model"))
    monkeypatch.setattr(script, "kept_pieces", lambda *_: list(range(size.vocabulary)))
    script.convert(work, side, "de", tmp_path / "model")
    translator = ctranslate2.Translator(str(tmp_path / "model"), compute_type="float32", intra_threads=1)
    (batch,) = [script.pad([(pieces.encode("haus und fluss"), pieces.encode("house and river"), 0)])]
    prefix: list[str] = []
    if side == "from-en":
        tag = pieces.piece_to_id("<2de>")
        batch = script.pad([(pieces.encode("house and river"), pieces.encode("haus und fluss"), tag)])
        prefix = ["<2de>"]
    model = script.build(size, "cpu")
    script.Optimiser(model).load(torch.load(work / f"{side}.pt")["optimiser"])
    with torch.no_grad():
        loss = model.eval()(*[torch.from_numpy(part) for part in batch], smooth=0.0).item()
    given, wanted = (pieces.encode(t, out_type=str) for t in ("haus und fluss", "house and river"))
    given, wanted = (given, wanted) if side == "to-en" else (wanted, given)
    (result,) = translator.score_batch([given], [prefix + wanted], offset=len(prefix))
    found = -sum(result.log_probs) / len(result.log_probs)
    assert 0 < found < 6
    assert loss == pytest.approx(found, abs=0.15), "only int8 and bfloat16 stand between them"


def _goes_on_from_packages(
    script: ModuleType, arguments: argparse.Namespace, data: Path, again: Path, size: object
) -> None:
    """What was exported is restored within 8 bits a weight, with its vocabulary and its history."""
    import torch

    script.restore(arguments.out, again.parent, size)
    fresh = {tag: torch.load(again.parent / f"{arguments.side}.{tag}.pt") for tag in script.LANGUAGES}
    way = "de_en" if arguments.side == "to-en" else "en_de"
    assert {tag: state.get("begun") for tag, state in fresh.items()} == {**dict.fromkeys(fresh, way), "de": None}
    for language in script.LANGUAGES:
        script.package(arguments, arguments.side, language)
    script.prepare(data, again, size, arguments.out)
    assert (again / "joint.model").read_bytes() == (arguments.work / "joint.model").read_bytes()
    before, after = (torch.load(work / f"{arguments.side}.pt") for work in (arguments.work, again))
    assert after["tokens"] == pytest.approx(before["tokens"], abs=6e4)
    tags = {tag: f"<2{tag}>" if arguments.side == "from-en" else "" for tag in script.LANGUAGES}
    kept = sorted({piece for tag in tags for piece in script.kept_pieces(again, tag, tags[tag], size.vocabulary)})  # type: ignore[attr-defined]
    for name, old, new in zip(before["names"], before["optimiser"]["masters"], after["optimiser"]["masters"]):
        if name in ("embedding", "bias"):
            old, new = old[kept], new[kept]
        assert torch.allclose(old, new, atol=float(old.abs().max()) / 120 + 1e-6), name
    assert not (again / ("to-en.pt" if arguments.side == "from-en" else "from-en.pt")).exists()
    script.train(argparse.Namespace(**{**vars(arguments), "work": again, "resume": True}))
    assert torch.load(again / f"{arguments.side}.pt")["optimiser"]["steps"] > 0


def _a_direction_goes_on_alone(
    script: ModuleType, arguments: argparse.Namespace, data: Path, again: Path, size: object
) -> None:
    """One direction trained on leaves the others as they are; its package says so, and it is restored by itself."""
    import torch

    side, out = arguments.side, again.parent / "out_alone"
    alone = argparse.Namespace(**{**vars(arguments), "only": "uk,ru", "resume": False, "out": out})
    before = (arguments.work / f"{side}.pt").read_bytes()
    script.train(alone)
    assert (arguments.work / f"{side}.pt").read_bytes() == before
    for language in script.LANGUAGES:
        script.package(alone, side, language)
    script.prepare(data, again, size, out)
    assert not (again / f"{side}.pt").exists()
    shared, own = (torch.load(arguments.work / f"{side}{name}.pt") for name in ("", ".uk"))
    assert own["tokens"] > shared["tokens"]
    for language, trained in (("de", shared), ("uk", own)):
        found = torch.load(again / f"{side}.{language}.pt")
        assert found["tokens"] == pytest.approx(trained["tokens"], abs=6e4)
        assert found.get("alone", 0) == pytest.approx(trained.get("alone", 0), abs=6e4)
        for name, old, new in zip(trained["names"], trained["optimiser"]["masters"], found["optimiser"]["masters"]):
            if name not in ("embedding", "bias"):
                assert torch.allclose(old, new, atol=float(old.abs().max()) / 120 + 1e-6), name
    with pytest.raises(SystemExit, match="without --only"):
        script.train(argparse.Namespace(**{**vars(alone), "work": again, "only": "de"}))
    with pytest.raises(SystemExit, match="takes languages"):
        script.train(argparse.Namespace(**{**vars(alone), "only": "nl"}))
    (arguments.work / f"{side}.uk.pt").unlink()
