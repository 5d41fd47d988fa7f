"""The one place that turns verdicts and graphs into rows: tables, columns, their meaning and how they are written.

Tables, columns and their meaning stand in ``TABLES``; ``docs/columns.md`` is generated from it. A row is a dictionary
from column to cell; a cell is None (unknown), text, a whole number, a real number, True or False, or a tuple of texts.

How cells are written: None is empty in CSV and null in JSON; languages are ISO 639-1 (three letters of ISO 639-3 where
there are no two), dates ISO 8601; real numbers are rounded (probabilities to 4 decimals, ratios to 3) and have a point;
lists are joined with ``|`` in CSV and are arrays elsewhere. A text that a spreadsheet would execute is written after an
apostrophe in CSV, and only there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TextIO

from provenance.graph.profile import PHOTO
from provenance.records import Article, Graph, Link, Mark, Refusal, Verdict, Weighed
from provenance.text.identify import SHORT, stated
from provenance.text.tokens import count_words
from provenance.view.words import NO_SUPPORT, support

SCHEMA = "1"
"""Version of the tables below; it rises when a column changes its name or its meaning, not when one is added."""

Kind = Literal["text", "integer", "real", "boolean", "list"]
Cell = str | int | float | bool | tuple[str, ...] | None
Row = dict[str, Cell]

LONGEST = 500
"""Words of evidence and quotations are cut after this many characters (the offsets always cover the whole)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the kind of its cells and what it means."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name (also the stem of its file), what a row is, and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


ARTICLES = Table(
    "articles",
    "an article; the input's own columns first, untouched (a name that begins with `prov_` gets `input_` before it)",
    (
        Column("prov_schema", "text", "Version of these columns."),
        Column("prov_id", "text", "Identifier of the article, unique in this table; joins the other tables."),
        Column(
            "prov_status",
            "text",
            "`ok`; `short`: fewer than 50 words, so little can be said; `not_english`: no English-only evidence was "
            "sought; `no_words`: nothing to judge.",
        ),
        Column("prov_language", "text", "Language of the article; empty where it cannot be told."),
        Column(
            "prov_verdict",
            "text",
            "`original`, `translated` (by machine or human: the evidence does not tell), `machine_translated`, "
            "`human_translated`, `mixed` (parts differ) or `undetermined`.",
        ),
        Column(
            "prov_p_translated",
            "real",
            "Probability of a translation, 0 to 1, under the stated prior, rounded: 1.0 and 0.0 are no certainty. It "
            "stands beside `undetermined`, too, and leans there without deciding: count by `prov_verdict`, never by a "
            "limit of your own on this column. This and all figures of a verdict are empty where nothing was judged: "
            "the article is not English, or has no words.",
        ),
        Column(
            "prov_p_machine",
            "real",
            "Probability of a machine translation; with `prov_p_human` it adds up to `prov_p_translated`.",
        ),
        Column("prov_p_human", "real", "Probability of a human translation."),
        Column("prov_p_original", "real", "Probability of an original; 1 minus `prov_p_translated`."),
        Column(
            "prov_p_mixed",
            "real",
            "Probability that one part was translated and the other not, at even odds; empty where the verdict is not "
            "`mixed`. Where it is, the other probabilities are those of the text read as one.",
        ),
        Column(
            "prov_source",
            "text",
            "Likeliest source language, if the article is a translation. It and the columns after it are filled for "
            "originals and undetermined articles, too: count languages only where `prov_verdict` is a translation.",
        ),
        Column("prov_source_p", "real", "Its probability, given a translation."),
        Column("prov_source_2", "text", "Second likeliest source language."),
        Column("prov_source_2_p", "real", "Its probability, given a translation."),
        Column("prov_source_set", "list", "Source languages that hold the truth nine times in ten."),
        Column(
            "prov_llr_translated", "real", "log10 likelihood ratio, translated against original, without the prior."
        ),
        Column("prov_llr_machine", "real", "log10 likelihood ratio, machine against human, given a translation."),
        Column(
            "prov_strength",
            "text",
            "`prov_llr_translated` in words, on the scale of the ENFSI guideline for evaluative reporting (2015). "
            "Support is no verdict: beside `undetermined` it fell short of one.",
        ),
        Column(
            "prov_conditions",
            "list",
            "What to know before the verdict is cited, as `audit` says it: that the text is short, that style alone "
            "speaks for a translation and no word by itself, how far the source language can be trusted.",
        ),
        Column("prov_evidence", "list", "Codes of the evidence found, heaviest first."),
        Column(
            "prov_claims", "list", "Outlets that the article names as its source; who owns a picture is not among them."
        ),
        Column("prov_event", "text", "The event that the article reports; articles of one event share it."),
        Column(
            "prov_parent",
            "text",
            "Likeliest parent: the `prov_id` of an article or an article not given; else an outlet that it names. "
            "Where it is not likely enough for the route, `edges` says so (`open: …`).",
        ),
        Column("prov_parent_p", "real", "Probability of that parent; empty for an outlet named, which was not judged."),
        Column(
            "prov_chain",
            "text",
            "The whole route, oldest first: `dpa:? >copy *?:de >mt 004:en`; a further parent of another kind has an "
            "arrow of its own: `(A:en & B:en >quote) >copy C:en`. In names `>`, `&`, `(`, `)`, `:`, a `*` at the "
            "beginning, line ends and other control characters are written as `%` and their code, as in URLs.",
        ),
        Column("prov_words", "integer", "Number of words in the article's text."),
        Column("prov_outlet", "text", "Outlet, as far as the input names it."),
        Column("prov_date", "text", "Date or time of publication, ISO 8601."),
        Column("prov_signature", "text", "Everything the verdict depends on: same signature, same text, same verdict."),
    ),
)

EVIDENCE = Table(
    "evidence",
    "a place where a piece of evidence shows; evidence that weighs something but shows nowhere has one row, no place",
    (
        Column("prov_id", "text", "The article."),
        Column("code", "text", "The rule; `provenance rule CODE` explains it."),
        Column("channel", "text", "`rules`, `profile`, `renditions`, `claims` or `furniture`."),
        Column("region", "text", "Part of the article: `headline`, `body`, `quote`, ..."),
        Column("start", "integer", "First character of the place in the article's text, counted from 0."),
        Column("end", "integer", "First character after it."),
        Column("text", "text", f"The words themselves, cut after {LONGEST} characters."),
        Column(
            "llr_translated",
            "real",
            "log10 likelihood ratio of the piece, translated against original. It stands "
            "on every row of the piece: add up rows with `mark` 1 only.",
        ),
        Column("llr_machine", "real", "The same for machine against human."),
        Column("llr_sources", "list", "The same for single source languages, `de:0.8`."),
        Column("note", "text", "What was seen, in words."),
        Column("mark", "integer", "Number of this place within its piece of evidence, from 1; 0 for no place."),
        Column("native_rate", "real", "Share of native English documents in which the rule fires."),
        Column("calibrated", "boolean", "False where the rule has not been counted yet; it then weighs 0."),
    ),
)

EDGES = Table(
    "edges",
    "an edge of a derivation graph",
    (
        Column("event", "text", "The event; see `prov_event`."),
        Column("child", "text", "The article that took (`prov_id`), or a node named or unseen."),
        Column("parent", "text", "Whom it took from: `prov_id`, or a node named or unseen."),
        Column(
            "kind", "text", "`copy`, `rewrite`, `quote`, `human_translation`, `machine_translation` or `translation`."
        ),
        Column("p", "real", "Probability of the edge; empty for that of an outlet only named, which was not judged."),
        Column("evidence", "list", "What says so."),
        Column("chosen", "boolean", "True where the edge belongs to the likeliest graph."),
    ),
)

QUOTES = Table(
    "quotes",
    "one quotation in one article",
    (
        Column("event", "text", "The event; see `prov_event`."),
        Column("quote", "text", "Identifier of the quotation within the event; its versions share it."),
        Column("prov_id", "text", "The article."),
        Column("speaker", "text", "Who is quoted."),
        Column("start", "integer", "First character of the quotation in the article's text, counted from 0."),
        Column("end", "integer", "First character after it."),
        Column("text", "text", f"The quotation as it stands there, cut after {LONGEST} characters."),
        Column("medoid", "boolean", "True for the version that is nearest to all others."),
        Column("drift", "list", "What this version changed against that one."),
    ),
)

SKIPPED = Table(
    "skipped",
    "an input or a record of it that could not be read or judged",
    (
        Column("source", "text", "The input."),
        Column("record", "text", "Which record of it; empty for all of it."),
        Column("stage", "text", "Where it stopped: `read`, `judge`, `derive`."),
        Column("reason", "text", "Why, in one line."),
    ),
)

TABLES = (ARTICLES, EVIDENCE, EDGES, QUOTES, SKIPPED)


@dataclass(frozen=True, slots=True)
class Place:
    """An article's place in the derivation graph."""

    event: str
    parent: str | None = None
    p: float | None = None
    chain: str | None = None


def strength(llr: float) -> str:
    """An article's log10 ratio in words.

    >>> strength(2.5), strength(-1.2), strength(0.1)
    ('moderately strong support for translation', 'moderate support for original', 'no support either way')
    """
    words = support(llr)
    side = "either way" if words == NO_SUPPORT else f"for {'translation' if llr > 0 else 'original'}"
    return f"{words} {side}"


def status(verdict: Verdict, words: int) -> str:
    """The cell of ``prov_status``."""
    if words == 0 or verdict.document.identified.language is None:
        return "no_words"
    if stated(verdict.document.identified, words) not in ("en", None):
        return "not_english"
    return "short" if words < SHORT else "ok"


def article_row(verdict: Verdict, place: Place | None = None) -> Row:
    """The row of ``articles``, without the input's own columns (see ``own_fields``)."""
    article, words = verdict.article, count_words(verdict.article.text)
    first, second = (*verdict.sources[:2], (None, None), (None, None))[:2]
    judged = bool(verdict.weights)
    translated = verdict.llr("translated")
    return {
        "prov_schema": SCHEMA,
        "prov_id": article.id,
        "prov_status": status(verdict, words),
        "prov_language": stated(verdict.document.identified, words),
        "prov_verdict": verdict.answer,
        "prov_p_translated": probability(verdict.p_translated) if judged else None,
        "prov_p_machine": probability(verdict.p_machine) if judged else None,
        "prov_p_human": probability(verdict.p_human) if judged else None,
        "prov_p_original": probability(verdict.p_original) if judged else None,
        "prov_p_mixed": probability(verdict.p_mixed),
        "prov_source": first[0],
        "prov_source_p": probability(first[1]),
        "prov_source_2": second[0],
        "prov_source_2_p": probability(second[1]),
        "prov_source_set": verdict.source_set,
        "prov_llr_translated": ratio(translated) if judged else None,
        "prov_llr_machine": ratio(verdict.llr("machine")) if judged else None,
        "prov_strength": strength(translated) if judged else None,
        "prov_conditions": verdict.conditions,
        "prov_evidence": _codes(verdict.evidence),
        "prov_claims": _claims(verdict.evidence),
        **place_cells(place),
        "prov_words": words,
        "prov_outlet": article.outlet,
        "prov_date": article.published,
        "prov_signature": verdict.signature,
    }


def place_cells(place: Place | None) -> Row:
    """The cells that tell an article's place in the derivation graph."""
    return {
        "prov_event": place.event if place else None,
        "prov_parent": place.parent if place else None,
        "prov_parent_p": probability(place.p) if place else None,
        "prov_chain": place.chain if place else None,
    }


def own_fields(article: Article) -> tuple[tuple[str, str], ...]:
    """The input's own columns, values untouched, names made unique: ``input_`` before a name that begins with
    ``prov_``, a number after a name that comes twice."""
    names = own_names(name for name, _ in article.fields)
    return tuple((name, value) for name, (_, value) in zip(names, article.fields))


def own_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names of the input's own columns as the tables have them, see ``own_fields``."""
    seen: dict[str, int] = {}
    return tuple(_unique(name, seen) for name in names)


def _unique(name: str, seen: dict[str, int]) -> str:
    name = f"input_{name}" if name.lower().startswith("prov_") else name
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else _unique(f"{name}_{seen[name]}", seen)


def evidence_rows(verdict: Verdict) -> Iterator[Row]:
    """The rows of ``evidence``: one for each mark, and one for evidence that weighs something and has no mark."""
    for item in verdict.evidence:
        if item.evidence.marks:
            for number, mark in enumerate(item.evidence.marks, 1):
                yield _evidence_row(verdict, item, mark, number)
        elif item.llr_translated or item.llr_machine or any(llr for _, llr in item.llr_sources):
            yield _evidence_row(verdict, item, None, 0)


def _evidence_row(verdict: Verdict, item: Weighed, mark: Mark | None, number: int) -> Row:
    text = verdict.article.text
    region = verdict.document.region_at(mark.span.start) if mark else None
    return {
        "prov_id": verdict.article.id,
        "code": item.evidence.key,
        "channel": item.channel,
        "region": region.kind if region else None,
        "start": mark.span.start if mark else None,
        "end": mark.span.end if mark else None,
        "text": cut(mark.span.slice(text)) if mark else None,
        "llr_translated": ratio(item.llr_translated),
        "llr_machine": ratio(item.llr_machine),
        "llr_sources": tuple(f"{lang}:{real(ratio(llr) or 0.0)}" for lang, llr in item.llr_sources),
        "note": (mark.note if mark else "") or None,
        "mark": number,
        "native_rate": probability(item.native_rate),
        "calibrated": item.calibrated,
    }


def places(graph: Graph) -> dict[str, Place]:
    """Where each observed article stands in ``graph``, by article id.

    A parent that is not likely enough to be asserted stands behind one that is, and behind every measured one an
    outlet that the article only names, without a probability: that the words stand there is certain, whether they are
    true was not judged.
    """
    chains = dict(graph.chains)
    claimed = {node.id for node in graph.nodes if node.kind == "claimed"}
    parents: dict[str, Link] = {}
    likely = [*graph.arborescence, *(link for link in graph.links if link.open)]
    for link in sorted(likely, key=lambda link: (link.parent in claimed, link.open, -link.rank, link.parent)):
        parents.setdefault(link.child, link)
    found = {}
    for node in graph.nodes:
        if node.kind == "observed":
            up = parents.get(node.id)
            parent, p = (up.parent, up.p) if up else (None, None)
            found[node.id] = Place(graph.event, parent, p, chains.get(node.id))
    return found


def edge_rows(graph: Graph) -> Iterator[Row]:
    """The rows of ``edges``."""
    chosen = {(link.child, link.parent, link.kind) for link in graph.arborescence}
    for link in sorted(graph.links, key=lambda link: (link.child, -link.rank, link.parent, link.kind)):
        yield {
            "event": graph.event,
            "child": link.child,
            "parent": link.parent,
            "kind": link.kind,
            "p": probability(link.p),
            "evidence": link.evidence,
            "chosen": (link.child, link.parent, link.kind) in chosen,
        }


def quote_rows(graph: Graph) -> Iterator[Row]:
    """The rows of ``quotes``."""
    for version in sorted(graph.quotes, key=lambda version: (version.quote, version.article, version.span)):
        yield {
            "event": graph.event,
            "quote": version.quote,
            "prov_id": version.article,
            "speaker": version.speaker or None,
            "start": version.span.start,
            "end": version.span.end,
            "text": cut(version.text),
            "medoid": version.medoid,
            "drift": version.drift,
        }


def skipped_row(refusal: Refusal) -> Row:
    """The row of ``skipped``."""
    reason = " ".join(refusal.reason.split())
    return {"source": refusal.origin, "record": refusal.record or None, "stage": refusal.stage, "reason": reason}


def probability(p: float | None) -> float | None:
    """``p`` rounded to 4 decimals."""
    return None if p is None else round(p, 4) + 0.0


def ratio(llr: float | None) -> float | None:
    """A log10 ratio rounded to 3 decimals, never minus zero."""
    return None if llr is None else round(llr, 3) + 0.0


def cut(text: str) -> str:
    """``text`` up to ``LONGEST`` characters."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _codes(evidence: Iterable[Weighed]) -> tuple[str, ...]:
    found: dict[str, float] = {}
    for item in evidence:
        if item.evidence.marks or item.llr_translated or item.llr_machine or item.llr_sources:
            weight = max(abs(item.llr_translated), abs(item.llr_machine))
            found[item.evidence.key] = max(weight, found.get(item.evidence.key, 0.0))
    return tuple(sorted(found, key=lambda key: (-round(found[key], 6), key)))


def _claims(evidence: Iterable[Weighed]) -> tuple[str, ...]:
    told = (item.evidence for item in evidence if item.channel == "claims" and item.evidence.code != PHOTO)
    marks = (mark for one in told for mark in one.marks)
    return tuple(dict.fromkeys(mark.value for mark in marks if mark.value))


_EXECUTABLE = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?")


def defuse(text: str) -> str:
    """``text``, with an apostrophe before it where a spreadsheet would take it for a formula (CWE-1236); numbers stay.

    >>> defuse("=1+1"), defuse("-5.2"), defuse("plain")
    ("'=1+1", '-5.2', 'plain')
    """
    return f"'{text}" if _EXECUTABLE.match(text) and not _NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """``text`` as it was before ``defuse``.

    >>> restored("'=1+1"), restored("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and _EXECUTABLE.match(text, 1) else text


def real(number: float) -> str:
    """A rounded number with a decimal point, without exponent.

    >>> real(0.97), real(2.0), real(0.0001)
    ('0.97', '2.0', '0.0001')
    """
    plain = repr(number)
    return plain if "e" not in plain else f"{number:.4f}"


def csv_cell(cell: Cell) -> str:
    """A cell as CSV has it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return real(cell)
    if isinstance(cell, int):
        return str(cell)
    return defuse(sound(cell if isinstance(cell, str) else "|".join(item.replace("|", "/") for item in cell)))


def sound(text: str) -> str:
    """Without the two things that no UTF-8 file and hardly a reader of CSV can take: lone surrogates and NUL."""
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "\ufffd")


def write_csv(names: Sequence[str], rows: Iterable[Mapping[str, Cell]], out: TextIO, *, header: bool = True) -> None:
    """Write rows as CSV (RFC 4180 but for the line ends, which are ``\\n``); open ``out`` with ``newline=""``."""
    if header:
        out.write(_csv_line([defuse(sound(name)) for name in names]))
    for row in rows:
        out.write(_csv_line([csv_cell(row.get(name)) for name in names]))


_QUOTED = re.compile('[",\r\n]')


def _csv_line(cells: Sequence[str]) -> str:
    """Cells in quotes where they need them; the standard library's writer forgets a lone carriage return."""
    return ",".join('"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells) + "\n"


def write_jsonl(names: Sequence[str], rows: Iterable[Mapping[str, Cell]], out: TextIO) -> None:
    """Write rows as JSON lines, every column on every line."""
    for row in rows:
        record = {name: row.get(name) for name in names}
        out.write(_json(record) + "\n")


def _json(record: Mapping[str, Cell]) -> str:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or not _SURROGATE.search(text) else json.dumps(record, separators=(",", ":"))


_SURROGATE = re.compile("[\ud800-\udfff]")


def article_table(verdicts: Iterable[Verdict], graphs: Iterable[Graph] = ()) -> tuple[tuple[str, ...], list[Row]]:
    """Header and rows of ``articles`` for a number of verdicts that fits in memory: what ``audit`` writes."""
    where = {name: place for graph in graphs for name, place in places(graph).items()}
    own: dict[str, None] = {}
    rows: list[Row] = []
    for verdict in verdicts:
        fields = own_fields(verdict.article)
        own.update(dict.fromkeys(name for name, _ in fields))
        rows.append({**dict(fields), **article_row(verdict, where.get(verdict.article.id))})
    return (*own, *ARTICLES.names), rows
