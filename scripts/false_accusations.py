#!/usr/bin/env python3
"""The false-accusation table: how often English that no machine translated is called translated or machine-translated.

    python scripts/false_accusations.py --data DIR                  writes docs/false_accusations.md
    python scripts/false_accusations.py --data DIR --unseen FILE    only outlets and ids listed in FILE, a line each

Kinds: native English by country and by outlet, agency English by country, other kinds of English by source, English
originals of the WMT test sets by year, English by a language model by kind, human translations by language (with
``--unseen``, of the stories in ``eval/``). Every share has Wilson's 95 % upper bound.
Exit code 1 where a country with enough documents stands above the ceiling.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import data_sets

from provenance.estimates import wilson
from provenance.evaluation.judged import Judged
from provenance.evaluation.reading import Labelled
from provenance.evaluation.tables import Table, as_markdown

ENOUGH = 20
"""Documents below which a country is shown but not held to the ceiling."""
CEILING = 0.05
"""Share of a country's originals that may be called translated."""
OUTLETS = 10
"""Documents that an outlet needs to have a line of its own."""

Flag = Callable[[Judged], bool]


def main() -> int:
    """Judge, count, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_sets.add_data(parser)
    parser.add_argument(
        "--unseen", type=Path, help="outlets or ids to keep: those that no weight or threshold has seen"
    )
    parser.add_argument(
        "--rows", type=Path, help="judged rows to count instead of judging; written where not there yet"
    )
    parser.add_argument("-o", "--output", type=Path, default=data_sets.ROOT / "docs" / "false_accusations.md")
    options = parser.parse_args()
    if not data_sets.present(options.data):
        return 0
    unseen = frozenset(options.unseen.read_text("utf-8").split("\n")) - {""} if options.unseen else frozenset()
    judged = load_or_judge(list(measured(options.data, unseen)), options)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(page(judged, bool(unseen)), "utf-8")
    above = standing_out(judged)
    for line in above:
        print(f"above {100 * CEILING:g} %: {line}", file=sys.stderr)
    return 1 if above else 0


def measured(data: Path, unseen: frozenset[str]) -> Iterator[Labelled]:
    """The rows to judge. Only of native English does ``unseen`` choose: of human translations it asks for those of
    unseen stories, and of the other kinds only documents that measure are read at all."""
    native = data_sets.native(data)
    yield from (row for row in native if not unseen or row.id in unseen or row.fact("outlet") in unseen)
    yield from data_sets.other(data)
    yield from data_sets.written()
    yield from data_sets.human_unseen(data) if unseen else data_sets.human(data)


def load_or_judge(rows: list[Labelled], options: argparse.Namespace) -> list[Judged]:
    """Judged rows from the file given, or from judging."""
    from provenance.evaluation.judged import from_line
    from provenance.evaluation.output import as_lines

    if options.rows and options.rows.is_file():
        return [from_line(line) for line in options.rows.read_text("utf-8").splitlines()]
    judged = data_sets.judged(rows, options.workers)
    if options.rows:
        options.rows.write_text(as_lines(judged), "utf-8")
    return judged


def page(rows: list[Judged], unseen: bool) -> str:
    """The page for the manual."""
    parts = [INTRODUCTION, f"Signature: `{'; '.join(sorted({row.signature for row in rows}))}`."]
    parts.append(UNSEEN if unseen else SEEN)
    for table in filter(lambda table: table.rows, tables(rows)):
        parts += [f"## {table.title}", *([table.note] if table.note else []), as_markdown(table)]
    return "\n\n".join(parts) + "\n"


def tables(rows: list[Judged]) -> Iterable[Table]:
    """Kinds, then each kind in detail."""
    kinds = {name: [row for row in rows if row.set == key] for key, name in KINDS.items()}
    yield Table(
        "All kinds", ("kind of English", *HEADER), tuple(line(name, found) for name, found in kinds.items() if found)
    )
    yield detail("Native English by country of the outlet", "country", kinds["native"], lambda row: row.country)
    yield detail("Agency English by country of the outlet", "country", kinds["agency English"], lambda row: row.country)
    note = "Every source has given other documents of its own to training; `method.md` tells what happens without them."
    yield detail("Other kinds of English by source", "source", kinds["no news"], lambda row: row.outlet, note)
    yield detail("WMT originals by year", "year", kinds["WMT originals"], lambda row: row.year or "unknown")
    note = "Written for this project, never translated; no figure of the program rests on them."
    yield detail("English by a language model by kind", "kind", kinds[KINDS["written"]], lambda row: row.outlet, note)
    note = "Called translated is right here; called machine-translated is the accusation."
    yield detail(
        "Human translations by language", "language", kinds["human translations"], lambda row: row.label.source, note
    )
    note = f"Outlets with {OUTLETS} documents or more of which any was called translated."
    yield outlets(kinds["native"] + kinds["agency English"], note)


def detail(title: str, name: str, rows: list[Judged], key: Callable[[Judged], str], note: str = "") -> Table:
    """One line a value of ``key``, most documents first."""
    groups = by(rows, key)
    ranked = sorted(groups, key=lambda value: (-len(groups[value]), value))
    return Table(title, (name, *HEADER), tuple(line(value, groups[value]) for value in ranked), note)


def outlets(rows: list[Judged], note: str) -> Table:
    """Outlets that are accused, most often first."""
    groups = {
        name: found
        for name, found in by(rows, lambda row: f"{row.outlet} ({row.country})").items()
        if len(found) >= OUTLETS
    }
    accused = {name: rate for name, found in groups.items() if (rate := hits(found, TRANSLATED) / len(found))}
    ranked = sorted(accused, key=lambda name: (-accused[name], name))
    return Table("Outlets", ("outlet", *HEADER), tuple(line(name, groups[name]) for name in ranked), note)


def standing_out(rows: list[Judged]) -> list[str]:
    """Countries with enough native documents and a share called translated above the ceiling, or any called machine."""
    groups = by([row for row in rows if row.set == "native"], lambda row: row.country)
    enough = {country: found for country, found in sorted(groups.items()) if len(found) >= ENOUGH}
    return [
        f"{country}: {hits(found, TRANSLATED)} of {len(found)} called translated, {hits(found, MACHINE)} called machine"
        for country, found in enough.items()
        if hits(found, TRANSLATED) / len(found) > CEILING or hits(found, MACHINE)
    ]


def line(name: str, rows: list[Judged]) -> tuple[str | int | float, ...]:
    """A line of any table here."""
    counts = [hits(rows, flag) for flag in (TRANSLATED, MACHINE)]
    cells = [
        f"{count} = {100 * count / len(rows):.1f} % (≤ {100 * wilson(count, len(rows)).high:.1f} %)" for count in counts
    ]
    silent = hits(rows, lambda row: row.answer == "undetermined")
    return (name, len(rows), len({row.outlet for row in rows}), *cells, f"{100 * silent / len(rows):.1f} %")


def hits(rows: list[Judged], flag: Flag) -> int:
    """Rows that raise the flag."""
    return sum(map(flag, rows))


def by(rows: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    """Rows by key."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


def TRANSLATED(row: Judged) -> bool:
    return row.called_translated


def MACHINE(row: Judged) -> bool:
    return row.called_machine


HEADER = ("documents", "sources", "called translated", "called machine-translated", "undetermined")
KINDS = {
    "native": "native",
    "agency_english": "agency English",
    "other": "no news",
    "written": "English written by a language model",
    "wmt": "WMT originals",
    "wmt_translating": "WMT originals of outlets that publish translations",
    "human": "human translations",
}
INTRODUCTION = """# False accusations

How often English that no machine translated is called translated or machine-translated by `provenance`, at the verdicts
it gives with its shipped settings. In brackets stands Wilson's 95 % upper bound: with few documents it is wide, and a
kind of English that is not in this table has not been measured at all. Made by `scripts/false_accusations.py`.

*Native* is English of countries where English is a language of the press; the country is that of the outlet. *Agency
English* are English editions in other countries: written by second-language staff or translated in part (nobody
recorded which), so an alarm there is not plainly false. *No news* are documents of about 600 words out of manuals,
guides, terms, tales and encyclopaedias, written in English. *English written by a language model* are 200 invented
articles of twenty kinds, by one model; other models may write otherwise. Not measured, because no honest data could be
had: essays of second-language learners, and the press of Nigeria, Pakistan, Sri Lanka, Singapore and the Caribbean
beyond single articles."""
SEEN = "Outlets that took part in counting or training are among these: expect more for outlets never seen."
UNSEEN = "Only outlets and documents that took no part in counting, training, calibration or the choice of thresholds."


if __name__ == "__main__":
    sys.exit(main())
