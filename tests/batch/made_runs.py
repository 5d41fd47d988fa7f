"""A quick judge, made-up articles and small helps for the tests of runs."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from provenance.auditor import Settings
from provenance.batch import run
from provenance.batch.executors import Executor
from provenance.batch.executors.serial import Serial
from provenance.batch.records import Options
from provenance.errors import TableError
from provenance.records import (
    Article,
    Document,
    Evidence,
    Graph,
    Hypothesis,
    Identification,
    Link,
    Mark,
    Node,
    Prior,
    QuoteVersion,
    Region,
    Span,
    Verdict,
    Weighed,
    Weight,
)  # fmt: skip

ROOT = Path(__file__).parents[2]


def script(name: str) -> Any:
    """A script of the repository, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdict(article: Article) -> Verdict:
    """A verdict drawn from the text's digest: quick, repeatable, with evidence to write."""
    draw = hashlib.sha256(article.text.encode()).digest()
    p = draw[0] / 255
    document = Document(article, (Region("body", Span(0, len(article.text))),), Identification("en", 1.0, True))
    mark = Mark(Span(0, min(12, len(article.text))), "seen", "Island Post")
    evidence = Evidence("CL101" if draw[1] % 2 else "LX101", Hypothesis("translated"), 1.0, 1.0, (mark,))
    return Verdict(
        article, document, "translated" if p > 0.7 else "original", p, p / 2, p / 2, 1 - p,
        (("de", 0.75), ("nl", 0.25)), ("de", "nl"), (Weight(Hypothesis("translated"), p * 4 - 2, -2.0, 2.0),),
        (Weighed(evidence, "claims" if draw[1] % 2 else "rules", "X", p, -p, (("de", 0.5),), 0.01, True),),
        Prior(), "stub",
    )  # fmt: skip


class Death(BaseException):
    """What would be the end of a worker."""


class Stub:
    """Judges without looking."""

    signature = "stub"

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings

    def verdicts(self, articles: Iterable[Article]) -> Iterator[Verdict]:
        for article in articles:
            if "zzexplode" in article.text:
                raise ValueError("exploded")
            if "zzdie" in article.text:
                raise Death
            if "zztable" in article.text:
                raise TableError("x.tsv:1:1: broken")
            yield verdict(article)


def chain(verdicts: Sequence[Verdict]) -> Graph:
    """A graph without thought: each article took from the one before it."""
    names = sorted(one.article.id for one in verdicts)
    links = tuple(Link(one, two, "copy", 0.5, None, ("because",)) for one, two in pairwise(names))
    nodes = tuple(Node(name, "observed", None, "en") for name in names)
    quote = QuoteVersion("q1", names[0], "A. Speaker", Span(0, 3), "Yes", True, True)
    return Graph(names[0], nodes, links, links, (quote,), tuple((name, f"{name}:en") for name in names))


def write_feed(folder: Path) -> Path:
    """Forty made-up articles in two folders and three formats, one of them broken."""
    (folder / "texts").mkdir(parents=True)
    made = list(script("synthetic").articles(40))
    lines = [json.dumps(one) for one in made[:30]]
    lines[7] = "{broken"
    (folder / "feed.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for number, one in enumerate(made[30:]):
        (folder / "texts" / f"{number}.txt").write_text(one["text"], encoding="utf-8")
    (folder / "table.csv").write_text('id,text,note,prov_id\ne0-0,"One, two.",=1+1,x\ne0-0,Three.,-3,y\n', "utf-8")
    return folder


def go(paths: Iterable[Path | str], out: Path, executor: Executor | None = None, **given: Any) -> run.Summary:
    """A run with small shards."""
    options = Options(**{"shard_size": 7, **given})
    return run.run([str(path) for path in paths], out, options, executor or Serial())


def results(folder: Path) -> dict[str, bytes]:
    """The files of a run, byte for byte, but for the card, which has times."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "run.json"}
