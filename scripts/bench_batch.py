"""Measure batch runs as ratios in one go, so that the figures travel between machines.

- the fast tier (no round trip) against langdetect alone on the same texts, CPU time of one core; where the rest goes
- reading HTML against trafilatura alone on the same pages
- two workers against one, wall time
- time and peak memory over the number of articles
- what a kill in the middle and a second start cost over one undisturbed run

`--judge made-up` leaves the judging out and measures the machinery alone: reading, shards, grouping, tables. Texts are
made up by scripts/synthetic.py. Prints Markdown; --json FILE keeps the figures.

Example: nice python scripts/bench_batch.py --sizes 1000,10000 --json bench.json
"""

from __future__ import annotations

import argparse
import cProfile
import importlib.util
import json
import os
import pstats
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__)
FIGURES = dict[str, Any]


def synthetic(count: int, path: Path) -> Path:
    """A file of ``count`` made-up articles."""
    spec = importlib.util.spec_from_file_location("synthetic", HERE.with_name("synthetic.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with open(path, "w", encoding="utf-8") as out:
        for one in module.articles(count):
            out.write(json.dumps(one) + "\n")
    return path


def joined(path: Path, times: int, target: Path) -> Path:
    """The articles of a file, ``times`` of them made one."""
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    with open(target, "w", encoding="utf-8") as out:
        for at in range(0, len(texts), times):
            out.write(json.dumps({"id": str(at), "text": "\n\n".join(texts[at : at + times])}) + "\n")
    return target


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process for ``work``."""
    began = time.process_time()
    work()
    return time.process_time() - began


def least(items: Sequence[Any], *works: Callable[[Any], object], tries: int = 5) -> list[float]:
    """CPU seconds of each of ``works`` on all items, turn by turn and for every item the least of several tries: single
    runs on a busy machine differ by half."""
    found = [[float("inf")] * len(items) for _ in works]
    for _ in range(tries):
        for at, item in enumerate(items):
            for work, spent in zip(works, found):
                spent[at] = min(spent[at], cpu(lambda: work(item)))  # noqa: B023
    return [sum(spent) for spent in found]


def fast_tier(count: int, folder: Path, times: int) -> FIGURES:
    """Judging and writing against langdetect on the whole texts; ``times`` made-up texts in each article."""
    from provenance import sources
    from provenance.auditor import Auditor
    from provenance.batch import shards, worker
    from provenance.text import identify

    feed = joined(synthetic(count * times, folder / "made.jsonl"), times, folder / "fast.jsonl")
    articles = list(sources.read([feed]))
    auditor = Auditor()
    list(auditor.verdicts(articles[:20]))  # type: ignore[arg-type]
    worker.settle()
    texts = [one.text for one in articles]  # type: ignore[union-attr]
    told = cpu(lambda: [identify.identify(text) for text in texts])
    reading = cpu(lambda: list(sources.read([feed])))
    _langdetect(texts[0])
    judging, alone = least(articles, lambda one: list(auditor.verdicts([one])), lambda one: _langdetect(one.text))
    verdicts = list(auditor.verdicts(articles))  # type: ignore[arg-type]
    writing = cpu(lambda: shards.write(folder / f"state{times}", 0, verdicts, keep=False))
    keeping = cpu(lambda: shards.write(folder / f"state{times}", 1, verdicts, keep=True))
    ours = reading + judging + writing
    return {
        "articles": count,
        "words": sum(len(text.split()) for text in texts) / count,
        "ms langdetect alone": 1000 * alone / count,
        "ms language": 1000 * told / count,
        "ms reading": 1000 * reading / count,
        "ms judging": 1000 * judging / count,
        "ms writing": 1000 * writing / count,
        "ms writing, keeping for the derivation": 1000 * keeping / count,
        "ratio": alone / ours,
        "profile": profile(lambda: list(auditor.verdicts(articles[:100]))),  # type: ignore[arg-type]
    }


def _langdetect(text: str) -> object:
    from langdetect import detector_factory

    detector_factory.init_factory()
    detector = detector_factory._factory.create()
    detector.seed = 0
    detector.append(text)
    return detector.get_probabilities()


def profile(work: Callable[[], object], most: int = 15) -> list[tuple[str, float]]:
    """Functions of ours with the largest shares of cumulative time, in per cent."""
    found = cProfile.Profile()
    found.runcall(work)
    stats = pstats.Stats(found)
    total = stats.total_tt  # type: ignore[attr-defined]
    rows = [
        (f"{Path(name).parent.name}/{Path(name).stem}.{function}", 100 * spent[3] / total)
        for (name, _, function), spent in stats.stats.items()  # type: ignore[attr-defined]
        if "provenance" in name or "langdetect" in name
    ]
    return sorted(rows, key=lambda row: -row[1])[:most]


def html(count: int) -> FIGURES:
    """Our reader against trafilatura's extraction with metadata."""
    import io

    from trafilatura import bare_extraction

    from provenance.readers.html import Html

    with tempfile.TemporaryDirectory() as name:
        lines = synthetic(count, Path(name) / "html.jsonl").read_text().splitlines()
    pages = [_page(json.loads(line)) for line in lines]
    list(Html().read(io.BytesIO(pages[0]), "x.html"))
    theirs = cpu(lambda: [bare_extraction(page, with_metadata=True, deduplicate=False) for page in pages])
    ours = cpu(lambda: [list(Html().read(io.BytesIO(page), "x.html")) for page in pages])
    return {"pages": count, "ms ours": 1000 * ours / count, "ms theirs": 1000 * theirs / count, "ratio": theirs / ours}


def _page(one: dict[str, str]) -> bytes:
    """An article with the furniture of a usual page."""
    links = "".join(f'<li><a href="/section/{n}">Section number {n}</a></li>' for n in range(60))
    cards = "".join(f'<div class="teaser"><a href="/{n}"><h3>Another story {n}</h3></a></div>' for n in range(25))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in one["text"].split("\n\n"))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{one['title']} - {one['outlet']}</title>"
        f'<meta property="og:site_name" content="{one["outlet"]}"><meta property="article:published_time" '
        f'content="{one["published"]}"></head><body><nav><ul>{links}</ul></nav><main><article><h1>{one["title"]}</h1>'
        f"{body}</article></main><aside>{cards}</aside><footer>All rights reserved</footer></body></html>"
    ).encode()


def timed(command: Sequence[str]) -> FIGURES:
    """Wall and CPU seconds and peak memory (of the largest process) of a command."""
    began = time.monotonic()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return {
        "wall": time.monotonic() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "peak MiB": used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20),
    }


def child(given: argparse.Namespace, feed: Path, out: Path, workers: int, size: int = 500) -> list[str]:
    """The command of a run."""
    options = ["--judge", given.judge, *(["--no-graph"] if given.no_graph else [])]
    run = ["--run", str(feed), str(out), str(workers), str(size)]
    return [sys.executable, str(HERE), *options, *run]


def workers(given: argparse.Namespace, folder: Path) -> FIGURES:
    """One worker against two."""
    feed = synthetic(given.articles, folder / "workers.jsonl")
    one = timed(child(given, feed, folder / "one", 1, 100))
    two = timed(child(given, feed, folder / "two", 2, 100))
    return {
        "articles": given.articles,
        "wall 1": one["wall"],
        "wall 2": two["wall"],
        "ratio": one["wall"] / two["wall"],
        "cpu 1": one["cpu"],
        "cpu 2": two["cpu"],
        "load": os.getloadavg()[0],
    }


def sizes(given: argparse.Namespace, folder: Path) -> list[FIGURES]:
    """Time and memory over the number of articles."""
    found = []
    for size in (int(one) for one in given.sizes.split(",") if one):
        feed = synthetic(size, folder / "size.jsonl")
        seen = timed(child(given, feed, folder / f"size{size}", given.workers))
        found.append({"articles": size, **seen, "ms cpu an article": 1000 * seen["cpu"] / size})
        feed.unlink()
    return found


def resume(given: argparse.Namespace, folder: Path) -> FIGURES:
    """A run that is killed in the middle and started again, against one that is not."""
    feed = synthetic(given.articles, folder / "resume.jsonl")
    whole = timed(child(given, feed, folder / "whole", 1, 20))
    began = time.monotonic()
    process = subprocess.Popen(child(given, feed, folder / "killed", 1, 20), start_new_session=True)
    time.sleep(whole["wall"] / 2)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    first = time.monotonic() - began
    second = timed(child(given, feed, folder / "killed", 1, 20))
    again = timed(child(given, feed, folder / "killed", 1, 20))
    return {"articles": given.articles, "whole": whole["wall"], "until killed": first, "after": second["wall"],
            "ratio": (first + second["wall"]) / whole["wall"], "finished already": again["wall"]}  # fmt: skip


class MadeUp:
    """Judges without looking: the machinery alone is measured."""

    signature = "made-up"

    def __init__(self, settings: object = None) -> None:
        self.settings = settings

    def verdicts(self, articles: Iterable[Any]) -> Iterator[Any]:
        from provenance.records import Document, Identification, Prior, Region, Span, Verdict

        for article in articles:
            document = Document(article, (Region("body", Span(0, len(article.text))),), Identification("en", 1.0, True))
            yield Verdict(article, document, "undetermined", 0.5, 0.25, 0.25, 0.5, (), (), (), (), Prior(), "made-up")


def run(given: argparse.Namespace) -> None:
    """A run, in a process of its own so that its memory can be told."""
    from provenance.batch import executors, worker
    from provenance.batch import run as runs
    from provenance.batch.records import Options

    feed, out, count, size = given.run
    if given.judge == "made-up":
        if int(count) > 1:
            raise SystemExit("--judge made-up works in one process")
        runs.Auditor = worker.auditor = MadeUp  # type: ignore[assignment, attr-defined]
    with executors.load("processes" if int(count) > 1 else "serial", int(count)) as executor:
        runs.run([feed], Path(out), Options(shard_size=int(size), graph=not given.no_graph), executor, watch=Steps())


class Steps:
    """Says how long each step took, on standard error."""

    def __init__(self) -> None:
        self.what, self.spent, self.last = "starting", 0.0, time.monotonic()

    def __call__(self, what: str, done: int, total: int, articles: int) -> None:
        now = time.monotonic()
        if what != self.what:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"    {self.spent:8.1f} s, {memory} MiB after {self.what}", file=sys.stderr, flush=True)
            self.what, self.spent = what, 0.0
        self.spent, self.last = self.spent + now - self.last, now


def shown(name: str, figures: Any) -> None:
    """Figures as Markdown."""
    print(f"\n## {name}\n")
    table = figures if isinstance(figures, list) else [figures]
    for figure in table:
        print(", ".join(f"{key} {_plain(value)}" for key, value in figure.items() if not isinstance(value, list)))
        for function, share in figure.get("profile", ()):
            print(f"  {share:5.1f} %  {function}")
    sys.stdout.flush()


def _plain(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


PARTS = ("fast", "html", "workers", "sizes", "resume")


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--articles", type=int, default=1000, help="articles in the ratios")
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--workers", type=int, default=1, help="for the sizes")
    parser.add_argument("--judge", choices=("real", "made-up"), default="real")
    parser.add_argument("--no-graph", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--run", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        run(given)
        return 0
    found: dict[str, Any] = {"load before": os.getloadavg(), "cpus": os.cpu_count()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: dict[str, Callable[[], Any]] = {
            "fast": lambda: [fast_tier(given.articles, folder, times) for times in (1, 2, 4)],
            "html": lambda: html(min(given.articles, 300)),
            "workers": lambda: workers(given, folder),
            "sizes": lambda: sizes(given, folder),
            "resume": lambda: resume(given, folder),
        }
        for part in given.only.split(","):
            found[part] = parts[part]()
            shown(part, found[part])
    print(f"\nload {found['load before'][0]:.1f} before, {os.getloadavg()[0]:.1f} after, {found['cpus']} processors")
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
