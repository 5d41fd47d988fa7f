"""Markdown for papers, wikis and pull requests: the terminal view's order, evidence as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.graph.routes import chains
from provenance.records import Graph, Mark, Verdict
from provenance.view import passages, words
from provenance.view.doubts import doubts
from provenance.view.method import METHOD
from provenance.view.rules import about
from provenance.view.tame import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$:.-])")
_LONG = 200


class Markdown(Report):
    """CommonMark with tables; every word of an article is escaped."""

    format = "markdown"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        routes = dict(one for graph in graphs for one in chains(graph.nodes, graph.arborescence, chances=True))
        perhaps = doubts(graphs)
        signatures: dict[str, None] = {}
        for verdict in verdicts:
            name = verdict.article.id
            out.write("\n".join(_article(verdict, routes.get(name), perhaps.get(name, ()))) + "\n\n")
            signatures.setdefault(verdict.signature)
        out.write("## Method\n\n")
        out.write("\n".join(f"{number}. {line}" for number, line in enumerate(METHOD, 1)) + "\n\n")
        out.write("\n".join(f"Signature: {code(signature)}" for signature in signatures) + "\n")


def escape(text: str) -> str:
    r"""``text`` as Markdown shows it literally, on one line.

    >>> escape("<b>*x*</b>")
    '&lt;b&gt;\\*x\\*&lt;/b&gt;'
    """
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", plain)


def code(text: str) -> str:
    """``text`` as a code span, whatever backticks it has."""
    plain = one_line(text).replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    pad = " " if "`" in plain else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def _article(verdict: Verdict, route: str | None, perhaps: Sequence[str]) -> Iterator[str]:
    yield f"## {escape(passages.title(verdict))}"
    yield ""
    yield f"**{escape(words.headline(verdict))}**"
    yield ""
    yield from _facts(verdict, route, perhaps)
    sections = passages.sections(verdict, 1)
    rows = [row for section in sections for row in _rows(verdict, section)]
    if rows:
        yield from ("", "| region | evidence | says | words |", "| --- | --- | --- | --- |", *rows)
    causes = dict.fromkeys(line for section in sections for line in _confounders(section))
    if causes:
        yield from ("", "What else could cause it:", "", *causes)
    claims = [_claim(verdict, value, mark) for value, mark in passages.claimed(verdict)]
    if claims:
        yield from ("", "Claimed sources:", "", *claims)
    if verdict.changes:
        yield from ("", "What would change this verdict:", "")
        yield from (f"- {escape(c.condition)}: {words.ANSWERS[c.answer]}" for c in verdict.changes)
    if verdict.conditions:
        yield from ("", "Before you cite this verdict:", "")
        yield from (f"- {escape(condition)}" for condition in verdict.conditions)


def _facts(verdict: Verdict, route: str | None, perhaps: Sequence[str]) -> Iterator[str]:
    yield f"- From: {code(verdict.article.origin[:_LONG])}"
    yield from (f"- {said}" for said in words.summary(verdict))
    if route:
        yield f"- Route, oldest first: {code(route)}"
    yield from (f"- {escape(line)}" for line in perhaps)
    yield from (f"- Note: {escape(note[:_LONG])}" for note in (verdict.reason, *verdict.article.notes) if note)


def _rows(verdict: Verdict, section: passages.Section) -> Iterator[str]:
    region = words.REGIONS.get(section.kind, section.kind)
    for exhibit in section.exhibits:
        one = exhibit.finding.weighed
        says = "; ".join(words.speaks(one.llr_translated, one.llr_machine, one.llr_sources)) or "no weight"
        says = "; ".join((says, *exhibit.finding.others_say()))
        shown = " … ".join(_marked(verdict, passage) for passage in exhibit.passages)
        yield f"| {region} | {escape(about(one.evidence.code).name)} ({exhibit.finding.key}) | {says} | {shown} |"


def _confounders(section: passages.Section) -> Iterator[str]:
    """Of the evidence that weighs something, a line each."""
    for exhibit in section.exhibits:
        one = exhibit.finding.weighed
        found = about(one.evidence.code)
        if found.confounders and passages.strength(one) >= 0.05:
            yield f"- {escape(found.name)} ({found.code}): {escape(found.confounders)}"


def _marked(verdict: Verdict, passage: passages.Passage) -> str:
    text, span, mark = verdict.article.text, passage.span, passage.mark.span
    before, after = text[max(span.start, mark.start - 60) : mark.start], text[mark.end : min(span.end, mark.end + 60)]
    marked = escape(mark.slice(text)[:_LONG])
    lead, trail = " " * before[-1:].isspace(), " " * after[:1].isspace()
    return f"{escape(before)}{lead}**{marked}**{trail}{escape(after)}" if marked else escape(before + after)


def _claim(verdict: Verdict, value: str, mark: Mark) -> str:
    return f"- {escape(words.outlet(value))}: {_marked(verdict, passages.passage(verdict.document, mark, 60))}"
