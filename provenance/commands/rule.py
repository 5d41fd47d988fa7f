"""``provenance rule``: what a rule looks for, why, and what else could cause it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from provenance.commands._shared import fail

if TYPE_CHECKING:
    from provenance.view.rules import About


class _Code(click.ParamType[str]):
    """A code of a rule, completed in the shell."""

    name = "code"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from provenance.view.rules import catalogue

        found = sorted(catalogue().items())
        return [CompletionItem(code, help=one.name) for code, one in found if code.startswith(incomplete.upper())]


@click.command("rule")
@click.argument("codes", nargs=-1, type=_Code(), metavar="[CODE]…")
@click.option(
    "--format", "-f", "form", type=click.Choice(("text", "markdown", "json")), default="text", show_default=True
)
def command(codes: tuple[str, ...], form: str) -> None:
    """Explain rules: what each looks for, why, examples, and what else could cause it. Without CODE, list them all.

    \b
    Examples:
      provenance rule
      provenance rule FG101
      provenance rule FG101 OR101 --format markdown
    """
    from provenance.view.rules import catalogue

    known = catalogue()
    keys = [(code.upper(), language.lower()) for code, _, language in (one.partition(":") for one in codes)]
    wanted = [code for code, _ in keys]
    unknown = [code for code in wanted if code not in known]
    if unknown:
        near = [code for code in sorted(known) if code[:2] == unknown[0][:2]]
        offer = f"rules of that family: {', '.join(near)}" if near else "provenance rule lists all"
        fail(f"no rule {unknown[0]}; {offer}", 2)
    found = [
        replace(known[code], code=f"{code}:{language}" if language else code)
        for code, language in keys or [(code, "") for code in sorted(known)]
    ]
    if form == "json":
        click.echo(json.dumps([_object(one) for one in found], ensure_ascii=False, indent=1))
    elif not wanted and form == "text":
        click.echo("\n".join(f"{one.code}  {one.name}" for one in found))
    else:
        click.echo("\n\n".join((_markdown if form == "markdown" else _text)(one) for one in found))


def _text(one: About) -> str:
    from provenance.view.rules import measured

    lines = [
        f"{one.code} {one.name}",
        f"Channel: {one.channel}",
        "Measured",
        *(f"    {line}" for line in measured(one.code)),
    ]
    for name, qualifier, text in one.sections:
        lines.append(f"{name} ({qualifier})" if qualifier else name)
        lines += [f"    {line}" for line in text.splitlines()]
    return "\n".join(lines)


def _markdown(one: About) -> str:
    from provenance.view.rules import measured

    lines = [f"### {one.code} {one.name}", "", f"Channel: {one.channel}.", "", "**Measured**", ""]
    lines += [f"- {line}" for line in measured(one.code)]
    for name, qualifier, text in one.sections:
        lines += ["", f"**{name}{f' ({qualifier})' if qualifier else ''}**", "", text]
    return "\n".join(lines)


def _object(one: About) -> dict[str, Any]:
    from provenance.view.rules import measured

    sections = [{"name": name, "languages": qualifier, "text": text} for name, qualifier, text in one.sections]
    return {
        "code": one.code,
        "name": one.name,
        "channel": one.channel,
        "measured": measured(one.code),
        "sections": sections,
    }
