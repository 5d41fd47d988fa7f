"""Learn the relation model of ``provenance.graph`` on artificial traditions and write it with its card.

    python scripts/train_derivation.py --data DIR --events 500

The first look is learned on one half of the events, the second look, which sees what the first says, on the other
half; hidden nodes on further traditions of the training stories. Early stopping, the calibration of edges and the
limits for quotations and hidden nodes use the development stories. The test stories are not touched.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import itertools
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from make_traditions import (
    Made,
    Story,
    as_articles,
    match,
    quote_pairs,
    reports,
    segment_of,
    simulated,
    stories,
    traces,
    traditions,
    unrelated,
)

from provenance import particulars
from provenance.estimates import wilson
from provenance.graph import derivation, quotes
from provenance.graph import hidden as unseen
from provenance.graph.context import Judged, judge
from provenance.graph.derivation import History
from provenance.graph.features import Event
from provenance.graph.profile import profile
from provenance.graph.quotes import direct_versions, group
from provenance.graph.relations import (
    FORMAT,
    KINDS,
    Measures,
    Model,
    Network,
    Scores,
    context,
    load,
    measure,
    measured_names,
    score,
    weigh,
)

UNITS = 40
MEMBERS = 2
"""Networks that are trained from different beginnings and averaged."""
OUTPUT = Path(__file__).resolve().parent.parent / "provenance" / "data" / "models" / "derivation.npz"
NEVER = -1e9
QUOTED = 300
"""Traditions that quotations across languages are learned on, at most: a limit of cost."""
WHO = ("machine", "human", "original", "report")
FEW = 16
"""Units of the networks of parents not given."""
Rows = tuple[np.ndarray, np.ndarray]
Looked = Sequence[tuple["Told", Scores, History]]


@dataclass
class Child:
    """One article with its candidates: measures (rows), who is a parent, a sibling, an ancestor via a translation
    not given, and who can't be for its date; whether its parent is not given, and whether that one has an ancestor."""

    rows: dict[str, np.ndarray]
    parent: np.ndarray
    sibling: np.ndarray
    via: np.ndarray
    barred: np.ndarray
    unseen: bool


def hidden(made: Made, known: dict[str, Made]) -> set[str]:
    return {parent for parent in made.parents if known[parent].hidden}


def beyond(made: Made, known: dict[str, Made]) -> set[str]:
    """Nearest given ancestors on paths through articles withheld."""
    found: set[str] = set()
    for parent in hidden(made, known):
        found.update(p for p in known[parent].parents if not known[p].hidden)
        found.update(beyond(known[parent], known))
    return found


@dataclass
class Told:
    """An event with its truth: articles given sorted by id, measures, and every article by id."""

    given: list[Made]
    known: dict[str, Made]
    event: Event
    plain: Measures


def told(events: Iterable[list[Made]], seed: int) -> Iterator[Told]:
    """Events ready for training; verdicts are simulated."""
    rng = random.Random(seed)
    for made in events:
        given = sorted((one for one in made if not one.hidden), key=lambda one: one.id)
        event = Event([profile(simulated(one, rng)) for one in given])
        yield Told(given, {one.id: one for one in made}, event, measure(event))


def ready(events: Iterable[list[Made]], seed: int) -> list[Told]:
    """The same, in as many processes as there are cores; equal whatever their number."""
    return _shared_out(_ready, events, seed)


def _ready(events: list[list[Made]], seed: int) -> list[Told]:
    return list(told(events, seed))


def _shared_out(
    work: Callable[[list[list[Made]], int], list[Any]], events: Iterable[list[Made]], seed: int
) -> list[Any]:
    every = list(events)
    chunks = [every[at : at + 40] for at in range(0, len(every), 40)]
    with ProcessPoolExecutor() as pool:
        parts = pool.map(work, chunks, (1000 * seed + number for number in range(len(chunks))))
        return [one for part in parts for one in part]


def children(one: Told, measures: Measures) -> Iterator[Child]:
    """Every given article of an event with its candidates and the truth about them."""
    tables = {"same": measures.same, "cross": measures.cross}
    widths = {kind: len(next(iter(table.values()))) if table else 0 for kind, table in tables.items()}
    into: dict[str, dict[int, list[int]]] = {kind: {} for kind in tables}
    for kind, table in tables.items():
        for p, c in sorted(table):
            into[kind].setdefault(c, []).append(p)
    for c, child in enumerate(one.given):
        rows, order = {"alone": measures.alone[c : c + 1]}, []
        for kind, table in tables.items():
            chosen = into[kind].get(c, [])
            rows[kind] = np.array([table[p, c] for p in chosen]).reshape(len(chosen), widths[kind])
            order += chosen
        yield _truth(one, child, c, rows, order)


def _truth(one: Told, child: Made, c: int, rows: dict[str, np.ndarray], order: list[int]) -> Child:
    known, others = one.known, [one.given[p] for p in order]
    far = beyond(child, known)
    same_text = {known[p].content() for p in child.parents}
    return Child(
        rows,
        np.array([o.id in child.parents or o.content() in same_text for o in others], bool),
        np.array([bool(hidden(o, known) & hidden(child, known)) for o in others], bool),
        np.array([o.id in far for o in others], bool),
        np.array([one.event.later(p, c) for p in order], bool),
        bool(hidden(child, known)) or not child.parents,
    )


def blank(size: int, outputs: int, rng: np.random.Generator) -> list[np.ndarray]:
    return [
        rng.normal(0, size**-0.5, (size, UNITS)),
        np.zeros(UNITS),
        rng.normal(0, 0.1, (UNITS, outputs)),
        np.zeros(outputs),
    ]


def forward(
    params: dict[str, list[np.ndarray]], rows: dict[str, np.ndarray]
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    found = {}
    for kind in KINDS:
        first, bias, second, last = params[kind]
        units = np.tanh(rows[kind] @ first + bias)
        found[kind] = (units, units @ second + last)
    return found


def objective(child: Child, same: np.ndarray, cross: np.ndarray, alone: np.ndarray):
    """Negative log probability of the truth for one child, and its gradients by the scores."""
    scores = np.concatenate([same, cross])
    heads = np.concatenate([np.where(child.barred, NEVER, scores[:, 0]), scores[:, 1], alone[0, :1]])
    shared = child.unseen and child.sibling.any()
    right = np.concatenate([child.parent & ~child.barred, child.sibling, [child.unseen and not shared]])
    loss, grad = _softmax(heads, right)
    size = len(scores)
    by_scores, by_alone = np.zeros_like(scores), np.zeros_like(alone)
    by_scores[:, 0], by_scores[:, 1], by_alone[0, 0] = grad[:size], grad[size:-1], grad[-1]
    if child.unseen:
        ways = np.concatenate([np.where(child.barred, NEVER, scores[:, 2]), alone[0, 1:]])
        more, grad = _softmax(ways, np.concatenate([child.via & ~child.barred, [not child.via.any()]]))
        loss += more
        by_scores[:, 2], by_alone[0, 1] = grad[:-1], grad[-1]
    return loss, by_scores[: len(same)], by_scores[len(same) :], by_alone


def _softmax(scores: np.ndarray, right: np.ndarray) -> tuple[float, np.ndarray]:
    if not right.any():
        return 0.0, np.zeros_like(scores)
    p = np.exp(scores - scores.max())
    p /= p.sum()
    good = p * right
    mass = max(good.sum(), 1e-12)
    return float(-np.log(mass)), p - good / mass


def evened(data: list[Child], dev: list[Child]) -> None:
    """Give measures of nothing the width of measures."""
    widths = {kind: max(child.rows[kind].shape[1] for child in data) for kind in KINDS}
    for child in (*data, *dev):
        for kind in KINDS:
            child.rows[kind] = child.rows[kind].reshape(-1, widths[kind])


def train(data: list[Child], dev: list[Child], seed: int, epochs: int) -> dict[str, Network]:
    """Adam, 32 children a step; the epoch best on ``dev`` is kept."""
    rng = np.random.default_rng(seed)
    widths = {kind: data[0].rows[kind].shape[1] for kind in KINDS}
    sizes = {"same": (widths["same"], 3), "cross": (widths["cross"], 3), "alone": (widths["alone"], 2)}
    every = {kind: np.concatenate([child.rows[kind] for child in data]) for kind in KINDS}
    norm = {kind: (every[kind].mean(axis=0), every[kind].std(axis=0) + 1e-3) for kind in KINDS}
    params = {kind: blank(*sizes[kind], rng) for kind in KINDS}
    moments = {kind: [[np.zeros_like(p), np.zeros_like(p)] for p in params[kind]] for kind in KINDS}
    best, kept, step = np.inf, copy.deepcopy(params), 0
    for epoch in range(epochs):
        order = rng.permutation(len(data))
        total = 0.0
        for at in range(0, len(order), 32):
            batch = [data[i] for i in order[at : at + 32]]
            loss, grads = batch_gradients(params, batch, norm)
            total += loss * len(batch)
            step += 1
            for kind in KINDS:
                for p, g, m in zip(params[kind], grads[kind], moments[kind], strict=True):
                    _adam(p, g + 3e-4 * p, m, step, 3e-3 * 0.96**epoch)
        loss = batch_gradients(params, dev, norm)[0]
        if loss < best:
            best, kept = loss, copy.deepcopy(params)
        if epoch % 5 == 0:
            print(f"  epoch {epoch} train {total / len(data):.4f} dev {loss:.4f}", flush=True)
    print(f"  {len(data)} children, dev loss {best:.4f}")
    return {kind: Network(*norm[kind], *kept[kind]) for kind in KINDS}


def joined(members: Sequence[Network]) -> Network:
    """One network whose scores are the mean of those of its members, trained from different beginnings."""
    one = members[0]
    return Network(
        one.mean,
        one.scale,
        np.concatenate([m.first for m in members], axis=1),
        np.concatenate([m.first_bias for m in members]),
        np.concatenate([m.second for m in members]) / len(members),
        np.sum([m.second_bias for m in members], axis=0) / len(members),
    )


def batch_gradients(params, batch: list[Child], norm):
    rows = {k: (np.concatenate([child.rows[k] for child in batch]) - norm[k][0]) / norm[k][1] for k in KINDS}
    outputs = forward(params, rows)
    back = {kind: np.zeros_like(outputs[kind][1]) for kind in KINDS}
    at = dict.fromkeys(KINDS, 0)
    loss = 0.0
    for child in batch:
        cut = {kind: slice(at[kind], at[kind] + len(child.rows[kind])) for kind in KINDS}
        value, *grads = objective(child, *(outputs[kind][1][cut[kind]] for kind in KINDS))
        loss += value
        for kind, grad in zip(KINDS, grads, strict=True):
            back[kind][cut[kind]] = grad / len(batch)
            at[kind] = cut[kind].stop
    return loss / len(batch), {
        kind: _backward(params[kind], rows[kind], outputs[kind][0], back[kind]) for kind in KINDS
    }


def _backward(
    params: list[np.ndarray], rows: np.ndarray, units: np.ndarray, grad: np.ndarray
) -> tuple[np.ndarray, ...]:
    inner = (grad @ params[2].T) * (1 - units**2)
    return rows.T @ inner, inner.sum(axis=0), units.T @ grad, grad.sum(axis=0)


def report(networks: dict[str, Network], data: list[Child]) -> None:
    """Share of children whose likeliest option is right, by what is true of them."""
    counts: dict[str, list[int]] = {}
    for child in data:
        same, cross, alone = (networks[kind].scores(child.rows[kind]) for kind in KINDS)
        scores = np.concatenate([same, cross])
        heads = np.concatenate([np.where(child.barred, NEVER, scores[:, 0]), scores[:, 1], alone[0, :1]])
        shared = child.unseen and child.sibling.any()
        right = np.concatenate([child.parent, child.sibling, [child.unseen and not shared]])
        name = "parent" if child.parent.any() else "sibling" if shared else "alone" if child.unseen else "none"
        counts.setdefault(name, []).append(int(right[int(np.argmax(heads))]))
    for name, hits in sorted(counts.items()):
        print(f"  {name:8} n={len(hits):6} right {np.mean(hits):.3f}")


def second_parents(events: Sequence[Told]) -> list[float]:
    """Weights (the last is the constant) of the logistic model for a further parent."""
    rows, labels = [], []
    for one in events:
        place = {made.id: i for i, made in enumerate(one.given)}
        for c, child in enumerate(one.given):
            for p in (place[name] for name in child.parents if name in place):
                rest = one.event.rest(p, c)
                q = derivation.next_source(one.event, p, c, rest)
                if q is not None:
                    rows.append(one.event.second(p, q, c, rest))
                    labels.append(one.given[q].id in child.parents)
    return logistic("further parents", rows, labels)


def unseen_models(train: Looked, dev: Looked, limits: dict[str, Any]) -> dict[str, Network]:
    """The networks of parents not given, under ``limits`` of what is looked at: pairs of siblings, groups, single
    articles."""
    siblings = fitted("siblings", _sibling_rows(train, limits), _sibling_rows(dev, limits))
    mine, other = (_proposal_rows(some, limits, siblings) for some in (train, dev))
    return {
        "siblings": siblings,
        "shared": fitted("groups", mine[0], other[0]),
        "lone": fitted("single", mine[1], other[1]),
    }


def _sibling_rows(found: Looked, limits: dict[str, Any]) -> Rows:
    rows, labels = [], []
    for one, scores, history in found:
        chosen = [c for c in range(len(one.given)) if history.unseen[c] >= limits["open"]]
        for (i, j), row in unseen.sibling_measures(
            history.event, scores, chosen, history.edges, history.unseen
        ).items():
            rows.append(row)
            labels.append(bool(lost(one.given[i], one.known) & lost(one.given[j], one.known)))
    return np.array(rows), np.array(labels, float)


def _proposal_rows(found: Looked, limits: dict[str, Any], siblings: Network) -> tuple[Rows, Rows]:
    """Groups, and single articles."""
    sets: tuple[tuple[list[np.ndarray], list[bool]], ...] = (([], []), ([], []))
    for one, scores, history in found:
        true = traces(one.given, one.known)
        for members, row in derivation.measured_proposals(history, scores, limits, siblings):
            names = {one.given[c].id for c in members}
            rows, labels = sets[len(members) == 1]
            rows.append(row)
            labels.append(any(len(names & t) * 2 >= len(names | t) for t in true))
    shared, lone = ((np.array(rows), np.array(labels, float)) for rows, labels in sets)
    return shared, lone


def fitted(name: str, train: Rows, dev: Rows) -> Network:
    """Three small networks with one score, from different beginnings, averaged; each as it was in the epoch that was
    best on ``dev`` (Adam, 64 rows a step)."""
    rows, labels = train
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    inputs, held = (rows - mean) / scale, (dev[0] - mean) / scale
    members = [Network(mean, scale, *_grown(inputs, labels, held, dev[1], seed)) for seed in range(3)]
    both = joined(members)
    sure = both.scores(dev[0])[:, 0] > 0
    hits = float((sure & (dev[1] > 0)).sum())
    print(f"  {name}: {int(labels.sum())} of {len(labels)}; development {int(dev[1].sum())} of {len(dev[1])},", end=" ")
    print(f"P {hits / max(1, sure.sum()):.3f} R {hits / max(1, dev[1].sum()):.3f}", flush=True)
    return both


def _grown(inputs: np.ndarray, labels: np.ndarray, held: np.ndarray, truth: np.ndarray, seed: int) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    size, odds = inputs.shape[1], labels.mean()
    params = [rng.normal(0, size**-0.5, (size, FEW)), np.zeros(FEW), rng.normal(0, 0.1, (FEW, 1)),
              np.array([np.log(odds / (1 - odds))])]  # fmt: skip
    moments = [[np.zeros_like(p), np.zeros_like(p)] for p in params]
    best, kept, step = np.inf, copy.deepcopy(params), 0
    for epoch in range(25):
        order = rng.permutation(len(inputs))
        for at in range(0, len(order), 64):
            batch = order[at : at + 64]
            units = np.tanh(inputs[batch] @ params[0] + params[1])
            score = (units @ params[2] + params[3])[:, 0]
            grad = ((1 / (1 + np.exp(-score)) - labels[batch]) / len(batch))[:, None]
            step += 1
            for p, g, m in zip(params, _backward(params, inputs[batch], units, grad), moments, strict=True):
                _adam(p, g + (5e-3 * p if p.ndim > 1 else 0.0), m, step, 3e-3 * 0.95**epoch)
        score = (np.tanh(held @ params[0] + params[1]) @ params[2] + params[3])[:, 0]
        loss = float(np.mean(np.logaddexp(0, score) - truth * score))
        if loss < best:
            best, kept = loss, copy.deepcopy(params)
    return kept


def _adam(p: np.ndarray, grad: np.ndarray, moment: list[np.ndarray], step: int, rate: float) -> None:
    """One step of Adam (Kingma and Ba 2015), in place."""
    moment[0] = 0.9 * moment[0] + 0.1 * grad
    moment[1] = 0.999 * moment[1] + 0.001 * grad * grad
    p -= rate * (moment[0] / (1 - 0.9**step)) / (np.sqrt(moment[1] / (1 - 0.999**step)) + 1e-8)


def lost(made: Made, known: dict[str, Made]) -> set[str]:
    """Withheld articles above one on paths through withheld ones only."""
    above = hidden(made, known)
    return above.union(*(lost(known[parent], known) for parent in above))


def logistic(name: str, rows: Sequence[np.ndarray], labels: Sequence[bool], shrink: float = 0.1) -> list[float]:
    """Weights and constant by Newton's method, with a little shrinkage (of measures in units of their spread)."""
    every = np.array(rows)
    scale = np.append(every.std(axis=0) + 1e-6, 1.0)
    x = np.column_stack([every, np.ones(len(rows))]) / scale
    y, weights = np.array(labels, float), np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - shrink * weights
        weights += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + shrink * np.eye(x.shape[1]), slope)
    p = 1 / (1 + np.exp(-x @ weights))
    hits = (p > 0.5) & (y > 0)
    print(f"  {name}: {int(y.sum())} of {len(y)}, P {hits.sum() / max(1, (p > 0.5).sum()):.3f}", end=" ")
    print(f"R {hits.sum() / max(1, y.sum()):.3f}")
    return [round(float(w), 6) for w in weights / scale]


def calibrate(events: Sequence[Told], model: Model) -> list[float]:
    """Slope and shift that make the log odds of tree marginals true (Platt 1999)."""
    pairs = []
    for one in events:
        into, _ = score(model, one.event).tree()
        for p, c in np.argwhere(into > 0.01):
            pairs.append((float(into[p, c]), one.given[p].id in one.given[c].parents))
    x = np.array([np.log(p / (1 - p)) for p, _ in pairs if p < 1 - 1e-9])
    y = np.array([float(hit) for p, hit in pairs if p < 1 - 1e-9])
    slope, shift = 1.0, 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-(slope * x + shift)))
        w = p * (1 - p)
        grad = np.array([((y - p) * x).sum(), (y - p).sum()])
        slope, shift = np.array([slope, shift]) + np.linalg.solve(
            np.array([[(w * x * x).sum(), (w * x).sum()], [(w * x).sum(), w.sum()]]) + 1e-6 * np.eye(2), grad
        )
    return [round(float(slope), 4), round(float(shift), 4)]


def looked(events: Iterable[list[Made]], seed: int, model: Model) -> list[tuple[Told, Scores, History]]:
    """Events with their scores and the parents found."""
    return _shared_out(partial(_looked, model=model), events, seed)


def _looked(events: list[list[Made]], seed: int, model: Model) -> list[tuple[Told, Scores, History]]:
    found = []
    for one in told(events, seed):
        scores = score(model, one.event)
        found.append((one, scores, derivation.look(one.event, scores, model)))
    return found


LOOKED_AT: dict[str, tuple[Any, ...]] = {
    "open": (0.02,),
    "link": (0.1, 0.2),
    "chance": (0.2,),
}
"""Limits of what is looked at, the first of each being where the search begins: least probability that no parent is
given, least probability of pairs that joins groups, expected number of coincidences below which words join."""
ACCEPTED = {
    "least_shared": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7),
    "least_lone": (0.5, 0.6, 0.7, 0.8),
    "least_bare": (0.8, 0.9, 0.95),
}
"""Least probabilities of a group, of a single article's foreign parent, and of one where no parent was found (that the
parent is not given, times that the article is translated; what is surely both always gets one)."""


def hidden_limits(train: Looked, dev: Looked, model: Model, null: dict[str, Any]) -> Model:
    """The model with networks of hidden nodes and every limit with the best F0.5 (a false node is worse than a missing
    one) on development traditions: one limit of ``LOOKED_AT`` after the other, each value with networks learned anew
    and with the best of ``ACCEPTED``. Of equals the first of what is looked at, the strictest of what is accepted."""
    best: tuple[float, Model] = (-1.0, model)
    chosen = {name: values[0] for name, values in LOOKED_AT.items()}
    for name, values in LOOKED_AT.items():
        for value in values if best[0] < 0 else values[1:]:
            limits = {**null, **chosen, name: value}
            found = accepted(dev, replace(model, unseen=unseen_models(train, dev, limits)), limits)
            print(f"  {name} {value}: F0.5 {found[0]:.3f}", flush=True)
            if found[0] > best[0]:
                best = found
        chosen[name] = best[1].card["hidden"][name]
    print("  chosen:", {name: best[1].card["hidden"][name] for name in (*LOOKED_AT, *ACCEPTED)}, f"F0.5 {best[0]:.3f}")
    return best[1]


def accepted(dev: Looked, model: Model, limits: dict[str, Any]) -> tuple[float, Model]:
    """The best F0.5, and the model with those limits of ``ACCEPTED`` that have it."""
    model = replace(model, card={**model.card, "hidden": limits})
    best: tuple[float, Model] = (-1.0, model)
    offered = [derivation.proposals(history, scores, model) for _, scores, history in dev]
    true = [traces(one.given, one.known) for one, _, _ in dev]
    for values in itertools.product(*(sorted(row, reverse=True) for row in ACCEPTED.values())):
        trial = replace(model, card={**model.card, "hidden": {**limits, **dict(zip(ACCEPTED, values, strict=True))}})
        hits, predicted, count = unseen_counts(dev, trial, offered, true)
        precision, recall = hits / max(1, predicted), hits / max(1, count)
        value = 1.25 * precision * recall / max(1e-9, 0.25 * precision + recall)
        if value > best[0]:
            best = (value, trial)
            print(f"    {values}: P {precision:.3f} R {recall:.3f} n={count}", flush=True)
    return best


def unseen_counts(dev: Looked, model: Model, offered: Sequence[Any], true: Sequence[Any]) -> tuple[int, int, int]:
    """(right, inferred, true) nodes not given under the limits of ``model``."""
    hits = predicted = count = 0
    for (one, scores, history), given, withheld in zip(dev, offered, true, strict=True):
        tried = replace(history, parent=dict(history.parent), second=dict(history.second))
        derivation.gather(tried, scores, model, given)
        drawn = [node.children for node in tried.inferred]
        drawn += [some for node in tried.inferred if (some := derivation.between(tried, node))]
        counts = match([{one.given[c].id for c in places} for places in drawn], withheld)
        hits, predicted, count = hits + counts[0], predicted + len(drawn), count + counts[1]
    return hits, predicted, count


def run_null(data: Path) -> list[float]:
    """The null model of shared wording: how often independent reports of one event share a run of so many plain words
    outside of quotations. Reports of one event also copy, so they only give the level at the shortest run (an upper
    bound); how chance thins out from one length to the next is counted on reports of different events."""
    start = 5
    near = [x for told_by in reports(data, "train", apart=False) for x in _own_runs(as_articles(told_by))]
    level = float(np.mean([n >= start for n in near]))
    rng = random.Random(1)
    far: list[int] = []
    for _ in range(60):
        far += _own_runs(unrelated(data, 12, rng.randrange(10**6)))
    beyond = np.minimum([n - start for n in far if n >= start], 10)
    ratio = float(beyond.mean() / (1 + beyond.mean()))
    print(
        f"  null: {len(near)} pairs, {level:.3f} share {start} plain words; {len(far)} apart, {len(beyond)} do;",
        end=" ",
    )
    print(f"ratio {ratio:.3f}; counted", [int((beyond >= n).sum()) for n in range(8)])
    return [float(start), round(level, 5), round(ratio, 5)]


def slip_null(data: Path) -> float:
    """Share of pairs of independent reports that have a slip in common (an upper bound: they also copy)."""
    rng = random.Random(1)
    shared = []
    for told_by in reports(data, "train"):
        profiles = [profile(simulated(one, rng)) for one in as_articles(told_by)]
        shared += [bool(derivation.shared_slips(a, b)) for i, a in enumerate(profiles) for b in profiles[:i]]
    rate = (sum(shared) + 1) / (len(shared) + 2)
    print(f"  null: {sum(shared)} of {len(shared)} pairs share a slip")
    return round(rate, 5)


def context_ratios(data: Path, split: str) -> dict[str, float]:
    """log10 ratio of *translated or original* for a particular that two other articles or more contradict, by kind,
    per particular in which they agree. Counted on versions of one story (an original with translations of other
    languages' versions back into English) and on independent reports; of the two rates of originals the higher counts.
    The ratio is that of the 95 % limits of both rates nearest to each other, 0 where they cross."""
    counts: dict[str, Counter[tuple[str, str]]] = {"chances": Counter(), "slips": Counter()}

    def add(who: str, judged: Judged) -> None:
        for kind, many in judged.chances.items():
            counts["chances"][who, kind] += many
        for slip in judged.slips:
            counts["slips"][who, slip.mine.kind] += 1

    for texts in _versions(stories(data, split)):
        for name, judged in judge(texts).items():
            add("original" if name == "en" else "human" if name.endswith("/ref") else "machine", judged)
    for told_by in reports(data, split):
        for judged in judge([(one.id, one.id, one.text) for one in as_articles(told_by)]).values():
            add("report", judged)
    return {kind: round(_ratio(kind, counts), 3) for kind in particulars.KINDS}


def _versions(pool: Iterable[Story]) -> Iterator[list[tuple[str, str, str]]]:
    """English versions of a story, one engine a language; where the original is foreign, the translations of it."""
    rng = random.Random(1)
    for story in pool:
        chosen = [rng.choice(row) for row in map(story.engines, story.languages()) if row]
        names = ["en", *chosen] if story.original == "en" else story.engines(story.original)
        if len(names) > 2:
            yield [(name, name, "\n".join(story.texts[name])) for name in names]


def _ratio(kind: str, counts: dict[str, Counter[tuple[str, str]]]) -> float:
    """Lower limit of the translations' rate over the higher upper limit of the originals', as log10, at least 0."""
    slips, chances = ({who: counts[name][who, kind] for who in WHO} for name in ("slips", "chances"))
    low, _ = wilson(slips["machine"] + slips["human"], chances["machine"] + chances["human"])
    high = max(wilson(slips[who], chances[who])[1] for who in ("original", "report"))
    print(f"  context {kind}:", ", ".join(f"{who} {slips[who]} of {chances[who]}" for who in WHO), end="; ")
    print(f"limits {low:.4f} over {high:.4f}")
    return float(max(0.0, np.log10(max(low, 1e-9) / high)))


def _own_runs(made: Sequence[Made]) -> list[int]:
    rng = random.Random(1)
    profiles = [profile(simulated(one, rng)) for one in made]
    return [derivation.own_run(a, b)[0] for i, a in enumerate(profiles) for b in profiles[:i]]


def quote_limits(events: Sequence[Told]) -> list[float]:
    """How much of a quotation must be shared with the same and with another speaker: the best F1 of pairs."""
    versions = [
        (one, [v for x in one.event.profiles if x.language == "en" for v in direct_versions(x)]) for one in events
    ]
    best = (-1.0, [0.5, 0.7])
    for same in (0.3, 0.4, 0.5, 0.6, 0.7):
        for other in (0.4, 0.5, 0.6, 0.7, 0.8):
            hits = predicted = true = 0
            for one, direct in versions:
                counts = quote_pairs(group(direct, same, other), one.known, [x.id for x in one.given])
                hits, predicted, true = hits + counts[0], predicted + counts[1], true + counts[2]
            value = 2 * hits / max(1, predicted + true)
            best = max(best, (value, [same, other]))
    print(f"  quotations {best[1]}: F1 {best[0]:.3f}")
    return best[1]


def quote_matches(train: Sequence[Told], dev: Sequence[Told], limits: Sequence[float]) -> dict[str, Any]:
    """Weights of the logistic model of two quotations in two languages, learned on training traditions, and the least
    probability with the best F0.5 of joined groups on development traditions (right: most versions on both sides are of
    one sentence)."""
    rows, labels = [], []
    for one, groups in _quoted(train, limits):
        for a, b in itertools.combinations(groups, 2):
            if a.versions[0].language != b.versions[0].language:
                first = [[versions[0] for versions in quotes.samples(one)] for one in (a, b)]
                for v, w in itertools.product(*first):
                    said = [segment_of(one.known[x.article], x.statement.span[0]) for x in (v, w)]
                    if None not in said:
                        rows.append(np.array(quotes.matched(v, w)))
                        labels.append(said[0] == said[1])
    model: dict[str, Any] = {"weights": logistic("quotations across languages", rows, labels)}
    best: tuple[float, float] = (-1.0, 1.0)
    held = list(_quoted(dev, limits))
    for limit in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        counts = Counter[str]()
        for one, groups in held:
            found = _joins(one, groups, quotes.across(groups, {**model, "limit": limit}))
            counts.update(dict(zip(("hits", "predicted", "true"), found, strict=True)))
        precision = counts["hits"] / max(1, counts["predicted"])
        recall = counts["hits"] / max(1, counts["true"])
        value = 1.25 * precision * recall / max(1e-9, 0.25 * precision + recall)
        print(f"  quotations across languages {limit}: P {precision:.3f} R {recall:.3f}")
        best = max(best, (value, limit))
    return {**model, "limit": best[1]}


def _joins(one: Told, groups: Sequence[quotes.Group], joined: Sequence[quotes.Group]) -> tuple[int, int, int]:
    """(right, made, possible) joins of groups across languages."""

    def told_most(versions: Iterable[quotes.Version]) -> str | None:
        said = Counter(segment_of(one.known[v.article], v.statement.span[0]) for v in versions)
        return said.most_common(1)[0][0]

    said = Counter(v.language for g in groups for v in g.versions)
    main = max(sorted(said), key=lambda language: said[language], default="")
    ours = {told_most(g.versions) for g in groups if g.versions[0].language == main} - {None}
    possible = sum(g.versions[0].language != main and told_most(g.versions) in ours for g in groups)
    hits = made = 0
    for whole in joined:
        sides = {tag: [v for v in whole.versions if v.language == tag] for tag in {v.language for v in whole.versions}}
        for tag in sorted(sides.keys() - {main}) if main in sides else ():
            made += 1
            hits += told_most(sides[tag]) in {told_most(sides[main])} - {None}
    return hits, made, possible


def _quoted(events: Sequence[Told], limits: Sequence[float]) -> Iterator[tuple[Told, list[quotes.Group]]]:
    """Events told in two languages, with their quotations grouped within each."""
    for one in events:
        if len({x.language for x in one.event.profiles}) > 1:
            yield one, group([v for x in one.event.profiles for v in direct_versions(x)], limits[0], limits[1])


def save(model: Model, output: Path) -> None:
    """Write the networks (float32) and the card, without time stamps, so that equal training gives equal bytes."""
    arrays = {}
    for look, networks in (("first", model.first), ("final", model.final), ("unseen", model.unseen)):
        for kind in networks:
            for part in ("mean", "scale", "first", "first_bias", "second", "second_bias"):
                arrays[f"{look}_{kind}_{part}"] = getattr(networks[kind], part).astype(np.float32)
    output.parent.mkdir(parents=True, exist_ok=True)
    np.savez(output, card=np.array(json.dumps(model.card)), **arrays)
    print(output, hashlib.sha256(output.read_bytes()).hexdigest()[:12])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--events", type=int, default=300)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the shipped networks; learn hidden nodes anew")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    model = load() if options.keep else relations(options)
    model = learn_unseen(model, options)
    print(model.card["calibration"], model.card["hidden"])
    save(model, options.output)
    return 0


def relations(options: argparse.Namespace) -> Model:
    """Both looks, further parents, quotations, calibration of edges."""
    train_on = ready(traditions(options.data, "train", options.events, options.seed), options.seed)
    dev = ready(traditions(options.data, "dev", max(8, options.events // 5), options.seed), options.seed)
    half = len(train_on) // 2
    looks: list[dict[str, Network]] = []
    for events in (train_on[:half], train_on[half:]):
        data, held = ([c for one in some for c in children(one, seen(one, looks))] for some in (events, dev))
        evened(data, held)
        with ProcessPoolExecutor() as pool:
            seeds = [options.seed + 100 * k for k in range(MEMBERS)]
            members = list(pool.map(train, *zip(*((data, held, seed, options.epochs) for seed in seeds), strict=True)))
        looks.append({kind: joined([one[kind] for one in members]) for kind in KINDS})
        report(looks[-1], held)
    card = {"format": FORMAT, "measures": measured_names(), "calibration": {}, "events": options.events,
            "seed": options.seed, "second": second_parents(train_on), "quotes": [*quote_limits(dev), 0.65],
            "hidden": {"run": run_null(options.data)}}  # fmt: skip
    model = Model(looks[0], looks[1], {}, card)
    card["calibration"] = {"parent": calibrate(dev, model)}
    return model


def learn_unseen(model: Model, options: argparse.Namespace) -> Model:
    """Hidden nodes: networks learned on other traditions of the training stories, limits on the development stories."""
    count, seed = options.events, options.seed + 20
    train = looked(traditions(options.data, "train", count, seed), seed, model)
    count, seed = max(8, options.events // 3), options.seed + 11
    dev = looked(traditions(options.data, "dev", count, seed), seed, model)
    null = {"run": model.card["hidden"]["run"], "slip": slip_null(options.data)}
    model = hidden_limits(train, dev, model, null)
    limits = {**model.card["hidden"], "events": options.events, "seed": options.seed}
    pair = [one for one, _, _ in train[:QUOTED]], [one for one, _, _ in dev[: QUOTED // 3]]
    across = {**quote_matches(*pair, model.card["quotes"]), "events": len(pair[0]), "seed": options.seed}
    card = {**model.card, "hidden": limits, "across": across, "context": context_ratios(options.data, "train")}
    return replace(model, card=card)


def seen(one: Told, looks: Sequence[dict[str, Network]]) -> Measures:
    """The measures of an event for the next look."""
    return context(one.plain, weigh(looks[0], one.plain, one.event)) if looks else one.plain


if __name__ == "__main__":
    sys.exit(main())
