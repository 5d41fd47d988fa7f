"""``provenance audit``: judge articles and say what says so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from provenance.commands._shared import (
    FormatType,
    fail,
    form_for,
    judging_options,
    keep_inputs,
    longest_option,
    output,
    report_for,
    settings,
    tell_undated,
    terminal_options,
)

if TYPE_CHECKING:
    from provenance.records import Refusal


@click.command("audit")
@click.argument("paths", nargs=-1, type=click.Path(readable=False, allow_dash=True), metavar="PATH…")
@click.option("--format", "-f", "form", type=FormatType(), help="Output format; text unless -o FILE ends in another.")
@click.option("--output", "-o", "target", type=click.Path(dir_okay=False, allow_dash=True), help="Write to FILE.")
@click.option("--explain", is_flag=True, help="Add the method statement, in seven lines that can be cited.")
@click.option("--no-round-trip", is_flag=True, help="Leave out back-translation (faster, less evidence).")
@judging_options
@click.option(
    "--text-column",
    "--text-field",
    "text_field",
    multiple=True,
    metavar="NAME",
    help="Field or column that holds the text (JSONL, CSV).",
)
@click.option("--input-format", metavar="SUFFIX", help="Read all input as this format (txt, html, jsonl, csv, …).")
@click.option("--encoding", metavar="NAME", help="Encoding of the input; detected unless given.")
@longest_option
@click.option("--quiet", "-q", is_flag=True, help="No messages about inputs that could not be read.")
@click.option("--verbose", "-v", is_flag=True, help="Tell on standard error what is being done.")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], form: str | None, target: str | None, explain: bool,
    no_round_trip: bool, languages: tuple[str, ...], top: int, prior_file: str | None, without: tuple[str, ...],
    text_field: tuple[str, ...], input_format: str | None, encoding: str | None, longest: int, quiet: bool,
    verbose: bool,
) -> None:  # fmt: skip
    """Say how articles came to be in their language, out of which one, by which route, and what says so.

    PATH is a file (.txt .html .jsonl .csv, compressed or not), a folder, a pattern, or - for standard input.

    \b
    Examples:
      provenance audit article.txt
      provenance audit seeds/ --explain
      provenance audit seeds/ -o report.html
      provenance audit articles.jsonl --format csv -o verdicts.csv --no-round-trip
      curl -s https://example.org/story | provenance audit - --input-format html
      provenance audit article.txt --without furniture --prior prior.toml

    \b
    Exit codes:
      0  every input was read
      1  some input could not be read (one line each on standard error; the rest was judged)
      2  wrong use
      3  something demanded is missing (a translation package, an extra)
      130, 141  interrupted (Ctrl-C); nobody reads the output any more
    """
    if not paths:
        raise click.UsageError("no input: name a file, a folder, or - for standard input; e.g. provenance audit seeds/")
    from provenance.auditor import Auditor, unique
    from provenance.graph.events import cut
    from provenance.records import ReadOptions
    from provenance.rows import is_undated

    keep_inputs([target], [*paths, prior_file])
    auditor = Auditor(settings(not no_round_trip, languages, top, prior_file, without))
    report = report_for(form_for(form, target), target, explain=explain, **terminal_options(target, sys.stdout))
    refusals: list[Refusal] = []
    options = ReadOptions(text=text_field, format=input_format, encoding=encoding, longest=longest)
    again: list[str] = []
    verdicts = list(auditor.verdicts(unique(_articles(paths, options, refusals, again, verbose))))
    graphs = _graphs(verdicts)
    with output(target) as out:
        report.write(auditor.reconsider(verdicts, graphs), graphs, out)
    if not quiet:
        for line in cut(graphs):
            click.echo(f"provenance: {line}", err=True)
        for origin in again:
            click.echo(f"provenance: {origin}: the same file was given before; read once", err=True)
        for refusal in refusals:
            where = f"{refusal.origin}:{refusal.record}" if refusal.record else refusal.origin
            click.echo(f"provenance: {where}: {refusal.reason}", err=True)
        tell_undated(sum(is_undated(one.article) for one in verdicts))
    if not verdicts and not refusals:
        fail("the input holds no articles", 1)
    ctx.exit(1 if refusals else 0)


def _articles(paths: tuple[str, ...], options: Any, refusals: list[Refusal], again: list[str], verbose: bool) -> Any:
    """Articles of ``paths``; what cannot be read is put aside, and so are names of files that were read before."""
    from provenance import sources
    from provenance.records import Refusal

    for found in sources.read(paths, options, again=again.append):
        if isinstance(found, Refusal):
            refusals.append(found)
            continue
        if verbose:
            click.echo(f"provenance: judging {found.origin}", err=True)
        yield found


def _graphs(verdicts: list[Any]) -> tuple[Any, ...]:
    """Who took it from whom; without a sound model the verdicts stand alone, and that is said."""
    from provenance.errors import ModelError
    from provenance.graph.derive import derive

    try:
        return tuple(derive(verdicts))
    except ModelError as error:
        click.echo(f"provenance: no routes: {error}", err=True)
        return ()
