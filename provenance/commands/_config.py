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
    known = {_plain(option): one.name for one in command.params for option in (*one.opts, one.name or "")}
    for option in table:
        if _plain(option) not in known:
            raise click.UsageError(f"{path}: [{name}] {option}: no such option; provenance {name} --help lists them")
    return {known[_plain(option)] or option: value for option, value in table.items()}


def _plain(option: str) -> str:
    return option.lstrip("-").replace("_", "-")
