"""A summary as tables for people, in Markdown or HTML."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

Report = dict[str, Any]
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading; ``note`` says in a sentence what the figures are."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def tables(report: Report) -> Iterator[Table]:
    """The tables of a summary, most important first; tables without rows are left out."""
    found = (
        _false_accusations(report),
        _source(report),
        _translated(report),
        _machine(report),
        *(table for name, slices in report["by"].items() for table in _slices(name, slices)),
        _answers(report),
        *(_confusion(kind, report["confusion"][kind]) for kind in ("machine", "human")),
    )
    return (table for table in found if table.rows)


def markdown(report: Report) -> str:
    """The whole report as Markdown."""
    parts = ["# Evaluation", _counts(report)]
    for table in tables(report):
        parts += [f"## {table.title}", *([table.note] if table.note else []), as_markdown(table)]
    parts.append("Signature: " + "; ".join(f"`{one}`" for one in report["signatures"]))
    return "\n\n".join(parts) + "\n"


def html(report: Report, pictures: Iterable[str] = ()) -> str:
    """The whole report as one self-contained page; ``pictures`` are SVG texts."""
    body = ["<h1>Evaluation</h1>", f"<p>{escape(_counts(report))}</p>", '<div class="pictures">', *pictures, "</div>"]
    for table in tables(report):
        body += [f"<h2>{escape(table.title)}</h2>", f"<p>{escape(table.note)}</p>" if table.note else ""]
        body.append(_html_table(table))
    body.append(f"<p>Signature: <code>{escape('; '.join(report['signatures']))}</code></p>")
    return _PAGE.replace("BODY", "\n".join(filter(None, body)))


def as_markdown(table: Table) -> str:
    """One table in Markdown; numbers to the right."""
    numeric = [
        all(not isinstance(row[i], str) or _looks_numeric(row[i]) for row in table.rows)
        for i in range(len(table.header))
    ]
    lines = [_line(table.header), _line(["---:" if right else "---" for right in numeric])]
    return "\n".join([*lines, *(_line([show(cell) for cell in row]) for row in table.rows)])


def exactly(p: float) -> str:
    """A probability that may be close to 0 or 1, with digits that tell it from them.

    >>> exactly(0.5), exactly(4.9e-5), exactly(0.99998), exactly(math.nan)
    ('0.500', '4.9e-05', '1 - 2e-05', '–')
    """
    if math.isnan(p) or not 0 < min(p, 1 - p) < 0.001:
        return show(p)
    return f"{p:.2g}" if p < 0.5 else f"1 - {1 - p:.2g}"


def show(cell: Cell) -> str:
    """A cell as text: three decimals, an en dash for what could not be measured."""
    if isinstance(cell, float):
        return "–" if math.isnan(cell) else f"{cell:.3f}"
    return str(cell)


def share(value: Report) -> str:
    """A share with the wider of its two intervals: Wilson's over rows and the bootstrap's over stories."""
    if not value["rows"]:
        return "–"
    low, high = value["low"], value["high"]
    if not math.isnan(value.get("group_low", math.nan)):
        low, high = min(low, value["group_low"]), max(high, value["group_high"])
    return f"{value['share']:.3f} [{low:.3f}, {high:.3f}]"


def percent(value: Report) -> str:
    """A share as hits, rows, per cent and Wilson's upper bound."""
    if not value["rows"]:
        return "–"
    return f"{value['hits']}/{value['rows']} = {100 * value['share']:.1f} % (≤ {100 * value['high']:.1f} %)"


def _counts(report: Report) -> str:
    rows = report["rows"]
    return (
        f"{rows['total']} texts judged: {rows['original']} original English, {rows['machine']} machine translations, "
        f"{rows['human']} human translations, {rows['unknown']} of unknown origin; {rows['skipped']} rows skipped. "
        f"Intervals are 95 %: [the wider of Wilson's and the bootstrap over stories] or (≤ Wilson's upper bound)."
    )


def _false_accusations(report: Report) -> Table:
    translated, machine, unknown = report["translated"]["at_verdict"], report["machine"], report["unknown"]
    rows = (
        ("original English called translated", percent(translated["false_positives"])),
        ("original English called machine-translated", percent(machine["original_called_machine"])),
        ("human translations called machine-translated", percent(machine["human_called_machine"])),
        ("texts of unknown origin called translated", percent(unknown["called_translated"])),
        ("texts of unknown origin called machine-translated", percent(unknown["called_machine"])),
    )
    return Table("False accusations", ("at the program's own verdicts", "share"), rows)


def _source(report: Report) -> Table:
    kinds = {"machine": "machine translations", "human": "human translations"}
    rows = tuple(_source_row(name, report["source"][kind]) for kind, name in kinds.items() if report["rows"][kind])
    header = ("over", "rows", "languages", "first", "among 3", "among 5", "first of these",
              "mean of languages", "worst language", "Brier", "ECE", "set holds it", "set size")  # fmt: skip
    return Table(
        "Source language",
        header,
        rows,
        "Share of texts whose true source language is named first, and so on; “first of these”: "
        "before all other languages that the rows come from.",
    )


def _source_row(name: str, source: Report) -> tuple[Cell, ...]:
    worst = f"{source['worst_language']} {source['worst_top1']:.3f}" if source["worst_language"] else "–"
    return (
        name, source["top1"]["rows"], source["languages"], share(source["top1"]), share(source["top3"]),
        share(source["top5"]), share(source["top1_among"]), source["macro_top1"], worst, source["brier"], source["ece"],
        share(source["coverage"]), source["set_size"],
    )  # fmt: skip


def _translated(report: Report) -> Table:
    t = report["translated"]
    rate = f"{100 * t['at_rate']['rate']:g} % false positives"
    rows = (
        ("AUROC, machine translations against originals", _valued(t["auroc_machine"])),
        ("AUROC, human translations against originals", _valued(t["auroc_human"])),
        (f"recall of machine translations at {rate}", share(t["at_rate"]["recall_machine"])),
        (f"recall of human translations at {rate}", share(t["at_rate"]["recall_human"])),
        (f"threshold on p_translated at {rate}", exactly(t["at_rate"]["threshold"])),
        ("recall of machine translations at the verdicts", share(t["at_verdict"]["recall_machine"])),
        ("recall of human translations at the verdicts", share(t["at_verdict"]["recall_human"])),
        ("false positives at the verdicts", share(t["at_verdict"]["false_positives"])),
        *_quality(t),
    )
    return Table("Translated or original", ("measure", "value"), rows)


def _machine(report: Report) -> Table:
    m = report["machine"]
    rows = (
        ("AUROC, machine against human translations", _valued(m["auroc"])),
        ("the same, of P(machine given translated)", _valued(m["auroc_given_translated"])),
        ("AUROC, machine translations against originals", _valued(m["auroc_original"])),
        ("machine translations called machine", share(m["recall"])),
        ("human translations called machine", share(m["human_called_machine"])),
        ("originals called machine", share(m["original_called_machine"])),
        *_quality(m),
    )
    return Table("Machine or human", ("measure", "value"), rows)


def _quality(question: Report) -> tuple[tuple[str, Cell], ...]:
    return (
        ("Brier score (at the prior)", question["brier_at_prior"]),
        ("ECE (at the prior)", question["ece_at_prior"]),
        ("Brier score, ECE as the rows are mixed", f"{show(question['brier'])}, {show(question['ece'])}"),
        ("Cllr, Cllr-min (bits)", f"{show(question['cllr'])}, {show(question['cllr_min'])}"),
        ("c@1, F0.5u", f"{show(question['c_at_1'])}, {show(question['f05u'])}"),
        ("answer withheld", share(question["silent"])),
    )


def _slices(name: str, slices: Report) -> Iterator[Table]:
    if any(s["machine"]["top1"]["rows"] for s in slices.values()):
        yield Table(
            f"Machine translations by {name}",
            (name, "rows", "source first", "among 3", "set holds it", "set size", "above threshold",
             "called translated", "called machine"),
            tuple(_machine_row(value, s["machine"]) for value, s in slices.items() if s["machine"]["top1"]["rows"]),
        )  # fmt: skip
    if any(s["human"]["top1"]["rows"] for s in slices.values()):
        yield Table(
            f"Human translations by {name}",
            (name, "rows", "source first", "among 3", "set holds it", "called translated", "called machine"),
            tuple(_human_row(value, s["human"]) for value, s in slices.items() if s["human"]["top1"]["rows"]),
        )
    if any(s["original"]["called_machine"]["rows"] for s in slices.values()):
        yield Table(
            f"Original English by {name}",
            (name, "rows", "above threshold", "called translated", "called machine"),
            tuple(
                _original_row(value, s["original"])
                for value, s in slices.items()
                if s["original"]["called_machine"]["rows"]
            ),
        )


def _machine_row(value: str, s: Report) -> tuple[Cell, ...]:
    return (
        value, s["top1"]["rows"], share(s["top1"]), s["top3"]["share"], s["coverage"]["share"], s["set_size"],
        s["above_threshold"]["share"], s["called_translated"]["share"], s["called_machine"]["share"],
    )  # fmt: skip


def _human_row(value: str, s: Report) -> tuple[Cell, ...]:
    return (
        value, s["top1"]["rows"], share(s["top1"]), s["top3"]["share"], s["coverage"]["share"],
        s["called_translated"]["share"], percent(s["called_machine"]),
    )  # fmt: skip


def _original_row(value: str, s: Report) -> tuple[Cell, ...]:
    return (value, s["called_machine"]["rows"], percent(s["above_threshold"]), percent(s["called_translated"]),
            percent(s["called_machine"]))  # fmt: skip


def _answers(report: Report) -> Table:
    answers = sorted({answer for row in report["answers"].values() for answer in row})
    rows = tuple((kind, *(row.get(answer, 0) for answer in answers)) for kind, row in report["answers"].items())
    return Table("Answers given", ("truth", *answers), rows)


def _confusion(kind: str, counts: dict[str, dict[str, int]]) -> Table:
    """Each true language with what it was taken for, most often first."""
    rows = tuple(
        (truth, sum(said.values()), said.get(truth, 0), _mistakes(truth, said)) for truth, said in counts.items()
    )
    return Table(f"Source languages confused ({kind} translations)", ("truth", "rows", "right", "taken for"), rows)


def _mistakes(truth: str, said: dict[str, int], most: int = 6) -> str:
    ranked = sorted(((n, tag) for tag, n in said.items() if tag != truth), key=lambda pair: (-pair[0], pair[1]))
    return ", ".join(f"{tag} {n}" for n, tag in ranked[:most])


def _valued(value: Report) -> str:
    if math.isnan(value["value"]):
        return "–"
    return f"{value['value']:.3f} [{value['group_low']:.3f}, {value['group_high']:.3f}]"


def _looks_numeric(cell: Cell) -> bool:
    return str(cell)[:1].isdigit() or cell == "–"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").splitlines()) for cell in cells) + " |"


def _html_table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = ("".join(_html_cell(i, cell) for i, cell in enumerate(row)) for row in table.rows)
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>"
        + "".join(f"<tr>{row}</tr>" for row in rows)
        + "</tbody></table>"
    )


def _html_cell(place: int, cell: Cell) -> str:
    return f'<th scope="row">{escape(show(cell))}</th>' if place == 0 else f"<td>{escape(show(cell))}</td>"


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evaluation of translation provenance</title>
<style>
body{font-family:system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;line-height:1.4}
table{border-collapse:collapse;display:block;overflow-x:auto;font-size:.9rem}
th,td{border-bottom:1px solid #ccc;padding:.25rem .6rem;text-align:left;font-variant-numeric:tabular-nums}
.pictures{display:flex;flex-wrap:wrap;gap:1rem}.pictures svg{max-width:100%;height:auto}
</style></head><body>
BODY
</body></html>
"""
