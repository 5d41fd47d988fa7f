"""Everything about every article and event as one JSON object; ``provenance_schema`` rises when a key changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from provenance.contracts import Report
from provenance.records import Graph, Link, QuoteVersion, Span, Verdict, Weighed, Weight
from provenance.reports.columns import article_row, cut, places
from provenance.view.passages import place
from provenance.view.words import headline

SCHEMA = 1


class Json(Report):
    """One object with ``articles`` and ``events``."""

    format = "json"

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        where = {name: at for graph in graphs for name, at in places(graph).items()}
        articles = [
            {**article_row(verdict, where.get(verdict.article.id)), **article_object(verdict)} for verdict in verdicts
        ]
        whole = {"provenance_schema": SCHEMA, "articles": articles, "events": [event_object(g) for g in graphs]}
        json.dump(whole, out, ensure_ascii=False, indent=1)
        out.write("\n")


def article_object(verdict: Verdict) -> dict[str, Any]:
    """What the columns of a table have no room for."""
    article, document = verdict.article, verdict.document
    return {
        "origin": article.origin,
        "text": article.text,
        "title": article.title,
        "url": article.url,
        "fields": dict(article.fields),
        "notes": list(article.notes),
        "words": headline(verdict),
        "language": {"p": round(document.identified.probability, 4), "certain": document.identified.certain},
        "prior": {
            "translated": verdict.prior.translated,
            "machine": verdict.prior.machine,
            "sources": dict(verdict.prior.sources),
        },
        "sources": {tag: round(p, 4) for tag, p in verdict.sources},
        "weights": [_weight(weight) for weight in verdict.weights],
        "regions": [
            {"kind": region.kind, "start": region.span.start, "end": region.span.end} for region in document.regions
        ],
        "evidence": [_evidence(verdict, one) for one in verdict.evidence],
        "changes": [
            {"condition": c.condition, "verdict": c.answer, "p_translated": round(c.p_translated, 4)}
            for c in verdict.changes
        ],
        "conditions": list(verdict.conditions),
        "reason": verdict.reason,
        "parts": [{"start": p.span.start, "end": p.span.end, "llr_translated": round(p.llr, 4)} for p in verdict.parts],
    }


def event_object(graph: Graph) -> dict[str, Any]:
    """The derivation of one event."""
    return {
        "event": graph.event,
        "nodes": [
            {"id": n.id, "kind": n.kind, "outlet": n.outlet, "language": n.language, "date": n.published}
            for n in graph.nodes
        ],
        "edges": [_edge(link, link in graph.arborescence) for link in graph.links],
        "quotes": [_quote(version) for version in graph.quotes],
        "routes": dict(graph.chains),
    }


def _weight(weight: Weight) -> dict[str, Any]:
    """The interval of a source language was not measured: none is better than one without width."""
    measured = weight.low < weight.high
    return {
        "question": weight.hypothesis.question,
        "source": weight.hypothesis.source,
        "llr": round(weight.llr, 4),
        "low": round(weight.low, 4) if measured else None,
        "high": round(weight.high, 4) if measured else None,
        "parts": {name: round(llr, 4) for name, llr in weight.parts},
    }


def _evidence(verdict: Verdict, one: Weighed) -> dict[str, Any]:
    evidence = one.evidence
    return {
        "code": evidence.code,
        "key": evidence.key,
        "channel": one.channel,
        "group": one.group,
        "question": evidence.hypothesis.question,
        "source": evidence.hypothesis.source,
        "statistic": float(f"{evidence.statistic:.6g}"),
        "exposure": evidence.exposure,
        "llr_translated": round(one.llr_translated, 4),
        "llr_machine": round(one.llr_machine, 4),
        "llr_sources": {tag: round(llr, 4) for tag, llr in one.llr_sources},
        "native_rate": one.native_rate,
        "calibrated": one.calibrated,
        "marks": [
            {**_span(verdict, mark.span), "note": mark.note, "value": mark.value or None} for mark in evidence.marks
        ],
    }


def _span(verdict: Verdict, span: Span) -> dict[str, Any]:
    region = place(verdict.document, span.start)
    return {
        "start": span.start,
        "end": span.end,
        "text": cut(span.slice(verdict.article.text)),
        "region": region.kind if region else None,
    }


def _edge(link: Link, chosen: bool) -> dict[str, Any]:
    return {
        "parent": link.parent,
        "child": link.child,
        "kind": link.kind,
        "p": None if link.p is None else round(link.p, 4),
        "chosen": chosen,
        "evidence": list(link.evidence),
    }


def _quote(version: QuoteVersion) -> dict[str, Any]:
    return {
        "quote": version.quote,
        "article": version.article,
        "speaker": version.speaker,
        "start": version.span.start,
        "end": version.span.end,
        "text": version.text,
        "direct": version.direct,
        "medoid": version.medoid,
        "drift": list(version.drift),
    }
