"""``provenance completion``: what a shell needs to complete commands, options and formats."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
    Examples:
      provenance completion bash > ~/.local/share/bash-completion/completions/provenance
      provenance completion zsh > ~/.zfunc/_provenance
      provenance completion fish > ~/.config/fish/completions/provenance.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # the three shells are click's own
    root = ctx.find_root().command
    try:
        click.echo(kind(root, {}, "provenance", "_PROVENANCE_COMPLETE").source())
    except RuntimeError as error:
        raise click.ClickException(str(error)) from None
