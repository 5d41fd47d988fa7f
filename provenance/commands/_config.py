"""Defaults from a configuration file: a TOML table for each command, option names as on the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click


def defaults(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Callback of ``--config``: fill the context's defaults; without a file given, from the user's own if it exists."""
    path = Path(value) if value else Path(click.get_app_dir("provenance")) / "config.toml"
    if value or path.is_file():
        ctx.default_map = _read(ctx, path)
    return value


def _read(ctx: click.Context, path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path}: cannot be read: {error}") from None
    return {name: _table(ctx, path, name, table) for name, table in found.items()}


def _table(ctx: click.Context, path: Path, name: str, table: Any) -> dict[str, Any]:
    group = ctx.command
    command = group.get_command(ctx, name) if isinstance(group, click.Group) else None
    if command is None or not isinstance(table, dict):
        raise click.UsageError(f"{path}: [{name}] is no command; provenance --help lists them")
    known = {_plain(option): one for one in command.params for option in (*one.opts, one.name or "")}
    found: dict[str, Any] = {}
    for option, value in table.items():
        one = known.get(_plain(option))
        if one is None:
            raise click.UsageError(f"{path}: [{name}] {option}: no such option; provenance {name} --help lists them")
        try:
            found[one.name or option] = _given(one, value)
        except ValueError as error:
            raise click.UsageError(f"{path}: [{name}] {option} {error}") from None
    return found


def _given(option: click.Parameter, value: Any) -> Any:
    """``value`` as the command line would have it, since click checks a default less. Raises ValueError."""
    several = option.multiple if isinstance(option, click.Option) else option.nargs != 1
    if isinstance(value, list) and not several:
        raise ValueError(f'takes one value, not a list; of several write one string, "{",".join(map(str, value))}"')
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(part, list | dict) for part in parts):
        raise ValueError("takes text, numbers, true or false")
    plain = [part if isinstance(part, bool | str) else str(part) for part in parts]
    return plain if several else plain[0]


def _plain(option: str) -> str:
    return option.lstrip("-").replace("_", "-")
