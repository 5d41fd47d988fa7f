"""The quotation ledger: versions of one quotation aligned word by word, as a table whose columns line up.

The version nearest to all others (the medoid) is the base text; each other version is aligned with it, and the base is
cut wherever any version departs, as in a collation table (Dekker et al. 2015, CollateX).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from provenance.records import Graph, QuoteVersion, Verdict

MOST = 12
"""Distinct versions that are shown; the rest are listed."""
COLUMNS = 9
"""A table with more columns than this is hard to read: versions then show their changes within the line."""
ALIKE = 0.5
"""A version that shares less of the base than this is not laid under it word by word."""
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Row:
    """One distinct version: who has it, typed drift, and its words, either as ``cells`` (text, departs from the base)
    that line up with those of the other rows, or as ``pieces`` ("same", "new" or "gone", text)."""

    articles: tuple[str, ...]
    cells: tuple[tuple[str, bool], ...]
    pieces: tuple[tuple[str, str], ...]
    drift: tuple[str, ...]
    direct: bool
    base: bool
    language: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One quotation: aligned rows; distinct versions beyond ``MOST`` as plain text with their number of articles."""

    quote: str
    speaker: str
    rows: tuple[Row, ...]
    more: tuple[tuple[str, int], ...]
    articles: int


def ledger(graph: Graph, verdicts: Iterable[Verdict] = ()) -> tuple[Entry, ...]:
    """Entries for every quotation of an event, those in most articles first."""
    languages = {verdict.article.id: verdict.document.identified.language for verdict in verdicts}
    held: dict[str, list[QuoteVersion]] = {}
    for version in graph.quotes:
        held.setdefault(version.quote, []).append(version)
    entries = [_entry(quote, versions, languages) for quote, versions in held.items()]
    return tuple(sorted(entries, key=lambda entry: (-entry.articles, entry.quote)))


def _entry(quote: str, versions: list[QuoteVersion], languages: dict[str, str | None]) -> Entry:
    groups: dict[tuple[str, bool, tuple[str, ...]], list[QuoteVersion]] = {}
    for version in versions:
        given = tuple(line for line in version.drift if line.startswith("speaker: "))  # the words of somebody else
        groups.setdefault((_bare(version.text), version.direct, given), []).append(version)
    ordered = sorted(groups.values(), key=lambda g: (not any(v.medoid for v in g), -len(g), g[0].article))
    kept, rest = ordered[:MOST], ordered[MOST:]
    speaker = next((one.speaker for one in sorted(versions, key=lambda one: not one.medoid) if one.speaker), "")
    rows = _align(kept, languages)
    more = tuple((group[0].text, len(group)) for group in rest)
    return Entry(quote, speaker, rows, more, len({version.article for version in versions}))


def _align(groups: Sequence[list[QuoteVersion]], languages: dict[str, str | None]) -> tuple[Row, ...]:
    base = _TOKEN.findall(groups[0][0].text)
    edits = [_edits(base, _TOKEN.findall(group[0].text)) for group in groups]
    near = [_shared(base, one) >= ALIKE for one in edits]
    columns = _columns(len(base), [one for one, alike in zip(edits, near) if alike])
    rows = []
    for group, one, alike in zip(groups, edits, near):
        first = group[0]
        names = tuple(sorted({version.article for version in group}))
        lined = alike and len(columns) <= COLUMNS
        cells = _cells(base, one, columns) if lined else ()
        pieces = () if lined else _pieces(base, one) if alike else (("same", first.text),)
        rows.append(Row(names, cells, pieces, first.drift, first.direct, first.medoid, languages.get(first.article)))
    return tuple(rows)


def _shared(base: Sequence[str], edits: Sequence[tuple[int, int, str]]) -> float:
    """Share of the base, or of the version where that is longer, that stands in both."""
    kept = len(base) - sum(end - start for start, end, _ in edits)
    length = kept + sum(len(text.split()) for _, _, text in edits)
    return kept / max(1, len(base), length)


def _columns(length: int, edits: Iterable[Sequence[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    """Stretches of the base between which some version departs; an empty stretch is a place where one has more."""
    listed = list(edits)
    cuts = sorted({0, length, *(at for one in listed for start, end, _ in one for at in (start, end))})
    gaps = {start for one in listed for start, end, _ in one if start == end}
    columns = [(0, 0)] if 0 in gaps else []
    for start, end in pairwise(cuts):
        columns.append((start, end))
        if end in gaps:
            columns.append((end, end))
    return columns


def _cells(
    base: Sequence[str], edits: Sequence[tuple[int, int, str]], columns: Sequence[tuple[int, int]]
) -> tuple[tuple[str, bool], ...]:
    cells = []
    for start, end in columns:
        edit = next((e for e in edits if e[0] <= start and end <= e[1] and (start < end or e[0] == e[1])), None)
        if edit is None:
            cells.append((" ".join(base[start:end]), False))
        else:
            cells.append((edit[2] if edit[0] == start else "", True))
    return tuple(cells)


def _pieces(base: Sequence[str], edits: Sequence[tuple[int, int, str]]) -> tuple[tuple[str, str], ...]:
    found, at = [], 0
    for start, end, text in edits:
        found += [("same", " ".join(base[at:start])), ("gone", " ".join(base[start:end])), ("new", text)]
        at = end
    found.append(("same", " ".join(base[at:])))
    return tuple((kind, text) for kind, text in found if text)


def _edits(base: list[str], other: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, new words) against ``base``; words are compared without case and outer punctuation."""
    from rapidfuzz.distance import LCSseq

    codes = LCSseq.opcodes([_bare(word) for word in base], [_bare(word) for word in other])
    found: list[tuple[int, int, str]] = []
    for code in codes:
        if code.tag == "equal":
            continue
        text = " ".join(other[code.dest_start : code.dest_end])
        if found and found[-1][1] == code.src_start and (found[-1][0] < found[-1][1] or code.src_start < code.src_end):
            start, _, before = found.pop()
            found.append((start, code.src_end, f"{before} {text}".strip()))
        else:
            found.append((code.src_start, code.src_end, text))
    return found


def _bare(text: str) -> str:
    return " ".join(word.strip("\"'“”‘’«».,;:!?…()[]").casefold() for word in text.split())
