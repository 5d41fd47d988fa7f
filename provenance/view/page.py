"""Self-contained pages: templates with autoescape, style and script inlined, a content-security policy that says so."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

from provenance.view import words
from provenance.view.tame import tame


@cache
def asset(name: str) -> str:
    """A file of ``reports/page``."""
    return (resources.files("provenance") / "reports" / "page" / name).read_text("utf-8")


@cache
def _environment() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(asset)
    )
    made.filters.update(
        tame=tame, language=words.language, probability=words.probability, rate=words.rate, times=words.times
    )
    return made


def render(template: str, styles: tuple[str, ...], scripts: tuple[str, ...], data: Any, **values: Any) -> str:
    """``template`` with styles and scripts inlined, and ``data`` as a JSON block that no text can break out of."""
    from markupsafe import Markup

    style, script = "\n".join(map(asset, styles)), "\n".join(map(asset, scripts))
    return str(
        _environment()
        .get_template(template)
        .render(
            csp=policy(style, script),
            style=Markup(style),
            script=Markup(script),
            data=Markup(block(data)),
            **values,
        )
    )


def policy(style: str, script: str) -> str:
    """A policy that allows this very style and script and nothing else: no request, no form, no frame, no base."""
    allowed = f"style-src {_digest(style)}; script-src {_digest(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def block(data: Any) -> str:
    r"""JSON for a script element: ``<``, ``>``, ``&`` and the two line separators are escaped.

    >>> block("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "replace").decode()
