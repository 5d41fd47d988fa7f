"""No row of a table fires on ordinary native English, counted over the documents that train."""

from __future__ import annotations

import importlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from provenance import lexicon
from provenance.text.clean import clean

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PROVENANCE_DATA", ROOT.parent / "shared" / "data"))
MOST = 1 / 300
"""Largest share of native documents that a row may fire in."""
TABLES = (
    *("calques", "false_friends", "reporting", "connectors", "headlines", "names", "toponyms", "nouns"),
    *("outlet_names", "wrong_names", "titles", "institutions", "acronyms"),
)


@cache
def native() -> tuple[str, ...]:
    """Native English of the training role, never of ``eval/``; agencies of other countries are left out."""
    if not (DATA / "native").is_dir():
        pytest.skip(f"no data at {DATA}: native English can't be counted")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        splits = importlib.import_module("splits")
        corpus = importlib.import_module("profile_corpus")
    for path in (ROOT / "scripts").glob("*.py"):
        sys.modules.pop(path.stem, None)
    return tuple(_texts(corpus, splits))


def _texts(corpus: object, splits: object) -> Iterator[str]:
    for meta, lines, run in corpus.document_streams(DATA):  # type: ignore[attr-defined]
        outlet = str(meta["engine"])
        if "translating" in outlet or meta["genre"] not in ("native", "news"):
            continue
        documents: list[list[str]] = [[] for _ in meta["ids"]]
        for line, number in zip(lines, run):
            documents[number].append(line)
        for number, document in enumerate(documents):
            if splits.native_role(str(meta["set"]), outlet, number) == "train":  # type: ignore[attr-defined]
                yield clean("\n".join(document))


@pytest.mark.parametrize("name", TABLES)
def test_no_row_fires_in_more_than_one_of_three_hundred_native_documents(name: str) -> None:
    table, texts = lexicon.patterns(name), native()
    fired = Counter(found for text in texts for found in {hit.row["found"] for hit in table.find(text)})
    assert len(texts) > 1000
    assert {found: count for found, count in fired.items() if count > MOST * len(texts)} == {}
