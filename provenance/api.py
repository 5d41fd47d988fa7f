"""The library: ``audit`` for one text or many, ``batch`` for a data frame; results show themselves in a notebook.

import provenance
result = provenance.audit("…")
result.verdict, result.p_translated, result.source
frame = provenance.batch(frame, text="body")
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, TypeVar, overload

from provenance.errors import OptionError
from provenance.records import Answer, Article, Graph, Prior, Verdict

Frame = TypeVar("Frame")


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """What is said of one text. Printing gives the terminal view; in a notebook, the verdict with its evidence."""

    details: Verdict
    """Everything, see ``provenance.records.Verdict``."""

    @property
    def verdict(self) -> Answer:
        """``original``, ``translated``, ``machine_translated``, ``human_translated``, ``mixed`` or ``undetermined``."""
        return self.details.answer

    @property
    def p_translated(self) -> float:
        """Probability of a translation, by machine or person, under the prior."""
        return self.details.p_translated

    @property
    def p_machine(self) -> float:
        """Probability of a machine translation."""
        return self.details.p_machine

    @property
    def source(self) -> str | None:
        """Likeliest source language, if the text is a translation."""
        return self.details.sources[0][0] if self.details.sources else None

    @property
    def signature(self) -> str:
        """What the verdict depends on; publish it with the verdict."""
        return self.details.signature

    def row(self) -> dict[str, Any]:
        """The columns ``prov_*`` of ``articles.csv``."""
        from provenance.reports.columns import article_row

        return dict(article_row(self.details))

    def html(self) -> str:
        """The whole report as one self-contained page."""
        return _written("html", [self.details])

    def __str__(self) -> str:
        return _written("text", [self.details])

    def __repr__(self) -> str:
        name = self.details.article.id
        return (
            f"Result({name[:80] + '…' if len(name) > 80 else name!r}, {self.verdict}, "
            f"p_translated={self.p_translated:.2f}, source={self.source})"
        )

    def _repr_html_(self) -> str:
        return _card(self.details)


@dataclass(frozen=True, slots=True, repr=False)
class Results(Sequence[Result]):
    """Results in the order of the texts, and the derivation graphs of their events."""

    items: tuple[Result, ...]
    graphs: tuple[Graph, ...] = ()
    notes: tuple[str, ...] = ()
    """What was not done, in a line each: events too large to be derived in one go."""

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> Results: ...
    def __getitem__(self, index: int | slice) -> Result | Results:
        return self._part(self.items[index]) if isinstance(index, slice) else self.items[index]

    def _part(self, items: tuple[Result, ...]) -> Results:
        """Some of the results, with the graphs in which they stand."""
        names = {one.details.article.id for one in items}
        graphs = tuple(graph for graph in self.graphs if not names.isdisjoint(node.id for node in graph.nodes))
        return Results(items, graphs, self.notes)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.items)

    def rows(self) -> list[dict[str, Any]]:
        """The columns of ``articles.csv``, routes included."""
        from provenance.reports.columns import article_row, places

        where = {name: place for graph in self.graphs for name, place in places(graph).items()}
        return [dict(article_row(one.details, where.get(one.details.article.id))) for one in self.items]

    def html(self) -> str:
        """The whole report as one self-contained page, with the picture of the derivation."""
        return _written("html", [one.details for one in self.items], self.graphs)

    def __str__(self) -> str:
        return _written("text", [one.details for one in self.items], self.graphs)

    def __repr__(self) -> str:
        from collections import Counter

        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in Counter(r.verdict for r in self.items).items())
        return f"Results({len(self.items)} texts: {verdicts or 'none'}; {len(self.graphs)} events)"

    def _repr_html_(self) -> str:
        return _table(self.items)


@overload
def audit(text: str | Article | Mapping[str, Any], **options: Any) -> Result: ...
@overload
def audit(text: Iterable[str | Article | Mapping[str, Any]], **options: Any) -> Results: ...
def audit(
    text: str | Article | Mapping[str, Any] | Iterable[str | Article | Mapping[str, Any]], **options: Any
) -> Result | Results:
    """Judge one text, or several together, who took it from whom included.

    A text is a string, an ``Article``, or a mapping with ``text`` and perhaps ``id``, ``outlet``, ``date``, ``title``.
    ``options``: ``round_trip`` (False), ``languages`` and ``top`` of the round trip, ``prior`` (a ``Prior``),
    ``without`` (channels or codes to leave out). An id that comes again becomes ``id#2``. An event of more than 300
    articles is cut along time, and of very long articles the first sentences are compared, as a warning and
    ``Results.notes`` say. Raises OptionError for what is no text, for an option, channel or code that is unknown or of
    the wrong kind, and for a prior that is none; MissingError for a language without packages.

    >>> audit("A short text.").verdict
    'undetermined'
    """
    from provenance import texts

    auditor = _auditor(_settings(options))
    if isinstance(text, str | Article | Mapping):
        return Result(next(auditor.verdicts([texts.one(text)])))
    from provenance.auditor import unique
    from provenance.graph.derive import derive
    from provenance.graph.events import cut

    verdicts = list(auditor.verdicts(unique(texts.several(text))))
    graphs = derive(verdicts)
    return Results(tuple(map(Result, auditor.reconsider(verdicts, graphs))), graphs, _warned(cut(graphs)))


def _warned(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The notes, said as warnings too: who reads rows or a page alone would not meet them."""
    import warnings

    for note in notes:
        warnings.warn(note, stacklevel=3)
    return notes


def batch(frame: Frame, text: str = "text", *, graph: bool = True, **options: Any) -> Frame:
    """A copy of a pandas or polars ``frame`` with the columns ``prov_*`` of ``articles.csv`` added.

    ``text`` names the column that is judged; columns ``id``, ``outlet``, ``date`` and ``title`` are used where they
    are there. A column of its own whose name begins with ``prov_`` gets ``input_`` before it. ``graph=False`` leaves
    out events and routes. ``options`` are those of ``audit``. Raises OptionError for a column that is not there.
    """
    names = [str(name) for name in getattr(frame, "columns", ())]
    if text not in names:
        raise OptionError(f"the frame has no column {text!r}; name the one that holds the text: batch(frame, text=…)")
    from provenance import texts

    cells = {name: _cells(frame, name) for name in (text, *texts.FIELDS) if name in names}
    articles = texts.from_columns(cells, text)
    if graph:
        rows = audit(articles, **options).rows()
    else:
        from provenance.auditor import unique

        rows = [Result(one).row() for one in _auditor(_settings(options)).verdicts(unique(articles))]
    return _joined(frame, [{name: _joinable(cell) for name, cell in row.items()} for row in rows])


def _joinable(cell: Any) -> Any:
    return "|".join(cell) if isinstance(cell, tuple) else cell


def _cells(frame: Any, name: str) -> list[Any]:
    column = frame[name]
    return list(column.to_list() if hasattr(column, "to_list") else column)


def _joined(frame: Frame, rows: list[dict[str, Any]]) -> Frame:
    from provenance.reports.columns import ARTICLES, own_names

    columns = {name: [row[name] for row in rows] for name in ARTICLES.names}
    module = type(frame).__module__.partition(".")[0]
    whole: Any = frame
    if module not in ("pandas", "polars"):
        kind = type(frame).__name__
        raise OptionError(f"batch takes a pandas or polars frame, not {kind}; for files: provenance batch")
    given = [name for name in whole.columns if isinstance(name, str)]
    renamed = {old: new for old, new in zip(given, own_names(given)) if old != new}
    if module == "polars":
        import polars

        made = [polars.Series(name, values) for name, values in columns.items()]
        joined: Frame = whole.rename(renamed).with_columns(made)
        return joined
    added: Frame = whole.rename(columns=renamed).assign(**columns)
    return added


def _settings(options: Mapping[str, Any]) -> Any:
    """The options as Settings have them. Raises OptionError for one that is unknown, wrong or without effect."""
    from provenance.auditor import Settings

    given = {**options, **{name: _listed(name, options[name]) for name in ("languages", "without") if name in options}}
    if not isinstance(given.get("round_trip", False), bool):
        raise OptionError(f"round_trip is True or False, not {given['round_trip']!r}")
    top = given.get("top", 1)
    if isinstance(top, bool) or not isinstance(top, int) or top < 1:
        raise OptionError(f"top is a number of languages, 1 or more, not {top!r}")
    if given.get("languages") and not given.get("round_trip"):
        raise OptionError("languages are those of the round trip, which is left out; add round_trip=True")
    if "en" in map(str.lower, given.get("languages", ())):
        raise OptionError("languages are those that a text may come out of; English is what it is in")
    try:
        return Settings(**given)
    except TypeError as error:
        raise OptionError(f"{error}; see help(provenance.audit)") from None


def _listed(name: str, value: Any) -> tuple[str, ...]:
    """One name or several as a tuple. Raises OptionError for anything else."""
    several = (value,) if isinstance(value, str) else value
    if isinstance(several, set | frozenset):
        several = sorted(several, key=str)
    if not isinstance(several, list | tuple) or not all(isinstance(one, str) for one in several):
        raise OptionError(f"{name} is a string or a list of strings, not {value!r}; leave it out for the default")
    return tuple(several)


@cache
def _auditor(settings: Any) -> Any:
    """One auditor for each set of options: it holds the loaded models."""
    from provenance.auditor import Auditor

    return Auditor(settings)


def _written(form: str, verdicts: Sequence[Verdict], graphs: Sequence[Graph] = ()) -> str:
    from provenance import plugins
    from provenance.contracts import Report

    kind = next(kind for kind in plugins.scan("provenance.reports", Report) if kind.format == form)
    out = io.StringIO()
    kind().write(verdicts, graphs, out)
    return out.getvalue()


def _card(verdict: Verdict) -> str:
    """A small piece of mark-up for a notebook, every word of the text escaped."""
    from provenance.view import passages, words
    from provenance.view.rules import about
    from provenance.view.tame import one_line

    lines = []
    for finding in passages.shown(verdict)[:8]:
        one = finding.weighed
        says = "; ".join(words.speaks(one.llr_translated, one.llr_machine, one.llr_sources)) or "no weight"
        says = "; ".join((says, *finding.others_say()))
        shown = [one_line(mark.span.slice(verdict.article.text)[:80]) for mark in one.evidence.marks[:2]]
        marked = ", ".join(f"<mark>{escape(text)}</mark>" for text in shown)
        lines.append(f"<li>{escape(about(one.evidence.code).name)} ({escape(finding.key)}): {marked} {says}</li>")
    return (
        f"<div><p><strong>{escape(words.headline(verdict))}</strong></p><ul>{''.join(lines)}</ul>"
        f"<p><code>{escape(verdict.signature)}</code></p></div>"
    )


def _table(items: Sequence[Result]) -> str:
    from provenance.view import words
    from provenance.view.tame import one_line

    rows = "".join(
        f"<tr><td>{escape(one_line(one.details.article.id[:80]))}</td><td>{escape(words.headline(one.details))}</td></tr>"
        for one in items[:200]
    )
    more = f"<p>and {len(items) - 200} more</p>" if len(items) > 200 else ""
    return f"<table><thead><tr><th>article</th><th>verdict</th></tr></thead><tbody>{rows}</tbody></table>{more}"


__all__ = ["Article", "Prior", "Result", "Results", "audit", "batch"]
