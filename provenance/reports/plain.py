"""The terminal view: verdict first, in words and number; then what says so, claims, route, what would change it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from provenance.contracts import Report
from provenance.graph.routes import chains
from provenance.records import Graph, Verdict
from provenance.view import passages, words
from provenance.view.doubts import doubts
from provenance.view.method import METHOD
from provenance.view.rules import about
from provenance.view.tame import MARK, UNMARK, one_line
from provenance.view.tree import tree

_BOLD, _DIM, _MARKED, _END = "\x1b[1m", "\x1b[2m", "\x1b[1;4;31m", "\x1b[0m"


class Plain(Report):
    """Text for people; ``colour`` for terminals only, otherwise marks stand in ⟦brackets⟧."""

    format = "text"

    def __init__(self, colour: bool = False, explain: bool = False, width: int = 100, limit: int = 12) -> None:
        """``limit`` is how many pieces of evidence are shown in full for an article."""
        self.colour, self.explain, self.width, self.limit = colour, explain, max(30, width), limit

    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        routes = dict(one for graph in graphs for one in chains(graph.nodes, graph.arborescence, chances=True))
        perhaps = doubts(graphs)
        for number, verdict in enumerate(verdicts):
            article = verdict.article.id
            lines = self._article(verdict, routes.get(article), perhaps.get(article, ()))
            out.write("\n".join(["", *lines] if number else lines) + "\n")
        for graph in graphs:
            if sum(node.kind == "observed" for node in graph.nodes) > 1:
                out.write("\n".join(["", *self._tree(graph)]) + "\n")
        if self.explain:
            out.write("\n".join(["", *self._method()]) + "\n")

    def _tree(self, graph: Graph) -> Iterator[str]:
        yield self._heading(one_line(f"event {graph.event}: who took it from whom"))
        for line in tree(graph):
            indent = " " * (4 + len(line) - len(line.lstrip(" ")))
            yield from self._wrap(line.lstrip(" "), indent, f"{indent}    ")

    def _article(self, verdict: Verdict, route: str | None, perhaps: Sequence[str]) -> Iterator[str]:
        yield self._styled(_BOLD, one_line(_name(verdict)))
        yield from self._wrap(words.headline(verdict), "  ", "    ", _BOLD)
        yield from self._summary(verdict)
        yield from self._evidence(verdict)
        yield from self._claims(verdict)
        if route:
            yield self._heading("route, oldest first")
            yield from self._wrap(one_line(route), "    ", "      ")
        for line in perhaps:
            yield from self._wrap(line, "    ", "      ")
        yield from self._changes(verdict)
        yield self._styled(_DIM, f"  signature {one_line(verdict.signature)}")

    def _summary(self, verdict: Verdict) -> Iterator[str]:
        for said in words.summary(verdict):
            yield from self._wrap(said, "  ", "    ")
        for remark in (verdict.reason, *verdict.article.notes):
            if remark:
                yield from self._wrap(f"Note: {one_line(remark)}", "  ", "    ")

    def _evidence(self, verdict: Verdict) -> Iterator[str]:
        weighing = [one for one in passages.shown(verdict) if passages.strength(one.weighed) >= 0.05]
        strongest = {one.number for one in weighing[: self.limit]}
        told: set[str] = set()
        for section in passages.sections(verdict):
            exhibits = [one for one in section.exhibits if one.finding.number in strongest]
            if exhibits:
                yield self._heading(words.REGIONS.get(section.kind, section.kind))
            for exhibit in exhibits:
                yield from self._exhibit(verdict, exhibit)
                yield from self._confounders(exhibit.finding.weighed.evidence.code, told)
        if left := len(weighing) - len(strongest):
            pieces = "piece" if left == 1 else "pieces"
            yield self._styled(_DIM, f"  … and {left} weaker {pieces} of evidence (--format html shows all)")
        yield from self._uncounted(verdict)

    def _exhibit(self, verdict: Verdict, exhibit: passages.Exhibit) -> Iterator[str]:
        yield from self._wrap(_label(exhibit.finding), "    ", "      ")
        for passage in exhibit.passages:
            yield from self._wrap(_quoted(verdict.article.text, passage), "      ", "      ")
        if exhibit.more:
            yield self._styled(_DIM, f"      … and {exhibit.more} more")

    def _confounders(self, code: str, told: set[str]) -> Iterator[str]:
        """What else could cause what a rule saw, at its first place in a report."""
        causes = about(code).confounders
        if causes and causes not in told:
            told.add(causes)
            yield from self._wrap(f"Other causes: {causes}", "      ", "        ", _DIM)

    def _uncounted(self, verdict: Verdict) -> Iterator[str]:
        """Evidence that shows and weighs nothing: named, never hidden, never counted."""
        silent = [one.weighed for one in passages.shown(verdict) if passages.strength(one.weighed) < 0.05]
        if silent:
            yield self._heading("seen, but without weight")
        for one in silent[: self.limit]:
            said = f"{about(one.evidence.code).name} ({one.evidence.key})"
            quoted = _quoted(verdict.article.text, passages.passage(verdict.document, one.evidence.marks[0], 60))
            more = len(one.evidence.marks) - 1
            tail = f", and {more} more" if more else ""
            yield from self._wrap(f"{said}: {quoted}{tail}", "    ", "      ")
        if len(silent) > self.limit:
            yield self._styled(_DIM, f"    … and {len(silent) - self.limit} more")

    def _claims(self, verdict: Verdict) -> Iterator[str]:
        found = passages.claimed(verdict)
        if found:
            yield self._heading("claimed sources")
        for value, mark in found[: self.limit]:
            quoted = _quoted(verdict.article.text, passages.passage(verdict.document, mark, 60))
            yield from self._wrap(f"{one_line(words.outlet(value))}: {quoted}", "    ", "      ")
        if len(found) > self.limit:
            yield self._styled(_DIM, f"    … and {len(found) - self.limit} more")

    def _changes(self, verdict: Verdict) -> Iterator[str]:
        if verdict.changes:
            yield self._heading("what would change this verdict")
        for change in verdict.changes:
            what = f"{one_line(change.condition)}: {words.ANSWERS[change.answer]}"
            yield from self._wrap(f"{what} (translated {words.probability(change.p_translated)})", "    ", "      ")
        if verdict.conditions:
            yield self._heading("before you cite this verdict")
        for condition in verdict.conditions:
            yield from self._wrap(one_line(condition), "    ", "      ")

    def _method(self) -> Iterator[str]:
        yield self._heading("method")
        for number, line in enumerate(METHOD, 1):
            yield from self._wrap(f"{number}. {line}", "  ", "     ")

    def _heading(self, text: str) -> str:
        return self._styled(_BOLD, f"  {text}")

    def _styled(self, style: str, text: str) -> str:
        return f"{style}{text}{_END}" if self.colour else text

    def _wrap(self, text: str, first: str, rest: str, style: str = "") -> Iterator[str]:
        wrapped = textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=False,
        )
        inside = False
        for line in wrapped:
            shown, inside = self._marked(line, inside)
            yield self._styled(style, shown) if style else shown

    def _marked(self, line: str, inside: bool) -> tuple[str, bool]:
        """Sentinels as brackets or colours; a mark that runs over a line end is closed and opened again."""
        if not self.colour:
            return line.replace(MARK, "⟦").replace(UNMARK, "⟧"), False
        indent = len(line) - len(line.lstrip(" "))
        body = (_MARKED if inside else "") + line[indent:].replace(MARK, _MARKED).replace(UNMARK, _END)
        still = line.rfind(MARK) > line.rfind(UNMARK) or (inside and UNMARK not in line)
        return line[:indent] + body + (_END if still else ""), still


def _name(verdict: Verdict) -> str:
    article = verdict.article
    title = article.title or ""
    return f"{article.origin} · {title}" if title else article.origin


def _label(finding: passages.Finding) -> str:
    weighed = finding.weighed
    says = "; ".join(words.speaks(weighed.llr_translated, weighed.llr_machine, weighed.llr_sources)) or "no weight"
    rate = "" if weighed.native_rate is None else f"; {words.firing(weighed.native_rate)}"
    more = "".join(f"; {said}" for said in finding.others_say())
    return f"{about(weighed.evidence.code).name} ({finding.key}): {says}{rate}{more}"


def _quoted(text: str, passage: passages.Passage) -> str:
    """The passage as one line with sentinels around the marked words."""
    span, mark = passage.span, passage.mark.span
    before, marked, after = text[span.start : mark.start], text[mark.start : mark.end], text[mark.end : span.end]
    if len(marked) > 300:
        marked = f"{marked[:200]} … {marked[-60:]}"
    body = f"{_lead(before)}{MARK}{one_line(marked)}{UNMARK}{_trail(after)}"
    return f"{'… ' if passage.cut_before else ''}{body}{' …' if passage.cut_after else ''}"


def _lead(before: str) -> str:
    tamed = one_line(before)
    return f"{tamed} " if tamed and before[-1].isspace() else tamed


def _trail(after: str) -> str:
    tamed = one_line(after)
    return f" {tamed}" if tamed and after[0].isspace() else tamed
