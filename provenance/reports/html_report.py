"""One self-contained page for people: the text with its evidence in place, switches, claims, quotations, derivation.

Articles are hostile: every word of theirs goes through autoescape and ``tame``, ids and classes are made of our own
numbers and words, and the content-security policy allows one style and one script by their digests and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10
from typing import Any, TextIO

from provenance.contracts import Report
from provenance.errors import ModelError
from provenance.graph.events import cut
from provenance.graph.routes import chains, label
from provenance.records import Graph, Link, Node, Span, Verdict, Weighed
from provenance.scorers.calibration import calibration, limits, tokens_read
from provenance.view import layout, ledger, page, passages, words
from provenance.view.doubts import doubts
from provenance.view.method import METHOD
from provenance.view.rules import About, about
from provenance.view.tame import one_line

LONGEST = 100_000
"""Characters of an article that are shown."""
MOST_MARKS = 1000
MOST_LINKS = 600
_CHANNELS = ("rules", "profile", "renditions", "furniture", "claims", "comparisons")
_PARTS = ("Looks for", "Why", "Confounders", "References")


class Html(Report):
    """A page of one article, or of an event with its articles folded."""

    format = "html"

    def __init__(self, thresholds: Mapping[str, float] | None = None) -> None:
        """``thresholds`` are those of the answers; those of the shipped calibration unless given."""
        self.thresholds = thresholds

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        listed = list(verdicts)
        anchors = {verdict.article.id: f"a{number}" for number, verdict in enumerate(listed)}
        routes = dict(one for graph in graphs for one in chains(graph.nodes, graph.arborescence, chances=True))
        perhaps = doubts(graphs)
        pages = [
            _page(verdict, f"a{n}", routes.get(verdict.article.id), perhaps.get(verdict.article.id, ()))
            for n, verdict in enumerate(listed)
        ]
        events = [_event(graph, f"event{n}", listed, anchors) for n, graph in enumerate(graphs) if _worth(graph)]
        keyed = next((event["anchor"] for event in events if event["links"]), "")
        for event in events:
            event["key"] = event["anchor"] == keyed  # how to read the pictures is said once
        title = pages[0]["title"] if len(pages) == 1 else f"{len(pages)} articles: how they came to be"
        out.write(
            page.render(
                "report.html",
                ("base.css", "report.css"),
                ("fuse.js", "report.js"),
                _data(listed, self.thresholds or _thresholds()),
                title=one_line(title),
                pages=pages,
                events=events,
                cut=cut(graphs),
                edge_kinds=tuple(words.EDGES.items()),
                rules=_rules(listed),
                method=METHOD,
                signatures=tuple(dict.fromkeys(verdict.signature for verdict in listed)),
            )
        )


@dataclass(frozen=True, slots=True)
class _Region:
    kind: str
    label: str
    pieces: tuple[tuple[str, tuple[int, ...], str], ...]


def _worth(graph: Graph) -> bool:
    """An event of one article without any link has no picture."""
    return bool(graph.links or graph.quotes or len(graph.nodes) > 1)


def _page(verdict: Verdict, anchor: str, route: str | None, perhaps: Sequence[str]) -> dict[str, Any]:
    shown = passages.shown(verdict)
    used = {one.weighed.channel for one in shown if one.weighed.evidence.marks}
    claims = [
        (words.outlet(value), *_words(verdict, passages.passage(verdict.document, mark, 50)))
        for value, mark in passages.claimed(verdict)[:40]
    ]
    return {
        "anchor": anchor,
        "title": passages.title(verdict),
        "outlet": (verdict.article.outlet or "")[:80],
        "date": (verdict.article.published or "")[:10],
        "answer": words.answer(verdict),
        "id": verdict.article.id[:120],
        "origin": verdict.article.origin[:300],
        "judged": bool(verdict.weights),
        "p_translated": verdict.p_translated,
        "source": words.named(verdict),
        "said": words.headline(verdict),
        "bar": _bar(verdict),
        "bar_label": ", ".join(f"{label} {words.probability(p)}" for _, label, p in _shares(verdict)),
        "shares": _shares(verdict),
        "summary": words.summary(verdict),
        "sources": verdict.sources[:5],
        "set": ", ".join(words.language(tag) for tag in verdict.source_set),
        "remarks": [line for line in (verdict.reason, *verdict.article.notes) if line],
        "lang": verdict.document.identified.language or "und",
        "legend": [channel for channel in _CHANNELS if channel in used],
        "regions": _regions(verdict),
        "cut": f"{LONGEST:,}" if len(verdict.article.text) > LONGEST else "",
        "switches": sorted({one.channel for one in verdict.evidence if _counts(one)}),
        "prior_steps": (_steps(verdict.prior.translated), _steps(verdict.prior.machine)),
        "cards": [_card(verdict, one) for one in shown if passages.strength(one.weighed) >= 0.05],
        "silent": [_silent(verdict, one) for one in shown if passages.strength(one.weighed) < 0.05],
        "claims": claims,
        "route": route or "",
        "perhaps": perhaps,
        "changes": [
            f"{c.condition}: {words.ANSWERS[c.answer]} (translated {words.probability(c.p_translated)})"
            for c in verdict.changes
        ],
        "conditions": list(verdict.conditions),
    }


def _steps(p: float) -> int:
    """A probability on the slider's scale: tenths of log10 odds."""
    return round(10 * log10(p / (1 - p)))


def _shares(verdict: Verdict) -> tuple[tuple[str, str, float], ...]:
    """What the bar shows: a withheld verdict has no share that looks like an accusation of a machine."""
    if verdict.answer == "undetermined":
        return ("original", "original", verdict.p_original), ("either", "translated", verdict.p_translated)
    return (
        ("original", "original", verdict.p_original),
        ("human", "translated by a person", verdict.p_human),
        ("machine", "machine-translated", verdict.p_machine),
    )


def _bar(verdict: Verdict) -> list[tuple[str, int, int]]:
    at, found = 0, []
    for kind, _, p in _shares(verdict):
        width = round(1000 * p)
        found.append((kind, at, width))
        at += width
    return found


def _card(verdict: Verdict, finding: passages.Finding) -> dict[str, Any]:
    one, evidence = finding.weighed, finding.weighed.evidence
    lines = list(words.speaks(one.llr_translated, one.llr_machine, one.llr_sources))
    if one.native_rate is not None:
        lines.append(words.firing(one.native_rate))
    if not one.calibrated:
        lines.append("not yet counted: weighs nothing")
    lines += finding.others_say()
    lines += dict.fromkeys(mark.note for mark in evidence.marks[:20] if mark.note)
    kinds = dict.fromkeys(_kind(verdict, mark.span.start) for mark in evidence.marks[:50])
    return {
        "number": finding.number,
        "numbers": " ".join(map(str, finding.numbers)),
        "code": evidence.code,
        "key": finding.key,
        "name": about(evidence.code).name,
        "documented": bool(about(evidence.code).summary),
        "channel": one.channel,
        "region": ", ".join(words.REGIONS.get(kind, kind) for kind in kinds),
        "lines": lines,
        "passages": [_words(verdict, passages.passage(verdict.document, m, 50)) for m in evidence.marks[:2]],
        "more": max(0, len(evidence.marks) - 2),
        "switch": _counts(one),
    }


def _silent(verdict: Verdict, finding: passages.Finding) -> dict[str, Any]:
    one = finding.weighed
    mark = one.evidence.marks[0]
    return {
        "number": finding.number,
        "key": finding.key,
        "name": about(one.evidence.code).name,
        "words": mark.span.slice(verdict.article.text)[:80],
        "note": mark.note,
        "calibrated": one.calibrated,
    }


def _counts(one: Weighed) -> bool:
    return passages.strength(one) > 0


def _kind(verdict: Verdict, offset: int) -> str:
    region = passages.place(verdict.document, offset)
    return region.kind if region else "body"


def _words(verdict: Verdict, passage: passages.Passage) -> tuple[str, str, str]:
    text, span, mark = verdict.article.text, passage.span, passage.mark.span
    before, after = text[span.start : mark.start], text[mark.end : span.end]
    marked = text[mark.start : mark.end]
    if len(marked) > 240:
        marked = f"{marked[:160]} … {marked[-60:]}"
    return ("… " if passage.cut_before else "") + before, marked, after + (" …" if passage.cut_after else "")


def _regions(verdict: Verdict) -> list[_Region]:
    """Tiling regions with their text in pieces; each piece knows the numbers of the evidence that covers it."""
    waiting = sorted(_marks(verdict), key=lambda mark: mark.span, reverse=True)
    active: list[_Shown] = []
    found = []
    for tile in verdict.document.regions:
        if tile.kind == "quote" or tile.span.start >= LONGEST:
            continue
        span = Span(tile.span.start, min(tile.span.end, LONGEST))
        while waiting and waiting[-1].span.start < span.end:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.span.end > span.start]
        label = "" if tile.kind == "body" else words.REGIONS.get(tile.kind, tile.kind)
        found.append(_Region(tile.kind, label, tuple(_pieces(verdict.article.text, span, active))))
    return found


@dataclass(frozen=True, slots=True)
class _Shown:
    """A mark of the page; ``rank`` 0 is the strongest."""

    span: Span
    rank: int
    number: int
    look: str


def _marks(verdict: Verdict) -> list[_Shown]:
    found = ((one.number, one.weighed) for one in passages.shown(verdict))
    shown = (*found, *passages.claims(verdict))
    held = ((mark.span, number, one) for number, one in shown for mark in one.evidence.marks)
    kept = [item for item, _ in zip(held, range(MOST_MARKS))]
    return [_Shown(span, rank, number, _look(one)) for rank, (span, number, one) in enumerate(kept)]


def _look(one: Weighed) -> str:
    """Classes of a mark: its channel, and how much it weighs."""
    strength = passages.strength(one)
    weight = 0 if strength < 0.05 else 1 if strength < 0.5 else 2 if strength < 1 else 3
    return f"{one.channel if one.channel in _CHANNELS else 'rules'} w{weight}"


def _pieces(text: str, span: Span, marks: Sequence[_Shown]) -> Iterable[tuple[str, tuple[int, ...], str]]:
    inside = sorted((m for m in marks if m.span.start < span.end and m.span.end > span.start), key=lambda m: m.rank)
    edges = {min(max(at, span.start), span.end) for mark in inside for at in mark.span}
    for start, end in pairwise(sorted(edges | set(span))):
        over = [mark for mark in inside if mark.span.start <= start and mark.span.end >= end][:8]
        numbers = tuple(dict.fromkeys(mark.number for mark in over))
        yield text[start:end], numbers, over[0].look if over else ""


def _event(graph: Graph, anchor: str, listed: Sequence[Verdict], anchors: dict[str, str]) -> dict[str, Any]:
    verdicts = {verdict.article.id: verdict for verdict in listed}
    drawn = layout.picture(graph)
    names = {node.id: _node_name(node) for node in graph.nodes}
    links = _listed(graph)
    ids = [node.id for node in graph.nodes if node.kind == "observed"]
    short = {node.id: label(node, ids) for node in graph.nodes if node.kind == "observed"}
    entries = ledger.ledger(graph, listed)
    return {
        "anchor": anchor,
        "name": graph.event,
        "picture": drawn,
        "observed": sum(node.kind == "observed" for node in graph.nodes),
        "boxes": [_box(box, verdicts.get(box.node.id), anchors, short) for box in drawn.boxes],
        "links": [_link(link, graph, names) for link in links],
        "count": len(graph.links),
        "ledger": [_entry(entry, short) for entry in entries if len(entry.rows) > 1 or entry.more][:40],
        "single": [_single(entry, short) for entry in entries if len(entry.rows) == 1 and not entry.more][:200],
    }


def _listed(graph: Graph) -> list[Link]:
    """Links of the table: all of the point answer, alternatives that are not improbable, those whose order is open."""
    chosen = set(map(_identity, graph.arborescence))
    kept = [link for link in graph.links if link.rank >= 0.1 or link.unordered or _identity(link) in chosen]
    kept.sort(key=lambda link: (_identity(link) not in chosen, -link.rank, link.child, link.parent))
    return sorted(kept[:MOST_LINKS], key=lambda link: (link.child, -link.rank, link.parent))


def _identity(link: Link) -> tuple[str, str, str]:
    return link.parent, link.child, link.kind


def _link(link: Link, graph: Graph, names: dict[str, str]) -> dict[str, Any]:
    return {
        "child": names.get(link.child, link.child),
        "parent": names.get(link.parent, link.parent),
        "kind": words.EDGES[link.kind],
        "p": link.p,
        "chosen": "yes" if link in graph.arborescence else "no",
        "evidence": "; ".join(link.evidence[:3])[:300],
    }


def _node_name(node: Node) -> str:
    where = f"{(words.outlet(node.outlet) if node.outlet else '?')[:80]}:{(node.language or '?')[:12]}"
    return f"{where} ({node.id[:60]})" if node.kind == "observed" else f"*{where}" if node.kind == "inferred" else where


def _box(box: layout.Box, verdict: Verdict | None, anchors: dict[str, str], short: dict[str, str]) -> dict[str, Any]:
    node = box.node
    machine = verdict is not None and verdict.answer == "machine_translated"
    second = [one_line((node.published or "")[:10])]
    if node.kind != "observed":
        second = ["named" if node.kind == "claimed" else "unseen", *second]
    if verdict and machine:
        second.append(f"mt {words.probability(verdict.p_machine)}")
    if box.p is not None:
        second.append(f"p {words.probability(box.p)}")
    star = "* " if node.kind == "inferred" else ""
    called = short.get(node.id, node.id).rpartition(":")[0] if node.kind == "observed" else "?"
    name = one_line(words.outlet(node.outlet) if node.outlet else called or node.id)
    said = f"; {words.answer(verdict)}" if verdict else ""
    first = f"{star}{name[:19] + '…' if len(name) > 20 else name} · {(node.language or '?')[:8]}"
    joined = " · ".join(part for part in second if part)
    return {
        "kind": node.kind,
        "machine": machine,
        "href": f"#{anchors[node.id]}" if node.id in anchors else "",
        "label": f"{first} {joined}: {_node_name(node)}, {node.kind}, {(node.published or 'no date')[:16]}{said}",
        "first": first,
        "second": joined,
        "x": box.x,
        "y": box.y,
        "width": layout.WIDE,
        "height": layout.HIGH,
    }


def _entry(entry: ledger.Entry, short: dict[str, str]) -> dict[str, Any]:
    rows = [
        {
            "names": _who(row.articles, short) + (f" ({row.language})" if row.language not in ("en", None) else ""),
            "direct": row.direct,
            "drift": _drift(row.drift),
            "cells": [(text[:600], differs) for text, differs in row.cells],
            "pieces": [(kind, text[:1500]) for kind, text in row.pieces],
        }
        for row in entry.rows
    ]
    return {
        "speaker": entry.speaker[:80],
        "articles": entry.articles,
        "rows": rows,
        "columns": max((len(row.cells) for row in entry.rows), default=0),
        "more": [(text[:400], count) for text, count in entry.more],
    }


def _drift(changes: Sequence[str]) -> str:
    """The typed changes of a version, long ones cut: the words themselves stand beside them."""
    cut = [change if len(change) <= 44 else f"{change[:43]}…" for change in changes[:4]]
    return "; ".join(cut) + ("; …" if len(changes) > 4 else "")


def _single(entry: ledger.Entry, short: dict[str, str]) -> tuple[str, str, str]:
    row = entry.rows[0]
    text = " ".join(cell for cell, _ in row.cells) or " ".join(text for _, text in row.pieces)
    return entry.speaker[:80], _who(row.articles, short), text[:600]


def _who(names: tuple[str, ...], short: dict[str, str]) -> str:
    said = list(dict.fromkeys(short.get(name, name)[:60] for name in names))
    rest = f" and {len(said) - 3} more" if len(said) > 3 else ""
    count = f"{len(names)} articles: " if len(names) > 1 else ""
    return f"{count}{', '.join(said[:3])}{rest}"


def _rules(listed: Sequence[Verdict]) -> list[dict[str, Any]]:
    codes = {one.weighed.evidence.code for verdict in listed for one in passages.shown(verdict)}
    codes |= {one.evidence.code for verdict in listed for _, one in passages.claims(verdict)}
    return [_rule(about(code)) for code in sorted(codes) if about(code).summary]


def _rule(found: About) -> dict[str, Any]:
    parts = [(name, found.section(name)) for name in _PARTS if found.section(name)]
    summary = "" if found.summary.rstrip(".") == found.name else found.summary
    return {"code": found.code, "name": found.name, "summary": summary, "parts": parts}


def _data(listed: Sequence[Verdict], thresholds: Mapping[str, float] | None) -> dict[str, Any]:
    tags = sorted({tag for verdict in listed for tag, _ in verdict.sources})
    return {
        "articles": [_item(verdict, thresholds) if verdict.weights else None for verdict in listed],
        "languages": {tag: words.language(tag) for tag in tags},
        "likelihood": [*words.LIKELY, (0, "exceptionally unlikely")],
        "answers": words.ANSWERS,
    }


def _item(verdict: Verdict, thresholds: Mapping[str, float] | None) -> dict[str, Any]:
    """What the page needs to evaluate the fused model without a piece, a rule or a channel."""
    prior, tokens = verdict.prior, tokens_read(one.evidence for one in verdict.evidence)
    return {
        "mixed": verdict.answer == "mixed",
        "limits": thresholds and limits(thresholds, tokens),
        "prior": {"translated": prior.translated, "machine": prior.machine, "sources": dict(prior.sources)},
        "evidence": [_row(number, one) for number, one in enumerate(verdict.evidence) if _counts(one)],
    }


def _row(number: int, one: Weighed) -> tuple[Any, ...]:
    sources = {tag: round(llr, 6) for tag, llr in one.llr_sources}
    return number, one.channel, one.group, round(one.llr_translated, 6), round(one.llr_machine, 6), sources


def _thresholds() -> Mapping[str, float] | None:
    """The thresholds of the answers; without a calibration the page shows probabilities only."""
    try:
        return calibration().thresholds
    except ModelError:
        return None
