"""Judge ``provenance.graph`` on artificial traditions of stories that took no part in training.

    python scripts/eval_traditions.py --data DIR --events 60 [--sizes 5,20,100] [--json FILE]

Every event is derived together with unrelated articles. Articles with exactly the same sentences count as one witness:
a parent is right when it has the sentences of a true parent of the article or of its like (the strict figure, which
knows no such kinship, is printed beside); where the true parent was withheld, "not given" is right (withheld articles
that leave no trace are passed over, see ``contracted``). Two baselines get the same measures of likeness and,
generously, their best limit on the test itself: the latest similar article before, and the tree of greatest similarity.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import networkx as nx
import numpy as np
from make_traditions import Made, match, quote_pairs, simulated, traces, traditions, unrelated

from provenance.graph.derive import derive
from provenance.graph.features import Event
from provenance.graph.profile import earlier, profile
from provenance.records import Graph, Verdict


@dataclass
class Tally:
    """Counts over all events."""

    right: list[bool] = field(default_factory=list)
    strict: list[bool] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    roots: list[bool] = field(default_factory=list)
    edges: list[int] = field(default_factory=lambda: [0, 0, 0])
    ancestry: list[int] = field(default_factory=lambda: [0, 0, 0])
    hidden: list[int] = field(default_factory=lambda: [0, 0, 0])
    hidden_shared: list[int] = field(default_factory=lambda: [0, 0, 0])
    grouped: list[int] = field(default_factory=lambda: [0, 0, 0])
    quotes: list[int] = field(default_factory=lambda: [0, 0, 0])
    quotes_across: list[int] = field(default_factory=lambda: [0, 0, 0])
    certain: list[tuple[float, bool]] = field(default_factory=list)
    parts: list[tuple[float, bool]] = field(default_factory=list)
    undecided: int = 0
    asserted: list[bool] = field(default_factory=list)
    """Of the articles with a given parent in the point answer: whether it is right. All other figures take the
    likeliest parent that was withheld where none is asserted, so that silence is told from error."""
    seconds: list[tuple[int, float]] = field(default_factory=list)


def f1(counts: Sequence[int]) -> str:
    """Precision, recall and F1 from (hits, predicted, true)."""
    hits, predicted, true = counts
    p, r = hits / max(1, predicted), hits / max(1, true)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} (n={true})"


def above(made: Made, known: dict[str, Made]) -> set[str]:
    found: set[str] = set()
    todo = list(made.parents)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(known[one].parents)
    return found


class Truth:
    """What is true of one event."""

    def __init__(self, made: Sequence[Made]) -> None:
        self.known = {one.id: one for one in made}
        self.given = sorted((one for one in made if not one.hidden), key=lambda one: one.id)
        self.ids = {one.id for one in self.given}
        self.content = {one.id: one.content() for one in made}

    def right(self, child: Made, parent: str | None, strict: bool) -> bool:
        if parent is None:
            same = [child] if strict else [o for o in self.given if self.content[o.id] == self.content[child.id]]
            return any(not any(p in self.ids for p in one.parents) for one in same)
        if parent in child.parents or strict:
            return parent in child.parents
        same = [one for one in self.given if self.content[one.id] == self.content[child.id]]
        return self.content[parent] in {self.content[p] for one in same for p in one.parents}

    def ancestors(self, child: Made) -> set[str]:
        return above(child, self.known) & self.ids

    def roots(self, child: Made) -> set[str]:
        over = self.ancestors(child) | {child.id}
        return {one for one in over if not self.ancestors(self.known[one])}

    def parts(self) -> list[int]:
        """How many given articles each connected part of the history has (a side story may never meet the main one);
        independent reports of one event are one part."""
        if self.given[0].event.startswith("reports"):
            return [len(self.given)]
        graph = nx.Graph()
        graph.add_nodes_from(self.known)
        graph.add_edges_from((p, one.id) for one in self.known.values() for p in one.parents)
        return [len(part & self.ids) for part in nx.connected_components(graph)]


def parents(graph: Graph, forced: bool = True) -> dict[str, list[str]]:
    """Parents of each node in the point answer, likeliest first; where it has none and ``forced``, the likeliest,
    which is not likely enough to be asserted (as ``prov_parent``)."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in sorted(graph.arborescence, key=lambda link: -link.rank):
        found[link.child].append(link.parent)
    held = [link for link in graph.links if forced and link.open]
    for link in sorted(held, key=lambda link: (-link.rank, link.parent)):
        if not found[link.child]:
            found[link.child].append(link.parent)
    return found


def climb(start: str, into: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(into.get(start, ()))
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(into.get(one, ()))
    return found


def judge(tally: Tally, truth: Truth, graphs: Iterable[Graph]) -> None:
    mine = [g for g in graphs if any(node.id in truth.ids for node in g.nodes)]
    into: dict[str, list[str]] = {}
    told: dict[str, list[str]] = {}
    for graph in mine:
        into.update(parents(graph))
        told.update(parents(graph, False))
        tally.undecided += sum(
            bool(link.evidence) and link.evidence[0].startswith("cannot tell") for link in graph.links
        )
        for link in graph.links:
            if link.parent in truth.ids and link.child in truth.ids:
                child = truth.known[link.child]
                tally.certain.append((link.rank, link.parent in child.parents))
        _grouped(tally, truth, graph)
        _quotes(tally, truth, graph)
    _hidden(tally, truth, into)
    pairs = {(p, c) for c, ps in into.items() for p in ps if p in truth.ids and c in truth.ids}
    true = {(p, c.id) for c in truth.given for p in c.parents if p in truth.ids}
    _add(tally.edges, len(pairs & true), len(pairs), len(true))
    for child in truth.given:
        observed = [p for p in into.get(child.id, ()) if p in truth.ids]
        parent = observed[0] if observed else None
        tally.right.append(truth.right(child, parent, False))
        tally.strict.append(truth.right(child, parent, True))
        if parent in told.get(child.id, ()):
            tally.asserted.append(truth.right(child, parent, False))
        tally.kinds.append(child.kind)
        over = climb(child.id, into) & truth.ids
        _add(tally.ancestry, len(over & truth.ancestors(child)), len(over), len(truth.ancestors(child)))
        tops = {one for one in over | {child.id} if not climb(one, into) & truth.ids}
        roots = truth.roots(child)
        tally.roots.append(bool(tops & roots) or any(truth.content[t] == truth.content[r] for t in tops for r in roots))


def _add(counts: list[int], *values: int) -> None:
    for i, value in enumerate(values):
        counts[i] += value


def _hidden(tally: Tally, truth: Truth, into: dict[str, list[str]]) -> None:
    """Inferred nodes against withheld articles, both by their heirs: given articles reached through unseen nodes."""
    below: dict[str, set[str]] = defaultdict(set)
    for child in truth.ids:
        above = list(into.get(child, ()))
        while above:
            node = above.pop()
            if node.startswith("inferred:"):
                below[node].add(child)
                above.extend(into.get(node, ()))
    true = traces(truth.given, truth.known)
    hits, count = match(list(below.values()), true)
    _add(tally.hidden, hits, len(below), count)
    many = [children for children in true if len(children) > 1]
    hits, count = match([c for c in below.values() if len(c) > 1], many)
    _add(tally.hidden_shared, hits, sum(len(c) > 1 for c in below.values()), count)


def _grouped(tally: Tally, truth: Truth, graph: Graph) -> None:
    mine = [n.id for n in graph.nodes if n.kind == "observed"]
    inside = sum(one in truth.ids for one in mine)
    _add(tally.grouped, inside * (inside - 1) // 2, len(mine) * (len(mine) - 1) // 2, 0)


def _quotes(tally: Tally, truth: Truth, graph: Graph) -> None:
    """Pairs of quotations put together, against pairs that are versions of one sentence with a quotation in it."""
    ids = [node.id for node in graph.nodes if node.id in truth.ids]
    for across, tallied in ((False, tally.quotes), (True, tally.quotes_across)):
        groups: dict[str, list[Any]] = defaultdict(list)
        for row in graph.quotes:
            if row.direct and row.article in truth.ids and (across or truth.known[row.article].language == "en"):
                groups[row.quote].append(SimpleNamespace(article=row.article, statement=row))
        counts = quote_pairs([SimpleNamespace(versions=v) for v in groups.values()], truth.known, ids, across)
        _add(tallied, *counts)


class Baselines:
    """Both baselines over all events, for a row of limits of likeness."""

    limits = np.arange(0.0, 0.9, 0.05)

    def __init__(self) -> None:
        self.latest: list[list[bool]] = [[] for _ in self.limits]
        self.tree: list[list[bool]] = [[] for _ in self.limits]

    def judge(self, truth: Truth, verdicts: Sequence[Verdict]) -> None:
        event = Event([profile(verdict) for verdict in verdicts])
        norm = np.sqrt(np.maximum(np.diag(event._anchors), 1e-9))
        alike = np.maximum(event.alike, event._anchors / norm[:, None] / norm[None, :])
        np.fill_diagonal(alike, 0)
        for at, limit in enumerate(self.limits):
            for chosen, store in ((_latest(event, alike, limit), self.latest), (_tree(event, alike, limit), self.tree)):
                for c, child in enumerate(truth.given):
                    parent = chosen.get(c)
                    store[at].append(truth.right(child, None if parent is None else truth.given[parent].id, False))

    def best(self) -> tuple[float, float]:
        return max(np.mean(x) for x in self.latest), max(np.mean(x) for x in self.tree)


def _latest(event: Event, alike: np.ndarray, limit: float) -> dict[int, int]:
    """The latest article before that is similar enough; where dates do not tell, the most similar one."""
    chosen = {}
    for c in range(event.size):
        before = [p for p in range(event.size) if earlier(event.profiles[p], event.profiles[c]) and alike[p, c] > limit]
        if before:
            chosen[c] = max(before, key=lambda p: (event.profiles[p].since, alike[p, c]))
        elif event.profiles[c].since is None:
            p = int(np.argmax(alike[:, c]))
            if alike[p, c] > limit:
                chosen[c] = p
    return chosen


def _tree(event: Event, alike: np.ndarray, limit: float) -> dict[int, int]:
    """Maximum spanning forest of similarity, each tree hung on its earliest, else longest, article."""
    graph = nx.Graph()
    graph.add_nodes_from(range(event.size))
    graph.add_weighted_edges_from(
        (i, j, alike[i, j]) for i in range(event.size) for j in range(i) if alike[i, j] > limit
    )
    forest = nx.maximum_spanning_tree(graph)
    chosen = {}
    for part in nx.connected_components(forest):
        dated = [i for i in part if event.profiles[i].since is not None]
        root = min(dated, key=lambda i: event.profiles[i].since) if dated else max(part, key=lambda i: event.total[i])
        chosen.update({child: parent for parent, child in nx.bfs_edges(forest, root)})
    return chosen


def calibration(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float, list[str]]:
    """ECE over ten bins, Brier score, and a table."""
    p, hit = np.array([x for x, _ in pairs]), np.array([y for _, y in pairs], float)
    bins = np.minimum((p * 10).astype(int), 9)
    ece, rows = 0.0, []
    for b in range(10):
        inside = bins == b
        if inside.any():
            ece += inside.mean() * abs(p[inside].mean() - hit[inside].mean())
            rows.append(f"  {p[inside].mean():.2f} said, {hit[inside].mean():.2f} true, n={int(inside.sum())}")
    return float(ece), float(((p - hit) ** 2).mean()), rows


def evaluate(events: Iterable[list[Made]], strangers: list[Made], seed: int) -> tuple[Tally, Baselines]:
    rng = random.Random(seed)
    tally, baselines = Tally(), Baselines()
    others = [simulated(one, rng) for one in strangers]
    for made in events:
        truth = Truth(made)
        verdicts = [simulated(one, rng) for one in truth.given]
        began = time.process_time()
        graphs = derive([*verdicts, *rng.sample(others, min(20, len(others)))])
        tally.seconds.append((len(verdicts), time.process_time() - began))
        _add(tally.grouped, 0, 0, sum(n * (n - 1) // 2 for n in truth.parts()))
        judge(tally, truth, graphs)
        baselines.judge(truth, verdicts)
    return tally, baselines


def summary(tally: Tally, baselines: Baselines) -> dict[str, object]:
    latest, tree = baselines.best()
    accuracy = float(np.mean(tally.right))
    ece, brier, rows = calibration(tally.certain)
    better = max(latest, tree)
    print(f"articles {len(tally.right)}, events {len(tally.seconds)}")
    print(f"parent accuracy {accuracy:.3f} (strict {np.mean(tally.strict):.3f})")
    print(f"given parents asserted {len(tally.asserted)}, right {np.mean(tally.asserted):.3f}")
    for kind in sorted(set(tally.kinds)):
        hits = [r for r, k in zip(tally.right, tally.kinds, strict=True) if k == kind]
        print(f"  {kind:20} {np.mean(hits):.3f} n={len(hits)}")
    print(f"baselines: latest similar {latest:.3f}, similarity tree {tree:.3f};", end=" ")
    print(f"error {1 - accuracy:.3f} against {1 - better:.3f}: {(1 - accuracy) / (1 - better):.2f}")
    print(f"root accuracy {np.mean(tally.roots):.3f}")
    named = ("edges", "ancestry", "hidden", "hidden_shared", "grouped", "quotes", "quotes_across")
    for name in named:
        print(f"{name:14} {f1(getattr(tally, name))}")
    print(
        f"edge probabilities: ECE {ece:.3f}, Brier {brier:.3f}, {len(tally.certain)} edges;"
        f" cannot tell {tally.undecided}"
    )
    print("\n".join(rows))
    size, seconds = max(tally.seconds)
    print(f"largest event {size} articles: {seconds:.1f} s; all {sum(s for _, s in tally.seconds):.1f} s")
    return {
        "parent_accuracy": accuracy, "parent_accuracy_strict": float(np.mean(tally.strict)), "baseline_latest": latest,
        "baseline_tree": tree, "root_accuracy": float(np.mean(tally.roots)), "asserted": len(tally.asserted),
        "asserted_right": float(np.mean(tally.asserted)), "ece": ece, "brier": brier,
        **{name: getattr(tally, name) for name in named},
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", default="test")
    parser.add_argument("--events", type=int, default=60)
    parser.add_argument("--sizes", default="")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    sizes = tuple(int(size) for size in options.sizes.split(",") if size)
    made = traditions(options.data, options.split, options.events, options.seed, sizes)
    figures = summary(*evaluate(made, unrelated(options.data, 200, options.seed), options.seed))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
