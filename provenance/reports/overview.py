"""The aggregator-level picture of a batch: how many articles of which verdict, source language, outlet, event, route.

Counted from the articles table of a batch folder in one pass. Shares come with Wilson's 95 % interval, which takes
articles for independent; copies of one story are not, so an interval over few events is too narrow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TextIO

from provenance.errors import InputError
from provenance.estimates import wilson
from provenance.graph.routes import escaped, last_step
from provenance.records import TRANSLATED
from provenance.reports import columns
from provenance.reports.columns import Row
from provenance.reports.summary_html import UNJUDGED, apart, read, source, standing

VERDICTS = ("original", "translated", "machine_translated", "human_translated", "mixed", "undetermined")
GROUPS = ("all", "unjudged", "verdict", "source", "outlet", "event", "route")
NAMES = (
    "group", "key", "articles", "share", "share_low", "share_high", *VERDICTS, "translated_share", "translated_low",
    "translated_high", "judged",
)  # fmt: skip
"""Columns of the table: ``share`` is that of all articles (of those judged for verdicts, of the translated ones for
sources, of all steps for routes), ``translated_share`` that of the group's ``judged`` articles that are called
translated in any way, empty where none was judged; why others were not judged stands in the group ``unjudged``."""
UNKNOWN, UNTOLD = "(unknown)", "(cannot be told)"


@dataclass(slots=True)
class Overview:
    """Counts of articles by group, key and verdict."""

    counts: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: {name: Counter() for name in GROUPS})
    sizes: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in GROUPS})
    signatures: dict[str, None] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.sizes["all"]["articles"]

    def add(self, group: str, key: str, verdict: str) -> None:
        """Count an article."""
        self.counts[group][key, verdict] += 1
        self.sizes[group][key] += 1

    def judged(self, group: str, key: str) -> int:
        """How many articles of a group were judged."""
        return sum(self.counts[group][key, verdict] for verdict in VERDICTS)

    def keys(self, group: str, most: int | None = None) -> list[str]:
        """The keys of a group, the commonest first."""
        return [key for key, _ in sorted(self.sizes[group].items(), key=lambda pair: (-pair[1], pair[0]))[:most]]

    def several(self) -> int:
        """How many events are told by more than one article."""
        return sum(1 for size in self.sizes["event"].values() if size > 1)


def count(folder: Path) -> Overview:
    """The overview of the batch in ``folder``. Raises InputError where there is none or it is empty."""
    found = Overview()
    for row in read(folder):
        _count(found, row)
    if not found.total:
        raise InputError(f"{folder}: the batch holds no articles")
    return found


def _count(found: Overview, row: Mapping[str, str]) -> None:
    verdict = standing(row)
    found.add("all", "articles", verdict)
    found.add("unjudged" if verdict in UNJUDGED else "verdict", verdict, verdict)
    found.add("outlet", row.get("prov_outlet") or UNKNOWN, verdict)
    if verdict in TRANSLATED:
        found.add("source", source(row) or UNTOLD, verdict)
    if event := row.get("prov_event"):
        found.add("event", event, verdict)
    if ">" in (chain := row.get("prov_chain") or ""):
        giver, kind, taker = last_step(chain)
        found.add("route", f"{giver} >{kind} {_place(taker, row)}", verdict)
    if (signature := row.get("prov_signature")) and len(found.signatures) < 20:
        found.signatures.setdefault(signature)


def _place(taker: str, row: Mapping[str, str]) -> str:
    """The taker of a route as its outlet, so that the articles of one outlet add up."""
    outlet, language = row.get("prov_outlet"), taker.rpartition(":")[2]
    return f"{escaped(outlet)}:{language}" if outlet else taker


def rows(found: Overview, most: int | None = None) -> Iterator[Row]:
    """The rows of the table, group by group, the commonest first."""
    for group in GROUPS:
        base = _base(found, group)
        for key in found.keys(group, most):
            yield _row(found, group, key, base)


def _base(found: Overview, group: str) -> int:
    """What shares of a group are shares of."""
    return found.sizes[group].total() if group in ("verdict", "source", "route") else found.total


def _row(found: Overview, group: str, key: str, base: int) -> Row:
    size = found.sizes[group][key]
    by_verdict = {verdict: found.counts[group][key, verdict] for verdict in VERDICTS}
    translated = sum(by_verdict[verdict] for verdict in TRANSLATED)
    return {
        "group": group,
        "key": key,
        "articles": size,
        **_share("share", size, base),
        **by_verdict,
        **_share("translated", translated, found.judged(group, key)),
        "judged": found.judged(group, key),
    }


def _share(name: str, hits: int, total: int) -> Row:
    low, high = wilson(hits, total)
    first = name if name == "share" else f"{name}_share"
    shares = {first: hits / (total or 1), f"{name}_low": low, f"{name}_high": high}
    return {key: columns.probability(value) if total else None for key, value in shares.items()}


def write_csv(found: Overview, out: TextIO) -> None:
    """Write the whole table."""
    columns.write_csv(NAMES, rows(found), out)


def write_text(found: Overview, out: TextIO, most: int = 10) -> None:
    """Write the picture for people."""
    table = list(rows(found, most))
    unjudged = apart(found.sizes["unjudged"])
    out.write(
        f"{counted(found.total, 'article')}, {counted(found.several(), 'event')} told more than once"
        f"{unjudged and ', '}{unjudged}\n"
    )
    told = Counter({key: size for key, size in found.sizes["event"].items() if size > 1})
    for group, title in (("verdict", "Verdicts"), ("source", "Source languages of those called translated")):
        _text(out, title, [row for row in table if row["group"] == group], "share", found.sizes[group])
    for group, title, sizes in (
        ("outlet", "Outlets: share called translated", found.sizes["outlet"]),
        ("event", "Events told more than once: share called translated", told),
    ):
        chosen = [row for row in table if row["group"] == group and str(row["key"]) in sizes]
        _text(out, title, chosen, "translated", sizes)
    _text(
        out,
        "Busiest routes: share of articles with a route",
        [row for row in table if row["group"] == "route"],
        "share",
        found.sizes["route"],
    )
    out.write("\nIntervals are Wilson's, 95 %, and take articles for independent; copies of one story are not.\n")
    for signature in found.signatures:
        out.write(f"{tame(signature)}\n")


def _text(out: TextIO, title: str, table: Sequence[Row], share: str, sizes: Counter[str]) -> None:
    left = len(sizes) - len(table)
    first = share if share == "share" else f"{share}_share"
    table = [row for row in table if row[first] is not None]
    if not table:
        return
    out.write(f"\n{title}\n")
    width = min(60, max(len(tame(str(row["key"]))) for row in table))
    for row in table:
        percent, low, high = (100 * float(str(row[name])) for name in (first, f"{share}_low", f"{share}_high"))
        key = tame(str(row["key"]))
        key = key if len(key) <= width else key[: width - 1] + "…"
        size = row["articles" if share == "share" else "judged"]
        out.write(f"  {key:<{width}}  {size:>9,}  {percent:5.1f} %  ({low:.1f} to {high:.1f})\n")
    if left > 0:
        out.write(f"  and {left:,} more\n")


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(1200, "event")
    ('1 article', '1,200 events')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def tame(text: str) -> str:
    """``text`` on one line, without characters that would move a terminal's cursor or break a picture."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


PICTURES = {
    "verdicts": ("verdict", "share", "Articles by verdict"),
    "sources": ("source", "share", "Source languages of articles called translated"),
    "outlets": ("outlet", "translated", "Share called translated, by outlet"),
    "events": ("event", "translated", "Share called translated, by event"),
    "routes": ("route", "share", "Busiest routes, share of all steps"),
}
"""Stem of the file, group, which share, title."""
_LINE, _LEFT, _RIGHT, _WIDE = 26, 300, 190, 420


def pictures(found: Overview, most: int = 15) -> Iterator[tuple[str, str]]:
    """(name of the file, SVG) for each group that has something to show."""
    table = list(rows(found, most))
    for stem, (group, share, title) in PICTURES.items():
        first = share if share == "share" else f"{share}_share"
        if chosen := [row for row in table if row["group"] == group and row[first] is not None]:
            yield f"{stem}.svg", _svg(title, chosen, share, _base(found, group) if share == "share" else None)


def _svg(title: str, table: Sequence[Row], share: str, base: int | None) -> str:
    """Bars with intervals, as SVG 1.1 that stands alone: no script, no font, no link."""
    height = 70 + _LINE * len(table)
    width = _LEFT + _WIDE + _RIGHT
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'role="img" font-family="sans-serif" font-size="13">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="24" font-size="16" fill="#111">{escape(title)}</text>',
            *_axis(height),
            *(line for number, row in enumerate(table) for line in _bar(row, share, 44 + _LINE * number, base)),
            "</svg>\n",
        )
    )


def _axis(height: int) -> Iterable[str]:
    for percent in range(0, 101, 25):
        x = _LEFT + _WIDE * percent / 100
        yield f'<line x1="{x:g}" y1="36" x2="{x:g}" y2="{height - 24}" stroke="#ccc"/>'
        yield f'<text x="{x:g}" y="{height - 8}" text-anchor="middle" fill="#555">{percent} %</text>'


def _bar(row: Row, share: str, y: int, base: int | None) -> Iterable[str]:
    first = share if share == "share" else f"{share}_share"
    value, low, high = (float(str(row[name])) for name in (first, f"{share}_low", f"{share}_high"))
    key = tame(str(row["key"]))
    shown = key if len(key) <= 42 else key[:41] + "…"
    middle = y + 9
    left, right = _LEFT + _WIDE * low, _LEFT + _WIDE * high
    yield f'<text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end" fill="#111">{escape(shown)}</text>'
    yield f'<rect x="{_LEFT}" y="{y}" width="{_WIDE * value:.1f}" height="18" fill="#4477aa"/>'
    yield f'<path d="M{left:.1f} {middle}H{right:.1f}M{left:.1f} {y + 4}v10M{right:.1f} {y + 4}v10" stroke="#111"/>'
    said = f"{100 * value:.1f} % of {base or row['judged']:,}"
    yield f'<text x="{_LEFT + _WIDE + 10}" y="{y + 14}" fill="#333">{said}</text>'
