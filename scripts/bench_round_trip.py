#!/usr/bin/env python3
"""Speed of the engine, as ratios within one run, and its memory.

    python scripts/bench_round_trip.py
    python scripts/bench_round_trip.py --sentences 200 --threads 1

Ours against bare ``ctranslate2.translate_batch`` on the same pieces; ours against ``argostranslate.translate`` on the
same sentences (where it is installed; it is given whole sentences, so that its splitter costs it nothing); a second run
from the cache; and the peak memory with every shipped package loaded in turn. Runs of the two sides take turns, and CPU
seconds are compared, so that other work on the machine does not decide.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import resource
import statistics
import sys
import tempfile
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from provenance.engines import argos
from provenance.engines.argos import ArgosEngine, Options
from provenance.engines.cached import CachedEngine
from provenance.packages import store
from provenance.render import languages_of
from provenance.text.tokens import sentences

ROUNDS = 3


def texts(count: int) -> list[str]:
    """Sentences made by mixing halves of those in the controls that come with the program."""
    text = (store.EMBEDDED / "controls.txt").read_text("utf-8")
    own = [span.slice(text) for span in sentences(text)]
    rng = random.Random(0)
    halves = [(a.split(), b.split()) for a, b in zip(rng.choices(own, k=count), rng.choices(own, k=count))]
    return [" ".join(a[: len(a) // 2] + b[len(b) // 2 :]) for a, b in halves]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def alternate(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Medians of CPU seconds, taken in turns after a warm-up."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def bare(engine: ArgosEngine, given: list[str], source: str, target: str) -> Callable[[], object]:
    """The same pieces through ctranslate2 alone, segmented and joined as any user would."""
    model = engine._model(source, target)
    prefix = [[model.prefix]] * len(given) if model.prefix else None

    def run() -> object:
        pieces = model.pieces.encode(given, out_type=str)
        results = model.translator.translate_batch(
            pieces, target_prefix=prefix, replace_unknowns=True, max_batch_size=argos.TOKENS, batch_type="tokens",
            beam_size=engine.options.beam, length_penalty=engine.options.penalty,
            max_decoding_length=argos.OUTPUT,
        )  # fmt: skip
        return [model.pieces.decode_pieces(r.hypotheses[0]) for r in results]

    return run


def argostranslate(place: Path, given: list[str], source: str, target: str) -> Callable[[], object] | None:
    """argostranslate over the same package, sentence splitting taken out; None where it is not installed."""
    if importlib.util.find_spec("argostranslate") is None:
        return None
    _stub()
    import os

    os.environ |= {"ARGOS_PACKAGES_DIR": str(place), "ARGOS_CHUNK_TYPE": "MINISBD", "ARGOS_COMPUTE_TYPE": "float32"}
    from argostranslate import translate

    class Whole:
        def split_sentences(self, text: str) -> list[str]:
            return [text]

    translation = translate.get_translation_from_codes(source, target)
    translation.underlying.sentencizer = Whole()
    return lambda: [translation.underlying.translate(text) for text in given]


def _stub() -> None:
    """Stand-ins for the two splitters that argostranslate imports, where they are missing."""
    if importlib.util.find_spec("stanza") is None:
        sys.modules["stanza"] = types.ModuleType("stanza")
    if importlib.util.find_spec("minisbd") is None:
        module, models = types.ModuleType("minisbd"), types.ModuleType("minisbd.models")
        made: Any = type("SBDetect", (), {"__init__": lambda self, *a, **k: None, "sentences": lambda self, t: [t]})
        module.__dict__.update(SBDetect=made, models=models)
        models.__dict__.update(cache_dir="", list_models=list)
        sys.modules |= {"minisbd": module, "minisbd.models": models}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, default=store.EMBEDDED, help="folder of .argosmodel files")
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--threads", type=int, default=0)
    arguments = parser.parse_args()
    packages = {p.pair: p for p in store.embedded(arguments.packages).packages}
    if not packages:
        parser.error("no package is shipped in this checkout; train and export some first")
    engine, given = ArgosEngine(packages, threads=arguments.threads), texts(arguments.sentences)
    language = languages_of(engine)[0]
    ours, theirs = alternate(lambda: engine.translate(given, "en", language), bare(engine, given, "en", language))
    print(f"en to {language}, {len(given)} sentences, float32, beam 1: ours {len(given) / ours:.0f} a CPU second")
    print(f"  against bare ctranslate2: {theirs / ours:.2f} of its speed")
    pivots = engine.translate(given, "en", language)
    took = seconds(lambda: engine.score(pivots, given, language, "en"))
    print(f"  forced decoding back: {len(given) / took:.0f} a CPU second")
    with tempfile.TemporaryDirectory() as place:
        from provenance.packages import archive

        archive.install(packages["en", language].path, Path(place) / "packages")
        their = argostranslate(Path(place) / "packages", given[:60], "en", language)
        if their is None:
            print("  against argostranslate: not installed here, not compared")
        else:
            for options in (Options(beam=4, ratio=0), Options()):
                own = ArgosEngine(packages, options, threads=arguments.threads)
                mine, other = alternate(lambda own=own: own.translate(given[:60], "en", language), their)  # type: ignore[misc]
                print(f"  against argostranslate (beam 4): {other / mine:.1f} times its speed with beam {options.beam}")
        cached = CachedEngine(engine, Path(place) / "cache.sqlite")
        first = seconds(lambda: cached.translate(given, "en", language))
        again = seconds(lambda: cached.translate(given, "en", language))
        print(f"  second run from the cache: {again / first:.4f} of the first")
    for source, target in packages:
        engine.translate(given[:20], source, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory with {len(packages)} packages in turn, {argos.LOADED} kept: {peak:.0f} MB")


if __name__ == "__main__":
    main()
