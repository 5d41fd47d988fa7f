"""The labelled sets that scripts measure on, as rows of ``provenance.evaluation``, read from ``--data``."""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from profile_corpus import TRANSLATING_OUTLETS, other_streams, texts
from splits import native_role

from provenance.errors import InputError
from provenance.evaluation.judged import Judged
from provenance.evaluation.judging import judge_all
from provenance.evaluation.labels import Label, language
from provenance.evaluation.reading import FACTS, Labelled, Unusable, read_labelled
from provenance.text.clean import clean

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ROOT / "corpora" / "written" / "texts.jsonl"
EVAL = ("docs_flores_dev", "docs_wmt12", "docs_wmt16en", "docs_wmt17en", "docs_wmt21_22")


def add_data(parser: argparse.ArgumentParser) -> None:
    """The options that every measuring script has."""
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the text data")
    parser.add_argument("--workers", type=int, default=1, help="processes")


def present(data: Path) -> bool:
    """Whether the data is there; says loudly that it is not."""
    if (data / "eval").is_dir():
        return True
    print(f"SKIPPED: no data at {data}; name its folder with --data (see corpora/)", file=sys.stderr)
    return False


def find(data: Path, name: str) -> Path:
    """The file ``name`` below ``data``, plain or packed. Raises InputError."""
    for suffix in ("", ".xz", ".gz"):
        path = data / f"{name}{suffix}"
        if path.is_file():
            return path
    raise InputError(f"{data / name}: not there, neither plain nor packed; see corpora/ for where to get it")


def open_text(path: Path) -> TextIO:
    """Open a text file, plain or ``.xz``; lines end at ``\\n`` only."""
    opener = lzma.open if path.suffix == ".xz" else open
    return opener(path, "rt", encoding="utf-8", newline="\n")  # type: ignore[operator,no-any-return]


def records(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """Objects of one JSON-lines file, such as ``native/world.jsonl``."""
    with open_text(find(data, name)) as stream:
        for line in stream:
            yield json.loads(line)


def evaluation(data: Path, name: str) -> Iterator[Labelled]:
    """Rows of one file of ``eval/``."""
    for row in read_labelled(find(data, f"eval/{name}.jsonl")):
        if isinstance(row, Unusable):
            raise InputError(f"{row.where}: {row.reason}")
        yield row


def native(data: Path) -> Iterator[Labelled]:
    """English originals. ``set`` tells their kind: native, agency_english, wmt or wmt_translating."""
    for record in records(data, "native/world.jsonl"):
        yield _labelled(
            record, Label("original"), set=record["kind"], outlet=record["outlet"], country=record["country"]
        )
    for record in records(data, "native/native.jsonl"):
        kind = "wmt_translating" if any(outlet in record["id"] for outlet in TRANSLATING_OUTLETS) else "wmt"
        yield _labelled(record, Label("original"), set=kind, outlet=record["origin"], country="")


def other(data: Path) -> Iterator[Labelled]:
    """English that is no news, of manuals, guides, terms, tales and encyclopaedias: the documents that only measure."""
    for meta, lines, run in other_streams(data):
        source = str(meta["engine"])
        for number, text in texts(lines, run):
            if native_role("other", source, number) == "dev":
                yield _labelled(
                    {"id": f"{source}:{number}", "text": text}, Label("original"), set="other", outlet=source
                )


def human(data: Path) -> Iterator[Labelled]:
    """Human translations into English."""
    for record in records(data, "human/human.jsonl"):
        yield _labelled(record, Label("human", language(record["lang"])), set="human", outlet=record["origin"])


def human_unseen(data: Path) -> Iterator[Labelled]:
    """Human translations of stories that only measure: those of the documents of ``eval/``, whose lines train and
    calibrate nothing."""
    for name in EVAL:
        for row in evaluation(data, name):
            if row.label.kind == "human":
                origin = f"{row.fact('set')} {row.label.source}-en {row.fact('engine')}"
                facts = {**dict(row.facts), "set": "human", "outlet": origin}
                yield replace(row, facts=tuple((name, facts[name]) for name in FACTS if facts.get(name)))


def written() -> Iterator[Labelled]:
    """English that a language model wrote for this project; ``outlet`` is the kind of article."""
    for line in WRITTEN.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield _labelled(record, Label("original"), set="written", outlet=record["kind"], country=record["country"])


def judged(rows: Iterable[Labelled], workers: int) -> list[Judged]:
    """Judge with the shipped settings; progress on standard error."""
    from provenance.auditor import Settings

    wanted, done = list(rows), []
    for number, row in enumerate(judge_all(wanted, Settings(), workers), 1):
        done.append(row)
        if number % 500 == 0 or number == len(wanted):
            print(f"{number} of {len(wanted)} judged", file=sys.stderr)
    return done


def digest(rows: Iterable[Labelled]) -> str:
    """SHA-256 over labels and texts."""
    total = hashlib.sha256()
    for row in rows:
        total.update(f"{row.label}\0{row.text}\0".encode())
    return total.hexdigest()


def drawn(rows: Iterable[Labelled], count: int) -> list[Labelled]:
    """``count`` rows chosen by the digest of their text, so that the choice depends on nothing else."""
    return sorted(rows, key=lambda row: hashlib.sha256(row.text.encode()).hexdigest())[:count]


def _labelled(record: dict[str, Any], label: Label, **facts: str) -> Labelled:
    known = {"year": str(record.get("year") or ""), "group": record["id"], **facts}
    kept = tuple((name, known[name]) for name in FACTS if known.get(name))
    return Labelled(record["id"], clean(record["text"]), label, kept)
