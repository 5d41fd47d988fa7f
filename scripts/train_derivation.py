"""Learn the relation model of ``provenance.graph`` on artificial traditions and write it with its card.

    python scripts/train_derivation.py --data DIR --events 300

Networks are trained on events of the training stories, early stopping and the calibration of edges use the
development stories; the test stories are not touched.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from make_traditions import Made, simulated, traditions

from provenance.graph.features import ALONE, CROSS, SAME, Event
from provenance.graph.profile import profile
from provenance.graph.relations import FORMAT, Network

UNITS = 40
OUTPUT = Path(__file__).resolve().parent.parent / "provenance" / "data" / "models" / "derivation.npz"
KINDS = ("same", "cross", "alone")
NEVER = -1e9


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


def children(events: Sequence[list[Made]], seed: int) -> list[Child]:
    """Every given article of every event with its candidates and the truth about them."""
    rng = random.Random(seed)
    return [child for made in events for child in _children(made, rng)]


def _children(made: list[Made], rng: random.Random) -> Iterator[Child]:
    known = {one.id: one for one in made}
    given = sorted((one for one in made if not one.hidden), key=lambda one: one.id)
    event = Event([profile(simulated(one, rng)) for one in given])
    same, cross = event.pairs()
    measured = {"cross": event.cross(cross), "same": event.same(same)}
    alone = event.alone()
    for c, child in enumerate(given):
        rows, order = {"alone": alone[c : c + 1]}, []
        for kind, size in (("same", len(SAME)), ("cross", len(CROSS))):
            chosen = sorted(p for p, q in measured[kind] if q == c)
            rows[kind] = np.array([measured[kind][p, c] for p in chosen]).reshape(len(chosen), size)
            order += chosen
        others = [given[p] for p in order]
        far = beyond(child, known)
        same_text = {known[p].content() for p in child.parents}
        yield Child(
            rows,
            np.array([o.id in child.parents or o.content() in same_text for o in others], bool),
            np.array([bool(hidden(o, known) & hidden(child, known)) for o in others], bool),
            np.array([o.id in far for o in others], bool),
            np.array([event.later(p, c) for p in order], bool),
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


def train(data: list[Child], dev: list[Child], seed: int, epochs: int) -> dict[str, Network]:
    """Adam, 32 children a step; the epoch best on ``dev`` is kept."""
    rng = np.random.default_rng(seed)
    sizes = {"same": (len(SAME), 3), "cross": (len(CROSS), 3), "alone": (len(ALONE), 2)}
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
                    g = g + 3e-4 * p
                    m[0] = 0.9 * m[0] + 0.1 * g
                    m[1] = 0.999 * m[1] + 0.001 * g * g
                    p -= 3e-3 * 0.96**epoch * (m[0] / (1 - 0.9**step)) / (np.sqrt(m[1] / (1 - 0.999**step)) + 1e-8)
        loss = batch_gradients(params, dev, norm)[0]
        if loss < best:
            best, kept = loss, copy.deepcopy(params)
        if epoch % 5 == 0:
            print(f"  epoch {epoch} train {total / len(data):.4f} dev {loss:.4f}", flush=True)
    print(f"  {len(data)} children, dev loss {best:.4f}")
    return {kind: Network(*norm[kind], *kept[kind]) for kind in KINDS}


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


def save(networks: dict[str, Network], card: dict, output: Path = OUTPUT) -> None:
    """Write the networks (float32) and the card, without time stamps, so that equal training gives equal bytes."""
    arrays = {}
    for name in KINDS:
        for part in ("mean", "scale", "first", "first_bias", "second", "second_bias"):
            arrays[f"{name}_{part}"] = getattr(networks[name], part).astype(np.float32)
    output.parent.mkdir(parents=True, exist_ok=True)
    np.savez(output, card=np.array(json.dumps(card)), **arrays)
    print(output, hashlib.sha256(output.read_bytes()).hexdigest()[:12])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--events", type=int, default=300)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    data = children(list(traditions(options.data, "train", options.events, options.seed)), options.seed)
    dev = children(list(traditions(options.data, "dev", max(8, options.events // 4), options.seed)), options.seed)
    networks = train(data, dev, options.seed, options.epochs)
    report(networks, dev)
    card = {"format": FORMAT, "same": list(SAME), "cross": list(CROSS), "alone": list(ALONE), "calibration": {}, "second": [0.0] * 8 + [-9.0], "quotes": [0.5, 0.7, 0.6],
            "events": options.events, "seed": options.seed, "children": len(data)}  # fmt: skip
    save(networks, card)
    return 0


if __name__ == "__main__":
    sys.exit(main())
