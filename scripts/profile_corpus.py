"""Encode the shared text data as masked token ids, once, for ``train_profile.py``.

    python scripts/profile_corpus.py --data ../shared/data --work work/profile

Reads ``outputs/``, ``native/``, ``parallel/`` and ``eval/`` (.txt/.jsonl, plain or .xz); writes ``corpus.npz`` (ids of
every line) and ``streams.json`` (which lines are whose).
Nothing of it belongs in the repository.
"""

from __future__ import annotations

import argparse
import html
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from provenance.text.masking import masked, pieces

SKIPPED = {("sr", "microsoft"), ("ja", "AIST"), ("mr", "opusmt")}
"""Engine outputs that are none (data README, trap 7)."""
TRANSLATING_OUTLETS = ("rt.com", "euronews", "egyptindependent", "parstoday", "voa")
"""Outlets among the WMT originals that publish translations (trap 18)."""
NO_OTHERS = ("wmt-news", "flores-dev", "debian-handbook", "tatoeba")
"""Sources of ``parallel/`` whose English is no other kind of original: news, what ``outputs/`` holds, a translation,
and what was written in many languages."""
OTHER_WORDS, OTHER_MOST = 600, 150
"""Words of a document of another kind of English, and the most documents of one source."""


def read_lines(path: Path) -> list[str]:
    """Lines of a text file, plain or ``.xz``."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
        return stream.read().split("\n")[:-1]


def listing(folder: Path, suffix: str) -> Iterator[tuple[str, Path]]:
    """(name without endings, path) of the files of one kind."""
    for path in sorted(folder.iterdir()):
        name = path.name.removesuffix(".xz")
        if name.endswith(suffix):
            yield name.removesuffix(suffix), path


def runs(folder: Path, language: str, lines: int) -> np.ndarray:
    """Document or run number of every line; one number for all where boundaries are unknown."""
    for name in (f"{language}.docs.tsv", f"{language}.runs.tsv", "en.runs.tsv"):
        path = folder / name
        if path.exists():
            number = np.zeros(lines, np.int32)
            for k, row in enumerate(path.read_text("utf-8").split("\n")[1:]):
                if row:
                    first, count = (int(x) for x in row.split("\t")[:2])
                    number[first - 1 : first - 1 + count] = k
            return number
    return np.zeros(lines, np.int32)


def output_streams(data: Path) -> Iterator[tuple[dict[str, object], list[str], np.ndarray]]:
    """Every engine output, human reference and English original of ``outputs/``."""
    for folder in sorted((data / "outputs").iterdir()):
        if not folder.is_dir():
            continue
        for name, path in listing(folder, ".txt"):
            language, _, engine = name.partition(".")
            if engine == "src" or (language, engine) in SKIPPED:
                continue
            lines = [html.unescape(line) for line in read_lines(path)]
            kind = "mt"
            if language == "en":
                kind, engine = "en", "human"
            elif engine.endswith(".en") or engine.startswith("ref"):
                kind, engine = "ht", "human-" + (engine.split(".")[0].removeprefix("ref") or "A")
            if kind == "en" and not re.fullmatch(r"wmt1\den(-more)?|flores-dev", folder.name):
                kind = "en?"
            yield (
                {"set": folder.name, "lang": language, "engine": engine, "kind": kind},
                lines,
                runs(folder, language, len(lines)),
            )


def document_streams(data: Path) -> Iterator[tuple[dict[str, object], list[str], np.ndarray]]:
    """Native documents, one stream an outlet."""
    for name in ("native", "world"):
        by: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
        path = next(p for n, p in listing(data / "native", ".jsonl") if n == name)
        for line in read_lines(path):
            row = json.loads(line)
            outlet = row.get("outlet") or row["origin"]
            if name == "native" and any(o in row["id"] for o in TRANSLATING_OUTLETS):
                outlet += " (translating outlet)"
            key = (name, outlet, row.get("country") or "WMT", row.get("kind") or row.get("domain") or "native")
            by[key].append([row["id"], *row["text"].split("\n")])
        for (origin, outlet, country, kind), documents in sorted(by.items()):
            lines = [line for document in documents for line in document[1:]]
            number = np.repeat(np.arange(len(documents)), [len(d) - 1 for d in documents]).astype(np.int32)
            yield (
                {
                    "set": origin,
                    "lang": "en",
                    "engine": outlet,
                    "country": country,
                    "genre": kind,
                    "kind": "en",
                    "ids": [d[0] for d in documents],
                },
                lines,
                number,
            )


def other_streams(data: Path) -> Iterator[tuple[dict[str, object], list[str], np.ndarray]]:
    """English that is neither news nor translated: manuals, guides, terms, tales, encyclopaedias; one stream a source.

    The English side of ``parallel/``, in the language where a source is largest, cut into documents by length."""
    largest: dict[str, tuple[int, str]] = {}
    for row in read_lines(data / "parallel" / "manifest.tsv")[1:]:
        language, name, _, size = row.split("\t")[:4]
        if name not in NO_OTHERS:
            largest[name] = max(largest.get(name, (0, "")), (int(size), language))
    for name, (_, folder) in sorted(largest.items()):
        lines, number, words, document = [], [], 0, 0
        path = next(path for stem, path in listing(data / "parallel" / folder, ".en.txt") if stem == name)
        for line in filter(str.strip, map(html.unescape, read_lines(path))):
            lines.append(line)
            number.append(document)
            words += len(line.split())
            if words >= OTHER_WORDS:
                document, words = document + 1, 0
                if document == OTHER_MOST:
                    break
        ids = [f"{name}:{k}" for k in range(number[-1] + 1)]
        meta = {"set": "other", "lang": "en", "engine": name, "country": "other", "genre": "other", "kind": "en"}
        yield {**meta, "ids": ids}, lines, np.array(number, np.int32)


def texts(lines: list[str], run: np.ndarray) -> Iterator[tuple[int, str]]:
    """(number, text) of each document of a stream."""
    for number in range(int(run[-1]) + 1):
        yield number, "\n".join(line for line, document in zip(lines, run) if document == number)


def eval_streams(data: Path) -> Iterator[tuple[dict[str, object], list[str], np.ndarray]]:
    """The labelled development documents."""
    for name, path in listing(data / "eval", ".jsonl"):
        rows = [json.loads(line) for line in read_lines(path)]
        lines = [line for row in rows for line in row["text"].split("\n")]
        number = np.repeat(np.arange(len(rows)), [row["text"].count("\n") + 1 for row in rows]).astype(np.int32)
        meta = [{k: row.get(k) for k in ("label", "engine", "group", "set")} for row in rows]
        yield {"set": "eval-" + name, "lang": "", "engine": "", "kind": "eval", "rows": meta}, lines, number


def common_words(data: Path, least: int) -> list[str]:
    """Words written in lower case in at least ``least`` native documents, of at least four outlets."""
    documents: Counter[str] = Counter()
    outlets: dict[str, set[str]] = defaultdict(set)
    for meta, lines, number in document_streams(data):
        seen: set[tuple[int, str]] = set()
        for line, document in zip(lines, number):
            seen.update((int(document), token) for token in pieces(line) if token.islower())
        for _, token in seen:
            documents[token] += 1
            outlets[token].add(str(meta["engine"]))
    return sorted(w for w, n in documents.items() if n >= least and (len(outlets[w]) >= 4 or n > 100))


def main() -> None:
    """Build the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    parser.add_argument("--least", type=int, default=8, help="documents a common word must stand in")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    common = frozenset(common_words(options.data, options.least))
    vocabulary: dict[str, int] = {}
    ids: list[np.ndarray] = []
    lengths: list[int] = []
    number: list[np.ndarray] = []
    streams: list[dict[str, object]] = []
    at = 0
    for source in (
        output_streams(options.data),
        document_streams(options.data),
        eval_streams(options.data),
        other_streams(options.data),
    ):
        for meta, lines, run in source:
            for line in lines:
                row = [vocabulary.setdefault(token, len(vocabulary)) for token in masked(line, common)]
                ids.append(np.array(row, np.uint16))
                lengths.append(len(row))
            number.append(run)
            streams.append({**meta, "first": at, "lines": len(lines)})
            at += len(lines)
            print(at, meta["set"], meta["lang"], meta["engine"], len(vocabulary), flush=True)
    np.savez(options.work / "corpus.npz", ids=np.concatenate(ids), ends=np.cumsum(lengths), run=np.concatenate(number))
    (options.work / "streams.json").write_text(
        json.dumps({"common": sorted(common), "vocabulary": list(vocabulary), "streams": streams}), "utf-8"
    )


if __name__ == "__main__":
    main()
