"""``provenance summary``: the aggregator-level picture of a batch."""

from __future__ import annotations

from pathlib import Path

import click

from provenance.commands._shared import keep_inputs, output


@click.command("summary")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--csv",
    "table",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write the whole table to FILE (- for standard output, instead of the picture for people).",
)
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the pictures, as SVG, into DIR.",
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write one page with figures, pictures and a browser of the articles.",
)
@click.option(
    "--top",
    "-n",
    "most",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    metavar="K",
    help="How many lines of each kind are shown.",
)
def command(folder: Path, table: str | None, pictures: Path | None, page: str | None, most: int) -> None:
    """Show the whole of a batch: articles by verdict, source language, outlet and event; the busiest routes.

    DIR is the folder that `provenance batch INPUT -o DIR` wrote. Shares come with 95 % intervals.

    \b
    Examples:
      provenance summary results/
      provenance summary results/ --csv summary.csv --pictures pictures/
      provenance summary results/ --html summary.html
    """
    from provenance import sources
    from provenance.reports import overview

    keep_inputs([table, page], [folder / name for name in sources.results(folder)])
    found = overview.count(folder)
    if table != "-" and page != "-":
        with output(None) as out:
            overview.write_text(found, out, most)
    if table:
        with output(table) as out:
            overview.write_csv(found, out)
    if pictures:
        _draw(pictures, dict(overview.pictures(found, most)))
    if page:
        from provenance.reports import summary_html

        with output(page) as out:
            summary_html.write(folder, out)


def _draw(folder: Path, drawn: dict[str, str]) -> None:
    from provenance.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}; choose another DIR") from None
    for name, svg in drawn.items():
        with output(str(folder / name)) as out:
            out.write(svg)
