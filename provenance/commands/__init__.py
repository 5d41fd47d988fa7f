"""The command line: one click command a file, found by scanning; the only room that prints and exits."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import pkgutil
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import IO, Any, NoReturn

import click

from provenance import interrupt
from provenance.commands._config import defaults
from provenance.errors import MissingError, OptionError, ProvenanceError, ProvenanceWarning

PIPE = 141
"""Exit code where the reader of the output has gone, as shells have it for programs that SIGPIPE ends."""


class _Misuse(click.UsageError):
    """Wrong use, told in one line as all other errors are."""

    def show(self, file: IO[Any] | None = None) -> None:
        said = " ".join(self.format_message().split()).rstrip(".")
        where = f"{self.ctx.command_path} --help" if self.ctx else "provenance --help"
        click.echo(f"provenance: {said}{'' if '--help' in said else f'; see {where}'}", file, err=True)


class _Rooms(click.Group):
    """Loads a command's file only when it is called, so that ``--help`` stays fast."""

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        with _quiet_end(), _in_one_line():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        with _quiet_end(), _in_one_line():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        _from_environment(command, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, command.get_short_help_str(80)) for name, command in found if command]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@contextlib.contextmanager
def _quiet_end() -> Iterator[None]:
    """Ends the program without a word where nobody reads its output any more; click would exit with 1."""
    try:
        yield
    except BrokenPipeError:
        _leave()


@contextlib.contextmanager
def _in_one_line() -> Iterator[None]:
    """Wrong use as one line; what has words of its own (help where no argument is given) keeps them."""
    try:
        yield
    except click.UsageError as error:
        if type(error).show is not click.UsageError.show:
            raise
        raise _Misuse(error.format_message(), error.ctx) from None


def _leave() -> NoReturn:
    """What is still to be written goes nowhere."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(PIPE)


def _from_environment(command: click.Command, name: str) -> None:
    """Every option of every command has a default in the environment under its long name."""
    for option in command.params:
        if isinstance(option, click.Option) and option.envvar is None:
            long = max(option.opts, key=len).lstrip("-").replace("-", "_")
            option.envvar = f"PROVENANCE_{name}_{long}".upper()
    for under, one in getattr(command, "commands", {}).items():
        _from_environment(one, f"{name}_{under}")


@click.group(cls=_Rooms, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="translation-provenance", prog_name="provenance")
@click.option(
    "--config",
    envvar="PROVENANCE_CONFIG",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    is_eager=True,
    callback=defaults,
    help="Defaults, TOML with a table a command; config.toml in the user's folder for settings unless given.",
)
def cli(config: str | None) -> None:
    """Was this news article machine-translated, out of which language, and who took it from whom?

    \b
    Examples:
      provenance audit article.txt
      provenance audit seeds/ --format json
      provenance batch feed.jsonl -o results/

    
    Defaults come from, the later one wins:
      a configuration file        [audit]  format = "html"
      the environment             PROVENANCE_AUDIT_FORMAT=html
      the command line            provenance audit --format html
    """


def main() -> None:
    """The program: a ProvenanceError becomes one line on standard error; exit code 1, or 2 wrong use, 3 missing, 130
    Ctrl-C, 141 nobody reads the output."""
    with interrupt.InOrder(), warnings.catch_warnings():
        warnings.showwarning = _say(warnings.showwarning)
        _main()


def _say(others: Callable[..., None]) -> Callable[..., None]:
    """Our own warnings as one line; those of libraries as they come."""

    def show(message: Warning | str, category: type[Warning], *more: Any) -> None:
        if issubclass(category, ProvenanceWarning):
            click.echo(f"provenance: {message}", err=True)
        else:
            others(message, category, *more)

    return show


def _main() -> None:
    try:
        try:
            cli(standalone_mode=True)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _leave()
    except MissingError as error:
        click.echo(f"provenance: {error}", err=True)
        sys.exit(3)
    except OptionError as error:
        click.echo(f"provenance: {error}", err=True)
        sys.exit(2)
    except ProvenanceError as error:
        click.echo(f"provenance: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        sys.stdout = None  # what could not be written is not tried again at the end
        click.echo(f"provenance: the output cannot be written: {error.strerror}", err=True)
        sys.exit(1)
