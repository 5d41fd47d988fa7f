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


@dataclass(frozen=True, slots=True)
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

    def _repr_html_(self) -> str:
        return _card(self.details)


@dataclass(frozen=True, slots=True)
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
        return Results(self.items[index]) if isinstance(index, slice) else self.items[index]

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

    def _repr_html_(self) -> str:
        return _table(self.items)


@overload
def audit(text: str, **options: Any) -> Result: ...
@overload
def audit(text: Iterable[str | Article], **options: Any) -> Results: ...
def audit(text: str | Iterable[str | Article], **options: Any) -> Result | Results:
    """Judge one text, or several texts (or ``Article`` records) together, who took it from whom included.

    ``options``: ``round_trip`` (False), ``languages``, ``top``, ``prior`` (a ``Prior``), ``without`` (channels or codes
    to leave out). An id that comes again becomes ``id#2``. An event of more than 300 articles is cut along time, and of
    very long articles the first sentences are compared, as a warning and ``Results.notes`` say. Raises OptionError for
    an unknown option, channel or code and for a prior that is none.

    >>> audit("A short text.").verdict
    'undetermined'
    """
    auditor = _auditor(_settings(options))
    if isinstance(text, str):
        return Result(next(auditor.verdicts([_article(text, 0)])))
    from provenance.auditor import unique
    from provenance.graph.derive import derive
    from provenance.graph.events import cut

    articles = (one if isinstance(one, Article) else _article(one, number) for number, one in enumerate(text))
    verdicts = list(auditor.verdicts(unique(articles)))
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
    are there. ``graph=False`` leaves out events and routes. Raises OptionError for a column that is not there.
    """
    names = [str(name) for name in getattr(frame, "columns", ())]
    if text not in names:
        raise OptionError(f"the frame has no column {text!r}; name the one that holds the text: batch(frame, text=…)")
    cells = {name: _cells(frame, name) for name in (text, "id", "outlet", "date", "title") if name in names}
    articles = [_from_cells(cells, text, number) for number in range(len(cells[text]))]
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


def _from_cells(cells: Mapping[str, list[Any]], text: str, number: int) -> Article:
    def cell(name: str) -> str | None:
        value = cells[name][number] if name in cells else None
        return None if _missing(value) else str(value)

    from provenance.rows import undated
    from provenance.text.dates import iso

    made, given = _article(cell(text) or "", number), (cell("date") or "").strip()
    published, outlet, title = iso(given), cell("outlet"), cell("title")
    notes = undated(given, published)
    return Article(cell("id") or made.id, made.text, made.origin, published, outlet, title, notes=notes)


def _missing(value: Any) -> bool:
    """None, NaN or pandas.NA, of which nobody can say whether it equals itself."""
    try:
        return value is None or bool(value != value)
    except TypeError:
        return True


def _joined(frame: Frame, rows: list[dict[str, Any]]) -> Frame:
    columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
    module = type(frame).__module__.partition(".")[0]
    whole: Any = frame
    if module == "polars":
        import polars

        made = [polars.Series(name, values) for name, values in columns.items()]
        joined: Frame = whole.with_columns(made)
        return joined
    if module == "pandas":
        added: Frame = whole.assign(**columns)
        return added
    raise OptionError(f"batch takes a pandas or polars frame, not {type(frame).__name__}; for files: provenance batch")


def _article(text: str, number: int) -> Article:
    from provenance.text.clean import clean

    return Article(f"text{number}", clean(text), f"text:{number}")


def _settings(options: Mapping[str, Any]) -> Any:
    from provenance.auditor import Settings

    given: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in options.items()}
    given |= {name: (v,) for name in ("languages", "without") if isinstance(v := given.get(name), str)}
    try:
        return Settings(**given)
    except TypeError as error:
        raise OptionError(f"{error}; see help(provenance.audit)") from None


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
