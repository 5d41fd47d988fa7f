"""``provenance batch``: judge many articles into tables, resumably."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from provenance.commands._shared import judging_options, longest_option, settings, tell_undated


@click.command("batch")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, allow_dash=True), metavar="INPUT…")
@click.option(
    "--output",
    "-o",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for the tables; the same command given again goes on where it stopped.",
)
@click.option(
    "--workers",
    "-j",
    type=click.IntRange(1, 4096),
    metavar="N",
    help="How many processes work; 1 unless given, or one a core where an executor is named.",
)
@click.option(
    "--executor", default=None, metavar="NAME", help="serial, processes or dask; processes where --workers is above 1."
)
@click.option(
    "--scheduler",
    default=None,
    metavar="ADDRESS",
    help="Address or scheduler file of a running dask cluster; one is started here otherwise.",
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(("csv", "jsonl", "parquet")),
    default="csv",
    show_default=True,
    help="Format of the tables.",
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, as some spreadsheets want it.")
@click.option("--no-graph", is_flag=True, help="Do not group events nor derive who took from whom.")
@click.option("--round-trip", is_flag=True, help="Use back-translation (much slower, more evidence).")
@judging_options
@click.option("--text-column", multiple=True, metavar="NAME", help="Column of the text; repeat to join several.")
@click.option("--id-column", metavar="NAME", help="Column of the identifier.")
@click.option("--date-column", metavar="NAME", help="Column of the date of publication.")
@click.option("--outlet-column", metavar="NAME", help="Column of the outlet.")
@click.option("--title-column", metavar="NAME", help="Column of the title.")
@click.option("--url-column", metavar="NAME", help="Column of the address.")
@click.option("--table", metavar="NAME|SELECT", help="Table of a database, or a SELECT statement.")
@click.option("--input-format", metavar="SUFFIX", help="Read all input as this format (txt, html, jsonl, csv, …).")
@click.option("--encoding", metavar="NAME", help="Encoding of the input; detected unless given.")
@longest_option
@click.option(
    "--shard-size",
    type=click.IntRange(1),
    default=500,
    show_default=True,
    metavar="N",
    help="Articles that are judged and kept together.",
)
@click.option("--restart", is_flag=True, help="Forget the run in DIR, remove what it wrote, begin anew.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@click.pass_context
def command(
    ctx: click.Context, /, paths: tuple[str, ...], folder: Path, workers: int | None, executor: str | None,
    scheduler: str | None, restart: bool, quiet: bool, **given: Any,
) -> None:  # fmt: skip
    """Judge many articles into tables: articles, evidence, edges, quotes, skipped and run.json.

    INPUT is a file (text, HTML, JSONL, CSV, Parquet, SQLite, feed, WARC; compressed or not), a folder, a pattern, or -
    for standard input. Killed, or out of disk: the same command finishes the work.

    \b
    Examples:
      provenance batch articles.jsonl -o results/
      provenance batch 'news/*.csv' -o results/ --workers 8 --text-column body
      provenance batch nela.db -o results/ --format parquet --no-graph
      zcat feed.jsonl.gz | provenance batch - -o results/ --input-format jsonl
      provenance batch crawl/ -o results/ --executor dask --scheduler tcp://head:8786

    \b
    Exit codes:
      0  every input was read
      1  some input could not be read or judged (see skipped.csv), or the run could not go on
      2  wrong use
      3  something demanded is missing (an extra, an executor)
      130, 141  interrupted (Ctrl-C); nobody reads the output any more
    """
    from provenance.batch import executors
    from provenance.batch import run as runs
    from provenance.errors import OptionError

    options = _options(**given)
    many = workers or (1 if executor in (None, "serial") else os.cpu_count() or 1)
    name = executor or ("serial" if many == 1 else "processes")
    if name not in executors.names():
        raise click.UsageError(f"unknown executor {name!r}; known: {', '.join(executors.names())}")
    if restart:
        runs.restart(folder, paths)
    stdin = sys.stdin.buffer if "-" in paths else None
    bar = _Line(quiet)
    try:
        with executors.load(name, many, scheduler) as chosen:
            found = runs.run(paths, folder, options, chosen, stdin, bar.progress)
    except OptionError as error:
        bar.end()
        raise click.UsageError(str(error)) from None
    finally:
        bar.end()
    _tell(found, folder, quiet)
    ctx.exit(1 if found.skipped else 0)


def _options(
    form: str, bom: bool, no_graph: bool, round_trip: bool, languages: tuple[str, ...], top: int,
    prior_file: str | None, without: tuple[str, ...], text_column: tuple[str, ...], id_column: str | None,
    date_column: str | None, outlet_column: str | None, title_column: str | None, url_column: str | None,
    table: str | None, input_format: str | None, encoding: str | None, longest: int, shard_size: int,
) -> Any:  # fmt: skip
    from provenance.batch.records import Options
    from provenance.records import ReadOptions

    reading = ReadOptions(
        text_column, id_column, date_column, outlet_column, title_column, url_column, table, encoding, input_format,
        longest,
    )  # fmt: skip
    judging = settings(round_trip, languages, top, prior_file, without)
    return Options(judging, reading, shard_size, not no_graph, form, bom)


def _tell(found: Any, folder: Path, quiet: bool) -> None:
    if not quiet:
        state = "" if found.fresh else "; all of it was there already"
        noun = "article" if found.articles == 1 else "articles"
        click.echo(f"{found.articles} {noun} in {folder}{os.sep}{found.files[0]}{state}", err=True)
    if found.cut and not quiet:
        from provenance.graph.events import CUTTING, MOST

        what = f"{found.cut} event{'s' if found.cut > 1 else ''} of more than {MOST} articles"
        click.echo(f"provenance: {what}: {CUTTING.format('several')}", err=True)
    if not quiet:
        tell_undated(found.undated)
    if found.absent and not quiet:
        which = ", ".join(map(repr, found.absent))
        click.echo(f"provenance: no record has a column {which}; columns are written as in the input", err=True)
    if found.skipped:
        click.echo(f"provenance: {found.skipped} could not be read or judged: {folder / 'skipped.csv'}", err=True)


class _Line:
    """Progress on standard error: one line that changes on a terminal, a line a minute elsewhere."""

    def __init__(self, quiet: bool) -> None:
        from provenance.batch import progress

        self.terminal = sys.stderr.isatty()
        self.shown = False
        every = progress.EVERY if self.terminal else progress.QUIET
        self.progress: Any = (lambda *_: None) if quiet else progress.Progress(self._say, every)

    def _say(self, line: str) -> None:
        click.echo(f"\r\x1b[K{line}" if self.terminal else line, err=True, nl=not self.terminal)
        self.shown = self.terminal

    def end(self) -> None:
        """Leave the changing line."""
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self.shown = False
