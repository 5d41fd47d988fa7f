"""What a code means: the sections of a detector's docstring, from which every manual and report is made."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import dataclass
from functools import cache

from provenance import plugins
from provenance.contracts import Comparison, Detector

SECTIONS = ("Looks for", "Why", "Fires", "Quiet", "Confounders", "References")
_HEADING = re.compile(r"^\**(Looks for|Why|Fires|Quiet|Confounders|References)\b([^\n:*]*)\**:?\**[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class About:
    """The documentation of one code; ``sections`` as (name, qualifier such as "de", text)."""

    code: str
    name: str
    channel: str
    summary: str
    sections: tuple[tuple[str, str, str], ...]

    def section(self, name: str) -> str:
        """Text of the first section called ``name``; empty where there is none."""
        return next((text for title, _, text in self.sections if title == name), "")


@cache
def catalogue() -> dict[str, About]:
    """Every detector and comparison by its code."""
    found = plugins.scan("provenance.detectors", Detector) + plugins.scan("provenance.comparisons", Comparison)
    return {kind.code: _about(kind) for kind in found}


def about(code: str) -> About:
    """Documentation of ``code``, with or without a language; one that no file claims keeps its code as its name."""
    plain = code.split(":")[0]
    return catalogue().get(plain) or About(plain, plain, "", "", ())


def _about(kind: type[Detector] | type[Comparison]) -> About:
    doc = inspect.cleandoc(sys.modules[kind.__module__].__doc__ or kind.__doc__ or "")
    found = list(_HEADING.finditer(doc))
    ends = [match.start() for match in found[1:]] + [len(doc)]
    parts = tuple((m.group(1), m.group(2).strip(" ()"), _body(doc[m.end() : end])) for m, end in zip(found, ends))
    summary = " ".join(doc[: found[0].start() if found else None].split())
    name = summary.split(". ")[0].rstrip(".")
    return About(kind.code, name if 0 < len(name) <= 70 else _words(kind.__name__), getattr(kind, "channel", "comparisons"), summary, parts)


def _body(text: str) -> str:
    return inspect.cleandoc("\n" + text).strip()


def _words(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return spaced[:1].upper() + spaced[1:].lower()
