"""``provenance evaluate``: judge labelled articles and measure the verdicts."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.commands._shared import judging_options, keep_inputs, settings
from provenance.errors import InputError

if TYPE_CHECKING:
    from provenance.evaluation.judged import Judged
    from provenance.evaluation.reading import Labelled

BY = ("language", "engine", "length", "year", "set", "country", "outlet")
_FILE = click.Path(dir_okay=False, path_type=Path)


def _names(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    for name in names:
        if name not in BY:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(BY)}")
    return names


@click.command(short_help="Measure the verdicts on labelled articles.")
@click.argument("labelled", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@click.option("--json", "json_file", type=_FILE, help="Also write every figure as JSON.")
@click.option("--html", "html_file", type=_FILE, help="Also write one self-contained page with diagrams.")
@click.option("--md", "md_file", type=_FILE, help="Also write the Markdown that is printed.")
@click.option("--rows", "rows_file", type=_FILE, help="Also write each judged row as JSON lines.")
@click.option(
    "--plots",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also draw diagrams here: SVG, and PNG where matplotlib (the extra plots) is installed.",
)
@click.option(
    "--by", default="language,engine", show_default=True, callback=_names, help="Tables: " + ", ".join(BY) + "."
)
@click.option("--fpr", default=0.01, show_default=True, type=click.FloatRange(0, 1), help="False positives allowed.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option("--mask-names", is_flag=True, help="Judge with names and numbers masked.")
@click.option("--round-trip", is_flag=True, help="Also translate back and forth (slow).")
@judging_options
def command(
    labelled: tuple[Path, ...],
    json_file: Path | None,
    html_file: Path | None,
    md_file: Path | None,
    rows_file: Path | None,
    plots: Path | None,
    by: tuple[str, ...],
    fpr: float,
    workers: int,
    mask_names: bool,
    round_trip: bool,
    languages: tuple[str, ...],
    top: int,
    prior_file: str | None,
    without: tuple[str, ...],
) -> None:
    """Judge the articles of LABELLED and say how good the verdicts are, as Markdown.

    LABELLED is JSONL or CSV (also .xz, .gz) with the columns text and label, and perhaps engine, group (the same
    story), set, year, id, country, outlet. Labels: en (original English), en? (unknown), ht:LANG (human translation
    from LANG), LANG (machine translation from LANG). Rows that can't be used are named on standard error and skipped.

    \b
    Examples:
      provenance evaluate dev.jsonl
      provenance evaluate dev.jsonl.xz --json figures.json --plots diagrams/ --by language,engine,length
    """
    from provenance.evaluation import charts, judging, output, summary, svg, tables

    keep_inputs([json_file, html_file, md_file, rows_file], [*labelled, prior_file])
    chosen = settings(round_trip, languages, top, prior_file, without)
    rows, skipped, broken = _read(labelled)
    if not rows:
        raise InputError(f"{', '.join(map(str, labelled))}: no usable row; each needs text and label (see --help)")
    wanted = list(judging.masked(rows)) if mask_names else rows
    judged = list(_watched(judging.judge_all(wanted, chosen, workers), len(rows)))
    report = summary.summarise(judged, summary.Options(rate=fpr, by=by), skipped)
    report["masked"] = mask_names
    for remark in summary.remarks(judged):
        click.echo(f"provenance: {remark}", err=True)
    text = tables.markdown(report)
    click.echo(text, nl=False)
    if md_file:
        output.write_text(md_file, text)
    if json_file:
        output.write_text(json_file, output.as_json(report))
    if rows_file:
        output.write_text(rows_file, output.as_lines(judged))
    drawn = charts.charts(judged) if html_file or plots else ()
    if html_file:
        output.write_text(html_file, tables.html(report, map(svg.draw, drawn)))
    if plots and (complaint := output.write_plots(plots, drawn)):
        click.echo(f"provenance: only SVG was drawn: {complaint}", err=True)
    sys.exit(1 if broken else 0)


def _read(paths: Iterable[Path]) -> tuple[list[Labelled], int, int]:
    """Usable rows, number of rows skipped, number of those that were broken; names each on standard error."""
    from provenance.evaluation.reading import Unusable, read_labelled

    rows, skipped, broken = [], 0, 0
    for path in _once(paths):
        for row in read_labelled(path):
            if isinstance(row, Unusable):
                click.echo(f"provenance: {row.where}: {row.reason}; skipped", err=True)
                skipped, broken = skipped + 1, broken + row.broken
            else:
                rows.append(row)
    return rows, skipped, broken


def _once(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file once, whatever names and patterns lead to it: counted twice, its intervals would be too narrow."""
    from provenance import sources

    seen: set[Path] = set()
    for path in paths:
        for name in (() if path.is_dir() else tuple(sources.files([str(path)]))) or (str(path),):
            whole = Path(name).resolve()
            if whole in seen:
                click.echo(f"provenance: {name}: the same file was given before; read once", err=True)
            else:
                seen.add(whole)
                yield Path(name)


def _watched(judged: Iterator[Judged], total: int) -> Iterator[Judged]:
    """The same rows, with progress on standard error every few seconds."""
    start = last = time.monotonic()
    for number, row in enumerate(judged, 1):
        yield row
        now = time.monotonic()
        if now - last >= 5:
            last = now
            click.echo(f"provenance: {number} of {total} judged, {number / (now - start):.1f} a second", err=True)
    click.echo(f"provenance: {total} judged in {time.monotonic() - start:.1f} s", err=True)
