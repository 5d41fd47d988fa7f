"""What several commands need: formats, outputs, priors, defaults. Only this room prints and exits."""

from __future__ import annotations

import inspect
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar, cast

import click
from click.core import ParameterSource

from provenance.records import LONGEST

if TYPE_CHECKING:
    from provenance.auditor import Settings
    from provenance.records import Prior

Command = TypeVar("Command", bound=Callable[..., Any])


def formats() -> dict[str, type[Any]]:
    """Report classes by their format."""
    from provenance import plugins
    from provenance.contracts import Report

    return {kind.format: kind for kind in plugins.scan("provenance.reports", Report)}


class FormatType(click.ParamType[str]):
    """A report format; the rooms are scanned only when one is asked for, so that help stays fast."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "|".join(formats())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = formats()
        if value not in known:
            self.fail(f"{value!r} is not one of {', '.join(known)}.", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in formats() if name.startswith(incomplete)]


def report_for(form: str | None, target: str | None, **options: Any) -> Any:
    """The report of a format (by the ending of ``target`` where none is named), given those options that it knows.

    Raises OptionError where neither tells the format.
    """
    from provenance.errors import OptionError

    known = formats()
    name = form or ending(target) or "text"
    if name not in known:
        raise OptionError(f"no report ends in .{name}; name one with --format: {', '.join(known)}")
    kind = known[name]
    accepted = inspect.signature(kind).parameters
    return kind(**{name: value for name, value in options.items() if name in accepted})


def terminal_options(target: str | None, stdout: TextIO) -> dict[str, Any]:
    """Colour and width: colour only on a terminal, and not where NO_COLOR is set or TERM is dumb."""
    terminal = target in (None, "-") and stdout.isatty()
    quiet = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = min(shutil.get_terminal_size((100, 24)).columns, 120) if terminal else 100
    return {"colour": terminal and not quiet, "width": width}


def ending(target: str | None) -> str:
    """The format that the ending of a file's name says; empty where it has none.

    >>> ending("a.MD"), ending("-"), ending("a.html")
    ('markdown', '', 'html')
    """
    suffix = Path(target).suffix[1:].lower() if target else ""
    return {"md": "markdown", "txt": "text"}.get(suffix, suffix)


def form_for(form: str | None, target: str | None) -> str | None:
    """``form``, unless it is only a default and the file named on the command line ends in a format: what was typed
    wins over configuration and environment."""
    told = _typed("target") and not _typed("form") and ending(target) in formats()
    return ending(target) if told else form


@contextmanager
def output(target: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all. Raises OutputError."""
    from provenance.errors import OutputError

    if target in (None, "-"):
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
        return
    path = Path(str(target))
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as out:
            unfinished = Path(out.name)
            try:
                yield cast(TextIO, out)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}; choose another -o FILE") from None


def keep_inputs(targets: Iterable[str | Path | None], paths: Iterable[str | Path | None]) -> None:
    """Raises OptionError where an output is an input (under another name, too), or would be the next time."""
    from provenance import sources
    from provenance.errors import OptionError

    given = [str(path) for path in paths if path is not None]
    for target in targets:
        if target is None or str(target) == "-":
            continue
        if os.path.exists(target) and any(_same(target, name) for name in sources.files(given)):
            raise OptionError(f"{target} is one of the inputs and would be overwritten; write to another file")
        for folder in filter(os.path.isdir, given):
            if sources.readable(Path(target).name) and Path(target).resolve().is_relative_to(Path(folder).resolve()):
                raise OptionError(
                    f"{target} lies in the input folder {folder} and would be read as an article the next time; "
                    "write it elsewhere"
                )


def _same(one: str | Path, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False  # gone, or a name that no file can have: reading will say so


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def split(ctx: click.Context, param: click.Parameter, value: Any) -> tuple[str, ...]:
    """``de,es`` or a repeated option as a tuple, without doubles."""
    parts = value.split(",") if isinstance(value, str) else [one for item in value or () for one in item.split(",")]
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _tags(ctx: click.Context, param: click.Parameter, value: Any) -> tuple[str, ...]:
    tags = split(ctx, param, value)
    if value is not None and not tags:
        raise click.BadParameter("names no language; leave the option out to try those that are likely")
    return tags


def judging_options(command: Command) -> Command:
    """The options that change verdicts, alike in every command that judges; ``settings`` takes what they give."""
    options = (
        click.option("--languages", metavar="de,es", callback=_tags, help="Source languages to try in the round trip."),
        click.option(
            "--top",
            type=click.IntRange(1, 50),
            default=3,
            show_default=True,
            metavar="K",
            help="How many languages the round trip tries when --languages is not given.",
        ),
        click.option(
            "--prior",
            "prior_file",
            type=click.Path(exists=True, dir_okay=False),
            metavar="FILE",
            help="Prior probabilities, TOML or JSON: translated, machine, [sources].",
        ),
        click.option(
            "--without",
            multiple=True,
            metavar="CHANNEL|CODE",
            callback=split,
            help="Leave out a channel (furniture, profile, …) or a rule; may be repeated.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def longest_option(command: Command) -> Command:
    """The limit on the length of an article."""
    option = click.option(
        "--longest",
        type=click.IntRange(1),
        default=LONGEST,
        show_default=True,
        metavar="N",
        help="Skip articles of more characters.",
    )
    return option(command)


def settings(
    round_trip: bool, languages: tuple[str, ...], top: int, prior_file: str | None, without: tuple[str, ...]
) -> Settings:
    """What ``judging_options`` say, checked. Raises OptionError."""
    from provenance.auditor import Settings
    from provenance.errors import OptionError, PriorError

    try:
        found = Settings(round_trip, languages, top, _prior(prior_file), without)
    except PriorError as error:
        _refuse(str(prior_file), str(error))
    if "en" in found.languages:
        raise OptionError("--languages names what a text may come out of; English is what it is in")
    if not round_trip and _typed("languages"):
        raise click.UsageError("--languages are those of the round trip, which is left out; drop one of the two")
    return found


def _typed(option: str) -> bool:
    """Whether an option of the command that runs stands on the command line, not in defaults."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and ctx.get_parameter_source(option) is ParameterSource.COMMANDLINE


def _prior(path: str | None) -> Prior:
    """What a TOML or JSON file says of the prior. Raises OptionError where its form is wrong, naming the file."""
    from provenance.records import Prior

    if path is None:
        return Prior()
    given = _table(path)
    unknown = sorted(set(given) - {"translated", "machine", "sources"})
    if unknown:
        _refuse(path, f"unknown key {unknown[0]!r}; known are translated, machine and sources")
    sources = given.pop("sources", {})
    if not isinstance(sources, dict):
        _refuse(path, "sources must be a table of language and probability")
    return Prior(**given, sources=tuple(sorted(sources.items())))


def _table(path: str) -> dict[str, Any]:
    import json
    import tomllib

    try:
        text = Path(path).read_text("utf-8")
        found = json.loads(text) if path.lower().endswith(".json") else tomllib.loads(text)
    except (OSError, ValueError) as error:
        _refuse(path, f"cannot be read: {error}")
    if not isinstance(found, dict):
        _refuse(path, "must hold a table")
    return found


def _refuse(path: str, what: str) -> NoReturn:
    from provenance.errors import OptionError

    raise OptionError(f"{path}: {what}")


def tell_undated(count: int) -> None:
    """One line on the articles whose date was given and not understood."""
    if count:
        whose = "the date of 1 article was" if count == 1 else f"the dates of {count} articles were"
        click.echo(f"provenance: {whose} given and not understood; a form that is read: 2024-06-20", err=True)


def fail(message: str, code: int) -> NoReturn:
    """One line on standard error, and the end."""
    click.echo(f"provenance: {message}", err=True)
    raise SystemExit(code)
