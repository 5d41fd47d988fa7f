r"""What a plug-in says of itself: the sections of its module docstring, and the examples that a test runs.

A detector's docstring has a title line and six sections, each with its heading on a line of its own::

    Decimal comma.

    Looks for
        A comma between digits where English has a point.
    Why
        ...
    Fires (de, fr)
        - Prices rose by ⟦2,5⟧ percent.
    Quiet
        - The town has 12,500 inhabitants.
    Confounders
        ...
    References
        ...

An example stands on one line after ``- ``; the expected marks stand in ⟦brackets⟧, ``¶`` is a line end and ``\xNN`` or
``\uNNNN`` a character that would not be seen. A line of an example may begin with the kind of its region in braces,
``{headline} ...``; otherwise it is body. There may be several Fires sections, each with its languages or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast, get_args

from provenance import plugins
from provenance.contracts import Detector
from provenance.errors import OptionError
from provenance.lexicon import bare
from provenance.records import Article, Document, Identification, Region, RegionKind, Span

SECTIONS = ("Looks for", "Why", "Fires", "Quiet", "Confounders", "References")
_HEADING = re.compile(r"\s*\*{0,2}(Looks for|Why|Fires|Quiet|Confounders|References)(?: \(([^)]*)\))?\*{0,2}[.:]?\s*\Z")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|n)")
_KIND = re.compile(r"\{(\w+)\} ?")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the spans that the detector must mark in it; ``languages`` are those of the Fires heading."""

    text: str
    spans: tuple[Span, ...]
    kinds: tuple[RegionKind, ...]
    """The region of each line."""
    languages: tuple[str, ...] = ()

    def document(self) -> Document:
        """The example as a document in English."""
        regions, at = [], 0
        for line, kind in zip(self.text.split("\n"), self.kinds):
            if line.strip():
                regions.append(Region(kind, Span(at, at + len(line)), "en"))
            at += len(line) + 1
        article = Article("example", self.text, "example")
        return Document(article, tuple(regions), Identification("en", 1.0, True))


@dataclass(frozen=True, slots=True)
class Page:
    """The manual page of one detector."""

    code: str
    name: str
    channel: str
    group: str
    module: str
    title: str
    sections: tuple[tuple[str, str], ...]
    """(heading with its languages, text as written, without the indentation)."""
    fires: tuple[Example, ...]
    quiet: tuple[Example, ...]

    def section(self, heading: str) -> str:
        """Text of the sections called ``heading``; empty where there is none."""
        return "\n".join(text for name, text in self.sections if name.partition(" (")[0] == heading)


@cache
def pages() -> tuple[Page, ...]:
    """The manual pages of all detectors, by code."""
    return tuple(page(kind) for kind in plugins.scan("provenance.detectors", Detector))


def find(code: str) -> Page:
    """The page of one code. Raises OptionError for a code that no detector has."""
    for one in pages():
        if one.code == code.upper():
            return one
    raise OptionError(f"no rule {code!r}; `provenance rule` lists all {len(pages())}")


def page(kind: type[Any]) -> Page:
    """The page of the detector class ``kind``, read from the docstring of its module."""
    title, sections = read(import_module(kind.__module__).__doc__ or "")
    found = {heading: tuple(_examples(sections, heading)) for heading in ("Fires", "Quiet")}
    group = kind.group or kind.__module__.split(".")[2]
    return Page(
        kind.code, kind.__name__, kind.channel, group, kind.__module__, title, sections, found["Fires"], found["Quiet"]
    )


def read(docstring: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Title and sections of a docstring."""
    title, _, rest = docstring.strip().partition("\n")
    found: list[tuple[str, list[str]]] = []
    for line in rest.split("\n"):
        heading = _HEADING.match(line)
        if heading:
            languages = f" ({heading[2]})" if heading[2] else ""
            found.append((heading[1] + languages, []))
        elif found:
            found[-1][1].append(line.strip())
    return title.strip(), tuple((name, "\n".join(lines).strip()) for name, lines in found)


def _examples(sections: tuple[tuple[str, str], ...], wanted: str) -> Iterator[Example]:
    for heading, text in sections:
        name, _, languages = heading.partition(" (")
        if name == wanted:
            tags = tuple(re.findall(r"\b[a-z]{2,3}(?:-[A-Z]\w+)?\b", languages))
            for line in text.split("\n"):
                if line.startswith("- "):
                    yield example(line[2:], tags)


def example(written: str, languages: tuple[str, ...] = ()) -> Example:
    """An example as written: marks out of their brackets, line ends and hidden characters in place.

    >>> example("Up by ⟦2,5⟧ percent.").spans
    (Span(start=6, end=9),)
    """
    kinds, lines = [], []
    for line in written.split("¶"):
        kind = _KIND.match(line)
        kinds.append(_known(kind[1]) if kind else "body")
        lines.append(line[kind.end() :] if kind else line)
    text, spans = bare(_ESCAPE.sub(_character, "\n".join(lines)))
    return Example(text, spans, tuple(kinds), languages)


def _known(kind: str) -> RegionKind:
    if kind not in get_args(RegionKind):
        raise OptionError(f"an example names the region {kind!r}; known are {', '.join(get_args(RegionKind))}")
    return cast(RegionKind, kind)


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else "\n"
