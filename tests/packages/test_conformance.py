"""Our path and argostranslate's give the same words, and each sees what the other installed; where it is installed."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_packages import package, sentences

from provenance.engines.argos import ArgosEngine, Options
from provenance.packages import archive, store

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("argostranslate") is None,
    reason="argostranslate is not installed: pip install --no-deps argostranslate==1.11.0",
)

THEIRS = """
import importlib.util, json, sys, types

class SBDetect:
    def __init__(self, *_, **__): pass
    def sentences(self, text): return [text]

if importlib.util.find_spec("stanza") is None:
    sys.modules["stanza"] = types.ModuleType("stanza")
if importlib.util.find_spec("minisbd") is None:
    models = types.ModuleType("minisbd.models")
    models.__dict__.update(cache_dir="", list_models=list)
    minisbd = types.ModuleType("minisbd")
    minisbd.__dict__.update(SBDetect=SBDetect, models=models)
    sys.modules.update({"minisbd": minisbd, "minisbd.models": models})

from argostranslate import package, translate
task = json.load(sys.stdin)
for path in task["install"]:
    package.install_from_path(path)

class Whole:
    def split_sentences(self, text): return [text]

found = {}
for source, target in task["pairs"]:
    translation = translate.get_translation_from_codes(source, target)
    translation.underlying.sentencizer = Whole()
    found[f"{source}-{target}"] = [translation.translate(text) for text in task["texts"]]
json.dump(found, sys.stdout)
"""


def ask(place: Path, **task: object) -> dict[str, list[str]]:
    """Run argostranslate in a process of its own: it reads its settings when it is imported, and makes folders."""
    home = place.parent / "home"
    environment = os.environ | {
        "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home),
        "ARGOS_PACKAGES_DIR": str(place), "ARGOS_COMPUTE_TYPE": "float32", "ARGOS_CHUNK_TYPE": "MINISBD",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", THEIRS], input=json.dumps(task), capture_output=True, text=True, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_same_sentences_give_the_same_words(tmp_path: Path) -> None:
    place = tmp_path / "packages"
    archive.install(package(tmp_path / "a.argosmodel", "de", "en"), place)
    archive.install(package(tmp_path / "b.argosmodel", "en", "de", "<2de>"), place)
    texts = [*sentences(25, seed=5), "The Ünknown Wörd said 17 %.", "a_b said the farmer"]
    theirs = ask(place, install=[], pairs=[["de", "en"], ["en", "de"]], texts=texts)
    ours = ArgosEngine({p.pair: p for p in store.installed(place).packages}, Options(beam=4, ratio=0))
    for source, target in (("de", "en"), ("en", "de")):
        expected = [" ".join(text.split()) for text in theirs[f"{source}-{target}"]]
        found = [" ".join(text.replace("_", " ").split()) for text in ours.translate(texts, source, target)]
        assert found == expected
        assert len(set(found)) > 10


def test_what_argostranslate_installed_is_seen(tmp_path: Path) -> None:
    place = tmp_path / "packages"
    place.mkdir()
    path = package(tmp_path / "a.argosmodel", "de", "en")
    ask(place, install=[str(path)], pairs=[["de", "en"]], texts=["The old town."])
    (found,) = store.installed(place).packages
    assert found.pair == ("de", "en")
    assert store.verify(found).startswith("loads; installed by another program")
    assert ArgosEngine({found.pair: found}).translate(["The old town."], "de", "en")
