"""Context errors: what an article says otherwise than the other articles of its event, for a last weighing.

Two other articles at least, which are no copies of one another, must agree, and none may side with the article. Found
once, after the graphs, and never fed back to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from provenance.graph.relations import load
from provenance.particulars import Particular, contradict, single
from provenance.records import Evidence, Graph, Hypothesis, Mark, Verdict, Weighed

CODE = "PR107"
WITNESSES = 2
"""Others that must agree, by definition of an error against the context."""
Texts = Sequence[tuple[str, str, str]]
"""(id, witness, text): articles with the same witness are copies of one another."""


class Slip(NamedTuple):
    """What one article has (``mine``) and the words that all others have in its place (``right``)."""

    mine: Particular
    right: str


class Judged(NamedTuple):
    """``chances`` are the particulars by kind in which the others agree, ``slips`` those that contradict them."""

    chances: Mapping[str, int]
    slips: tuple[Slip, ...]


def context(verdicts: Sequence[Verdict], graphs: Sequence[Graph]) -> dict[str, Weighed]:
    """Evidence by article's id, for those that others contradict. The ratio of a kind of slip is in the card of the
    model; 0 where counting gave none that can be trusted."""
    known = {one.article.id: one for one in verdicts if one.document.identified.language == "en"}
    ratios: Mapping[str, float] = load().card.get("context", {}) if graphs else {}
    found: dict[str, Weighed] = {}
    for graph in graphs:
        witness = _witnesses(graph)
        texts = [(name, witness[name], known[name].document.text) for name in sorted(witness) if name in known]
        for name, judged in judge(texts).items():
            if judged.slips:
                found[name] = _weighed(known[name], judged, ratios)
    return found


def judge(texts: Texts) -> dict[str, Judged]:
    """Chances and slips of each article; linear in the number of particulars."""
    held: dict[tuple[str, str], list[tuple[str, str, Particular, str]]] = defaultdict(list)
    for name, witness, text in texts:
        for key, one in single(text).items():
            held[key].append((name, witness, one, one.span.slice(text)))
    chances: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    slips: dict[str, list[Slip]] = defaultdict(list)
    for (kind, _), rows in sorted(held.items()):
        for name, _, mine, others in _against(rows):
            chances[name][kind] += 1
            if contradict(mine, others[0]):
                slips[name].append(Slip(mine, others[1]))
    return {name: Judged(dict(chances[name]), tuple(slips[name])) for name, _, _ in texts}


def _against(
    rows: Sequence[tuple[str, str, Particular, str]],
) -> Iterator[tuple[str, str, Particular, tuple[Particular, str]]]:
    """Every article with what all others have, where these are witnesses enough and of one mind; where three things
    are said, nobody is."""
    forms: dict[str, set[str]] = defaultdict(set)
    example: dict[str, tuple[Particular, str]] = {}
    for _, witness, one, words in rows:
        forms[one.form].add(witness)
        example.setdefault(one.form, (one, words))
    for name, witness, mine, _ in rows if len(forms) < 3 else ():
        counts = {form: len(holders) - (witness in holders) for form, holders in forms.items()}
        rest = [form for form, count in counts.items() if count]
        if len(rest) == 1 and counts[rest[0]] >= WITNESSES:
            yield name, witness, mine, example[rest[0]]


def _witnesses(graph: Graph) -> dict[str, str]:
    """Each article given with the first by name of those it is tied to by copying."""
    above = {node.id: node.id for node in graph.nodes if node.kind == "observed"}

    def top(name: str) -> str:
        while above[name] != name:
            name = above[name]
        return name

    for link in graph.arborescence:
        if link.kind == "copy" and link.parent in above and link.child in above:
            low, high = sorted((top(link.parent), top(link.child)))
            above[high] = low
    return {name: top(name) for name in sorted(above)}


def _weighed(verdict: Verdict, judged: Judged, ratios: Mapping[str, float]) -> Weighed:
    text = verdict.document.text
    marks = tuple(
        Mark(slip.mine.span, f"“{slip.mine.span.slice(text)}”, where others agree in “{slip.right}”", slip.mine.kind)
        for slip in sorted(judged.slips, key=lambda slip: slip.mine.span)
    )
    llr = max((ratios.get(mark.value, 0.0) for mark in marks), default=0.0)
    evidence = Evidence(CODE, Hypothesis("translated"), float(len(marks)), float(sum(judged.chances.values())), marks)
    return Weighed(evidence, "comparisons", "context", llr_translated=llr, calibrated=llr != 0.0)
