"""``provenance fetch``: feeds and their pages, politely, into a file that batch reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("fetch")
@click.argument("addresses", nargs=-1, required=True, metavar="URL…")
@click.option(
    "--output",
    "-o",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A .jsonl file (text; added to where it is there) or .warc, .warc.gz (whole pages).",
)
@click.option("--most", type=click.IntRange(1), default=100, show_default=True, metavar="N", help="Pages of a feed.")
@click.option(
    "--pause",
    type=click.FloatRange(0.0),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to one host; a longer Crawl-delay counts instead.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=20.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for a sign of life.",
)
@click.option(
    "--longest",
    type=click.FloatRange(1.0),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one page may take in all.",
)
@click.option(
    "--size",
    type=click.IntRange(1000),
    default=10_000_000,
    show_default=True,
    metavar="BYTES",
    help="How big one page may be.",
)
@click.option("--contact", default="", metavar="TEXT", help="Your address or page, told to the sites; please give one.")
@click.option("--allow-private", is_flag=True, help="Ask addresses of this machine and its network, too.")
@click.option("--ignore-robots", is_flag=True, help="For sites of your own: do not obey robots.txt.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
@click.pass_context
def command(
    ctx: click.Context, /, addresses: tuple[str, ...], target: Path, most: int, quiet: bool, **given: Any
) -> None:
    """Fetch feeds and the pages they name, or single pages, into FILE; `provenance batch FILE` reads it.

    robots.txt is obeyed; private and loopback addresses are refused; nothing else in this program opens a connection.

    \b
    Examples:
      provenance fetch https://example.org/rss -o news.jsonl --contact me@example.org
      provenance fetch https://example.org/rss https://example.net/atom -o news.warc.gz

    \b
    Exit codes:
      0  all that was named was fetched
      1  some of it was not (one line each on standard error)
      2  wrong use
    """
    from provenance.errors import OptionError
    from provenance.fetch import Fetcher
    from provenance.harvest import harvest, keeper
    from provenance.records import Refusal

    try:
        into = keeper(target)
    except OptionError as error:
        raise click.UsageError(str(error)) from None
    kept = missed = 0
    try:
        for found in harvest(addresses, Fetcher(_manners(**given)), into, most):
            if isinstance(found, Refusal):
                missed += 1
                told = "://" in found.reason or found.reason.startswith(found.origin)
                where = "" if told else f"{found.origin}: "
                click.echo(f"provenance: {where}{found.reason}", err=True)
                continue
            kept += 1
            if not quiet:
                click.echo(f"{found}", err=True)
    finally:
        into.close()
    if not quiet:
        click.echo(f"{kept} pages in {target}", err=True)
    ctx.exit(1 if missed else 0)


def _manners(
    pause: float, timeout: float, longest: float, size: int, contact: str, allow_private: bool, ignore_robots: bool
) -> Any:
    from provenance.fetch import Manners

    return Manners(
        pause, timeout, longest, size, private=allow_private, obey=not ignore_robots,
        contact=" ".join(contact.encode("ascii", "ignore").decode().split()),
    )  # fmt: skip
