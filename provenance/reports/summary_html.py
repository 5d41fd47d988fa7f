"""A batch as one self-contained page: verdicts and source languages by outlet and over time, routes, an event browser.

Made from the tables of a batch folder alone, so it can be made again at any time; the browser searches in the page,
over up to ``MOST`` articles, without a server.
"""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

from provenance.errors import InputError, MissingError
from provenance.estimates import wilson
from provenance.graph.routes import last_step
from provenance.records import TRANSLATED, Answer
from provenance.reports.columns import restored
from provenance.view import page, words
from provenance.view.method import METHOD
from provenance.view.tame import tame

MOST = 200_000
"""Articles that the browser of the page holds; the figures count all."""
OUTLETS, LANGUAGES, ROUTES = 50, 12, 40
WIDTH = 640
_KINDS = {
    "copy": "copied by",
    "rewrite": "rewritten by",
    "quote": "quoted by",
    "ht": "translated by a person for",
    "mt": "machine-translated by",
    "ht/mt": "translated, by a machine or a person, for",
}
_ANSWERS: tuple[Answer, ...] = (
    "machine_translated",
    "translated",
    "human_translated",
    "mixed",
    "undetermined",
    "original",
)
_LABELS: dict[Answer, str] = {
    "machine_translated": "machine-translated",
    "translated": "translated, by whom is open",
    "human_translated": "translated by a person",
    "mixed": "mixed",
    "undetermined": "undetermined",
    "original": "original",
}
UNJUDGED = {"not_english": "not English", "no_words": "without words", "no_verdict": "without a verdict"}
"""Why an article was not judged, for people. Such articles stand apart: no share counts them."""
_NOT_JUDGED = "not_judged"
_SHOWN = (*_ANSWERS, _NOT_JUDGED)
_TITLES = ("title", "headline", "titel", "titre", "titulo", "título")


@dataclass(slots=True)
class _Coded:
    """Strings as numbers, in the order of their first appearance."""

    values: dict[str, int] = field(default_factory=dict)

    def code(self, value: str) -> int:
        return self.values.setdefault(value, len(self.values))


@dataclass(slots=True)
class _Tally:
    """What one pass over the articles counts and keeps."""

    verdicts: Counter[str] = field(default_factory=Counter)
    unjudged: Counter[str] = field(default_factory=Counter)
    unjudged_by_outlet: Counter[str] = field(default_factory=Counter)
    by_outlet: Counter[tuple[str, str]] = field(default_factory=Counter)
    sources: Counter[tuple[str, str]] = field(default_factory=Counter)
    days: Counter[tuple[date, str]] = field(default_factory=Counter)
    source_days: Counter[tuple[date, str]] = field(default_factory=Counter)
    undated: int = 0
    events: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    steps: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    signatures: dict[str, None] = field(default_factory=dict)
    coded: dict[str, _Coded] = field(
        default_factory=lambda: {n: _Coded() for n in ("outlet", "source", "event", "chain")}
    )
    rows: dict[str, list[Any]] = field(
        default_factory=lambda: {
            n: [] for n in ("id", "title", "outlet", "date", "verdict", "p", "source", "event", "chain")
        }
    )


def write(folder: Path, out: TextIO) -> None:
    """Write the page of the batch in ``folder``. Raises InputError where it holds no articles table."""
    tally = _Tally()
    for row in read(folder):
        _count(tally, row)
    out.write(
        page.render(
            "summary.html", ("base.css", "summary.css"), ("summary.js",), _data(tally), **_values(tally), method=METHOD
        )
    )


def read(folder: Path) -> Iterator[Mapping[str, str]]:
    """Rows of the articles table, CSV, JSON lines or Parquet, every cell as CSV has it."""
    if (folder / "articles.csv").is_file():
        csv.field_size_limit(2**31 - 1)
        with (folder / "articles.csv").open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                yield {name: restored(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
    elif (folder / "articles.jsonl").is_file():
        with (folder / "articles.jsonl").open(encoding="utf-8") as stream:
            yield from (_plain(json.loads(line)) for line in stream)
    elif (folder / "articles.parquet").is_file():
        yield from _parquet(folder / "articles.parquet")
    else:
        raise InputError(
            f"{folder}: no articles.csv, .jsonl or .parquet; make one with: provenance batch INPUT -o {folder}"
        )


def _parquet(path: Path) -> Iterator[Mapping[str, str]]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MissingError("Parquet needs pyarrow: pip install 'translation-provenance[parquet]'") from None
    for batch in parquet.ParquetFile(path).iter_batches():
        yield from map(_plain, batch.to_pylist())


def standing(row: Mapping[str, str]) -> str:
    """The verdict on the article of a row; where it was not judged, the key of UNJUDGED that says why."""
    status, verdict = row.get("prov_status") or "ok", row.get("prov_verdict") or ""
    if status not in ("ok", "short"):
        return status if status in UNJUDGED else "no_verdict"
    return verdict if verdict in _ANSWERS else "no_verdict"


def source(row: Mapping[str, str]) -> str:
    """The source language that the article's own report names: one likelier than all others together; else empty."""
    p = row.get("prov_source_p") or "1"
    return (row.get("prov_source") or "") if float(p) >= words.NAMED else ""


def apart(counts: Mapping[str, int]) -> str:
    """How many articles were not judged and why, in words; empty where all were."""
    why = ", ".join(f"{counts[key]:,} {words}" for key, words in UNJUDGED.items() if counts.get(key))
    return f"{sum(counts.values()):,} not judged ({why})" if why else ""


def _plain(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if cell is None else str(cell) for name, cell in row.items() if not isinstance(cell, list)}


def _count(tally: _Tally, row: Mapping[str, str]) -> None:
    verdict, outlet = standing(row), row.get("prov_outlet") or ""
    language = source(row) if verdict in TRANSLATED else ""
    chain, event = row.get("prov_chain") or "", row.get("prov_event") or ""
    day = _day(row.get("prov_date") or "")
    if verdict in UNJUDGED:
        tally.unjudged[verdict] += 1
        tally.unjudged_by_outlet[outlet] += 1
    else:
        _count_judged(tally, verdict, outlet, language, day)
    if event:
        tally.events[event] += 1
    if ">" in chain:
        tally.routes[chain] += 1
        tally.steps[last_step(chain)] += 1
    if row.get("prov_signature") and len(tally.signatures) < 20:
        tally.signatures.setdefault(row["prov_signature"])
    if len(tally.rows["id"]) < MOST:
        _keep(tally, row, (verdict, outlet, language, chain, event), day)


def _count_judged(tally: _Tally, verdict: str, outlet: str, language: str, day: date | None) -> None:
    tally.verdicts[verdict] += 1
    tally.by_outlet[outlet, verdict] += 1
    if language:
        tally.sources[outlet, language] += 1
    if day is None:
        tally.undated += 1
        return
    tally.days[day, verdict] += 1
    if language:
        tally.source_days[day, language] += 1


def _keep(tally: _Tally, row: Mapping[str, str], cells: tuple[str, str, str, str, str], day: date | None) -> None:
    verdict, outlet, language, chain, event = cells
    title = next((row[name] for name in row if name and name.lower() in _TITLES), "") or ""
    p = row.get("prov_p_translated") or ""
    kept = {
        "id": tame((row.get("prov_id") or "")[:120]),
        "title": tame(title[:140]),
        "outlet": tally.coded["outlet"].code(outlet[:120]),
        "date": day.isoformat() if day else "",
        "verdict": _SHOWN.index(_NOT_JUDGED if verdict in UNJUDGED else verdict),
        "p": "" if verdict in UNJUDGED else p[:6],
        "source": tally.coded["source"].code(language),
        "event": tally.coded["event"].code(event) if event else -1,
        "chain": tally.coded["chain"].code(chain[:300]),
    }
    for name, value in kept.items():
        tally.rows[name].append(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _values(tally: _Tally) -> dict[str, Any]:
    judged, unjudged = tally.verdicts.total(), tally.unjudged.total()
    total = judged + unjudged
    present = [name for name in _ANSWERS if tally.verdicts[name]]
    sizes: Counter[str] = Counter(tally.unjudged_by_outlet)
    for (outlet, _), count in tally.by_outlet.items():
        sizes[outlet] += count
    top = [name for name, _ in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0]))]
    tags = Counter[str]()
    for (_, tag), count in tally.sources.items():
        tags[tag] += count
    languages = [tag for tag, _ in sorted(tags.items(), key=lambda pair: (-pair[1], pair[0]))[:LANGUAGES]]
    translated = sum(tally.verdicts[verdict] for verdict in TRANSLATED)
    unit, bins = _bins([day for day, _ in tally.days])
    return {
        "total": f"{total:,}",
        "unjudged": f"{unjudged:,}" if unjudged else "",
        "unjudged_why": apart(tally.unjudged).partition(" ")[2],
        "verdicts": [
            (n, _LABELS[n], f"{tally.verdicts[n]:,}", words.rate(tally.verdicts[n] / judged)) for n in present
        ],
        "events": f"{sum(size > 1 for size in tally.events.values()):,}",
        "outlets": [_outlet(tally, name, present) for name in top[:OUTLETS]],
        "rest": max(0, len(top) - OUTLETS),
        "languages": languages,
        "untold": f"{untold:,}" if (untold := translated - tags.total()) else "",
        "matrix": _matrix(
            tally, [name for name in top[:OUTLETS] if any(tally.sources[name, t] for t in languages)], languages
        ),
        "unit": unit,
        "bins": [label for _, label in bins],
        "undated": f"{tally.undated:,}" if tally.undated else "",
        "series": _series(tally, present, languages, bins) if bins else [],
        "width": WIDTH,
        "steps": [(giver, _KINDS.get(kind, kind), taker, f"{n:,}") for (giver, kind, taker), n in _most(tally.steps)],
        "routes": [(route, f"{n:,}") for route, n in _most(tally.routes)],
        "left_out": f"{total - MOST:,}" if total > MOST else "",
        "shown": f"{MOST:,}",
        "signatures": tuple(tally.signatures),
    }


def _most(counter: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))[:ROUTES]


def _outlet(tally: _Tally, name: str, present: Sequence[Answer]) -> dict[str, Any]:
    counts = [tally.by_outlet[name, verdict] for verdict in present]
    total, at, bar = sum(counts), 0.0, []
    for verdict, count in zip(present, counts):
        width = 1000 * count / (total or 1)
        if count:
            bar.append((verdict, round(at, 1), round(width, 1)))
        at += width
    translated = sum(tally.by_outlet[name, verdict] for verdict in TRANSLATED)
    low, high = wilson(translated, total)
    return {
        "name": (name or "(outlet unknown)")[:120],
        "total": f"{total:,}",
        "bar": bar,
        "counts": [f"{count:,}" if count else "" for count in counts],
        "unjudged": f"{tally.unjudged_by_outlet[name]:,}" if tally.unjudged_by_outlet[name] else "",
        "interval": f"{words.rate(translated / total)} ({100 * low:.0f} to {100 * high:.0f})" if total else "–",
    }


def _matrix(tally: _Tally, outlets: Sequence[str], languages: Sequence[str]) -> list[dict[str, Any]]:
    most = max((tally.sources[name, tag] for name in outlets for tag in languages), default=1)
    return [
        {
            "name": (name or "(outlet unknown)")[:120],
            "cells": [(tally.sources[name, tag], _heat(tally.sources[name, tag], most)) for tag in languages],
        }
        for name in outlets
    ]


def _heat(count: int, most: int) -> int:
    """0 for nothing, 1 to 4 on the scale of square roots."""
    return 0 if not count else 1 + min(3, int(4 * math.sqrt(count / most) - 1e-9))


def _bins(days: Iterable[date]) -> tuple[str, list[tuple[date, str]]]:
    """The unit of time and the beginnings of its bins, at most about 120, none left out."""
    known = set(days)
    if not known:
        return "day", []
    first, last = min(known), max(known)
    span = (last - first).days
    unit = "day" if span <= 92 else "week" if span <= 730 else "month" if span <= 3650 else "year"
    found: list[tuple[date, str]] = []
    at = _start(first, unit)
    while at <= last and len(found) < 400:
        found.append((at, at.isoformat()[: {"month": 7, "year": 4}.get(unit, 10)]))
        at = _start(at + timedelta(days={"day": 1, "week": 7, "month": 32, "year": 367}[unit]), unit)
    return unit, found


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _series(
    tally: _Tally, present: Sequence[Answer], languages: Sequence[str], bins: list[tuple[date, str]]
) -> list[tuple[str, list[dict[str, Any]]]]:
    verdicts = [_row(tally.days, name, name, _LABELS[name], bins) for name in present]
    tags = [_row(tally.source_days, tag, "any", words.language(tag), bins) for tag in languages[:8]]
    return [("Verdicts", verdicts), *([("Source languages", tags)] if tags else [])]


def _row(
    counts: Counter[tuple[date, str]], key: str, name: str, label: str, bins: list[tuple[date, str]]
) -> dict[str, Any]:
    held = [0] * len(bins)
    starts = [start for start, _ in bins]
    for (day, found), count in counts.items():
        if found == key:
            held[_at(starts, day)] += count
    top, width = max([1, *held]), WIDTH / len(bins)
    bars = [_bar(n * width, width, count / top, f"{bins[n][1]}: {count:,}") for n, count in enumerate(held) if count]
    peak = max(range(len(held)), key=held.__getitem__)
    said = f"{sum(held):,} in all, most ({held[peak]:,}) at {bins[peak][1]}"
    return {"name": name, "label": label, "total": f"{sum(held):,}", "bars": bars, "top": f"{top:,}", "said": said}


def _bar(x: float, width: float, share: float, tip: str) -> tuple[float, float, float, float, str]:
    return round(x, 1), round(max(width - 1, 0.6), 1), round(50 - 38 * share, 1), round(38 * share, 1), tip


def _at(starts: list[date], day: date) -> int:
    from bisect import bisect_right

    return min(max(bisect_right(starts, day) - 1, 0), len(starts) - 1)


def _data(tally: _Tally) -> dict[str, Any]:
    coded = {name: list(map(tame, one.values)) for name, one in tally.coded.items()}
    return {
        "rows": tally.rows,
        "outlets": coded["outlet"],
        "languages": coded["source"],
        "events": coded["event"],
        "chains": coded["chain"],
        "verdicts": _SHOWN,
        "answers": {**_LABELS, _NOT_JUDGED: "not judged"},
        "names": {tag: words.language(tag) for tag in coded["source"] if tag},
    }
